package dev.onepool.testkit.contract;

/** Telling the channel about orders, and its fulfilment service. */
public abstract class ActionsContract extends ConnectorContract {

  /** For the author's test class. */
  protected ActionsContract() {}
}
