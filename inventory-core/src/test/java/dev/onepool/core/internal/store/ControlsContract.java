package dev.onepool.core.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ChannelId;
import dev.onepool.ChannelMode;
import dev.onepool.EntryCause;
import dev.onepool.Guarantee;
import dev.onepool.GuaranteeStatus.State;
import dev.onepool.Listing;
import dev.onepool.ListingId;
import dev.onepool.OversellPermit;
import dev.onepool.QuantityOverride;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.Stop;
import dev.onepool.core.Commands;
import dev.onepool.core.HandClock;
import dev.onepool.core.Snapshots;
import dev.onepool.core.internal.commit.GroupCommit;
import dev.onepool.core.internal.ledger.Decider;
import dev.onepool.core.internal.ledger.LedgerCommand;
import dev.onepool.core.internal.ledger.LedgerCommand.Baseline;
import dev.onepool.core.internal.ledger.LedgerCommand.Charge;
import dev.onepool.core.internal.ledger.LedgerCommand.MapListing;
import dev.onepool.core.internal.ledger.ListingKey;
import dev.onepool.core.internal.ledger.Rules;
import dev.onepool.core.internal.store.ControlRow.Braked;
import dev.onepool.core.internal.store.ControlRow.Overridden;
import dev.onepool.core.internal.store.ControlRow.Promised;
import dev.onepool.core.internal.store.ControlRow.Released;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store keeps of what was decided about sending. */
abstract class ControlsContract {

  private static final SellerId SELLER = SellerId.of("seller");
  private static final SellerId OTHER = SellerId.of("other");
  private static final ChannelId SHOP = Snapshots.SHOP;
  private static final ChannelId MARKET = ChannelId.of("market");
  private static final Instant NOW = HandClock.START;

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

  private void save(ControlRow... rows) {
    store.write(transaction -> {
      List.of(rows).forEach(row -> transaction.save(SELLER, row));
      return true;
    });
  }

  private void remove(ControlRow row) {
    store.write(transaction -> {
      transaction.remove(SELLER, row);
      return true;
    });
  }

  private static Braked braked(ChannelId channel) {
    return new Braked(channel, NOW, NOW.plusSeconds(5), 23, 100, null);
  }

  @Test
  void controls_ofNobody_areEmpty() {
    assertThat(store.controls(SELLER).brakes()).isEmpty();
    assertThat(store.controls(SELLER).mode(SHOP)).isEqualTo(ChannelMode.OBSERVE);
  }

  @Test
  void modes_areThoseThatWereSaved() {
    store.write(transaction -> {
      transaction.saveMode(SELLER, SHOP, ChannelMode.LIVE);
      return true;
    });
    assertThat(store.controls(SELLER).mode(SHOP)).isEqualTo(ChannelMode.LIVE);
    assertThat(store.controls(SELLER).mode(MARKET)).isEqualTo(ChannelMode.OBSERVE);
  }

  @Test
  void brakes_areThoseThatWereSaved() {
    save(braked(SHOP), braked(MARKET));
    assertThat(store.controls(SELLER).brakes()).containsOnlyKeys(SHOP, MARKET).containsEntry(SHOP, braked(SHOP));
    assertThat(store.controls(OTHER).brakes()).isEmpty();
  }

  @Test
  void brake_releasedAndFoundAgain_staysReleased() {
    save(braked(SHOP));
    save(new Released(SHOP, "Ada"));
    save(braked(SHOP).again(NOW.plusSeconds(9), 30, 110));
    assertThat(store.controls(SELLER).brakes().get(SHOP)).isEqualTo(new Braked(SHOP, NOW, NOW.plusSeconds(9), 30, 110, "Ada"));
  }

  @Test
  void brake_releasedWhereNoneIs_leavesNone() {
    save(new Released(SHOP, "Ada"));
    assertThat(store.controls(SELLER).brakes()).isEmpty();
  }

  @Test
  void brake_removedAndFoundAnew_isNotReleased() {
    save(braked(SHOP));
    save(new Released(SHOP, "Ada"));
    store.write(transaction -> {
      transaction.remove(SELLER, braked(SHOP));
      transaction.save(SELLER, braked(SHOP));
      return true;
    });
    assertThat(store.controls(SELLER).brakes().get(SHOP)).isEqualTo(braked(SHOP));
  }

  @Test
  void brake_removed_isGone() {
    save(braked(SHOP), braked(MARKET));
    remove(braked(SHOP));
    assertThat(store.controls(SELLER).brakes()).containsOnlyKeys(MARKET);
  }

  private static ControlRow stop(Stop.Kind kind) {
    return new ControlRow.Stopped(new Stop(kind, "Ada", NOW));
  }

  @Test
  void stop_isTheLastThatWasSaved() {
    save(stop(Stop.Kind.FREEZE));
    save(stop(Stop.Kind.TO_ZERO));
    assertThat(store.controls(SELLER).stop()).isEqualTo(new Stop(Stop.Kind.TO_ZERO, "Ada", NOW));
    assertThat(store.controls(OTHER).stop()).isNull();
  }

  @Test
  void stop_removed_isGone() {
    save(stop(Stop.Kind.FREEZE));
    remove(stop(Stop.Kind.FREEZE));
    assertThat(store.controls(SELLER).stop()).isNull();
  }

  private static QuantityOverride fixed(ChannelId channel, String sku, long units, Instant until) {
    return QuantityOverride.fixed(channel, Sku.of(sku), units, "Ada", until);
  }

  @Test
  void overrides_areThoseThatWereSaved() {
    QuantityOverride cap = QuantityOverride.cap(MARKET, Sku.of("A"), 0, "Bob", NOW);
    QuantityOverride permitted = fixed(SHOP, "B", 7, NOW.plusSeconds(1)).permitting(new OversellPermit("Cy", "it comes tomorrow"));
    save(new Overridden(permitted), new Overridden(cap));
    assertThat(store.overrides(SELLER)).containsExactly(cap, permitted);
    assertThat(store.overrides(SELLER, List.of(Sku.of("B"), Sku.of("C")))).containsExactly(permitted);
    assertThat(store.overrides(OTHER)).isEmpty();
  }

  @Test
  void override_savedAgain_isTheLast() {
    save(new Overridden(fixed(SHOP, "A", 7, NOW)));
    save(new Overridden(fixed(SHOP, "A", 8, NOW)));
    assertThat(store.overrides(SELLER)).containsExactly(fixed(SHOP, "A", 8, NOW));
  }

  @Test
  void override_removed_isGone() {
    save(new Overridden(fixed(SHOP, "A", 7, NOW)), new Overridden(fixed(MARKET, "A", 7, NOW)));
    remove(new Overridden(fixed(SHOP, "A", 7, NOW)));
    assertThat(store.overrides(SELLER)).containsExactly(fixed(MARKET, "A", 7, NOW));
  }

  @Test
  void override_removedAfterSomebodySaidItAnew_stays() {
    save(new Overridden(fixed(SHOP, "A", 7, NOW.plusSeconds(60))));
    remove(new Overridden(fixed(SHOP, "A", 7, NOW)));
    assertThat(store.overrides(SELLER)).hasSize(1);
  }

  @Test
  void promises_areThoseThatWereSavedLast() {
    save(new Promised(Sku.of("A"), State.UNKNOWN, null), new Promised(Sku.of("B"), State.HOLDS, null));
    save(new Promised(Sku.of("A"), State.RESTORING, NOW));
    assertThat(store.promises(SELLER, List.of(Sku.of("A"), Sku.of("C"))))
        .containsExactly(new Promised(Sku.of("A"), State.RESTORING, NOW));
    assertThat(store.promises(SELLER, List.of(Sku.of("B")))).containsExactly(new Promised(Sku.of("B"), State.HOLDS, null));
    assertThat(store.promises(OTHER, List.of(Sku.of("A")))).isEmpty();
  }

  private void run(LedgerCommand... commands) {
    for (LedgerCommand command : commands) {
      assertThat(commit.run(SELLER, command).answer().effective()).as("effect of %s", command).isTrue();
    }
  }

  private static ListingKey listed(String id) {
    return new ListingKey(SHOP, ListingId.of(id));
  }

  private void stocked(String sku) {
    run(new LedgerCommand.Stock(Commands.receive("r-" + sku, sku, 100)),
        new MapListing(Listing.of(SHOP, ListingId.of(sku), Sku.of(sku))));
  }

  @Test
  void selling_countsListingsThatMayTakeSomething() {
    List.of("A", "B", "C").forEach(this::stocked);
    run(new Baseline(listed("A"), 3, NOW), new Baseline(listed("B"), 0, NOW),
        new Charge(listed("C"), 7, true, Snapshots.TERMS));
    // What was only read counts when the orders of that time are known; here, only what was written does.
    assertThat(store.selling(SELLER, SHOP)).isEqualTo(store.listings(SELLER, SHOP).stream()
        .filter(account -> account.exposure() > 0).count()).isPositive().isLessThan(3);
    assertThat(store.selling(SELLER, MARKET)).isZero();
  }

  private void post(StockCommand... commands) {
    for (StockCommand command : commands) {
      clock.advance(Duration.ofSeconds(1));
      run(new LedgerCommand.Stock(command));
    }
  }

  @Test
  void moves_areOfTheseSkusAfterTheInstant() {
    post(Commands.receive("1", "A", 10), Commands.receive("2", "B", 10));
    Instant then = clock.instant();
    post(Commands.count("3", "A", 7), Commands.count("4", "B", 1), Commands.reserve("cart", Commands.line("A", 2)));

    assertThat(store.moves(SELLER, List.of(Sku.of("A")), then))
        .extracting(StockMove::cause, StockMove::units, StockMove::at)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(EntryCause.COUNT, -3L, then.plusSeconds(1)),
            org.assertj.core.groups.Tuple.tuple(EntryCause.RESERVATION, -2L, then.plusSeconds(3)));
  }

  @Test
  void note_isAnIncident() {
    run(new LedgerCommand.Note("kind", "subject", "message"));
    assertThat(store.incidents(SELLER, 0, 10)).extracting(row -> row.incident().message()).containsExactly("message");
  }
}
