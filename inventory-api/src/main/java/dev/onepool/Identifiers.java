package dev.onepool;

/** The one rule for every identifier: what a person could have typed, in whole characters, and no longer than a database key may be. */
final class Identifiers {

  static final int MAX_LENGTH = 200;

  private Identifiers() {}

  static String check(String kind, String value) {
    return check(kind, value, MAX_LENGTH);
  }

  static String check(String kind, String value, int maxLength) {
    if (plain(value, maxLength)) {
      return value;
    }
    if (value.isBlank()) {
      throw new IllegalArgumentException(kind + " must not be blank");
    }
    if (value.length() > maxLength) {
      throw new IllegalArgumentException(
          kind + " must have at most " + maxLength + " characters, has " + value.length() + ": " + value);
    }
    if (!value.equals(value.strip())) {
      throw new IllegalArgumentException(kind + " must not begin or end with white space: \"" + value + "\"");
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(kind + " must not hold control characters: \"" + value + "\"");
    }
    int half = loneSurrogate(value);
    if (half >= 0) {
      throw new IllegalArgumentException(String.format(
          "%s must not hold half a surrogate pair, has U+%04X at index %d of %d characters",
          kind, (int) value.charAt(half), half, value.length()));
    }
    return value;
  }

  /** Returns whether it is of visible ASCII only, as most are: then one look is enough. */
  private static boolean plain(String value, int maxLength) {
    for (int i = 0; i < value.length(); i++) {
      char at = value.charAt(i);
      if (at <= ' ' || at > '~') {
        return false;
      }
    }
    return !value.isEmpty() && value.length() <= maxLength;
  }

  /** Returns where a surrogate stands without its other half, which no database can keep; -1 if there is none. */
  private static int loneSurrogate(String value) {
    for (int i = 0; i < value.length(); i++) {
      char at = value.charAt(i);
      if (!Character.isSurrogate(at)) {
        continue;
      }
      if (Character.isLowSurrogate(at) || i + 1 == value.length() || !Character.isLowSurrogate(value.charAt(i + 1))) {
        return i;
      }
      i++;
    }
    return -1;
  }
}
