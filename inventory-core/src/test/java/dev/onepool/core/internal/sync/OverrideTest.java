package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.onepool.ChannelId;
import dev.onepool.Guarantee;
import dev.onepool.GuaranteeStatus;
import dev.onepool.Incident;
import dev.onepool.Listing;
import dev.onepool.ListingId;
import dev.onepool.LocationId;
import dev.onepool.OversellPermit;
import dev.onepool.QuantityOverride;
import dev.onepool.Sku;
import dev.onepool.core.Commands;
import dev.onepool.core.Onepool;
import dev.onepool.spi.QuantityWrite;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person says that a channel shows of a SKU. */
class OverrideTest extends SyncHarness {

  private static final Sku A = Sku.of("A");
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir
  private Path folder;
  private Guarantee guarantee = Guarantee.rights();

  @Override
  Onepool.Builder builder() {
    return super.builder().sqlite(folder.resolve("ledger.db"));
  }

  @Override
  Guarantee promised() {
    return guarantee;
  }

  private void restart() {
    engine.close();
    start();
  }

  private void promise(Guarantee kind) {
    guarantee = kind;
    restart();
  }

  private void showing(long units) {
    stocked("A", units);
    live(MARKET, SHOP);
    inventory.sync();
    settled();
  }

  private Instant tomorrow() {
    return clock.instant().plus(DAY);
  }

  private List<String> fixed(long units) {
    return inventory.channels().override(QuantityOverride.fixed(SHOP, A, units, "Ada", tomorrow()));
  }

  private void cap(long units) {
    assertThat(inventory.channels().override(QuantityOverride.cap(SHOP, A, units, "Ada", tomorrow()))).isEmpty();
  }

  private long shown() {
    return shop.shows.get(ListingId.of("s-A"));
  }

  private long elsewhere() {
    return market.shows.get(ListingId.of("m-A"));
  }

  private void settle() {
    for (int i = 0; i < 6; i++) {
      inventory.sync();
      settled();
    }
  }

  @Test
  void fixed_belowItsShare_isShown() {
    showing(20);
    fixed(3);
    settle();
    assertThat(shown()).isEqualTo(3);
  }

  @Test
  void fixed_aboveItsShare_isSetAsideBeforeTheOthers() {
    showing(20);
    fixed(17);
    settle();
    assertThat(shown()).isEqualTo(17);
    assertThat(elsewhere()).isEqualTo(3);
  }

  @Test
  void fixed_moreThanThereIs_isWhatThereIs() {
    showing(20);
    fixed(500);
    settle();
    assertThat(shown()).isEqualTo(20);
    assertThat(elsewhere()).isZero();
  }

  @Test
  void fixed_keepsTheGuaranteeAllAlong() {
    showing(20);
    fixed(17);
    for (int i = 0; i < 6; i++) {
      inventory.sync();
      assertThat(exposure(SHOP, "A") + exposure(MARKET, "A")).isLessThanOrEqualTo(20);
      settled();
    }
  }

  @Test
  void fixed_afterASale_isShownAgain() {
    showing(20);
    fixed(5);
    settle();
    shop.ordered(order("o1", "s-A", 1, clock.instant()));
    shop.shows.put(ListingId.of("s-A"), 4L);
    settle();
    assertThat(shown()).isEqualTo(5);
  }

  @Test
  void fixed_aFewSoldAndNothingFree_isNotTakenOffSaleForThem() {
    showing(20);
    fixed(17);
    settle();
    shop.ordered(order("o1", "s-A", 2, clock.instant()));
    shop.shows.put(ListingId.of("s-A"), 15L);
    settle();
    assertThat(shown()).isEqualTo(15);
    assertThat(shop.writes).extracting(QuantityWrite::quantity).endsWith(17L);
  }

  @Test
  void fixedAtZero_takesItOff() {
    showing(20);
    fixed(0);
    settle();
    assertThat(shown()).isZero();
    assertThat(inventory.explain(A, MARKET).listings().get(0).target()).isEqualTo(20);
  }

  @Test
  void cap_below_lowers() {
    showing(20);
    cap(4);
    settle();
    assertThat(shown()).isEqualTo(4);
  }

  @Test
  void fixed_goesThroughZeroOnTheWay_explanationSaysWhy() {
    showing(20);
    fixed(17);
    for (int i = 0; i < 6 && shown() > 0; i++) {
      settled();
      inventory.sync();
    }
    assertThat(shown()).isZero();
    assertThat(inventory.explain(A, SHOP).toString()).contains("held back: listing s-A is off sale until its last number is settled,"
        + " to show 17 then");
    settle();
    assertThat(inventory.explain(A, SHOP).held()).isEmpty();
  }

  @Test
  void cap_above_changesNothing() {
    showing(20);
    long before = shown();
    long target = inventory.explain(A, SHOP).listings().get(0).target();
    cap(100);
    settle();
    assertThat(shown()).isEqualTo(before);
    assertThat(inventory.explain(A, SHOP).listings().get(0).target()).isEqualTo(target);
  }

  @Test
  void underMirror_fixedIsShownHereOnly() {
    promise(Guarantee.mirror(0));
    showing(20);
    fixed(3);
    settle();
    assertThat(List.of(shown(), elsewhere())).containsExactly(3L, 20L);
  }

  @Test
  void underBuffered_fixedAboveWhatIsSafe_isWhatIsSafe() {
    promise(Guarantee.buffered(0.01));
    showing(20);
    settle();
    long safe = shown();
    fixed(500);
    settle();
    assertThat(shown()).isEqualTo(safe).isLessThanOrEqualTo(20);
  }

  @Test
  void underAuto_fixedAboveWhatIsSafe_isNoMoreThanThereIs() {
    promise(Guarantee.auto(0.01));
    showing(20);
    settle();
    fixed(500);
    settle();
    assertThat(shown()).isLessThanOrEqualTo(20);
  }

  @Test
  void twoListingsOfOneSku_shareTheNumber() {
    showing(20);
    shop.lists("s-A2", "none", 0);
    inventory.channels().map(Listing.of(SHOP, ListingId.of("s-A2"), A));
    inventory.sync();
    settled();
    fixed(5);
    settle();
    assertThat(shown() + shop.shows.get(ListingId.of("s-A2"))).isEqualTo(5);
  }

  @Test
  void kit_getsWhatItNeedsOfTheNumber() {
    inventory.ledger().post(Commands.receive("r", "A", 20)).posted();
    shop.lists("kit", "none", 0);
    inventory.channels().map(new Listing(SHOP, ListingId.of("kit"), List.of(new Listing.Component(A, 3)), LocationId.MAIN));
    live(SHOP);
    inventory.sync();
    settled();
    fixed(7);
    settle();
    assertThat(shop.shows.get(ListingId.of("kit"))).isEqualTo(2);
  }

  private void permitted(long units) {
    inventory.channels().override(QuantityOverride.fixed(SHOP, A, units, "Ada", tomorrow())
        .permitting(new OversellPermit("Bob", "the supplier delivers the same day")));
  }

  @Test
  void permit_showsWhatIsNotThere() {
    showing(20);
    permitted(50);
    settle();
    assertThat(shown()).isEqualTo(50);
  }

  @Test
  void permit_underAuto_showsWhatIsNotThere() {
    promise(Guarantee.auto(0.01));
    showing(20);
    permitted(50);
    settle();
    assertThat(shown()).isEqualTo(50);
  }

  @Test
  void permit_promisesNothingAndSaysSo() {
    showing(20);
    permitted(50);
    GuaranteeStatus status = inventory.explain(A, MARKET).guarantee();
    assertThat(status.guarantee()).isEqualTo(Guarantee.mirror(0));
    assertThat(status.assumptions()).singleElement().asString().contains("Ada", "Bob", "same day");
  }

  @Test
  void permit_over_theGuaranteeIsRestored() {
    showing(20);
    permitted(50);
    settle();
    pass(DAY);
    settle();
    assertThat(exposure(SHOP, "A") + exposure(MARKET, "A")).isEqualTo(20);
    assertThat(inventory.explain(A, SHOP).guarantee().state()).isEqualTo(GuaranteeStatus.State.HOLDS);
  }

  @Test
  void override_untilItsMoment_holds() {
    showing(20);
    inventory.channels().override(QuantityOverride.fixed(SHOP, A, 3, "Ada", clock.instant().plus(Duration.ofMinutes(70))));
    settle();
    pass(Duration.ofMinutes(4).minusSeconds(1));
    inventory.sync();
    assertThat(inventory.channels().overrides()).hasSize(1);
    assertThat(inventory.explain(A, SHOP).toString()).contains("override by Ada");
  }

  @Test
  void override_atItsMoment_isPlannedAnew() {
    showing(20);
    Instant until = clock.instant().plus(Duration.ofMinutes(70));
    inventory.channels().override(QuantityOverride.fixed(SHOP, A, 3, "Ada", until));
    settle();
    pass(Duration.between(clock.instant(), until));
    inventory.sync();
    assertThat(shop.writes.get(shop.writes.size() - 1).quantity()).isGreaterThan(3);
  }

  @Test
  void override_atItsMoment_ends() {
    showing(20);
    fixed(3);
    settle();
    pass(DAY);
    assertThat(inventory.channels().overrides()).isEmpty();
    assertThat(inventory.explain(A, SHOP).toString()).doesNotContain("override by");
    settle();
    assertThat(shown()).isGreaterThan(3);
  }

  @Test
  void override_afterRestart_holds() {
    showing(20);
    fixed(3);
    restart();
    settle();
    assertThat(shown()).isEqualTo(3);
  }

  @Test
  void override_endedWhileNothingRan_isGivenUp() {
    showing(20);
    fixed(3);
    settle();
    engine.close();
    pass(DAY);
    start();
    settle();
    assertThat(shown()).isGreaterThan(3);
  }

  @Test
  void override_again_takesThePlaceOfTheFirst() {
    showing(20);
    fixed(3);
    fixed(4);
    settle();
    assertThat(shown()).isEqualTo(4);
    assertThat(inventory.channels().overrides()).hasSize(1);
  }

  @Test
  void ended_byHand_isGivenUp() {
    showing(20);
    fixed(3);
    settle();
    assertThat(inventory.channels().endOverride(SHOP, A, "Bob")).isTrue();
    settle();
    assertThat(shown()).isGreaterThan(3);
  }

  @Test
  void ended_whereNoneIs_saysSo() {
    showing(20);
    assertThat(inventory.channels().endOverride(SHOP, A, "Bob")).isFalse();
  }

  @Test
  void explain_namesNumberAuthorAndEnd() {
    showing(20);
    fixed(3);
    assertThat(inventory.explain(A, SHOP).toString()).contains("override by Ada until " + tomorrow() + ": exactly 3");
    assertThat(inventory.explain(A, MARKET).toString()).doesNotContain("override by Ada");
  }

  @Test
  void override_isWrittenDown() {
    showing(20);
    fixed(3);
    inventory.channels().endOverride(SHOP, A, "Bob");
    assertThat(inventory.incidents(0, 10)).extracting(Incident::kind).containsExactly("overridden", "override-ended");
  }

  @Test
  void override_skuThatTheChannelDoesNotList_isRefused() {
    showing(20);
    assertThat(inventory.channels().override(QuantityOverride.fixed(SHOP, Sku.of("B"), 3, "Ada", tomorrow())))
        .singleElement().asString().contains("B", "shop");
    assertThat(inventory.channels().overrides()).isEmpty();
  }

  @Test
  void override_channelThatIsNotThere_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> inventory.channels().override(
        QuantityOverride.fixed(ChannelId.of("none"), A, 3, "Ada", tomorrow()))).withMessageContaining("none");
  }

  @Test
  void override_endingNow_isRefused() {
    showing(20);
    assertThatIllegalArgumentException().isThrownBy(() -> inventory.channels().override(
        QuantityOverride.fixed(SHOP, A, 3, "Ada", clock.instant()))).withMessageContaining("future");
    assertThat(inventory.channels().overrides()).isEmpty();
  }

  @Test
  void endOverride_byNobody_isRefused() {
    showing(20);
    fixed(3);
    assertThatIllegalArgumentException().isThrownBy(() -> inventory.channels().endOverride(SHOP, A, ""));
    assertThat(inventory.channels().overrides()).hasSize(1);
  }
}
