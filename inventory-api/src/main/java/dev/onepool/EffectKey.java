package dev.onepool;

/**
 * The unique identity of an effect, and so what makes a call repeatable: the same key with the same content has one
 * effect and one answer; the same key with other content is refused with {@link EffectConflictException}.
 *
 * @param source who names the effect, such as {@code "warehouse"} or {@code "purchase-order"}; 1 to 200 characters. {@code "reservation"} is
 *     for {@link StockCommand.Reserve} alone
 * @param id the effect's identifier within the source; 1 to 2,000 characters, no control characters, no white space at
 *     either end
 */
public record EffectKey(String source, String id) implements Comparable<EffectKey> {

  /** The longest identifier: three parts of an order line, with every character escaped. */
  private static final int MAX_ID_LENGTH = 2_000;

  /** Checks both parts. */
  public EffectKey {
    Identifiers.check("effect source", source);
    Identifiers.check("effect id", id, MAX_ID_LENGTH);
  }

  /** Returns the key with this source and identifier. */
  public static EffectKey of(String source, String id) {
    return new EffectKey(source, id);
  }

  @Override
  public int compareTo(EffectKey other) {
    int bySource = source.compareTo(other.source);
    return bySource != 0 ? bySource : id.compareTo(other.id);
  }

  @Override
  public String toString() {
    return source + "/" + id;
  }
}
