package dev.onepool.core;

import static dev.onepool.core.Commands.receive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.Listing;
import dev.onepool.ListingId;
import dev.onepool.LocationId;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockLedger;
import dev.onepool.core.internal.ledger.LedgerCommand;
import dev.onepool.core.internal.ledger.LedgerCommand.ApplyQuarantined;
import dev.onepool.core.internal.ledger.LedgerCommand.MapListing;
import dev.onepool.core.internal.ledger.LedgerCommand.Stock;
import dev.onepool.core.internal.ledger.OrderState;
import dev.onepool.spi.OrderSnapshot;
import dev.onepool.spi.OrderSnapshot.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Goods, and snapshots of several orders that share too little of them, arrive in any order, any number of times, some of them partial,
 * with numbers that grow and shrink and lines that name another listing than before: the balances at the end are the same, and are what the newest snapshots say.
 *
 * <p>The expectation is computed from the set of snapshots alone, without the ledger's code: a line counts as the newest
 * snapshot that names it says, listing included; if a newer complete one does not name it, only what it shipped still counts.
 */
class OrderConvergencePropertiesTest {

  /** What one unit of a listing consumes. The last one is a kit of the other two's SKUs. */
  private static final Map<String, Map<String, Long>> LISTINGS =
      Map.of("LA", Map.of("A", 1L), "LB", Map.of("B", 1L), "KIT", Map.of("A", 2L, "B", 1L));

  private static RoomExtension memory;
  private static RoomExtension sqlite;
  private static RoomExtension postgres;

  @BeforeContainer
  static void open() throws IOException {
    memory = RoomExtension.memory().open();
    sqlite = RoomExtension.sqlite().open();
    postgres = RoomExtension.postgres().open();
  }

  @AfterContainer
  static void close() throws IOException {
    memory.close();
    sqlite.close();
    postgres.close();
  }

  /** Units received at some time, the snapshots in order of their versions, and what shuffles them. */
  record Story(long stockA, long stockB, List<OrderSnapshot> snapshots, long seed) {

    /** Returns the goods and the snapshots in some order, about every third snapshot more than once. */
    List<LedgerCommand> arrivals(Random random) {
      List<LedgerCommand> arrivals = new ArrayList<>(receipts());
      for (OrderSnapshot snapshot : snapshots) {
        for (int copy = random.nextInt(3) == 0 ? 0 : 1; copy < 2; copy++) {
          arrivals.add(Snapshots.apply(snapshot));
        }
      }
      java.util.Collections.shuffle(arrivals, random);
      return arrivals;
    }

    /** Returns the goods in single units, so that they come in between everything else. */
    private List<LedgerCommand> receipts() {
      List<LedgerCommand> receipts = new ArrayList<>();
      for (String sku : List.of("A", "B")) {
        for (long unit = 1; unit <= stock(sku); unit++) {
          receipts.add(new Stock(receive(sku + unit, sku, 1)));
        }
      }
      return receipts;
    }

    long stock(String sku) {
      return sku.equals("A") ? stockA : stockB;
    }
  }

  @Property(tries = 1_000)
  void snapshots_inAnyOrderAndNumber_endInTheSameBalances(@ForAll("changingListings") Story story) {
    check(memory, story);
  }

  @Property(tries = 60)
  void snapshots_inAnyOrderAndNumberInSqlite_endInTheSameBalances(@ForAll("changingListings") Story story) {
    check(sqlite, story);
  }

  @Property(tries = 60)
  void snapshots_inAnyOrderAndNumberInPostgres_endInTheSameBalances(@ForAll("changingListings") Story story) {
    check(postgres, story);
  }

  private static void check(RoomExtension room, Story story) {
    Random random = new Random(story.seed());
    SellerId seller = room.newSeller();
    begin(room, seller, LISTINGS.keySet());
    inBatches(room, seller, story.arrivals(random), random);

    assertEndsAs(room.ledger(seller), story);
  }

  @Property(tries = 300)
  void snapshots_withAListingMappedAtSomeTime_endInTheSameBalances(
      @ForAll("changingListings") Story story, @ForAll @IntRange(max = 20) int mappedAt) {
    Random random = new Random(story.seed());
    SellerId seller = memory.newSeller();
    begin(memory, seller, List.of("LB", "KIT"));
    List<LedgerCommand> arrivals = story.arrivals(random);
    arrivals.add(Math.min(mappedAt, arrivals.size()), map("LA"));
    inBatches(memory, seller, arrivals, random);
    inBatches(memory, seller, waiting(seller), random);

    assertEndsAs(memory.ledger(seller), story);
  }

  private static List<LedgerCommand> waiting(SellerId seller) {
    List<LedgerCommand> commands = new ArrayList<>();
    for (OrderState order : memory.store().waiting(seller, Snapshots.SHOP, null, 1_000)) {
      order.lines().values().stream().filter(line -> line.quarantined()).forEach(
          line -> commands.add(new ApplyQuarantined(order.key(), line.line(), Snapshots.TERMS)));
    }
    return commands;
  }

  @Property(tries = 500)
  void snapshots_ofEqualVersion_endInTheSameBalancesInAnyOrder(
      @ForAll("changingListings") Story story, @ForAll("changingListings") Story other) {
    // The second story's snapshots have the first one's orders and versions, and other content.
    List<OrderSnapshot> both = new ArrayList<>(story.snapshots());
    both.addAll(other.snapshots());
    Story tied = new Story(story.stockA(), story.stockB(), both, story.seed());
    Random random = new Random(story.seed());
    List<Map<String, Units>> ends = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      SellerId seller = memory.newSeller();
      begin(memory, seller, LISTINGS.keySet());
      inBatches(memory, seller, tied.arrivals(random), random);
      ends.add(Map.of("A", at(memory.ledger(seller), "A"), "B", at(memory.ledger(seller), "B")));
    }

    assertThat(ends.get(1)).isEqualTo(ends.get(0));
  }

  private static void begin(RoomExtension room, SellerId seller, Iterable<String> listings) {
    List<LedgerCommand> commands = new ArrayList<>();
    for (String listing : listings) {
      commands.add(map(listing));
    }
    room.commit().run(seller, commands);
  }

  private static void inBatches(RoomExtension room, SellerId seller, List<LedgerCommand> commands, Random random) {
    for (int from = 0; from < commands.size(); ) {
      int to = Math.min(commands.size(), from + 1 + random.nextInt(6));
      room.commit().run(seller, commands.subList(from, to))
          .forEach(outcome -> assertThat(outcome.answer().effective()).isTrue());
      from = to;
    }
  }

  private static MapListing map(String listing) {
    return new MapListing(new Listing(Snapshots.SHOP, ListingId.of(listing),
        LISTINGS.get(listing).entrySet().stream()
            .map(part -> new Listing.Component(Sku.of(part.getKey()), part.getValue())).toList(),
        LocationId.MAIN));
  }

  private static Units at(StockLedger ledger, String sku) {
    return Units.of(ledger.position(Sku.of(sku)), LocationId.MAIN);
  }

  private static void assertEndsAs(StockLedger ledger, Story story) {
    for (String sku : List.of("A", "B")) {
      assertThat(at(ledger, sku)).as(sku).isEqualTo(expected(story, sku));
    }
    assertThat(ledger.audit().findings()).isEmpty();
    Fold.of(ledger).assertMatches(ledger);
  }

  /** Returns what the set of snapshots says of a SKU, whatever their order. */
  private static Units expected(Story story, String sku) {
    Map<List<Object>, Line> newest = new HashMap<>();
    Map<Object, OrderSnapshot> complete = new HashMap<>();
    Map<List<Object>, OrderSnapshot> namedBy = new HashMap<>();
    // Versions rise along the list, so the last one stays.
    for (OrderSnapshot snapshot : story.snapshots()) {
      for (Line line : snapshot.lines()) {
        newest.put(List.of(snapshot.order(), line.line()), line);
        namedBy.put(List.of(snapshot.order(), line.line()), snapshot);
      }
      if (snapshot.complete()) {
        complete.put(snapshot.order(), snapshot);
      }
    }
    long open = 0;
    long gone = 0;
    long back = 0;
    for (Map.Entry<List<Object>, Line> entry : newest.entrySet()) {
      Line line = entry.getValue();
      long each = LISTINGS.get(line.listing().value()).getOrDefault(sku, 0L);
      OrderSnapshot all = complete.get(entry.getKey().get(0));
      boolean takenOff = all != null && namedBy.get(entry.getKey()).updatedAt().isBefore(all.updatedAt());
      open += takenOff ? 0 : each * (line.ordered() - line.cancelled() - line.shipped());
      gone += each * (line.shipped() - line.restocked());
      back += each * (line.returned() - line.restocked());
    }
    long onHand = Math.max(0, story.stock(sku) - gone);
    return new Units(Math.max(0, onHand - open), Math.min(onHand, open), back, Math.max(0, open - onHand));
  }

  @Provide
  Arbitrary<Story> changingListings() {
    Arbitrary<String> any = Arbitraries.of("LA", "LB", "KIT");
    return stories(any, any, any);
  }

  private static Arbitrary<Story> stories(
      Arbitrary<String> one, Arbitrary<String> two, Arbitrary<String> three) {
    return Combinators.combine(
        Arbitraries.longs().between(0, 8), Arbitraries.longs().between(0, 8),
        history("O1", one, two, three).list().ofMinSize(1).ofMaxSize(5),
        history("O2", one, two, three).list().ofMaxSize(5),
        history("O3", one, two, three).list().ofMaxSize(3),
        Arbitraries.longs()).as((stockA, stockB, first, second, third, seed) -> {
          List<OrderSnapshot> snapshots = new ArrayList<>();
          List.of(first, second, third).forEach(history -> snapshots.addAll(versions(history)));
          snapshots.sort(Comparator.comparing(OrderSnapshot::updatedAt));
          return new Story(stockA, stockB, snapshots, seed);
        });
  }

  private static List<OrderSnapshot> versions(List<OrderSnapshot> history) {
    List<OrderSnapshot> versions = new ArrayList<>();
    for (OrderSnapshot snapshot : history) {
      versions.add(Snapshots.snapshot(
          snapshot.order().value(), versions.size() + 1, snapshot.complete(), snapshot.lines()));
    }
    return versions;
  }

  /** Returns snapshots that name some of three lines, each of one of these listings. */
  private static Arbitrary<OrderSnapshot> history(
      String order, Arbitrary<String> first, Arbitrary<String> second, Arbitrary<String> third) {
    return Combinators.combine(Arbitraries.of(true, false), line("1", first).injectNull(0.3),
        line("2", second).injectNull(0.3), line("3", third).injectNull(0.3))
        .as((complete, one, two, three) -> {
          List<Line> lines = new ArrayList<>();
          java.util.stream.Stream.of(one, two, three).filter(java.util.Objects::nonNull).forEach(lines::add);
          return Snapshots.snapshot(order, 1, complete, lines);
        });
  }

  private static Arbitrary<Line> line(String id, Arbitrary<String> listings) {
    Arbitrary<Long> units = Arbitraries.longs().between(0, 4);
    return Combinators.combine(listings, units, units, units, units, units).as(
        (listing, ordered, cancelled, shipped, returned, restocked) -> {
      long off = Math.min(cancelled, ordered);
      long out = Math.min(shipped, ordered - off);
      long back = Math.min(returned, out);
      return Snapshots.counts(id, listing, ordered, off, out, back, Math.min(restocked, back));
    });
  }
}
