package dev.onepool;

/**
 * An offer's identifier as its channel knows it. Upper and lower case differ.
 *
 * @param value 1 to 200 characters, no control characters, no white space at either end
 */
public record ListingId(String value) implements Comparable<ListingId> {

  /** Checks the value. */
  public ListingId {
    Identifiers.check("listing", value);
  }

  /**
   * Returns the identifier with this value.
   *
   * @throws IllegalArgumentException naming the value, if it breaks the rule of {@link #value()}
   */
  public static ListingId of(String value) {
    return new ListingId(value);
  }

  @Override
  public int compareTo(ListingId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
