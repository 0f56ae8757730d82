package dev.onepool.spi;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What came of an HTTP call. */
public sealed interface HttpOutcome {

  /**
   * The channel answered.
   *
   * @param status such as 200
   * @param headers by name in lower case
   * @param body whole, and not to be changed; empty if there is none
   */
  record Answer(int status, Map<String, List<String>> headers, byte[] body) implements HttpOutcome {

    /** Brings the names to lower case. */
    public Answer {
      Map<String, List<String>> lower = new TreeMap<>();
      headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
      headers = Map.copyOf(lower);
    }

    /** Returns the first header of this name in any case; null if there is none. */
    public @Nullable String header(String name) {
      List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
      return values == null || values.isEmpty() ? null : values.get(0);
    }

    /** Returns the body as UTF-8 text. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /** Shows the status and the length only. */
    @Override
    public String toString() {
      return "Answer[status=" + status + ", bytes=" + body.length + "]";
    }
  }

  /**
   * Nothing of the call can have reached the channel.
   *
   * @param why to read; without secrets
   */
  record NotSent(String why) implements HttpOutcome {}

  /**
   * The call may have reached the channel, and its whole answer did not come back.
   *
   * @param why to read; without secrets
   */
  record NoAnswer(String why) implements HttpOutcome {}
}
