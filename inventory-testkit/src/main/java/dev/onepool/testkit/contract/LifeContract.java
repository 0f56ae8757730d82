package dev.onepool.testkit.contract;

/** Closing, threads, deadlines, tokens and capabilities. */
public abstract class LifeContract extends ConnectorContract {

  /** For the author's test class. */
  protected LifeContract() {}
}
