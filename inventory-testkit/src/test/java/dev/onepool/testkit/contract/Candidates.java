package dev.onepool.testkit.contract;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs all contracts on one connector, as its author's test classes would, and says what came of each rule. */
final class Candidates {

  /** Who is tried at present; one at a time. */
  private static Subject candidate = full();

  private Candidates() {}

  /**
   * What came of a run.
   *
   * @param results what came of each rule, by its id
   * @param problems what failed outside of a rule, in words
   */
  record Run(Map<String, TestExecutionResult> results, Set<String> problems) {

    Set<String> with(TestExecutionResult.Status status) {
      Set<String> ids = new LinkedHashSet<>();
      results.forEach((id, result) -> {
        if (result.getStatus() == status) {
          ids.add(id);
        }
      });
      return ids;
    }

    /** Says in one line each why rules were not kept. */
    String reasons() {
      StringBuilder reasons = new StringBuilder();
      results.forEach((id, result) -> result.getThrowable().ifPresent(thrown -> reasons.append("\n  ").append(id)
          .append(": ").append(String.valueOf(thrown.getMessage()).strip().replaceAll("\\s+", " "))));
      return reasons.toString();
    }

    Set<String> failed() {
      return with(TestExecutionResult.Status.FAILED);
    }
  }

  /** Returns the good connector. */
  static Subject full() {
    FullProvider provider = new FullProvider();
    return new Subject(provider, FullMarket::new, new OneService(provider));
  }

  static Run run(Subject subject) {
    // Said outright, because what is not said is taken from the system's properties.
    return run(subject, Map.of("onepool.card", "off", "onepool.certificate", "compare"));
  }

  static synchronized Run run(Subject subject, Map<String, String> configuration) {
    candidate = subject;
    LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
        .selectors(CLASSES.stream().map(type -> selectClass(type)).toList())
        .configurationParameters(configuration)
        .build();
    Run run = new Run(new TreeMap<>(), new LinkedHashSet<>());
    LauncherFactory.create().execute(request, new TestExecutionListener() {
      @Override
      public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        Rule rule = test.getSource().filter(MethodSource.class::isInstance).map(MethodSource.class::cast)
            .map(source -> source.getJavaMethod().getAnnotation(Rule.class)).orElse(null);
        if (rule != null) {
          run.results().put(rule.id(), result);
        } else {
          result.getThrowable().ifPresent(thrown -> run.problems().add(String.valueOf(thrown.getMessage())));
        }
      }
    });
    return run;
  }

  private static final List<Class<?>> CLASSES = List.of(Provider.class, Life.class, Writes.class, TroubledWrites.class,
      Readings.class, OrderFeed.class, OrderStates.class, Notifications.class, Actions.class);

  static final class Provider extends ProviderContract {
    @Override
    protected Subject subject() {
      return candidate;
    }
  }

  static final class Life extends LifeContract {
    @Override
    protected Subject subject() {
      return candidate;
    }
  }

  static final class Writes extends WritesContract {
    @Override
    protected Subject subject() {
      return candidate;
    }
  }

  static final class TroubledWrites extends TroubledWritesContract {
    @Override
    protected Subject subject() {
      return candidate;
    }
  }

  static final class Readings extends ReadingsContract {
    @Override
    protected Subject subject() {
      return candidate;
    }
  }

  static final class OrderFeed extends OrderFeedContract {
    @Override
    protected Subject subject() {
      return candidate;
    }
  }

  static final class OrderStates extends OrderStatesContract {
    @Override
    protected Subject subject() {
      return candidate;
    }
  }

  static final class Notifications extends NotificationsContract {
    @Override
    protected Subject subject() {
      return candidate;
    }
  }

  static final class Actions extends ActionsContract {
    @Override
    protected Subject subject() {
      return candidate;
    }
  }
}
