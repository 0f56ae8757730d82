package dev.onepool.core.internal.ledger;

/**
 * What a command is answered, and what it changes. A refusal changes nothing.
 *
 * @param answer the answer
 * @param changes what changes, laid over the state that was decided on
 */
public record Decision(Answer answer, Changes changes) {}
