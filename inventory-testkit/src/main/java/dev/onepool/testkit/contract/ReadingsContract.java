package dev.onepool.testkit.contract;

/** Shown quantities, listings, held stock and locations. */
public abstract class ReadingsContract extends ConnectorContract {

  /** For the author's test class. */
  protected ReadingsContract() {}
}
