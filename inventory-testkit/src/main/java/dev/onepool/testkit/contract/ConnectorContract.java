package dev.onepool.testkit.contract;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What all contracts have in common: a new remote side, a clock and a connector for each rule.
 *
 * <p>Extend the contracts that are named in the package's description, not this class.
 */
@ExtendWith(RuleWatcher.class)
public abstract class ConnectorContract {

  Bench bench;

  ConnectorContract() {}

  /** Returns the connector that the rules are tried on; the same on every call. */
  protected abstract Subject subject();

  @BeforeEach
  void open() {
    bench = new Bench(subject());
    prepare();
  }

  /** Puts onto the bench what all rules of a contract need. */
  void prepare() {}

  @AfterEach
  void close() {
    bench.close();
  }
}
