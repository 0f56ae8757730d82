package dev.onepool.core.internal.store;

import static dev.onepool.core.Commands.SECOND;
import static dev.onepool.core.Commands.adjust;
import static dev.onepool.core.Commands.arrive;
import static dev.onepool.core.Commands.confirm;
import static dev.onepool.core.Commands.count;
import static dev.onepool.core.Commands.defineKit;
import static dev.onepool.core.Commands.dispatch;
import static dev.onepool.core.Commands.fulfil;
import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.part;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.reserve;
import static dev.onepool.core.Commands.reserveUntil;
import static dev.onepool.core.Commands.sale;
import static dev.onepool.core.Commands.ship;
import static dev.onepool.core.Snapshots.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.Guarantee;
import dev.onepool.LineId;
import dev.onepool.Listing;
import dev.onepool.Listing.Component;
import dev.onepool.ListingId;
import dev.onepool.LocationId;
import dev.onepool.OrderId;
import dev.onepool.ReservationId;
import dev.onepool.SellerId;
import dev.onepool.Shortfall;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.TransferId;
import dev.onepool.core.HandClock;
import dev.onepool.core.Snapshots;
import dev.onepool.core.internal.commit.GroupCommit;
import dev.onepool.core.internal.ledger.Decider;
import dev.onepool.core.internal.ledger.KitState;
import dev.onepool.core.internal.ledger.LedgerCommand;
import dev.onepool.core.internal.ledger.LedgerCommand.MapListing;
import dev.onepool.core.internal.ledger.LedgerCommand.Stock;
import dev.onepool.core.internal.ledger.LineState;
import dev.onepool.core.internal.ledger.MovedSince;
import dev.onepool.core.internal.ledger.OrderKey;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.PoolKey;
import dev.onepool.core.internal.ledger.ReservationState;
import dev.onepool.core.internal.ledger.ReservationState.Status;
import dev.onepool.core.internal.ledger.Rules;
import dev.onepool.core.internal.ledger.TransferState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store keeps of counts, transfers, kits, shortfalls, holds and moved lines, and how it is read again. */
abstract class StockStateContract {

  private static final SellerId SELLER = SellerId.of("seller");
  private static final SellerId OTHER = SellerId.of("other");
  private static final PoolKey A = new PoolKey(Sku.of("A"), LocationId.MAIN);

  private final HandClock clock = new HandClock();
  private LedgerStore store;
  private GroupCommit commit;

  /** Returns a new, empty store. */
  abstract LedgerStore open();

  @BeforeEach
  void openTheStore() {
    store = open();
    commit = new GroupCommit(store, new Decider(Guarantee.rights(), Rules.SOUND), clock);
  }

  @AfterEach
  void closeTheStore() {
    commit.close();
    store.close();
  }

  private void run(SellerId seller, LedgerCommand... commands) {
    for (LedgerCommand command : commands) {
      assertThat(commit.run(seller, command).answer().effective()).as("effect of %s", command).isTrue();
    }
  }

  private void run(StockCommand... commands) {
    for (StockCommand command : commands) {
      run(SELLER, new Stock(command));
    }
  }

  private Pool pool() {
    return store.pools(SELLER, A.sku()).get(0);
  }

  private ReservationState reservation(String id) {
    ReservationId key = ReservationId.of(id);
    return store.write(transaction -> transaction.reservations(SELLER, List.of(key)).get(key));
  }

  private Instant pass() {
    Instant before = clock.instant();
    clock.advance(Duration.ofMinutes(1));
    return before;
  }

  private Map<TransferId, TransferState> transfers(SellerId seller, TransferId... ids) {
    return store.write(transaction -> transaction.transfers(seller, List.of(ids)));
  }

  private Set<Sku> kitParts(SellerId seller, List<Sku> skus) {
    return store.write(transaction -> transaction.kitParts(seller, skus));
  }

  private MovedSince movedSince(Instant after) {
    return store.write(transaction -> transaction.movedSince(SELLER, A, after));
  }

  @Test
  void pool_counted_tellsOfWhen() {
    run(receive("1", "A", 3));
    assertThat(pool().countedAt()).isNull();
    run(count("1", "A", 3));

    assertThat(pool().countedAt()).isEqualTo(clock.instant());
  }

  @Test
  void pool_short_tellsSinceWhen() {
    Instant opened = pass();
    run(receive("1", "A", 1));
    assertThat(pool().shortSince()).isNull();
    run(sale("O1", "A", 3));

    assertThat(pool().shortSince()).isEqualTo(opened.plusSeconds(60));
    run(receive("2", "A", 2));
    assertThat(pool().shortSince()).isNull();
  }

  @Test
  void reservation_readBack_tellsWhenItWasHeld() {
    run(receive("1", "A", 3), reserve("R1", line("A", 2)));

    assertThat(reservation("R1").heldAt()).isEqualTo(clock.instant());
  }

  @Test
  void reservation_confirmed_holdsAndIsNeverDue() {
    run(receive("1", "A", 3), reserveUntil(clock.instant().plusSeconds(60), "R1", line("A", 2)), confirm("R1"));
    List<ReservationState> holds = new ArrayList<>();
    store.eachHold(SELLER, holds::add);

    assertThat(holds).containsExactly(reservation("R1"));
    assertThat(reservation("R1").status()).isEqualTo(Status.CONFIRMED);
    assertThat(store.nextDue()).isNull();
  }

  @Test
  void transfer_readBack_isAsItWasWritten() {
    run(receive("1", "A", 5), dispatch("T1", "A", 3), arrive("1", "T1", 1));
    TransferId known = TransferId.of("T1");

    assertThat(transfers(SELLER, known, TransferId.of("T2"))).isEqualTo(
        Map.of(known, new TransferState(known, Sku.of("A"), LocationId.MAIN, SECOND, 3, 2)));
    assertThat(transfers(OTHER, known)).isEmpty();
  }

  @Test
  void eachTransfer_givesOnlyThoseUnderWay() {
    run(receive("1", "A", 5), dispatch("T1", "A", 3), dispatch("T2", "A", 1), arrive("1", "T1", 3));
    List<TransferId> found = new ArrayList<>();
    store.eachTransfer(SELLER, transfer -> found.add(transfer.id()));

    assertThat(found).containsExactly(TransferId.of("T2"));
  }

  @Test
  void kits_definedTwice_areAsDefinedLast() {
    run(defineKit("1", "KIT", part("A", 1)), defineKit("2", "KIT", part("C", 3), part("B", 2)));
    List<Sku> asked = List.of(Sku.of("A"), Sku.of("B"), Sku.of("C"), Sku.of("KIT"));
    Map<Sku, KitState> kits = store.write(transaction -> transaction.kits(SELLER, asked));

    assertThat(kits).containsOnlyKeys(Sku.of("KIT"));
    assertThat(kits.get(Sku.of("KIT")).version()).isEqualTo(2);
    assertThat(kits.get(Sku.of("KIT")).components()).containsExactlyInAnyOrder(part("C", 3), part("B", 2));
    assertThat(kitParts(SELLER, asked)).isEqualTo(Set.of(Sku.of("B"), Sku.of("C")));
    assertThat(kitParts(OTHER, asked)).isEmpty();
  }

  @Test
  void poolKeys_areThoseOfTheSkusInOrder() {
    run(receive("1", "B", 1), receive("2", "A", SECOND, 1), receive("3", "A", 1), receive("4", "AB", 1));

    List<PoolKey> keys = store.write(
        transaction -> transaction.poolKeys(SELLER, List.of(Sku.of("A"), Sku.of("B"))));
    assertThat(keys).containsExactly(A, new PoolKey(Sku.of("A"), SECOND), new PoolKey(Sku.of("B"), LocationId.MAIN));
  }

  @Test
  void movedSince_isStrictlyAfterTheInstant() {
    run(receive("1", "A", 5));
    Instant first = pass();
    run(receive("2", "A", 3), receive("3", "B", 7), receive("4", "A", SECOND, 9));

    assertThat(movedSince(first.minusNanos(1_000))).isEqualTo(new MovedSince(8, 0));
    assertThat(movedSince(first)).isEqualTo(new MovedSince(3, 0));
    assertThat(movedSince(clock.instant())).isEqualTo(MovedSince.NOTHING);
  }

  @Test
  void movedSince_leavesPromisesAndCountsOut() {
    run(receive("1", "A", 5));
    Instant before = pass();
    run(reserve("R1", line("A", 2)), reserve("R2", line("A", 1)), fulfil("R1"), adjust("1", "A", 4), count("1", "A", 1));

    assertThat(movedSince(before)).isEqualTo(new MovedSince(2, 0));
  }

  @Test
  void movedSince_countsFindsAndWhatExplainedThem() {
    Instant before = pass();
    run(sale("O1", "A", 5), ship("1", "O1", 5), receive("1", "A", 2));

    assertThat(movedSince(before)).isEqualTo(new MovedSince(0, 3));
  }

  @Test
  void shortfalls_readBack_areLongestOpenFirstWithTheirCauses() {
    run(sale("O1", "B", 1));
    pass();
    run(sale("O2", "A", 2), sale("O3", "A", 1));

    assertThat(store.shortfalls(SELLER, 10)).extracting(open -> open.sku().value()).containsExactly("B", "A");
    assertThat(store.shortfalls(SELLER, 10).get(1).causes()).extracting(Shortfall.Cause::subject)
        .containsExactly("counter/O2/1", "counter/O3/1");
    assertThat(store.shortfalls(SELLER, 1)).hasSize(1);
    assertThat(store.shortfalls(OTHER, 10)).isEmpty();
  }

  @Test
  void lineMovedToAnotherListing_readBack_isOfThatListing() {
    run(SELLER, map("LA", part("A", 1), part("C", 2)), map("LB", part("B", 4)),
        Snapshots.complete("O1", 1, Snapshots.ordered("1", "LA", 2)),
        Snapshots.complete("O1", 2, Snapshots.ordered("1", "LB", 3)));
    OrderKey key = new OrderKey(SHOP, OrderId.of("O1"));
    LineState found = store.write(
        transaction -> transaction.orders(SELLER, List.of(key)).get(key).lines().get(LineId.of("1")));

    assertThat(found.listing()).isEqualTo(ListingId.of("LB"));
    assertThat(found.components()).containsExactly(part("B", 4));
  }

  @Test
  void lineMovedToAnUnmappedListing_readBack_waits() {
    run(SELLER, map("LA", part("A", 1)), Snapshots.complete("O1", 1, Snapshots.ordered("1", "LA", 2)),
        Snapshots.complete("O1", 2, Snapshots.ordered("1", "NEW", 3)));

    assertThat(store.waiting(SELLER, SHOP, ListingId.of("NEW"), 10)).singleElement().satisfies(order -> {
      assertThat(order.lines().get(LineId.of("1")).components()).isEmpty();
      assertThat(order.lines().get(LineId.of("1")).location()).isNull();
    });
  }

  private static MapListing map(String listing, Component... components) {
    return new MapListing(new Listing(SHOP, ListingId.of(listing), List.of(components), LocationId.MAIN));
  }
}
