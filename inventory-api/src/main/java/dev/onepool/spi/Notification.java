package dev.onepool.spi;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something that a channel, or somebody who pretends to be it, has sent of its own accord.
 *
 * @param headers by name in lower case; empty where it did not come by HTTP
 * @param body exactly the bytes that came, and not to be changed; signatures are over them
 * @param receivedAt when it came, by the engine's clock
 */
public record Notification(Map<String, List<String>> headers, byte[] body, Instant receivedAt) {

  /** Brings the names to lower case. */
  public Notification {
    Map<String, List<String>> lower = new TreeMap<>();
    headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    headers = Map.copyOf(lower);
  }

  /** Returns the first header of this name in any case; null if there is none. */
  public @Nullable String header(String name) {
    List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
    return values == null || values.isEmpty() ? null : values.get(0);
  }

  /** Shows neither headers nor body. */
  @Override
  public String toString() {
    return "Notification[bytes=" + body.length + ", receivedAt=" + receivedAt + "]";
  }
}
