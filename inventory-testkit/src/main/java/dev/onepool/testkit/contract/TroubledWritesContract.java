package dev.onepool.testkit.contract;

/** Quantities out, while answers are lost, broken, late or refused. */
public abstract class TroubledWritesContract extends ConnectorContract {

  /** For the author's test class. */
  protected TroubledWritesContract() {}
}
