package dev.onepool.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.ListingId;
import dev.onepool.spi.ChannelLocation;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.ListingPage;
import dev.onepool.spi.ShownQuantity;
import dev.onepool.spi.StockPage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Shown quantities, listings, held stock and locations. */
public abstract class ReadingsContract extends ConnectorContract {

  private static final int MOST = 2_000;
  private static final int SOME = 10;
  private static final int MANY_CALLS = 300;

  /** For the author's test class. */
  protected ReadingsContract() {}

  @Rule(id = "shown-true", says = "What a listing shows is read as it is, zero and a stranger's edit included.")
  void shownTrue() {
    ListingId listing = bench.list("MUG", 5);
    for (long units : new long[] {5, 0, 17}) {
      bench.remote.edit(listing, units);
      bench.settleWrites();
      ShownQuantity shown = bench.shown(listing);
      assertThat(shown).as("reading").isNotNull();
      assertThat(shown.quantity()).as("units read").isEqualTo(units);
    }
  }

  @Rule(id = "shown-dated", says = "A reading is never dated later than its call.")
  void shownDated() {
    ListingId listing = bench.list("MUG", 5);
    bench.clock.advance(Duration.ofHours(2));
    ShownQuantity shown = bench.shown(listing);
    assertThat(shown).as("reading").isNotNull();
    assertThat(shown.asOf()).as("true as of").isBeforeOrEqualTo(bench.clock.instant());
  }

  @Rule(id = "unknown-left-out",
      says = "A listing that the channel does not know is left out of a reading, and the others are there.")
  void unknownLeftOut() {
    ListingId listing = bench.list("MUG", 5);
    List<ListingId> asked = bench.card().maxReads() > 1
        ? List.of(bench.remote.unknownListing(), listing) : List.of(bench.remote.unknownListing());
    assertThat(bench.connector().shown(asked)).extracting(ShownQuantity::listing)
        .isEqualTo(asked.subList(1, asked.size()));
  }

  @Rule(id = "reads-at-limit", says = "As many listings as declared are read at once.")
  void readsAtLimit() {
    int size = Math.min(bench.card().maxReads(), MOST);
    List<ListingId> listings = bench.list(size, 4);
    assertThat(bench.connector().shown(listings)).extracting(ShownQuantity::listing)
        .containsExactlyInAnyOrderElementsOf(listings);
  }

  @Rule(id = "over-reads-refused", says = "Asking for more readings than declared is an IllegalArgumentException.")
  void overReadsRefused() {
    int size = bench.card().maxReads() + 1;
    bench.need(size <= MOST, "a reading of " + size + " is more than the kit tries");
    List<ListingId> listings = bench.list(size, 4);
    assertThatThrownBy(() -> bench.connector().shown(listings)).as("a reading of %d", size)
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Rule(id = "stale-dated", says = "An old reading is dated by when it was true, and does not vouch for a later time.")
  void staleDated() {
    bench.need(Feature.STALE_READS);
    ListingId listing = bench.list("MUG", 5);
    bench.clock.advance(Duration.ofHours(1));
    Instant changed = bench.clock.instant();
    bench.remote.edit(listing, 3);
    bench.clock.advance(Duration.ofMinutes(2));
    bench.remote.readStale(Duration.ofMinutes(10));
    ShownQuantity shown = bench.shown(listing);
    assertThat(shown).as("reading").isNotNull();
    assertThat(shown.quantity()).as("units read").isEqualTo(5);
    assertThat(shown.asOf()).as("true as of, the change was at " + changed).isBefore(changed);
  }

  @Rule(id = "listings-paged", says = "All listings come, each once, page after page, with the seller's code as it is.")
  void listingsPaged() {
    Map<ListingId, String> placed = new LinkedHashMap<>();
    for (int i = 0; i < 3 * bench.remote.listingPage() + 1; i++) {
      String code = "Mug-" + (i % 2 == 0 ? "Blue_" : "RED.") + i;
      placed.put(bench.remote.list(code, i), code);
    }
    bench.tick();
    List<ListingPage.ChannelListing> listings = bench.listings();
    assertThat(listings).extracting(ListingPage.ChannelListing::listing).doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(placed.keySet());
    assertThat(listings).allSatisfy(listing -> {
      assertThat(listing.sellerCode()).isEqualTo(placed.get(listing.listing()));
      assertThat(listing.heldByChannel()).as(listing + " is held by the channel").isFalse();
    });
  }

  @Rule(id = "read-error-unavailable",
      says = "A reading that meets the channel's internal error, or no answer, is UNAVAILABLE.")
  void readErrorUnavailable() {
    ListingId listing = bench.list("MUG", 5);
    readings(listing).forEach((call, reading) -> {
      for (Trouble trouble : List.of(Trouble.SERVER_ERROR, Trouble.LOST_BEFORE)) {
        bench.clock.advance(Duration.ofMinutes(10));
        bench.remote.trouble(call, trouble);
        assertThat(Tries.failure(reading).kind()).as(call + " that meets " + trouble).isEqualTo(FailureKind.UNAVAILABLE);
      }
    });
  }

  @Rule(id = "read-garbage-malformed",
      says = "A reading that gets no answer of its protocol is MALFORMED, and never an empty answer.")
  void readGarbageMalformed() {
    ListingId listing = bench.list("MUG", 5);
    readings(listing).forEach((call, reading) -> {
      for (Trouble trouble : List.of(Trouble.GARBAGE, Trouble.TRUNCATED)) {
        bench.clock.advance(Duration.ofMinutes(10));
        bench.remote.trouble(call, trouble);
        assertThat(Tries.failure(reading).kind()).as(call + " that meets " + trouble).isEqualTo(FailureKind.MALFORMED);
      }
    });
  }

  @Rule(id = "read-throttled",
      says = "A reading that the channel refuses as one too many is THROTTLED, and says until when.")
  void readThrottled() {
    ListingId listing = bench.list("MUG", 5);
    readings(listing).forEach((call, reading) -> {
      Duration time = Duration.ofSeconds(30);
      Instant said = bench.remote.throttle(call, time);
      ConnectorException refused = Tries.failure(reading);
      assertThat(refused.kind()).as("kind of " + call).isEqualTo(FailureKind.THROTTLED);
      assertThat(refused.until()).as(call + " not before").isNotNull().isAfter(bench.clock.instant());
      if (said != null) {
        assertThat(refused.until()).as(call + " not before").isBetween(said, said.plusSeconds(60));
      }
      bench.clock.advance(Duration.ofMinutes(10));
    });
  }

  @Rule(id = "read-progress",
      says = "Where a limit ends in the middle of a reading, what was read is told; asked again when it said, it tells more.")
  void readProgress() {
    List<ListingId> listings = bench.list(Math.min(bench.card().maxReads(), SOME), 4);
    for (int calls = 0; calls < MANY_CALLS; calls++) {
      try {
        bench.connector().shown(listings);
      } catch (ConnectorException early) {
        Instant until = early.until();
        assertThat(until).as("until when it refuses reading %d times: %s", calls + 1, early.getMessage()).isNotNull();
        bench.clock.advanceTo(until);
        assertThat(bench.connector().shown(listings)).as("readings told when it may be asked again").isNotEmpty();
        return;
      }
    }
  }

  private Map<Call, ThrowingCallable> readings(ListingId listing) {
    bench.shown(listing);
    Map<Call, ThrowingCallable> readings = new LinkedHashMap<>();
    readings.put(Call.READ, () -> bench.connector().shown(List.of(listing)));
    readings.put(Call.ORDERS, () -> bench.connector().orders(null));
    readings.put(Call.LISTINGS, () -> bench.connector().listings(null));
    return readings;
  }

  @Rule(id = "held-stock",
      says = "Stock that the channel holds is read, and its listings are marked; where there is none, none is read.")
  void heldStock() {
    ListingId own = bench.list("OWN", 5);
    if (!bench.has(Feature.HELD_STOCK)) {
      assertThat(bench.connector().stock(null)).as("held stock of a channel that holds none")
          .isEqualTo(new StockPage(List.of(), null));
      return;
    }
    ListingId held = bench.remote.listHeld("HELD", 6);
    bench.tick();
    assertThat(stock()).filteredOn(stock -> stock.listing().equals(held)).singleElement().satisfies(stock -> {
      assertThat(stock.available()).as("units held").isEqualTo(6);
      assertThat(stock.asOf()).isBeforeOrEqualTo(bench.clock.instant());
    });
    assertThat(stock()).noneMatch(stock -> stock.listing().equals(own));
    assertThat(bench.listings()).filteredOn(ListingPage.ChannelListing::heldByChannel)
        .extracting(ListingPage.ChannelListing::listing).containsExactly(held);
  }

  private List<StockPage.HeldStock> stock() {
    List<StockPage.HeldStock> all = new ArrayList<>();
    String cursor = null;
    for (int pages = 0; pages < Feed.MAX_PAGES; pages++) {
      StockPage page = bench.connector().stock(cursor);
      all.addAll(page.stock());
      cursor = page.next();
      if (cursor == null) {
        return all;
      }
    }
    throw new AssertionError("held stock does not end after " + Feed.MAX_PAGES + " pages");
  }

  @Rule(id = "locations", says = "The places that the channel knows are read; where it knows none, none is made up.")
  void locations() {
    List<String> read = bench.connector().locations().stream().map(ChannelLocation::id).toList();
    assertThat(read).containsExactlyInAnyOrderElementsOf(
        bench.has(Feature.LOCATIONS) ? bench.remote.locations() : List.of());
  }
}
