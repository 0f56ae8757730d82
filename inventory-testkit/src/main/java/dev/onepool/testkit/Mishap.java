package dev.onepool.testkit;

/** What a {@link HostileSimulation} lets go wrong on our side of the wire, at some call of a round. */
public enum Mishap {
  /** The process dies before the call left; another one is started on what the store holds. */
  CRASH_BEFORE_CALL,
  /** The call got through, and the process dies before its answer was dealt with. */
  CRASH_AFTER_CALL,
  /** The channel cannot be reached. */
  UNAVAILABLE,
  /** The call got through, and the connector breaks instead of handing its answer on. */
  BROKEN_AFTER_CALL
}
