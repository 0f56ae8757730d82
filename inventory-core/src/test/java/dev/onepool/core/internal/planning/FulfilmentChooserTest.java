package dev.onepool.core.internal.planning;

import static dev.onepool.core.internal.planning.Series.certain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onepool.ChannelId;
import dev.onepool.planning.FulfilmentChoice;
import dev.onepool.planning.FulfilmentQuestion;
import dev.onepool.planning.FulfilmentQuestion.Kind;
import dev.onepool.planning.FulfilmentQuestion.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FulfilmentChooserTest {

  private static final ChannelId AMAZON = ChannelId.of("amazon");

  private static Option own(@Nullable Double cost, long units) {
    return new Option(Kind.OWN_WAREHOUSE, "own", cost, 0, units, 0.0, true);
  }

  private static Option fba(double cost, double storage, long units, @Nullable Double supplyDays) {
    return new Option(Kind.CHANNEL, "FBA", cost, storage, units, supplyDays, true);
  }

  private static FulfilmentChoice choose(Option... options) {
    return FulfilmentChooser.choose(new FulfilmentQuestion(AMAZON, certain(10), 28, 9.0, List.of(options))).orElseThrow();
  }

  @Test
  void choose_whereBothHaveEnough_takesTheCheaper() {
    assertThat(choose(own(6.0, 1_000), fba(4, 0, 1_000, null)).best().option().name()).isEqualTo("FBA");
    assertThat(choose(own(3.0, 1_000), fba(4, 0, 1_000, null)).best().option().name()).isEqualTo("own");
  }

  @Test
  void choose_whereTheCheaperHasTooLittle_takesTheOther() {
    FulfilmentChoice choice = choose(own(6.0, 1_000), fba(4, 0, 70, null));
    assertThat(choice.best().option().name()).isEqualTo("own");
    assertThat(choice.ranked().get(1).confidence()).isZero();
    assertThat(choice.ranked().get(1).servedShare()).isCloseTo(0.25, within(1e-9));
  }

  @Test
  void choose_whereMoreCanBeSentInTime_countsIt() {
    assertThat(choose(own(6.0, 1_000), fba(4, 0, 70, 7.0)).best().option().name()).isEqualTo("FBA");
  }

  @Test
  void choose_countsStorageOverHalfTheTimeThatStockLies() {
    // 400 units at 10 a day lie for 20 days in the mean.
    assertThat(choose(fba(4, 0.05, 400, null)).best().costPerUnit()).isCloseTo(5, within(1e-9));
  }

  @Test
  void choose_excludesWhatIsNotAllowedOrHasNoCost_andSaysSo() {
    FulfilmentChoice choice = choose(own(6.0, 1_000), own(null, 1_000),
        new Option(Kind.MULTI_CHANNEL, "MCF", 1.0, 0, 1_000, null, false));
    assertThat(choice.ranked()).hasSize(1);
    assertThat(choice.excluded()).containsExactly("own: its cost for a unit is missing", "MCF: the channel does not allow it");
  }

  @Test
  void choose_withoutAMargin_isRefused() {
    assertThat(Series.problems(FulfilmentChooser.choose(new FulfilmentQuestion(AMAZON, certain(10), 28, null, List.of(own(6.0, 1)))))).hasSize(1);
  }

  @Test
  void choose_withoutAnyWay_isRefused() {
    assertThat(Series.problems(FulfilmentChooser.choose(new FulfilmentQuestion(AMAZON, certain(10), 28, 9.0, List.of(own(null, 1))))).toString()).contains("its cost for a unit is missing");
  }
}
