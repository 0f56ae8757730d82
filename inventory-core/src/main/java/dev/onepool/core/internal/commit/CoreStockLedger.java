package dev.onepool.core.internal.commit;

import dev.onepool.Archive;
import dev.onepool.ArchiveReport;
import dev.onepool.AuditReport;
import dev.onepool.ClosedPeriod;
import dev.onepool.EntryPage;
import dev.onepool.EntryQuery;
import dev.onepool.Guarantee;
import dev.onepool.LocationId;
import dev.onepool.OpenReservation;
import dev.onepool.Position;
import dev.onepool.PostingResult;
import dev.onepool.Quantity;
import dev.onepool.ReservationId;
import dev.onepool.ReservationResult;
import dev.onepool.SellerId;
import dev.onepool.Shortfall;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.StockLedger;
import dev.onepool.core.internal.keeping.ArchiveVerifier;
import dev.onepool.core.internal.keeping.Auditor;
import dev.onepool.core.internal.keeping.PeriodCloser;
import dev.onepool.core.internal.ledger.Answer;
import dev.onepool.core.internal.ledger.LedgerCommand;
import dev.onepool.core.internal.ledger.LedgerCommand.SetSafetyStock;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.ReservationState;
import dev.onepool.core.internal.ledger.PoolKey;
import dev.onepool.core.internal.reading.PositionCache;
import dev.onepool.core.internal.store.EffectRow;
import dev.onepool.core.internal.store.LedgerStore;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The ledger as an application sees it: the group commit for writing, the store for reading. */
public final class CoreStockLedger implements StockLedger {

  private static final int MAX_SHORTFALLS = 1_000;

  private final SellerId seller;
  private final GroupCommit commit;
  private final LedgerStore store;
  private final Guarantee guarantee;
  private final PositionCache cache;

  /** Makes one seller's ledger, with a cache of its own. */
  public CoreStockLedger(SellerId seller, GroupCommit commit, LedgerStore store, Guarantee guarantee) {
    this(seller, commit, store, guarantee, cache(commit));
  }

  /** Makes one seller's ledger, with a cache made by {@link #cache} that it may share with other sellers. */
  public CoreStockLedger(
      SellerId seller, GroupCommit commit, LedgerStore store, Guarantee guarantee, PositionCache cache) {
    this.cache = cache;
    this.seller = seller;
    this.commit = commit;
    this.store = store;
    this.guarantee = guarantee;
  }

  /** Makes a cache of positions that knows what is written through this group commit. */
  public static PositionCache cache(GroupCommit commit) {
    return new PositionCache(commit.clock(), commit.written()::count);
  }

  @Override
  public PostingResult post(StockCommand command) {
    return posting(command, commit.run(seller, new LedgerCommand.Stock(command)));
  }

  @Override
  public CompletionStage<PostingResult> postAsync(StockCommand command) {
    return commit.submit(seller, new LedgerCommand.Stock(command)).thenApply(outcome -> posting(command, outcome));
  }

  private static PostingResult posting(StockCommand command, Outcome outcome) {
    if (outcome.answer() instanceof Answer.Refused refused) {
      return refused.toResult();
    }
    if (outcome.answer() instanceof Answer.Short missing) {
      return new PostingResult.Refused(PostingResult.RefusalKind.TOO_MANY, "not enough free: "
          + missing.result().shortItems() + "; the largest order that fits is " + missing.result().largest());
    }
    EffectRow effect = outcome.effect();
    return effect == null
        ? new PostingResult.Posted(command.key(), 0, 0)
        : new PostingResult.Posted(command.key(), effect.firstEntry(), effect.entries());
  }

  @Override
  public ReservationResult reserve(StockCommand.Reserve reserve) {
    return result(reserve, commit.run(seller, new LedgerCommand.Stock(reserve)).answer());
  }

  @Override
  public ReservationResult reserve(Connection connection, StockCommand.Reserve reserve) {
    HostReservation host = new HostReservation(commit, work -> store.join(connection, work));
    return result(reserve, host.reserve(seller, reserve));
  }

  private static ReservationResult result(StockCommand.Reserve reserve, Answer answer) {
    if (answer instanceof Answer.Short missing) {
      return missing.result();
    }
    if (answer instanceof Answer.Refused refused) {
      if (refused.kind() == PostingResult.RefusalKind.BAD_SOURCING) {
        throw new IllegalStateException(refused.message());
      }
      throw new IllegalArgumentException(refused.message());
    }
    return new ReservationResult.Held(reserve.reservation(), reserve.expiresAt());
  }

  @Override
  public List<StockCommand.ReserveLine> held(ReservationId reservation) {
    ReservationState state = store.write(
        transaction -> transaction.reservations(seller, List.of(reservation)).get(reservation));
    return state == null || !state.holds() ? List.of() : OpenHolds.lines(state);
  }

  @Override
  public Position position(Sku sku) {
    return Positions.of(sku, store.pools(seller, sku), guarantee);
  }

  @Override
  public Position position(Sku sku, Duration maxAge) {
    if (maxAge.isNegative()) {
      throw new IllegalArgumentException("the age must not be negative: " + maxAge);
    }
    return cache.get(seller, sku, maxAge, () -> position(sku));
  }

  @Override
  public EntryPage entries(EntryQuery query) {
    return store.entries(seller, query);
  }

  @Override
  public Quantity safetyStock(Sku sku, LocationId location, Quantity units) {
    PoolKey key = new PoolKey(sku, location);
    long before = store.pools(seller, sku).stream()
        .filter(pool -> pool.key().equals(key))
        .mapToLong(Pool::safetyStock)
        .findFirst()
        .orElse(0);
    commit.run(seller, new SetSafetyStock(key, units.units()));
    return Quantity.of(before);
  }

  @Override
  public List<Shortfall> shortfalls() {
    return store.shortfalls(seller, MAX_SHORTFALLS);
  }

  @Override
  public List<OpenReservation> openReservations(Duration olderThan) {
    if (olderThan.isNegative()) {
      throw new IllegalArgumentException("the age must not be negative: " + olderThan);
    }
    return new OpenHolds(commit.now().minus(olderThan)).of(store, seller);
  }

  @Override
  public AuditReport audit() {
    return Auditor.audit(store, seller);
  }

  @Override
  public ClosedPeriod closePeriod(Instant before, Archive archive) {
    return PeriodCloser.close(store.archiving(), seller, before, archive, commit.now());
  }

  @Override
  public ArchiveReport verify(Archive archive) {
    return ArchiveVerifier.verify(store.archiving(), seller, archive);
  }

  @Override
  public long forgetKeys(Instant before) {
    return store.archiving().forgetKeys(seller, before);
  }
}
