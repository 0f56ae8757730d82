package dev.onepool;

/**
 * The caller's own identifier of a reservation; it is also what makes reserving repeatable.
 *
 * @param value 1 to 200 characters, no control characters, no white space at either end
 */
public record ReservationId(String value) implements Comparable<ReservationId> {

  /** Checks the value. */
  public ReservationId {
    Identifiers.check("reservation", value);
  }

  /**
   * Returns the identifier with this value.
   *
   * @throws IllegalArgumentException naming the value, if it breaks the rule of {@link #value()}
   */
  public static ReservationId of(String value) {
    return new ReservationId(value);
  }

  @Override
  public int compareTo(ReservationId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
