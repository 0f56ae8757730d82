package dev.onepool.connector.tiktok;

import dev.onepool.ChannelId;
import dev.onepool.ListingId;
import dev.onepool.core.internal.host.ConnectorHost;
import dev.onepool.sandbox.tiktok.TikTokSandbox;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import dev.onepool.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A sandbox, its clock and a connector to it, with all that the engine gives to connectors. */
final class Bench implements AutoCloseable {

  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  final ManualClock clock = new ManualClock(START);
  final TikTokSandbox tiktok = TikTokSandbox.open(clock);
  final Map<String, String> settings = new HashMap<>(tiktok.settings());
  private final ConnectorHost host = ConnectorHost.of(List.of(new TikTokProvider()));
  private ChannelConnector connector;
  private long attempts;

  Bench(Map<String, String> more) {
    settings.putAll(more);
    connector = make();
  }

  Bench() {
    this(Map.of());
  }

  private ChannelConnector make() {
    return host.connect(ChannelId.of("tiktok"), "tiktok", settings, clock);
  }

  ChannelConnector connector() {
    return connector;
  }

  /** Makes a new connector, as after a restart. */
  ChannelConnector restart() {
    connector.close();
    connector = make();
    return connector;
  }

  QuantityWrite write(String sku, long units) {
    return new QuantityWrite(ListingId.of(sku), units, "tiktok/" + sku + "/" + attempts++);
  }

  List<PublishResult> publish(QuantityWrite... writes) {
    return connector.publish(List.of(writes), deadline());
  }

  Instant deadline() {
    return clock.instant().plus(Duration.ofMinutes(1));
  }

  void pass(Duration time) {
    clock.advance(time);
  }

  @Override
  public void close() {
    connector.close();
    tiktok.close();
  }
}
