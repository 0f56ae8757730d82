package dev.onepool;

/**
 * A number of whole units, never negative.
 *
 * <p>Sums that leave the range of a {@code long} throw {@link ArithmeticException}; they never wrap.
 *
 * @param units 0 or more
 */
public record Quantity(long units) implements Comparable<Quantity> {

  /** No units. */
  public static final Quantity ZERO = new Quantity(0);

  /** Refuses negative units. */
  public Quantity {
    if (units < 0) {
      throw new IllegalArgumentException("quantity must not be negative: " + units);
    }
  }

  /**
   * Returns this many units.
   *
   * @throws IllegalArgumentException if {@code units} is negative
   */
  public static Quantity of(long units) {
    return units == 0 ? ZERO : new Quantity(units);
  }

  /**
   * Returns this quantity, after checking that there is at least one unit.
   *
   * @param what names the value in the message, such as {@code "reserved quantity"}
   * @throws IllegalArgumentException if this is zero
   */
  public Quantity requirePositive(String what) {
    if (units == 0) {
      throw new IllegalArgumentException(what + " must be at least 1, was 0");
    }
    return this;
  }

  /**
   * Returns the sum.
   *
   * @throws ArithmeticException if it does not fit a {@code long}
   */
  public Quantity plus(Quantity other) {
    return of(Math.addExact(units, other.units));
  }

  @Override
  public int compareTo(Quantity other) {
    return Long.compare(units, other.units);
  }

  @Override
  public String toString() {
    return Long.toString(units);
  }
}
