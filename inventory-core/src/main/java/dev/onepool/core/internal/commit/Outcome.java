package dev.onepool.core.internal.commit;

import dev.onepool.core.internal.ledger.Answer;
import dev.onepool.core.internal.store.EffectRow;
import org.jspecify.annotations.Nullable;

/**
 * What became of a command, durably.
 *
 * @param answer the decision's answer
 * @param effect its effect; null where it was refused or carries no effect key
 */
public record Outcome(Answer answer, @Nullable EffectRow effect) {}
