package dev.onepool.core.internal.sync;

/** Who decides something is written down, so it must be somebody. */
final class Authors {

  private static final int LONGEST = 200;

  private Authors() {}

  static String check(String author) {
    if (author.isBlank() || author.length() > LONGEST) {
      throw new IllegalArgumentException(
          "author must say who decides this, in 1 to " + LONGEST + " characters, was \"" + author + "\"");
    }
    return author;
  }
}
