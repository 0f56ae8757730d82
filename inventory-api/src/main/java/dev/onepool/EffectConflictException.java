package dev.onepool;

/** An effect key was used before with other content. Nothing was changed. */
public final class EffectConflictException extends InventoryException {

  private static final long serialVersionUID = 1L;

  private final transient EffectKey key;

  /** Makes the exception for this key. */
  public EffectConflictException(EffectKey key) {
    super("effect key " + key + " was used before with other content; use a new key for a new effect");
    this.key = key;
  }

  /** Returns the key that was used twice. */
  public EffectKey key() {
    return key;
  }
}
