package dev.onepool.core.internal.store;

import dev.onepool.EffectKey;

/**
 * An effect that took place.
 *
 * @param hash of the input
 * @param firstEntry the id of its first entry; 0 where it has none
 * @param entries how many entries it has; {@link #UNCOUNTED} where the row does not say
 */
public record EffectRow(EffectKey key, String hash, long firstEntry, int entries) {

  /** In place of a number of entries that was not known when the row was written. */
  static final int UNCOUNTED = -1;
}
