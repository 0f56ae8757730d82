package dev.onepool;

import java.time.Instant;

/** What became of something that a channel was told about an order or a shipment. */
public sealed interface ActionResult {

  /** The channel has done it. */
  record Done() implements ActionResult {}

  /** The channel took it and will do it; the order's next state shows. */
  record Accepted() implements ActionResult {}

  /**
   * It was not done and will not be, because the channel or its connector refuses.
   *
   * @param message why, to read
   */
  record Refused(String message) implements ActionResult {}

  /**
   * It was not done yet, because the channel wants fewer calls.
   *
   * @param until not before this instant again
   */
  record Later(Instant until) implements ActionResult {}

  /**
   * It is not known whether it was done. Repeat it with the same id, which has one effect.
   *
   * @param message what happened
   */
  record Unknown(String message) implements ActionResult {}
}
