package dev.onepool;

/**
 * The unique identity of an effect, and so what makes a call repeatable: the same key with the same content has one
 * effect and one answer; the same key with other content is refused with {@link EffectConflictException}.
 *
 * @param source who names the effect, such as {@code "warehouse"} or {@code "purchase-order"}; 1 to 200 characters
 * @param id the effect's identifier within the source; 1 to 200 characters
 */
public record EffectKey(String source, String id) implements Comparable<EffectKey> {

  /** Checks both parts. */
  public EffectKey {
    Identifiers.check("effect source", source);
    if (id.isBlank() || id.length() > 3 * Identifiers.MAX_LENGTH + 8) {
      throw new IllegalArgumentException("effect id must have 1 to 608 characters: \"" + id + "\"");
    }
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
