package dev.onepool;

/**
 * Where units are counted: an own warehouse, a 3PL, FBA.
 *
 * @param value 1 to 200 characters, no control characters, no white space at either end
 */
public record LocationId(String value) implements Comparable<LocationId> {

  /** The location of a seller who has only one. */
  public static final LocationId MAIN = new LocationId("main");

  /** Checks the value. */
  public LocationId {
    Identifiers.check("location", value);
  }

  /**
   * Returns the identifier with this value.
   *
   * @throws IllegalArgumentException naming the value, if it breaks the rule of {@link #value()}
   */
  public static LocationId of(String value) {
    return new LocationId(value);
  }

  @Override
  public int compareTo(LocationId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
