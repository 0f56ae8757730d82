package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ChannelId;
import dev.onepool.Listing.Component;
import dev.onepool.ListingId;
import dev.onepool.LocationId;
import dev.onepool.Sku;
import dev.onepool.core.internal.ledger.Attempt;
import dev.onepool.core.internal.ledger.Attempt.State;
import dev.onepool.core.internal.ledger.Demand;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.ListingAccount.Status;
import dev.onepool.core.internal.ledger.ListingKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** In which order writes go out, how many go together, and how many wait. */
class WriteOrderTest {

  private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");

  /** A write to a listing that may still take so many. */
  static PlannedWrite write(String listing, long exposure, long value, long overdrawn) {
    return new PlannedWrite(new ListingAccount(new ListingKey(ChannelId.of("shop"), ListingId.of(listing)), Status.MAPPED,
        List.of(new Component(Sku.of("SKU-" + listing), 1)), LocationId.MAIN, true, 2,
        List.of(new Attempt(1, exposure, exposure, State.APPLIED, AT, AT, AT, null)), Demand.NONE), value, true, overdrawn);
  }

  private static List<String> order(PlannedWrite... writes) {
    return WriteOrder.sorted(List.of(writes), Integer.MAX_VALUE).stream().map(WriteOrderTest::name).toList();
  }

  static String name(PlannedWrite write) {
    return write.account().key().listing().value();
  }

  @Test
  void sorted_zeroes_goBeforeWhatLowers() {
    assertThat(order(write("lower", 100, 1, 0), write("zero", 1, 0, 0))).containsExactly("zero", "lower");
  }

  @Test
  void sorted_whatLowers_goesBeforeWhatRaises() {
    assertThat(order(write("raise", 0, 9, 0), write("lower", 9, 8, 0))).containsExactly("lower", "raise");
  }

  @Test
  void sorted_unitsPromisedTwice_goBeforeAnyOtherZero() {
    assertThat(order(write("idle", 100, 0, 0), write("overdrawn", 2, 0, 1))).containsExactly("overdrawn", "idle");
  }

  @Test
  void sorted_moreUnitsPromisedTwice_goFirst() {
    assertThat(order(write("few", 90, 0, 1), write("many", 9, 0, 5))).containsExactly("many", "few");
  }

  @Test
  void sorted_whatTakesBackMore_goesFirst() {
    assertThat(order(write("little", 5, 3, 0), write("much", 50, 3, 0))).containsExactly("much", "little");
  }

  @Test
  void sorted_theEmptierListing_isRaisedFirst() {
    assertThat(order(write("half", 5, 10, 0), write("empty", 0, 1, 0))).containsExactly("empty", "half");
  }

  @Test
  void sorted_nothingToChooseBy_goesByName() {
    assertThat(order(write("b", 0, 1, 0), write("a", 0, 1, 0))).containsExactly("a", "b");
  }

  @Test
  void sorted_moreThanMost_keepsTheMostUrgent() {
    assertThat(WriteOrder.sorted(List.of(write("raise", 0, 9, 0), write("zero", 4, 0, 0)), 1))
        .extracting(WriteOrderTest::name).containsExactly("zero");
  }

  @Property(tries = 500)
  void sorted_anyOrderOfArrival_isTheSame(@ForAll long seed) {
    Random random = new Random(seed);
    List<PlannedWrite> writes = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      writes.add(write("l" + i, random.nextInt(4), random.nextInt(4), random.nextInt(2)));
    }
    List<PlannedWrite> once = WriteOrder.sorted(writes, 12);
    Collections.shuffle(writes, random);
    assertThat(WriteOrder.sorted(writes, 12)).as("seed %d", seed).isEqualTo(once);
  }

  private static int next(List<PlannedWrite> sorted, int from, int usual, int bulkFrom, int most) {
    return WriteOrder.next(sorted, from, write -> new WriteOrder.Room(usual, bulkFrom, most));
  }

  private static List<PlannedWrite> zeroesAndRaises(int zeroes, int raises) {
    List<PlannedWrite> writes = new ArrayList<>();
    for (int i = 0; i < zeroes; i++) {
      writes.add(write("z" + i, 3, 0, 0));
    }
    for (int i = 0; i < raises; i++) {
      writes.add(write("r" + i, 0, 3, 0));
    }
    return writes;
  }

  @Test
  void next_withoutBulk_fillsTheCall() {
    assertThat(next(zeroesAndRaises(1, 9), 0, 4, 1, 4)).isEqualTo(4);
  }

  @Test
  void next_enoughForBulk_isBulk() {
    assertThat(next(zeroesAndRaises(0, 6), 0, 2, 5, 100)).isEqualTo(6);
  }

  @Test
  void next_oneTooFewForBulk_isAUsualCall() {
    assertThat(next(zeroesAndRaises(0, 4), 0, 2, 5, 100)).isEqualTo(2);
  }

  @Test
  void next_moreThanBulkTakes_isAsMuchAsItTakes() {
    assertThat(next(zeroesAndRaises(0, 9), 0, 2, 5, 7)).isEqualTo(7);
  }

  @Test
  void next_fewThatLowerBeforeManyThatRaise_isAUsualCall() {
    assertThat(next(zeroesAndRaises(2, 9), 0, 2, 5, 100)).isEqualTo(2);
  }

  @Test
  void next_afterWhatLowers_theRaisesAreBulk() {
    assertThat(next(zeroesAndRaises(2, 9), 2, 2, 5, 100)).isEqualTo(9);
  }

  @Test
  void next_oneListingTakesFewer_endsTheCallBeforeIt() {
    List<PlannedWrite> writes = zeroesAndRaises(0, 6);
    assertThat(WriteOrder.next(writes, 0,
        write -> new WriteOrder.Room(name(write).equals("r3") ? 1 : 4, 1, 4))).isEqualTo(3);
  }
}
