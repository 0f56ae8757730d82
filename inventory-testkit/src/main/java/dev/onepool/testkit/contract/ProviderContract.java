package dev.onepool.testkit.contract;

/** Being found, being made, settings and secrets. */
public abstract class ProviderContract extends ConnectorContract {

  /** For the author's test class. */
  protected ProviderContract() {}
}
