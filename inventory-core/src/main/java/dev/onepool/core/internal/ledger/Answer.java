package dev.onepool.core.internal.ledger;

import dev.onepool.PostingResult;
import dev.onepool.PostingResult.RefusalKind;
import dev.onepool.ReservationResult;

/** What a command is answered. */
public sealed interface Answer {

  /** It took effect, or had nothing left to change. */
  record Done() implements Answer {}

  /** It was refused; nothing changed. */
  record Refused(RefusalKind kind, String message) implements Answer {
    /** Returns the refusal as the application sees it. */
    public PostingResult toResult() {
      return new PostingResult.Refused(kind, message);
    }
  }

  /** A reservation was refused; nothing changed. */
  record Short(ReservationResult.Refused result) implements Answer {}

  /** A write was charged under this sequence. */
  record Charged(long sequence) implements Answer {}

  /** It took effect. */
  Done DONE = new Done();

  /** Returns whether the command took effect. */
  default boolean effective() {
    return this instanceof Done || this instanceof Charged;
  }

  /** Returns a refusal. */
  static Refused refused(RefusalKind kind, String format, Object... values) {
    return new Refused(kind, String.format(java.util.Locale.ROOT, format, values));
  }
}
