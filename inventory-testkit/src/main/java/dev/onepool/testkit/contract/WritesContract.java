package dev.onepool.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.ListingId;
import dev.onepool.spi.Capabilities;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Quantities out. */
public abstract class WritesContract extends ConnectorContract {

  /** More writes than this are not tried in one call. */
  private static final int MOST = 2_000;

  /** For the author's test class. */
  protected WritesContract() {}

  @Rule(id = "write-shown", says = "What is written is what buyers can buy, and writing it again changes nothing.")
  void writeShown() {
    ListingId listing = bench.list("MUG", 5);
    for (int time = 0; time < 2; time++) {
      PublishResult result = bench.publish(bench.write(listing, 12));
      bench.settleWrites();
      assertThat(bench.remote.shows(listing)).as("shown after " + result).isEqualTo(12);
    }
  }

  @Rule(id = "zero-written", says = "Zero is written as zero.")
  void zeroWritten() {
    ListingId listing = bench.list("MUG", 5);
    PublishResult result = bench.publish(bench.write(listing, 0));
    bench.settleWrites();
    assertThat(Tries.taken(result)).as(result.toString()).isTrue();
    assertThat(bench.remote.shows(listing)).as("shown after a write of 0").isZero();
  }

  @Rule(id = "each-answered", says = "A batch as large as declared is written whole, each item answered in its place.")
  void eachAnswered() {
    int size = Math.min(bench.card().maxBatch(), MOST);
    List<ListingId> listings = bench.list(size, 1);
    List<QuantityWrite> batch = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      batch.add(bench.write(listings.get(i), 20 + i));
    }
    List<PublishResult> results = bench.publish(batch);
    bench.settleWrites();
    assertThat(results).as("results of %d writes", size).hasSize(size).allMatch(Tries::taken);
    for (int i = 0; i < size; i++) {
      assertThat(bench.remote.shows(listings.get(i))).as("item %d of %d", i, size).isEqualTo(20 + i);
    }
  }

  @Rule(id = "bulk-one-piece",
      says = "From as many writes as declared on, a call goes to the channel in one piece: one write more takes no further call.")
  void bulkOnePiece() {
    int size = bench.card().bulkFrom();
    bench.need(size > 1, "few writes go as many do");
    bench.need(size < Math.min(bench.card().maxBatch(), MOST), "more writes than " + size + " do not fit, or are not tried");
    List<ListingId> listings = bench.list(size + 1, 5);
    long calls = callsToWrite(listings.subList(0, size), 7);
    assertThat(callsToWrite(listings, 9)).as("calls to write %d listings, as %d listings take", size + 1, size).isEqualTo(calls);
  }

  private long callsToWrite(List<ListingId> listings, long units) {
    long before = bench.remote.calls(Call.WRITE);
    List<PublishResult> results = bench.publish(listings.stream().map(listing -> bench.write(listing, units)).toList());
    assertThat(results).as("results of %d writes", listings.size()).hasSameSizeAs(listings).allMatch(Tries::taken);
    long calls = bench.remote.calls(Call.WRITE) - before;
    bench.settleWrites();
    assertThat(listings).allSatisfy(listing -> assertThat(bench.remote.shows(listing)).as("shown").isEqualTo(units));
    return calls;
  }

  @Rule(id = "answers-in-order", says = "Results stand in the order of the batch, also where one is refused.")
  void answersInOrder() {
    bench.need(bench.card().maxBatch() > 1, "one write a call");
    ListingId good = bench.list("GOOD", 5);
    QuantityWrite bad = bench.write(bench.remote.unknownListing(), 3);
    List<PublishResult> badFirst = bench.publish(List.of(bad, bench.write(good, 4)));
    List<PublishResult> badLast = bench.publish(List.of(bench.write(good, 3), bad));
    assertThat(badFirst).hasSize(2);
    assertThat(badLast).hasSize(2);
    assertThat(List.of(badFirst.get(0), badLast.get(1))).as("results of the unknown listing")
        .allMatch(PublishResult.Rejected.class::isInstance);
    assertThat(List.of(badFirst.get(1), badLast.get(0))).as("results of the known listing")
        .noneMatch(PublishResult.Rejected.class::isInstance);
  }

  @Rule(id = "over-batch-refused",
      says = "A batch larger than declared is an IllegalArgumentException, and nothing of it is written.")
  void overBatchRefused() {
    int size = bench.card().maxBatch() + 1;
    bench.need(size <= MOST, "a batch of " + size + " is more than the kit tries");
    List<ListingId> listings = bench.list(size, 1);
    List<QuantityWrite> batch = listings.stream().map(listing -> bench.write(listing, 7)).toList();
    assertThatThrownBy(() -> bench.publish(batch)).as("a batch of %d", size).isInstanceOf(IllegalArgumentException.class);
    bench.settleWrites();
    assertThat(listings).allSatisfy(listing -> assertThat(bench.remote.effects(listing)).isZero());
  }

  @Rule(id = "twice-in-batch-refused", says = "A batch that writes one listing twice is an IllegalArgumentException.")
  void twiceInBatchRefused() {
    bench.need(bench.card().maxBatch() > 1, "one write a call");
    ListingId listing = bench.list("MUG", 5);
    List<QuantityWrite> batch = List.of(bench.write(listing, 1), bench.write(listing, 2));
    assertThatThrownBy(() -> bench.publish(batch)).isInstanceOf(IllegalArgumentException.class);
    bench.settleWrites();
    assertThat(bench.remote.effects(listing)).as("writes applied").isZero();
  }

  @Rule(id = "empty-batch", says = "An empty batch has no results, and makes no call.")
  void emptyBatch() {
    bench.connector().capabilities();
    long before = bench.remote.calls(Call.WRITE);
    assertThat(bench.publish(List.of())).isEmpty();
    assertThat(bench.remote.calls(Call.WRITE)).as("calls to write").isEqualTo(before);
  }

  @Rule(id = "unknown-listing-rejected",
      says = "A write to a listing that the channel does not know is rejected as that.")
  void unknownListingRejected() {
    bench.list("MUG", 5);
    assertThat(Tries.publish(bench, bench.write(bench.remote.unknownListing(), 3), bench.deadline()))
        .isInstanceOfSatisfying(PublishResult.Rejected.class,
            rejected -> assertThat(rejected.kind()).isEqualTo(FailureKind.UNKNOWN_LISTING));
  }

  @Rule(id = "bad-item-spares-batch",
      says = "One bad item does not spoil the others: they are written, or said not to be taken and can be sent anew.")
  void badItemSparesBatch() {
    bench.need(bench.card().maxBatch() > 2, "fewer than three writes a call");
    ListingId one = bench.list("ONE", 5);
    ListingId two = bench.list("TWO", 5);
    List<PublishResult> results = bench.publish(List.of(
        bench.write(one, 3), bench.write(bench.remote.unknownListing(), 3), bench.write(two, 4)));
    bench.settleWrites();
    for (PublishResult result : List.of(results.get(0), results.get(2))) {
      assertThat(Tries.taken(result) || result instanceof PublishResult.Throttled).as(result.toString()).isTrue();
    }
    if (results.get(0) instanceof PublishResult.Throttled || results.get(2) instanceof PublishResult.Throttled) {
      bench.publish(List.of(bench.write(one, 3), bench.write(two, 4)));
      bench.settleWrites();
    }
    assertThat(List.of(bench.remote.shows(one), bench.remote.shows(two))).as("shown").containsExactly(3L, 4L);
  }

  @Rule(id = "receipt", says = "Applied is said if, and only if, receipts are declared.")
  void receipt() {
    ListingId listing = bench.list("MUG", 5);
    PublishResult result = bench.publish(bench.write(listing, 3));
    bench.settleWrites();
    if (result instanceof PublishResult.Accepted accepted) {
      result = bench.connector().poll(List.of(accepted.token())).get(0);
    }
    boolean receipts = bench.card().proof().equals(Capabilities.Proof.RECEIPT);
    assertThat(result instanceof PublishResult.Applied).as("proof is " + bench.card().proof() + ", said was " + result)
        .isEqualTo(receipts);
  }

  @Rule(id = "receipt-time",
      says = "The time of a receipt lies between the call and its answer, by the channel's clock.")
  void receiptTime() {
    ListingId listing = bench.list("MUG", 5);
    Instant before = bench.clock.instant();
    PublishResult result = bench.publish(bench.write(listing, 3));
    Instant at = result instanceof PublishResult.Applied applied ? applied.at() : null;
    bench.need(at != null, "no receipt says when");
    assertThat(at).isBetween(before.minus(bench.card().clockSkew()), bench.clock.instant().plus(bench.card().clockSkew()));
  }

  @Rule(id = "meaning", says = "The number means what is declared, while an order waits to be shipped.")
  void meaning() {
    ListingId listing = bench.list("MUG", 9);
    bench.remote.place(new Sale(listing, 2));
    bench.tick();
    bench.publish(bench.write(listing, 5));
    bench.settleWrites();
    boolean held = bench.card().meaning().equals(Capabilities.Meaning.HELD);
    assertThat(bench.remote.shows(listing)).as("shown after 5 was written, 2 waiting").isEqualTo(held ? 3 : 5);
  }

  @Rule(id = "stale-compare-refused",
      says = "Where compare-and-set is declared a stale write is refused as that; elsewhere nothing is compared.")
  void staleCompareRefused() {
    ListingId listing = bench.list("MUG", 5);
    PublishResult result = bench.publish(bench.write(listing, 3, 8L));
    bench.settleWrites();
    if (bench.card().comparesAndSets()) {
      assertThat(result).isInstanceOfSatisfying(PublishResult.Rejected.class,
          rejected -> assertThat(rejected.kind()).isEqualTo(FailureKind.STALE));
      assertThat(bench.remote.shows(listing)).as("shown after a stale write").isEqualTo(5);
    } else {
      assertThat(bench.remote.shows(listing)).as("shown after a write that is not compared").isEqualTo(3);
    }
  }

  @Rule(id = "matching-compare-written", says = "A write that expects what is shown, or expects nothing, is written.")
  void matchingCompareWritten() {
    ListingId listing = bench.list("MUG", 5);
    bench.publish(bench.write(listing, 3, 5L));
    bench.settleWrites();
    assertThat(bench.remote.shows(listing)).as("shown after a write that expected 5").isEqualTo(3);
    bench.remote.edit(listing, 8);
    bench.publish(bench.write(listing, 4));
    bench.settleWrites();
    assertThat(bench.remote.shows(listing)).as("shown after a write that expected nothing").isEqualTo(4);
  }

  @Rule(id = "attempt-once", says = "Where writes are declared idempotent, one attempt sent twice is written once.")
  void attemptOnce() {
    bench.need(bench.card().idempotentWrites(), "writes are not declared idempotent");
    ListingId listing = bench.list("MUG", 5);
    QuantityWrite write = bench.write(listing, 3);
    bench.publish(write);
    bench.settleWrites();
    bench.remote.edit(listing, 9);
    bench.publish(write);
    bench.settleWrites();
    assertThat(bench.remote.shows(listing)).as("shown after the second sending").isEqualTo(9);
  }

  @Rule(id = "attempts-differ", says = "Two attempts with the same number are two writes.")
  void attemptsDiffer() {
    ListingId listing = bench.list("MUG", 5);
    bench.publish(bench.write(listing, 3));
    bench.settleWrites();
    bench.remote.edit(listing, 9);
    bench.publish(bench.write(listing, 3));
    bench.settleWrites();
    assertThat(bench.remote.shows(listing)).as("shown after the second attempt").isEqualTo(3);
  }

  @Rule(id = "held-not-written", says = "A listing sold from stock that the channel holds is never written.")
  void heldNotWritten() {
    bench.need(Feature.HELD_STOCK);
    ListingId held = bench.remote.listHeld("HELD", 6);
    bench.tick();
    bench.listings();
    PublishResult result = Tries.publish(bench, bench.write(held, 2), bench.deadline());
    bench.settleWrites();
    assertThat(result).isInstanceOf(PublishResult.Rejected.class);
    assertThat(bench.remote.effects(held)).as("writes applied").isZero();
  }
}
