package dev.onepool.testkit.contract;

/** A kind of call to a channel, as far as the kit tells them apart. */
public enum Call {
  /** Carries quantities to write. Calls that only prepare one, such as asking for an upload, are {@link #OTHER}. */
  WRITE,
  /** Reads what listings show. */
  READ,
  /** Reads orders. */
  ORDERS,
  /** Reads the account's listings. */
  LISTINGS,
  /** Tells the channel about an order. */
  ACTION,
  /** Asks for an access token. */
  TOKEN,
  /** Anything else. */
  OTHER
}
