package dev.onepool;

/**
 * An order line's identifier as its channel knows it. It must not change when lines are reordered.
 *
 * @param value 1 to 200 characters, no control characters, no white space at either end
 */
public record LineId(String value) implements Comparable<LineId> {

  /** Checks the value. */
  public LineId {
    Identifiers.check("line", value);
  }

  /**
   * Returns the identifier with this value.
   *
   * @throws IllegalArgumentException naming the value, if it breaks the rule of {@link #value()}
   */
  public static LineId of(String value) {
    return new LineId(value);
  }

  @Override
  public int compareTo(LineId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
