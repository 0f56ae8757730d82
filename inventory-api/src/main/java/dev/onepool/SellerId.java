package dev.onepool;

/**
 * One merchant. Every key in the store begins with it.
 *
 * @param value 1 to 200 characters, no control characters, no white space at either end
 */
public record SellerId(String value) implements Comparable<SellerId> {

  /** Checks the value. */
  public SellerId {
    Identifiers.check("seller", value);
  }

  /**
   * Returns the identifier with this value.
   *
   * @throws IllegalArgumentException naming the value, if it breaks the rule of {@link #value()}
   */
  public static SellerId of(String value) {
    return new SellerId(value);
  }

  @Override
  public int compareTo(SellerId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
