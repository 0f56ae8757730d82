package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** How units are shown where a few channels may sell at once. */
class SharingTest {

  private static final double[] FIVE = {1, 5, 2, 0, 1};

  @Test
  void show_oneBuyer_isEverythingEverywhere() {
    assertThat(Sharing.show(40, FIVE, List.of(12L), 1, 40)).containsOnly(40);
  }

  @Test
  void show_asManyBuyersAsChannels_isADivision() {
    long[] shown = Sharing.show(40, FIVE, List.of(3L), 5, 40);
    assertThat(Arrays.stream(shown).sum()).isLessThanOrEqualTo(40);
  }

  @Test
  void show_nothingThere_isNothing() {
    assertThat(Sharing.show(0, FIVE, List.of(3L), 2, 0)).containsOnly(0);
  }

  @Test
  void show_oneUnitTwoBuyers_isShownOnce() {
    assertThat(Arrays.stream(Sharing.show(1, FIVE, List.of(1L), 2, 1)).sum()).isEqualTo(1);
  }

  @Test
  void show_boxesThatFitOnce_goWholeToTheBusiest() {
    long[] shown = Sharing.show(20, FIVE, List.of(12L, 12L, 12L), 2, 20);
    assertThat(shown[1]).isGreaterThanOrEqualTo(12);
    assertThat(shown[0]).isLessThanOrEqualTo(8);
  }

  @Test
  void show_muchMoreThanTheOthersBuy_isAllButThatEverywhere() {
    assertThat(Sharing.show(1_000, FIVE, List.of(12L), 2, 24)).containsOnly(976);
  }

  @Property
  void show_nothingKeptBack_anyBuyersTogetherFindEnough(
      @ForAll @LongRange(min = 0, max = 10_000) long units,
      @ForAll @Size(min = 1, max = 8) List<@LongRange(min = 0, max = 50) Long> demand,
      @ForAll @Size(max = 20) List<@LongRange(min = 1, max = 300) Long> lines,
      @ForAll @IntRange(min = 1, max = 8) int buyers) {
    int atOnce = Math.min(buyers, demand.size());
    long[] shown = Sharing.show(units, demand.stream().mapToDouble(Long::doubleValue).toArray(), lines, atOnce, units);
    assertThat(Sharing.atOnce(shown, atOnce)).isLessThanOrEqualTo(units);
    assertThat(Arrays.stream(shown).min().orElseThrow()).isNotNegative();
  }

  @Property
  void show_someKeptBack_oneBuyerAndTheBufferFindEnough(
      @ForAll @LongRange(min = 0, max = 10_000) long units, @ForAll @LongRange(min = 0, max = 10_000) long buffer,
      @ForAll @Size(min = 2, max = 8) List<@LongRange(min = 0, max = 50) Long> demand,
      @ForAll @Size(max = 20) List<@LongRange(min = 1, max = 300) Long> lines) {
    long[] shown = Sharing.show(units, demand.stream().mapToDouble(Long::doubleValue).toArray(), lines, 2, buffer);
    long largest = Arrays.stream(shown).max().orElseThrow();
    assertThat(largest <= units - buffer || Sharing.atOnce(shown, 2) <= units || largest <= units).isTrue();
    assertThat(largest).isLessThanOrEqualTo(units);
  }

  @Test
  void atOnce_twoBuyers_isTheTwoLargest() {
    assertThat(Sharing.atOnce(new long[] {3, 9, 4, 1}, 2)).isEqualTo(13);
  }

  @Test
  void atOnce_moreBuyersThanChannels_isAll() {
    assertThat(Sharing.atOnce(new long[] {3, 9}, 5)).isEqualTo(12);
  }
}
