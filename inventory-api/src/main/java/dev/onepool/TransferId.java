package dev.onepool;

/**
 * The caller's own identifier of units of one SKU on their way between two locations.
 *
 * @param value 1 to 200 characters, no control characters, no white space at either end
 */
public record TransferId(String value) implements Comparable<TransferId> {

  /** Checks the value. */
  public TransferId {
    Identifiers.check("transfer", value);
  }

  /**
   * Returns the identifier with this value.
   *
   * @throws IllegalArgumentException naming the value, if it breaks the rule of {@link #value()}
   */
  public static TransferId of(String value) {
    return new TransferId(value);
  }

  @Override
  public int compareTo(TransferId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
