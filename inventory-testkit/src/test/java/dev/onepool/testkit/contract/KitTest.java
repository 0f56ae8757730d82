package dev.onepool.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.testkit.contract.Candidates.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;

/** Tries the kit itself: on a good connector, on a small one, and on one bad connector for each rule. */
class KitTest {

  private static final List<Mistake> MISTAKES = mistakes();

  private static List<Mistake> mistakes() {
    List<Mistake> all = new ArrayList<>(ProviderMistakes.all());
    all.addAll(WriteMistakes.all());
    all.addAll(ReadingMistakes.all());
    all.addAll(OrderMistakes.all());
    all.addAll(NotificationMistakes.all());
    all.addAll(ActionMistakes.all());
    return all;
  }

  static Stream<Mistake> planted() {
    return MISTAKES.stream();
  }

  @Test
  void fullConnector_keepsEveryRule_andNoneIsNotApplicable() {
    Run run = Candidates.run(Candidates.full());
    assertThat(run.results()).hasSameSizeAs(Rules.byId());
    assertThat(run.with(TestExecutionResult.Status.SUCCESSFUL)).as("rules kept, %s", run.reasons())
        .isEqualTo(Rules.byId().keySet());
    assertThat(run.problems()).isEmpty();
  }

  @Test
  void minimalConnector_breaksNoRule_thoughManyAreNotApplicable() {
    PlantedProviders.Minimal provider = new PlantedProviders.Minimal();
    Run run = Candidates.run(new Subject(provider, clock -> new FullMarket(clock, Set.of()), new OneService(provider)));
    assertThat(run.failed()).as("rules broken, %s", run.reasons()).isEmpty();
    assertThat(run.with(TestExecutionResult.Status.SUCCESSFUL)).as("rules kept").hasSizeGreaterThanOrEqualTo(40);
  }

  @ParameterizedTest(name = "{index}: {0}")
  @MethodSource("planted")
  void badConnector_isFailedByName(Mistake mistake) {
    Run run = Candidates.run(mistake.subject());
    assertThat(run.failed()).as("rules broken, %s", run.reasons()).isEqualTo(mistake.fails());
  }

  @Test
  void everyRule_hasItsBadConnector() {
    assertThat(MISTAKES.stream().map(Mistake::rule).collect(Collectors.toSet())).isEqualTo(Rules.byId().keySet());
  }

  @Test
  void rules_areAtLeastForty_eachInOneSentence() {
    assertThat(Rules.byId()).hasSizeGreaterThanOrEqualTo(40)
        .allSatisfy((id, rule) -> {
          assertThat(id).matches("[a-z]+(-[a-z]+)*");
          assertThat(rule.says()).matches("\\p{Lu}.*\\.");
        });
  }
}
