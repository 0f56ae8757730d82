package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** How sales cluster. */
class ClusteringTest {

  private final Clustering clustering = new Clustering();

  @Test
  void of_nothingSeen_isWhatARealShopShowed() {
    assertThat(clustering.of(0.01).another()).isCloseTo(0.065, within(1e-9));
  }

  @Test
  void of_nothingSold_stillReckonsWithAnother() {
    assertThat(clustering.of(0).another()).isCloseTo(0.02, within(1e-9));
  }

  @Test
  void of_manySalesAllAlone_isLess() {
    double before = clustering.of(0.01).another();
    for (int i = 0; i < 5_000; i++) {
      clustering.sold(0.01, 0);
    }
    assertThat(clustering.of(0.01).another()).isLessThan(before / 10);
  }

  @Test
  void of_manySalesInClusters_isMore() {
    for (int i = 0; i < 5_000; i++) {
      clustering.sold(0.01, i % 2);
    }
    assertThat(clustering.of(0.01).another()).isCloseTo(0.5, within(0.05));
  }

  @Test
  void of_otherRates_isNotTouched() {
    for (int i = 0; i < 5_000; i++) {
      clustering.sold(0.01, 1);
    }
    assertThat(clustering.of(0.0001).another()).isLessThan(0.03);
  }

  @Test
  void of_manyLinesExpected_reckonsWithManyMore() {
    LoopDemand demand = clustering.of(9);
    assertThat(demand.another()).isEqualTo(1);
    assertThat(demand.again()).isGreaterThanOrEqualTo(0.9).isLessThan(1);
  }

  @Test
  void of_whatWasSeenLately_outweighsWhatWasLongAgo() {
    for (int i = 0; i < 20_000; i++) {
      clustering.sold(0.01, 1);
    }
    for (int i = 0; i < 80_000; i++) {
      clustering.sold(0.01, 0);
    }
    assertThat(clustering.of(0.01).another()).isLessThan(0.1);
  }
}
