package dev.onepool.benchmarks.crash;

import java.util.Locale;

/**
 * What became of a call, as far as its caller learned.
 *
 * @param first the id of the first entry, and {@code entries} how many there are; 0 where nothing was posted
 * @param message why, in words; empty where there is nothing to say
 */
record Told(Kind kind, long first, int entries, String message) {

  /** What a caller may learn. */
  enum Kind {
    /** It has its effect. */
    POSTED,
    /** It has none, for a reason a shop expects. */
    REFUSED,
    /** It has none, and somebody made a mistake. */
    FAILED,
    /** Nobody can tell. */
    UNKNOWN
  }

  static Told posted(long first, int entries) {
    return new Told(Kind.POSTED, first, entries, "");
  }

  static Told refused() {
    return new Told(Kind.REFUSED, 0, 0, "");
  }

  static Told failed(Throwable error) {
    return new Told(Kind.FAILED, 0, 0, oneLine(error));
  }

  static Told unknown(Throwable error) {
    return new Told(Kind.UNKNOWN, 0, 0, oneLine(error));
  }

  private static String oneLine(Throwable error) {
    return String.valueOf(error).replaceAll("\\s+", " ");
  }

  /** Returns it on one line, to be {@link #parse read} again. */
  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + " " + first + " " + entries + " " + message;
  }

  static Told parse(String text) {
    String[] words = text.split(" ", 4);
    return new Told(Kind.valueOf(words[0].toUpperCase(Locale.ROOT)), Long.parseLong(words[1]),
        Integer.parseInt(words[2]), words[3]);
  }
}
