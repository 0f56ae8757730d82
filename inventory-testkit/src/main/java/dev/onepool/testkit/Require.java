package dev.onepool.testkit;

/** The checks that several entry points share. */
final class Require {

  private Require() {}

  static long positive(String what, long units) {
    if (units < 1) {
      throw new IllegalArgumentException(what + " must be at least 1, was " + units);
    }
    return units;
  }

  static long notNegative(String what, long units) {
    if (units < 0) {
      throw new IllegalArgumentException(what + " must not be negative: " + units);
    }
    return units;
  }

  /** Returns the position that a cursor names: 0 to {@code end}. */
  static long position(String what, String cursor, long end) {
    long position;
    try {
      position = Long.parseLong(cursor);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("no such " + what + " cursor: " + cursor, e);
    }
    if (position < 0 || position > end) {
      throw new IllegalArgumentException("no such " + what + " cursor: " + cursor + "; the end is " + end);
    }
    return position;
  }
}
