package dev.onepool.benchmarks.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoundTest {

  @Test
  void median_ofOddRounds_isTheMiddleOneOfEachFigure() {
    Round median = Round.median(List.of(new Round(300, 1, 9), new Round(100, 3, 7), new Round(200, 2, 8)));

    assertThat(median).isEqualTo(new Round(200, 2, 8));
  }

  @Test
  void median_ofEvenRounds_isBetweenTheMiddleTwo() {
    Round median = Round.median(List.of(new Round(100, 1, 1), new Round(400, 4, 4), new Round(200, 2, 2),
        new Round(300, 3, 3)));

    assertThat(median).isEqualTo(new Round(250, 2.5, 2.5));
  }

  @Test
  void median_ofOneLuckyRound_isNotTheLuckyOne() {
    Round median = Round.median(List.of(new Round(100, 1, 1), new Round(100, 1, 1), new Round(1_000_000, 0, 0)));

    assertThat(median.perSecond()).isEqualTo(100);
  }

  @Test
  void median_ofNothing_isRefused() {
    assertThatThrownBy(() -> Round.median(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
