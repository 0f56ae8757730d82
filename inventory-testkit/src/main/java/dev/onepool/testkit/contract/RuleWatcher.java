package dev.onepool.testkit.contract;

import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Notes what came of each rule in the test run's {@link CardBook}, and lets it close what is complete. */
final class RuleWatcher implements BeforeEachCallback, TestWatcher, AfterAllCallback {

  private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(RuleWatcher.class);
  private static final String SUBJECT = "subject";

  @Override
  public void beforeEach(ExtensionContext context) {
    ConnectorContract contract = (ConnectorContract) context.getRequiredTestInstance();
    classStore(context).put(SUBJECT, contract.subject());
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    note(context, RuleResult.PASSED, "");
  }

  @Override
  public void testAborted(ExtensionContext context, Throwable why) {
    note(context, RuleResult.NOT_APPLICABLE, String.valueOf(why.getMessage()).replace("Assumption failed: ", ""));
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable why) {
    note(context, RuleResult.FAILED, why.getMessage());
  }

  @Override
  public void testDisabled(ExtensionContext context, Optional<String> why) {
    // Without an instance there is no subject to ask, so the rule stays without a result and no card is complete.
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Subject subject = classStore(context).get(SUBJECT, Subject.class);
    if (subject != null) {
      book(context).finish(subject, context::getConfigurationParameter);
    }
  }

  private static void note(ExtensionContext context, RuleResult result, String why) {
    Rule rule = context.getRequiredTestMethod().getAnnotation(Rule.class);
    Subject subject = classStore(context).get(SUBJECT, Subject.class);
    // An author may have tests of an own beside the rules.
    if (rule != null && subject != null) {
      book(context).note(subject, rule.id(), result, why);
    }
  }

  private static ExtensionContext.Store classStore(ExtensionContext context) {
    ExtensionContext holder = context;
    while (holder.getTestMethod().isPresent() && holder.getParent().isPresent()) {
      holder = holder.getParent().get();
    }
    return holder.getStore(NAMESPACE);
  }

  private static CardBook book(ExtensionContext context) {
    return context.getRoot().getStore(NAMESPACE)
        .getOrComputeIfAbsent(CardBook.class, key -> new CardBook(), CardBook.class);
  }
}
