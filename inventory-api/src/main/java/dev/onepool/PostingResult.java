package dev.onepool;

/**
 * What became of a command: posted, or refused with a reason. A refusal changes nothing and does not use up the
 * command's effect key.
 */
public sealed interface PostingResult {

  /** Why a command was refused. */
  enum RefusalKind {
    /** Nothing is known under this identifier. */
    UNKNOWN,
    /** It exists, but not in a state that allows this: released, expired, fulfilled. */
    WRONG_STATE,
    /** More than there is, or than is open. */
    TOO_MANY,
    /** The sum would leave the range of a {@code long}. */
    OVERFLOW,
    /** The {@link SourcingStrategy} threw, or its answer cannot be. */
    BAD_SOURCING
  }

  /**
   * The command took effect, now or when it was first given.
   *
   * @param key the command's effect key
   * @param firstEntry the id of its first entry; 0 where it needed none
   * @param entries how many entries it wrote, with consecutive ids
   */
  record Posted(EffectKey key, long firstEntry, int entries) implements PostingResult {}

  /**
   * The command was refused.
   *
   * @param kind why, to switch on
   * @param message why, with the values, to read
   */
  record Refused(RefusalKind kind, String message) implements PostingResult {}

  /**
   * Returns the posting.
   *
   * @throws IllegalStateException with the reason, if the command was refused
   */
  default Posted posted() {
    if (this instanceof Posted posted) {
      return posted;
    }
    throw new IllegalStateException("refused: " + ((Refused) this).message());
  }
}
