package dev.onepool.benchmarks.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.EffectKey;
import dev.onepool.EntryCause;
import dev.onepool.LedgerEntry;
import dev.onepool.LocationId;
import dev.onepool.Position;
import dev.onepool.Quantity;
import dev.onepool.Sku;
import dev.onepool.StockState;
import dev.onepool.benchmarks.crash.Deed.Kind;
import dev.onepool.benchmarks.crash.Deed.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Histories made by hand: one that can be, and one that is wrong in each way. */
class HistoryCheckerTest {

  private static final Deed STOCK = Deed.of(Kind.RECEIVE, "stock", "A", 5);
  private static final Deed HOLD = Deed.reserve("r1", new Line("A", 2));
  private static final Deed OTHER = Deed.reserve("r2", new Line("A", 2));

  private final List<Call> calls = new ArrayList<>();
  private final List<LedgerEntry> entries = new ArrayList<>();
  private final List<String> audit = new ArrayList<>();
  private final Map<Deed, Told> again = new HashMap<>();
  private long time;
  private long available;
  private long reserved;

  /** Five units came in, and two of them are held. */
  @BeforeEach
  void aHistoryThatCanBe() {
    entry(1, STOCK, 5, StockState.SUPPLIER, StockState.AVAILABLE);
    entry(2, HOLD, 2, StockState.AVAILABLE, StockState.RESERVED);
    call(STOCK, Told.posted(1, 1));
    call(HOLD, Told.posted(2, 1));
  }

  private void call(Deed deed, Told told) {
    call(deed, ++time, told, ++time);
  }

  private void call(Deed deed, long askedAt, Told told, long toldAt) {
    calls.add(new Call("p", deed, askedAt, told, toldAt));
  }

  private void entry(long id, Deed deed, long units, StockState from, StockState to) {
    move(from, -units);
    move(to, units);
    entries.add(new LedgerEntry(id, Sku.of("A"), LocationId.MAIN, Quantity.of(units), from, to,
        to == StockState.RESERVED ? EntryCause.RESERVATION : EntryCause.RECEIPT, deed.key(), Instant.EPOCH, Instant.EPOCH,
        Quantity.of(available), Quantity.of(reserved)));
  }

  private void move(StockState state, long units) {
    available += state == StockState.AVAILABLE ? units : 0;
    reserved += state == StockState.RESERVED ? units : 0;
  }

  private List<String> findings() {
    Quantity none = Quantity.of(0);
    Position position = new Position(Sku.of("A"), List.of(new Position.AtLocation(LocationId.MAIN,
        Quantity.of(available), Quantity.of(reserved), none, none, none, none, 0, Quantity.of(available))));
    return HistoryChecker.check(calls, new Books(entries, Map.of(Sku.of("A"), position), audit, again));
  }

  private void assertFound(String... words) {
    assertThat(findings()).anySatisfy(finding -> assertThat(finding).contains(words));
  }

  private static Told unknown() {
    return Told.unknown(new IllegalStateException("gone"));
  }

  @Test
  void history_thatCanBe_hasNoFindings() {
    assertThat(findings()).isEmpty();
  }

  @Test
  void acknowledged_withoutEffect_isFound() {
    call(OTHER, Told.posted(3, 1));

    assertFound("reserve r2", "acknowledged", "with 1 entries, there are 0");
  }

  @Test
  void acknowledged_withoutNeedOfEntries_isNotFound() {
    call(Deed.of(Kind.COUNT, "c", "A", 5), Told.posted(0, 0));

    assertThat(findings()).isEmpty();
  }

  @Test
  void acknowledged_withAnotherEntry_isFound() {
    calls.remove(1);
    call(HOLD, Told.posted(7, 1));

    assertFound("from entry 7, it begins at 2");
  }

  @Test
  void acknowledgedTwice_withTheSameEntries_isNotFound() {
    call(HOLD, Told.posted(2, 1));

    assertThat(findings()).isEmpty();
  }

  @Test
  void applied_twice_isFound() {
    entry(9, HOLD, 2, StockState.AVAILABLE, StockState.RESERVED);

    assertFound("reserve r1", "with 1 entries, there are 2");
    assertFound("reserve r1", "applied in pieces: 2 and 9");
    assertFound("reserve r1", "moved 4 units of A instead of 2");
  }

  @Test
  void unknown_withoutEffect_isNotFound() {
    call(OTHER, unknown());

    assertThat(findings()).isEmpty();
  }

  @Test
  void unknown_withEffect_isNotFound() {
    call(OTHER, unknown());
    entry(3, OTHER, 2, StockState.AVAILABLE, StockState.RESERVED);

    assertThat(findings()).isEmpty();
  }

  @Test
  void unknown_appliedTwice_isFound() {
    call(STOCK, unknown());
    entry(8, STOCK, 5, StockState.SUPPLIER, StockState.AVAILABLE);

    assertFound("receive stock", "moved 10 units of A instead of 5");
  }

  @Test
  void unknown_appliedInPart_isFound() {
    call(OTHER, unknown());
    entry(3, OTHER, 1, StockState.AVAILABLE, StockState.RESERVED);

    assertFound("reserve r2", "moved 1 units of A instead of 2");
  }

  @Test
  void refused_withEffect_isFound() {
    call(OTHER, Told.refused());
    entry(3, OTHER, 2, StockState.AVAILABLE, StockState.RESERVED);

    assertFound("reserve r2", "not acknowledged, and yet has an effect");
  }

  @Test
  void refused_afterUnknown_withEffect_isFound() {
    call(OTHER, unknown());
    call(OTHER, Told.refused());
    entry(3, OTHER, 2, StockState.AVAILABLE, StockState.RESERVED);

    assertFound("reserve r2", "not acknowledged, and yet has an effect");
  }

  @Test
  void refused_whileAnotherCallIsUnknown_withEffect_isNotFound() {
    call(OTHER, 10, unknown(), 30);
    call(OTHER, 11, Told.refused(), 40);
    entry(3, OTHER, 2, StockState.AVAILABLE, StockState.RESERVED);

    assertThat(findings()).isEmpty();
  }

  @Test
  void refused_afterItWasAcknowledged_isFound() {
    call(HOLD, Told.refused());

    assertFound("reserve r1", "was refused in p after it had been acknowledged in p");
  }

  @Test
  void refused_beforeItWasAcknowledged_isNotFound() {
    call(HOLD, 0, Told.refused(), 1);

    assertThat(findings()).isEmpty();
  }

  @Test
  void failed_isFound() {
    call(OTHER, Told.failed(new IllegalStateException("deadlock detected")));

    assertFound("reserve r2", "deadlock detected");
  }

  @Test
  void key_forTwoCommands_isFound() {
    call(Deed.reserve("r1", new Line("A", 1)), Told.posted(2, 1));

    assertFound("reservation/r1", "was used for");
  }

  @Test
  void effect_thatNobodyAskedFor_isFound() {
    entry(3, OTHER, 2, StockState.AVAILABLE, StockState.RESERVED);

    assertFound("nobody asked for reservation/r2");
  }

  @Test
  void answer_thatIsAnotherWhenAskedAgain_isFound() {
    again.put(HOLD, Told.posted(4, 1));

    assertFound("reserve r1", "once more with posted 4 1");
  }

  @Test
  void entry_thatSaysWhatIsNotLeft_isFound() {
    call(OTHER, Told.posted(3, 1));
    // Written by somebody who did not see the entry before.
    available += 2;
    reserved -= 2;
    entry(3, OTHER, 2, StockState.AVAILABLE, StockState.RESERVED);

    assertFound("entry 3 says what is left");
  }

  @Test
  void balance_thatIsNotTheSum_isFound() {
    available++;

    assertFound("the balance is");
  }

  @Test
  void granted_moreThanCameIn_isFound() {
    call(OTHER, Told.posted(3, 1));
    call(Deed.reserve("r3", new Line("A", 2)), Told.posted(4, 1));

    assertFound("6 units of A were granted, and only 5 came in");
  }

  @Test
  void taken_moreThanThereIs_isFound() {
    Deed large = Deed.reserve("r3", new Line("A", 4));
    call(large, Told.posted(3, 1));
    available += 1;
    entry(3, large, 4, StockState.AVAILABLE, StockState.RESERVED);

    assertFound("entry 3 takes more than there is");
  }

  @Test
  void audit_withAFinding_isFound() {
    audit.add("a promise without a hold");

    assertFound("the audit says: a promise without a hold");
  }

  @Test
  void effectKeys_ofDeeds_areThoseOfTheirCommands() {
    assertThat(HOLD.key()).isEqualTo(EffectKey.of("reservation", "r1"));
  }
}
