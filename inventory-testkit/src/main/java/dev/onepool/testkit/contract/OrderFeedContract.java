package dev.onepool.testkit.contract;

/** Pages of orders: complete, in the presence of change, and read again after a restart. */
public abstract class OrderFeedContract extends ConnectorContract {

  /** For the author's test class. */
  protected OrderFeedContract() {}
}
