package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onepool.AllocationRequest.Unseen;
import dev.onepool.Guarantee;
import dev.onepool.core.internal.ledger.Demand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What policies are told of the demand that comes in unseen. */
class UnseenDemandTest {

  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final List<Long> LINES = List.of(1L, 3L);

  private static PlanView view(double linesPerDay, Duration... loops) {
    Views views = new Views().pool("A", 100);
    for (int i = 0; i < loops.length; i++) {
      Demand demand = new Demand(NOW, 2 * linesPerDay, 2, 40, LINES);
      views = views.listing("l" + i).of("A", 1).shows(10).demand(demand).loop(loops[i]).add();
    }
    return views.view();
  }

  private static Unseen of(Guarantee guarantee, long units, PlanView view) {
    return UnseenDemand.of(guarantee, view, units, view.offers(), LINES);
  }

  @Test
  void loopsKnown_addsUpWhatEachChannelSellsInItsOwn() {
    Unseen one = of(Guarantee.mirror(0), 100, view(12, Duration.ofHours(3)));
    Unseen two = of(Guarantee.mirror(0), 100, view(12, Duration.ofHours(2), Duration.ofHours(1)));
    assertThat(two).isEqualTo(one);
    assertThat(one.mean()).isPositive();
  }

  @Test
  void meanAndVariance_areThoseOfTheLinesAndTheirSizes() {
    PlanView view = view(12, Duration.ofHours(3));
    LineLaw law = view.clustering().unseen(1.5);
    Unseen unseen = of(Guarantee.mirror(0), 100, view);
    assertThat(unseen.mean()).isCloseTo(law.mean() * 2, within(1e-9));
    assertThat(unseen.variance()).isCloseTo(law.mean() * 1 + law.variance() * 4, within(1e-9));
  }

  @Test
  void buffer_isAsRareAsTheGuaranteeSays_andAHundredthWhereItSaysNothing() {
    PlanView view = view(12, Duration.ofHours(1));
    LineLaw law = view.clustering().unseen(0.5);
    assertThat(of(Guarantee.buffered(0.2), 1_000, view).buffer()).isEqualTo(law.units(0.2, LINES));
    assertThat(of(Guarantee.auto(0.05), 1_000, view).buffer()).isEqualTo(law.units(0.05, LINES));
    assertThat(of(Guarantee.mirror(0), 1_000, view).buffer()).isEqualTo(law.units(0.01, LINES));
    assertThat(law.units(0.2, LINES)).isLessThan(law.units(0.05, LINES));
  }

  @Test
  void buffer_isNeverMoreThanThereIs() {
    assertThat(of(Guarantee.mirror(0), 2, view(200, Duration.ofHours(12))).buffer()).isEqualTo(2);
  }

  @Test
  void oneLoopUnknown_isNotMeasured() {
    assertThat(of(Guarantee.mirror(0), 100, view(12, Duration.ofHours(3), null))).isNull();
  }

  @Test
  void underRights_nothingHasToBeMeasured() {
    assertThat(of(Guarantee.rights(), 100, view(12, Duration.ofHours(3)))).isNull();
  }
}
