package dev.onepool.testkit.contract;

/** What came of a rule. */
enum RuleResult {
  PASSED,
  NOT_APPLICABLE,
  FAILED
}
