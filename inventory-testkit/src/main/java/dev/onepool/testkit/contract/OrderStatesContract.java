package dev.onepool.testkit.contract;

/** What can happen to an order, and how its snapshot tells it. */
public abstract class OrderStatesContract extends ConnectorContract {

  /** For the author's test class. */
  protected OrderStatesContract() {}
}
