package dev.onepool;

/**
 * An order's identifier as its channel knows it.
 *
 * @param value 1 to 200 characters, no control characters, no white space at either end
 */
public record OrderId(String value) implements Comparable<OrderId> {

  /** Checks the value. */
  public OrderId {
    Identifiers.check("order", value);
  }

  /**
   * Returns the identifier with this value.
   *
   * @throws IllegalArgumentException naming the value, if it breaks the rule of {@link #value()}
   */
  public static OrderId of(String value) {
    return new OrderId(value);
  }

  @Override
  public int compareTo(OrderId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
