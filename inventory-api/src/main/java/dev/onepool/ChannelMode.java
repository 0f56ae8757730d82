package dev.onepool;

/** How far Onepool goes on a channel. A new channel only observes. */
public enum ChannelMode {
  /** Orders are read; nothing is planned or written. */
  OBSERVE,
  /** Writes are planned and shown in the {@link SyncReport}; none is sent. */
  DRY_RUN,
  /** Quantities are written. */
  LIVE,
  /** Every listing is being written to zero and stays there. */
  PAUSED_AT_ZERO,
  /** Nothing is written; listings keep what they show. */
  PAUSED_FROZEN
}
