package dev.onepool.core.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.onepool.ChannelId;
import dev.onepool.ChannelMode;
import dev.onepool.EffectKey;
import dev.onepool.EntryQuery;
import dev.onepool.Guarantee;
import dev.onepool.LedgerEntry;
import dev.onepool.Listing;
import dev.onepool.Listing.Component;
import dev.onepool.ListingId;
import dev.onepool.LocationId;
import dev.onepool.ReservationId;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.core.Commands;
import dev.onepool.core.HandClock;
import dev.onepool.core.Snapshots;
import dev.onepool.core.internal.commit.GroupCommit;
import dev.onepool.core.internal.ledger.Changes;
import dev.onepool.core.internal.ledger.Decider;
import dev.onepool.core.internal.ledger.LedgerCommand;
import dev.onepool.core.internal.ledger.LedgerCommand.Baseline;
import dev.onepool.core.internal.ledger.LedgerCommand.Charge;
import dev.onepool.core.internal.ledger.LedgerCommand.MapListing;
import dev.onepool.core.internal.ledger.LedgerCommand.Settle;
import dev.onepool.core.internal.ledger.LedgerCommand.Stock;
import dev.onepool.core.internal.ledger.LedgerState;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.ListingKey;
import dev.onepool.core.internal.ledger.OrderKey;
import dev.onepool.core.internal.ledger.OrderState;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.PoolKey;
import dev.onepool.core.internal.ledger.ReservationState;
import dev.onepool.core.internal.ledger.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does: all or nothing, and every value read as it was written. */
abstract class LedgerStoreContract {

  private static final SellerId SELLER = SellerId.of("seller");
  private static final SellerId OTHER = SellerId.of("other");
  private static final ChannelId SHOP = Snapshots.SHOP;
  private static final Decider DECIDER = new Decider(Guarantee.rights(), Rules.SOUND);

  private final HandClock clock = new HandClock();
  private LedgerStore store;
  private GroupCommit commit;

  /** Returns a new, empty store. */
  abstract LedgerStore open();

  @BeforeEach
  void openTheStore() {
    store = open();
    commit = new GroupCommit(store, DECIDER, clock);
  }

  @AfterEach
  void closeTheStore() {
    commit.close();
    store.close();
  }

  private void run(LedgerCommand... commands) {
    for (LedgerCommand command : commands) {
      assertThat(commit.run(SELLER, command).answer().effective()).as("effect of %s", command).isTrue();
    }
  }

  private static Stock receive(String id, String sku, long units) {
    return new Stock(Commands.receive(id, sku, units));
  }

  private static MapListing map(String listing, String... skus) {
    List<Component> components = new ArrayList<>();
    for (String sku : skus) {
      components.add(new Component(Sku.of(sku), 1 + components.size()));
    }
    return new MapListing(new Listing(SHOP, ListingId.of(listing), components, LocationId.MAIN));
  }

  private static ListingKey key(String listing) {
    return new ListingKey(SHOP, ListingId.of(listing));
  }

  /** Saves a receipt inside a transaction, as a batch does. */
  private SavedEffects save(StoreTransaction transaction, SellerId seller, String id) {
    Changes changes = DECIDER.decide(state(transaction, seller), receive(id, "A", 1), clock.instant()).changes();
    EffectSpan span = new EffectSpan(EffectKey.of("receipt", id), "hash", changes.movements().size());
    return transaction.save(seller, changes, List.of(span), clock.instant());
  }

  private static LedgerState state(StoreTransaction transaction, SellerId seller) {
    return new LedgerState() {
      @Override
      public Pool pool(PoolKey key) {
        return transaction.pools(seller, List.of(key)).getOrDefault(key, Pool.empty(key));
      }

      @Override
      public @Nullable ListingAccount listing(ListingKey key) {
        return transaction.listings(seller, List.of(key)).get(key);
      }

      @Override
      public @Nullable OrderState order(OrderKey key) {
        return transaction.orders(seller, List.of(key)).get(key);
      }

      @Override
      public @Nullable ReservationState reservation(ReservationId id) {
        return transaction.reservations(seller, List.of(id)).get(id);
      }
    };
  }

  private long lastEntry() {
    List<LedgerEntry> entries = store.entries(SELLER, EntryQuery.all()).entries();
    return entries.get(entries.size() - 1).id();
  }

  private static SortedMap<EffectKey, String> hashes(EffectKey... keys) {
    SortedMap<EffectKey, String> hashes = new TreeMap<>();
    for (EffectKey key : keys) {
      hashes.put(key, "hash");
    }
    return hashes;
  }

  private void assertNothingWritten(SellerId seller) {
    assertThat(store.entries(seller, EntryQuery.all()).entries()).isEmpty();
    assertThat(store.pools(seller, Sku.of("A"))).isEmpty();
    assertThat(store.dirty(seller, 10)).isEmpty();
    assertThat(store.channel(seller, SHOP)).isNull();
    assertThat(store.<Set<EffectKey>>write(transaction ->
        transaction.claim(seller, hashes(EffectKey.of("receipt", "1"))).keySet())).isEmpty();
  }

  @Test
  void write_workThrowsAfterSaving_nothingIsWritten() {
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> store.write(transaction -> {
      save(transaction, SELLER, "1");
      save(transaction, OTHER, "1");
      transaction.saveMode(SELLER, SHOP, ChannelMode.LIVE);
      transaction.markDirty(SELLER, List.of(Sku.of("B")));
      throw new IllegalStateException("after saving");
    }));

    assertNothingWritten(SELLER);
    assertNothingWritten(OTHER);
  }

  @Test
  void write_workFailsWithAnError_nothingIsWritten() {
    assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> store.write(transaction -> {
      save(transaction, SELLER, "1");
      throw new StackOverflowError("after saving");
    }));

    assertNothingWritten(SELLER);
  }

  @Test
  void write_afterWorkThatThrew_numbersWithoutAGap() {
    store.write(transaction -> save(transaction, SELLER, "1"));
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> store.write(transaction -> {
      save(transaction, SELLER, "2");
      throw new IllegalStateException("after saving");
    }));
    store.write(transaction -> save(transaction, SELLER, "3"));

    assertThat(store.entries(SELLER, EntryQuery.all()).entries()).extracting(LedgerEntry::id).doesNotHaveDuplicates()
        .isSorted().hasSize(2);
  }

  @Test
  void save_answersWhereTheEntriesAre() {
    store.write(transaction -> save(transaction, SELLER, "1"));

    assertThat(store.<SavedEffects>write(transaction -> save(transaction, SELLER, "2")).all())
        .containsExactly(new EffectRow(EffectKey.of("receipt", "2"), "hash", lastEntry(), 1));
  }

  @Test
  void claim_usedKey_tellsWhatBecameOfIt() {
    store.write(transaction -> save(transaction, SELLER, "1"));
    EffectKey used = EffectKey.of("receipt", "1");

    assertThat(store.<Object>write(transaction -> {
      transaction.requireProof();
      return transaction.claim(SELLER, hashes(used, EffectKey.of("receipt", "new")));
    }))
        .isEqualTo(java.util.Map.of(used, new EffectRow(used, "hash", lastEntry(), 1)));
  }

  @Test
  void order_readBack_isAsItWasWritten() {
    run(receive("1", "A", 1), map("KIT", "B", "A"),
        Snapshots.complete("O1", 2, Snapshots.counts("2", "KIT", 5, 1, 3, 2, 1), Snapshots.ordered("1", "NEW", 4)),
        Snapshots.partial("O1", 3, Snapshots.counts("2", "KIT", 6, 1, 3, 2, 0)));
    List<OrderState> found = new ArrayList<>();
    store.eachOrder(SELLER, found::add);

    assertThat(found).hasSize(1);
    OrderKey key = found.get(0).key();
    assertThat(store.<Object>write(transaction -> transaction.orders(SELLER, List.of(key)).get(key)))
        .isEqualTo(found.get(0));
    assertThat(found.get(0).lines().keySet()).extracting(Object::toString).containsExactly("2", "1");
    assertThat(found.get(0).lines().values()).extracting(line -> line.channel().ordered()).containsExactly(6L, 4L);
    assertThat(found.get(0).lines().values()).extracting(line -> line.components().size()).containsExactly(2, 0);
  }

  @Test
  void listing_readBack_isAsItWasWritten() {
    run(receive("1", "A", 100), map("LA", "A"), new Baseline(key("LA"), 3, clock.instant()),
        new Charge(key("LA"), 7, true, Snapshots.TERMS),
        Snapshots.complete("O1", 200, Snapshots.ordered("1", "LA", 2)));
    ListingAccount account = store.listings(SELLER, SHOP).get(0);

    assertThat(account.attempts()).hasSize(2);
    assertThat(account.exposure()).isPositive();
    assertThat(account.demand().lines()).isEqualTo(1);
    assertThat(store.<Object>write(transaction -> transaction.listings(SELLER, List.of(key("LA"))).get(key("LA"))))
        .isEqualTo(account);
  }

  @Test
  void listingsOf_sku_areThoseThatConsumeIt() {
    run(map("LA", "A"), map("LB", "B"), map("KIT", "A", "B"));

    assertThat(store.listingsOf(SELLER, Set.of(Sku.of("A")))).extracting(account -> account.key().listing().value())
        .containsExactly("KIT", "LA");
  }

  @Test
  void listingsOf_skuAfterRemapping_areNoLongerThose() {
    run(map("LA", "A"), map("LA", "B"));

    assertThat(store.listingsOf(SELLER, Set.of(Sku.of("A")))).isEmpty();
    assertThat(store.listingsOf(SELLER, Set.of(Sku.of("B")))).hasSize(1);
  }

  @Test
  void unsettled_pageByPage_areAllInOrder() {
    run(map("L3", "A"), map("L1", "A"), map("L2", "A"));

    assertThat(store.unsettled(SELLER, SHOP, null, 2)).extracting(account -> account.key().listing().value())
        .containsExactly("L1", "L2");
    assertThat(store.unsettled(SELLER, SHOP, ListingId.of("L2"), 2))
        .extracting(account -> account.key().listing().value()).containsExactly("L3");
  }

  @Test
  void unsettled_settledListing_isNotAmongThem() {
    run(map("L1", "A"), new Baseline(key("L1"), 0, clock.instant()),
        new Settle(key("L1"), clock.instant().plusSeconds(1), Snapshots.TERMS));

    assertThat(store.unsettled(SELLER, SHOP, null, 2)).isEmpty();
  }

  @Test
  void waiting_ordersOfOneListing_areOnlyThose() {
    run(Snapshots.complete("O1", 1, Snapshots.ordered("1", "NEW", 1), Snapshots.ordered("2", "NEW", 1)),
        Snapshots.complete("O2", 1, Snapshots.ordered("1", "OTHER", 1)));

    assertThat(store.waiting(SELLER, SHOP, ListingId.of("NEW"), 10)).extracting(order -> order.key().order().value())
        .containsExactly("O1");
    assertThat(store.waiting(SELLER, SHOP, null, 10)).hasSize(2);
    assertThat(store.waiting(SELLER, SHOP, null, 1)).hasSize(1);
  }

  @Test
  void due_holdsAtTheirEnd_areFoundOfAnySeller() {
    run(receive("1", "A", 5));
    commit.run(OTHER, receive("1", "A", 5));
    run(hold("R1", 10), hold("R2", 20));
    commit.run(OTHER, hold("R3", 10));

    assertThat(store.due(HandClock.START.plusSeconds(599), 10)).isEmpty();
    assertThat(store.due(HandClock.START.plusSeconds(600), 10)).extracting(due -> due.reservation().value())
        .containsExactlyInAnyOrder("R1", "R3");
    assertThat(store.due(HandClock.START.plusSeconds(600), 1)).hasSize(1);
  }

  @Test
  void nextDue_isTheEarliestEndOfAHold() {
    assertThat(store.nextDue()).isNull();
    run(receive("1", "A", 5), hold("R2", 20), hold("R1", 10));
    assertThat(store.nextDue()).isEqualTo(HandClock.START.plusSeconds(600));
    run(new Stock(Commands.release("R1")));

    assertThat(store.nextDue()).isEqualTo(HandClock.START.plusSeconds(1_200));
  }

  private Stock hold(String id, int minutes) {
    return new Stock(Commands.reserveUntil(
        HandClock.START.plus(Duration.ofMinutes(minutes)), id, Commands.line("A", 1)));
  }

  @Test
  void dirty_skuWithoutAListing_waitsForNothing() {
    run(receive("1", "A", 5));

    assertThat(store.dirty(SELLER, 10)).isEmpty();
  }

  @Test
  void dirty_skuWhoseListingWasTakenAway_waitsForNothing() {
    run(map("LA", "A"), new LedgerCommand.IgnoreListing(key("LA")));
    clear(store.dirty(SELLER, 10));
    run(receive("1", "A", 5));

    assertThat(store.dirty(SELLER, 10)).isEmpty();
  }

  @Test
  void dirty_changedSku_waitsUntilItIsCleared() {
    run(map("LA", "A"), receive("1", "A", 5));
    List<Dirty> dirty = store.dirty(SELLER, 10);
    assertThat(dirty).extracting(Dirty::sku).containsExactly(Sku.of("A"));
    clear(dirty);

    assertThat(store.dirty(SELLER, 10)).isEmpty();
  }

  @Test
  void dirty_changedAgainMeanwhile_staysDirty() {
    run(map("LA", "A"), receive("1", "A", 5));
    List<Dirty> dirty = store.dirty(SELLER, 10);
    run(receive("2", "A", 5));
    clear(dirty);

    assertThat(store.dirty(SELLER, 10)).extracting(Dirty::sku).containsExactly(Sku.of("A"));
  }

  @Test
  void dirty_changedAgainAfterClearing_isDirtyAgain() {
    run(map("LA", "A"), receive("1", "A", 5));
    List<Dirty> first = store.dirty(SELLER, 10);
    clear(first);
    run(receive("2", "A", 5));
    clear(first);

    assertThat(store.dirty(SELLER, 10)).hasSize(1);
  }

  private void clear(List<Dirty> dirty) {
    store.write(transaction -> {
      transaction.clearDirty(SELLER, dirty);
      return true;
    });
  }

  @Test
  void channel_readBack_isAsItWasWritten() {
    ChannelRow row = new ChannelRow(SHOP, ChannelMode.DRY_RUN, "cursor", HandClock.START);
    store.write(transaction -> {
      transaction.saveMode(SELLER, SHOP, ChannelMode.DRY_RUN);
      transaction.saveRead(SELLER, SHOP, "cursor", HandClock.START);
      return true;
    });

    assertThat(store.channel(SELLER, SHOP)).isEqualTo(row);
    assertThat(store.channel(OTHER, SHOP)).isNull();
  }

  @Test
  void saveRead_ofANewChannel_leavesTheModeAsItBegins() {
    store.write(transaction -> {
      transaction.saveRead(SELLER, SHOP, "cursor", null);
      return true;
    });

    assertThat(store.channel(SELLER, SHOP)).isEqualTo(new ChannelRow(SHOP, ChannelMode.OBSERVE, "cursor", null));
  }

  @Test
  void saveRead_afterAModeWasChosen_leavesTheModeAlone() {
    store.write(transaction -> {
      transaction.saveMode(SELLER, SHOP, ChannelMode.PAUSED_AT_ZERO);
      return true;
    });
    store.write(transaction -> {
      transaction.saveRead(SELLER, SHOP, "later", HandClock.START);
      return true;
    });

    assertThat(store.channel(SELLER, SHOP))
        .isEqualTo(new ChannelRow(SHOP, ChannelMode.PAUSED_AT_ZERO, "later", HandClock.START));
  }

  @Test
  void skus_areThoseWithABalanceInOrder() {
    run(receive("1", "B", 1), receive("2", "A", 1), new Stock(Commands.receive("3", "A", Commands.SECOND, 1)));

    assertThat(store.skus(SELLER)).containsExactly(Sku.of("A"), Sku.of("B"));
    assertThat(store.pools(SELLER, List.of(Sku.of("A"), Sku.of("B")))).hasSize(3);
  }

  @Test
  void time_tooFarAwayToBeKept_isRefusedAndNothingIsWritten() {
    Stock hold = new Stock(Commands.reserveUntil(Instant.MAX, "R1", Commands.line("A", 1)));
    run(receive("1", "A", 1));

    assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> commit.run(SELLER, hold))
        .withMessageContaining("keeps no times so far away: " + Instant.MAX);
    assertThat(store.pools(SELLER, Sku.of("A"))).extracting(Pool::available).containsExactly(1L);
  }

  @Test
  void time_farAwayButKept_isAccepted() {
    run(receive("1", "A", 1),
        new Stock(Commands.reserveUntil(Instant.parse("9999-12-31T23:59:59Z"), "R1", Commands.line("A", 1))));

    assertThat(store.nextDue()).isEqualTo("9999-12-31T23:59:59Z");
  }
}
