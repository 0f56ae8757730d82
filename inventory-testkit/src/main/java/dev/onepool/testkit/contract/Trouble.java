package dev.onepool.testkit.contract;

/** What can go wrong with one call. */
public enum Trouble {
  /** The call comes, has no effect, and its connection is cut without an answer. */
  LOST_BEFORE,
  /** The call comes and has its effect, and its connection is cut without an answer. */
  LOST_AFTER,
  /** The call has no effect, and the answer is the channel's "internal error", such as 500 or 503. */
  SERVER_ERROR,
  /** The call has its effect, and the answer says success around a body that is no answer of this protocol. */
  GARBAGE,
  /** The call has its effect, and the answer's body ends in its middle, though the answer as such is whole. */
  TRUNCATED,
  /** The call comes, has no effect, and is not answered until the remote side is closed. Needs {@link Feature#SILENCE}. */
  SILENCE
}
