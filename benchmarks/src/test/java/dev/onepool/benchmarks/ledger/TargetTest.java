package dev.onepool.benchmarks.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetTest {

  private static final Target TWENTY = new Target(Mode.BLOCKING64, Workload.HOT, "guarded_update", 20);

  @Test
  void judge_atTheBound_isReached() {
    Target.Judged judged = TWENTY.judge(results(measured(20_000, 1, true), measured(1_000, 1, true)));

    assertThat(judged).isEqualTo(new Target.Judged(TWENTY, 20, Target.Verdict.REACHED));
  }

  @Test
  void judge_belowTheBound_isMissed() {
    Target.Judged judged = TWENTY.judge(results(measured(19_999, 1, true), measured(1_000, 1, true)));

    assertThat(judged.verdict()).isEqualTo(Target.Verdict.MISSED);
  }

  @Test
  void judge_withBooksThatDoNotBalance_isMissed() {
    Target.Judged judged = TWENTY.judge(results(measured(50_000, 1, false), measured(1_000, 1, true)));

    assertThat(judged.verdict()).isEqualTo(Target.Verdict.MISSED);
  }

  @Test
  void judge_againstBooksThatDoNotBalance_isMissed() {
    Target.Judged judged = TWENTY.judge(results(measured(50_000, 1, true), measured(1_000, 1, false)));

    assertThat(judged.verdict()).isEqualTo(Target.Verdict.MISSED);
  }

  @Test
  void judge_withoutTheRival_isNotMeasured() {
    Target.Judged judged = TWENTY.judge(results(measured(50_000, 1, true), Measured.not("not here")));

    assertThat(judged.verdict()).isEqualTo(Target.Verdict.NOT_MEASURED);
  }

  @Test
  void judge_p99AtTheLimit_isReached() {
    Target limit = new Target(Mode.BLOCKING64, Workload.HOT, null, 5);

    assertThat(limit.judge(results(measured(1, 5, true), measured(1, 1, true))).verdict())
        .isEqualTo(Target.Verdict.REACHED);
  }

  @Test
  void judge_p99AboveTheLimit_isMissed() {
    Target limit = new Target(Mode.BLOCKING64, Workload.HOT, null, 5);

    assertThat(limit.judge(results(measured(1, 5.001, true), measured(1, 1, true))).verdict())
        .isEqualTo(Target.Verdict.MISSED);
  }

  private static Results results(Measured onepool, Measured guarded) {
    Results results = new Results();
    results.put(Mode.BLOCKING64, Workload.HOT, Map.of("onepool", onepool, "guarded_update", guarded));
    return results;
  }

  private static Measured measured(double perSecond, double p99, boolean balanced) {
    return new Measured(Measured.MEASURED, 0, new Round(perSecond, 0.1, p99), 0, balanced, List.of(), Map.of());
  }
}
