package dev.onepool.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The two ways to draw from a table. */
class DistributionsTest {

  @Test
  void linear_betweenTwoRanks_runsStraight() {
    Quantiles table = Quantiles.linear(new double[] {0, 0.5, 1}, 0, 10, 30);
    assertThat(table.at(0)).isZero();
    assertThat(table.at(0.25)).isEqualTo(5);
    assertThat(table.at(0.5)).isEqualTo(10);
    assertThat(table.at(0.75)).isEqualTo(20);
    assertThat(table.at(1)).isEqualTo(30);
  }

  @Test
  void steps_betweenTwoRanks_areTheNextValue() {
    Quantiles table = Quantiles.steps(new double[] {1, 6, 12}, 500, 750, 1000);
    assertThat(table.at(0)).isEqualTo(1);
    assertThat(table.at(0.5)).isEqualTo(1);
    assertThat(table.at(0.51)).isEqualTo(6);
    assertThat(table.at(0.76)).isEqualTo(12);
    assertThat(table.at(1)).isEqualTo(12);
  }

  @Test
  void table_ofUnequalLengths_isRefused() {
    assertThatThrownBy(() -> Quantiles.linear(new double[] {0, 1}, 1, 2, 3)).hasMessageContaining("2 ranks");
  }

  @Test
  void draw_followsTheWeightsAndNeverTakesZero() {
    WeightedChoice choice = new WeightedChoice(0, 1, 0, 3, 0);
    Random random = new Random(1);
    int[] drawn = new int[5];
    IntStream.range(0, 10_000).forEach(i -> drawn[choice.draw(random)]++);
    assertThat(drawn[0] + drawn[2] + drawn[4]).isZero();
    assertThat(drawn[1]).isBetween(2_350, 2_650);
  }

  @Test
  void draw_atTheEdgeOfZeroWeights_skipsThem() {
    Random zero = new Random() {
      @Override
      public double nextDouble() {
        return 0;
      }
    };
    assertThat(new WeightedChoice(0, 0, 0, 1).draw(zero)).isEqualTo(3);
  }
}
