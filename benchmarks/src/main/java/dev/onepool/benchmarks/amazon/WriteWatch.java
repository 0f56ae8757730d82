package dev.onepool.benchmarks.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.onepool.sandbox.amazon.AmazonSandbox;
import dev.onepool.testkit.contract.Exchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks at the updates that reach Amazon: what they do to the number shown, and how long what was to be shown has waited. */
final class WriteWatch {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final AmazonSandbox amazon;
  private final Clock clock;
  private final Map<String, Instant> toLower = new HashMap<>();
  private final Map<String, Instant> toRaise = new HashMap<>();
  private final List<Duration> lowered = new ArrayList<>();
  private final List<Duration> raised = new ArrayList<>();
  private long zeroes;
  private long lowers;
  private long raises;
  private long same;
  private long overtaken;

  /**
   * What was seen: updates by kind, how long those that were waited for took to reach Amazon, in order, and how many that showed
   * more came while another SKU waited to be taken off display.
   */
  record Seen(long zeroes, long lowers, long raises, long same, List<Duration> lowered, List<Duration> raised,
      long stillToLower, long stillToRaise, long overtaken) {}

  WriteWatch(AmazonSandbox amazon, Clock clock) {
    this.amazon = amazon;
    this.clock = clock;
    amazon.recorder(this::see);
  }

  /** A SKU must be taken off display from now on. */
  synchronized void mustLower(String sku) {
    toRaise.remove(sku);
    toLower.put(sku, clock.instant());
  }

  /** A SKU that shows nothing could be shown from now on. */
  synchronized void canRaise(String sku) {
    toRaise.put(sku, clock.instant());
  }

  private void see(Exchange exchange) {
    if (!exchange.method().equals("PATCH") || exchange.status() != 200) {
      return;
    }
    String sku = exchange.path().substring(exchange.path().lastIndexOf('/') + 1);
    long before = amazon.shows(sku);
    see(sku, before, quantity(exchange.body()));
  }

  private synchronized void see(String sku, long before, long quantity) {
    if (quantity == 0) {
      zeroes++;
    } else if (quantity == before) {
      same++;
    } else if (quantity < before) {
      lowers++;
    } else {
      raises++;
      overtaken += toLower.isEmpty() ? 0 : 1;
    }
    Map<String, Instant> waited = quantity == 0 ? toLower : toRaise;
    Instant since = waited.remove(sku);
    if (since != null) {
      (quantity == 0 ? lowered : raised).add(Duration.between(since, clock.instant()));
    }
  }

  private static long quantity(byte[] body) {
    try {
      JsonNode value = JSON.readTree(body).at("/patches/0/value/0/quantity");
      if (!value.isIntegralNumber()) {
        throw new IllegalStateException("an update without a quantity reached Amazon");
      }
      return value.asLong();
    } catch (IOException e) {
      throw new UncheckedIOException("an update that is no JSON reached Amazon", e);
    }
  }

  synchronized Seen seen() {
    lowered.sort(null);
    raised.sort(null);
    return new Seen(zeroes, lowers, raises, same, List.copyOf(lowered), List.copyOf(raised), toLower.size(), toRaise.size(),
        overtaken);
  }
}
