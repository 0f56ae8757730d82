package dev.onepool.testkit.contract;

import dev.onepool.ChannelId;
import dev.onepool.ListingId;
import dev.onepool.SellerId;
import dev.onepool.core.internal.host.ConnectorHost;
import dev.onepool.core.internal.host.Surroundings;
import dev.onepool.spi.Capabilities;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ChannelConnectorProvider;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.ListingPage;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import dev.onepool.spi.SecretStore;
import dev.onepool.spi.ShownQuantity;
import dev.onepool.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * Where one rule is tried: a clock, a new remote side, and connectors to it with all that core gives to connectors.
 *
 * <p>The clock moves only when a rule moves it, so nothing depends on how fast the machine is.
 */
final class Bench implements AutoCloseable {

  private static final SellerId SELLER = SellerId.of("contract");

  static final ChannelId CHANNEL = ChannelId.of("contract");

  /** Longer than any call here takes, so that only rules about deadlines meet one. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  /** How often a reading is put off at most. */
  private static final int TRIES = 50;

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  final Subject subject;
  final ManualClock clock = new ManualClock(START);
  final RemoteSide remote;
  private final ConnectorHost host;
  private final Surroundings surroundings;
  private final List<ChannelConnector> opened = new ArrayList<>();
  private long attempts;

  Bench(Subject subject) {
    this.subject = subject;
    remote = subject.remote(clock);
    host = ConnectorHost.of(List.of(subject.provider()));
    // One store of secrets for all connectors here, as processes of one account share theirs.
    surroundings = Surroundings.of(clock, SecretStore.inMemory());
  }

  /** Ends the rule as not applicable, unless the channel has this. */
  void need(Feature feature) {
    need(has(feature), "the channel has no " + feature);
  }

  void need(boolean applies, String why) {
    Assumptions.assumeTrue(applies, why);
  }

  boolean has(Feature feature) {
    return remote.features().contains(feature);
  }

  /** Returns the connector, made when first asked for; by any thread. */
  synchronized ChannelConnector connector() {
    return opened.isEmpty() ? another() : opened.get(0);
  }

  /** Returns one more connector of the same account, as after a restart. */
  ChannelConnector another() {
    return connect(remote.settings());
  }

  synchronized ChannelConnector connect(Map<String, String> settings) {
    ChannelConnector connector = host.connect(SELLER, CHANNEL, subject.provider().id(), settings, surroundings);
    opened.add(connector);
    return connector;
  }

  /** Returns a connector made by another provider than the subject's, which the caller closes. */
  ChannelConnector connectBy(ChannelConnectorProvider provider) {
    return ConnectorHost.of(List.of(provider)).connect(CHANNEL, provider.id(), remote.settings(), clock);
  }

  Capabilities card() {
    return connector().capabilities();
  }

  Instant deadline() {
    return clock.instant().plus(PATIENCE);
  }

  /** Lets a second pass, so that what follows has a later time stamp than what was before. */
  void tick() {
    clock.advance(Duration.ofSeconds(1));
  }

  /** Lets a write that was taken come into force. */
  void settleWrites() {
    clock.advance(remote.writeLag().plusSeconds(1));
  }

  ListingId list(String code, long units) {
    ListingId listing = remote.list(code, units);
    tick();
    return listing;
  }

  List<ListingId> list(int count, long units) {
    List<ListingId> listings = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      listings.add(remote.list("SKU-" + i, units));
    }
    tick();
    return listings;
  }

  QuantityWrite write(ListingId listing, long units) {
    return write(listing, units, null);
  }

  QuantityWrite write(ListingId listing, long units, @Nullable Long expected) {
    attempts++;
    return new QuantityWrite(listing, units, CHANNEL + "/" + listing + "/" + attempts, expected);
  }

  List<PublishResult> publish(List<QuantityWrite> batch) {
    return connector().publish(batch, deadline());
  }

  PublishResult publish(QuantityWrite write) {
    List<PublishResult> results = publish(List.of(write));
    Assertions.assertThat(results).as("results of one write").hasSize(1);
    return results.get(0);
  }

  /**
   * Returns what a reading returns, and reads when the connector says, where it says that it is too early: its channel's budgets
   * may be small, and the clock stands still.
   */
  <T> T patiently(Supplier<T> reading) {
    for (int tries = 1; ; tries++) {
      try {
        return reading.get();
      } catch (ConnectorException early) {
        Instant until = early.until();
        if (early.kind() != FailureKind.THROTTLED || until == null || !until.isAfter(clock.instant()) || tries == TRIES) {
          throw early;
        }
        clock.advanceTo(until);
      }
    }
  }

  /** Returns what the connector says the listing shows; null if it leaves it out. */
  @Nullable ShownQuantity shown(ListingId listing) {
    return patiently(() -> connector().shown(List.of(listing))).stream()
        .filter(shown -> shown.listing().equals(listing)).findFirst().orElse(null);
  }

  List<ListingPage.ChannelListing> listings() {
    List<ListingPage.ChannelListing> all = new ArrayList<>();
    String cursor = null;
    for (int pages = 0; pages < Feed.MAX_PAGES; pages++) {
      String from = cursor;
      ListingPage page = patiently(() -> connector().listings(from));
      all.addAll(page.listings());
      cursor = page.next();
      if (cursor == null) {
        return all;
      }
    }
    throw new AssertionError("the listings do not end after " + Feed.MAX_PAGES + " pages");
  }

  Feed feed() {
    return new Feed(this, connector());
  }

  @Override
  public void close() {
    try {
      opened.forEach(ChannelConnector::close);
    } finally {
      remote.close();
    }
  }
}
