package dev.onepool;

/** The one rule for every identifier: what a person could have typed, and no longer than a database key may be. */
final class Identifiers {

  static final int MAX_LENGTH = 200;

  private Identifiers() {}

  static String check(String kind, String value) {
    return check(kind, value, MAX_LENGTH);
  }

  static String check(String kind, String value, int maxLength) {
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
    return value;
  }
}
