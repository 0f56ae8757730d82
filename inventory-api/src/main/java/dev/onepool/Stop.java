package dev.onepool;

import java.time.Instant;

/**
 * That a person has stopped what is sent for a seller, on all channels at once.
 *
 * @param kind what is stopped
 * @param author who said so
 * @param since from when on
 */
public record Stop(Kind kind, String author, Instant since) {

  /** What a stop does to the channels that are written to; the others stay as they are. */
  public enum Kind {
    /** No quantity is written; listings keep what they show. */
    FREEZE,
    /** Every listing is written to zero and stays there; nothing else is written. */
    TO_ZERO
  }
}
