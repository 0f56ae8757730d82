package dev.onepool.core.internal.store;

import dev.onepool.EffectKey;
import org.jspecify.annotations.Nullable;

/**
 * The next so many movements belong to this effect.
 *
 * @param hash of the input; null for effects that are repeatable by a version of their own, and so are not kept as keys
 */
public record EffectSpan(EffectKey key, @Nullable String hash, int movements) {}
