package dev.onepool;

/** Why a seller cancels an order. A value type, so that a new reason breaks nobody. */
public record CancelReason(String name) {
  /** There is no stock. */
  public static final CancelReason NO_STOCK = new CancelReason("no-stock");

  /** The buyer asked for it. */
  public static final CancelReason BUYER = new CancelReason("buyer");

  /** Anything else. */
  public static final CancelReason OTHER = new CancelReason("other");
}
