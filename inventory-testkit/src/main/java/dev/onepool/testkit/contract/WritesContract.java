package dev.onepool.testkit.contract;

/** Quantities out. */
public abstract class WritesContract extends ConnectorContract {

  /** For the author's test class. */
  protected WritesContract() {}
}
