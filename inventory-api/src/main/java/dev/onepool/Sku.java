package dev.onepool;

/**
 * The seller's own code of what is counted; never reused for something else. Upper and lower case differ.
 *
 * @param value 1 to 200 characters, no control characters, no white space at either end
 */
public record Sku(String value) implements Comparable<Sku> {

  /** Checks the value. */
  public Sku {
    Identifiers.check("SKU", value);
  }

  /**
   * Returns the identifier with this value.
   *
   * @throws IllegalArgumentException naming the value, if it breaks the rule of {@link #value()}
   */
  public static Sku of(String value) {
    return new Sku(value);
  }

  @Override
  public int compareTo(Sku other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
