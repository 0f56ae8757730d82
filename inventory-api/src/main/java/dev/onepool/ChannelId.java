package dev.onepool;

/**
 * One account on one marketplace, or the own shop. The name is the seller's own; it is not the provider's.
 *
 * @param value 1 to 200 characters, no control characters, no white space at either end
 */
public record ChannelId(String value) implements Comparable<ChannelId> {

  /** Checks the value. */
  public ChannelId {
    Identifiers.check("channel", value);
  }

  /**
   * Returns the identifier with this value.
   *
   * @throws IllegalArgumentException naming the value, if it breaks the rule of {@link #value()}
   */
  public static ChannelId of(String value) {
    return new ChannelId(value);
  }

  @Override
  public int compareTo(ChannelId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
