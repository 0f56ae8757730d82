package dev.onepool.core.internal.sync;

import dev.onepool.AllocationPolicy;
import dev.onepool.ChannelId;
import dev.onepool.Channels;
import dev.onepool.Events;
import dev.onepool.Explanation;
import dev.onepool.Guarantee;
import dev.onepool.Incident;
import dev.onepool.Inventory;
import dev.onepool.MassChangeBrake;
import dev.onepool.NotificationAnswer;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockLedger;
import dev.onepool.SyncReport;
import dev.onepool.core.internal.commit.CoreEvents;
import dev.onepool.core.internal.commit.CoreStockLedger;
import dev.onepool.core.internal.commit.GroupCommit;
import dev.onepool.core.internal.ledger.Rules;
import dev.onepool.core.internal.planning.CorePlanning;
import dev.onepool.core.internal.reading.PositionCache;
import dev.onepool.core.internal.store.LedgerStore;
import dev.onepool.planning.Planning;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One seller's view of the engine, put together from its parts. */
public final class CoreInventory implements Inventory {

  private static final int MAX_INCIDENTS = 10_000;

  private final SellerId seller;
  private final LedgerStore store;
  private final StockLedger ledger;
  private final Events events;
  private final SyncEngine engine;
  private final Channels channels;
  private final Explainer explainer;

  /** Puts a seller's parts together. The connectors stay the caller's to close. */
  public CoreInventory(SellerId seller, GroupCommit commit, LedgerStore store, AllocationPolicy policy,
      Guarantee guarantee, MassChangeBrake brake, Rules rules, Map<ChannelId, Connection> connections, Clock clock,
      PositionCache positions) {
    this.seller = seller;
    this.store = store;
    this.ledger = new CoreStockLedger(seller, commit, store, guarantee, positions);
    this.events = new CoreEvents(seller, store);
    TreeMap<ChannelId, ChannelRuntime> runtimes = new TreeMap<>();
    connections.forEach((channel, connection) ->
        runtimes.put(channel, new ChannelRuntime(channel, connection, clock)));
    this.engine = new SyncEngine(seller, commit, store, policy, guarantee, brake, rules, runtimes);
    this.channels = new CoreChannels(seller, commit, store, engine);
    this.explainer = new Explainer(seller, store, engine, guarantee);
  }

  @Override
  public SellerId seller() {
    return seller;
  }

  @Override
  public StockLedger ledger() {
    return ledger;
  }

  @Override
  public Channels channels() {
    return channels;
  }

  @Override
  public Events events() {
    return events;
  }

  @Override
  public Planning planning() {
    return new CorePlanning(store, seller);
  }

  @Override
  public Explanation explain(Sku sku, ChannelId channel) {
    return explainer.explain(sku, channel);
  }

  @Override
  public List<Incident> incidents(long afterId, int limit) {
    if (limit < 1 || limit > MAX_INCIDENTS) {
      throw new IllegalArgumentException("limit must be 1 to " + MAX_INCIDENTS + ", was " + limit);
    }
    return store.incidents(seller, afterId, limit).stream()
        .map(row -> new Incident(row.id(), row.at(), row.incident().kind(), row.incident().subject(),
            row.incident().message()))
        .toList();
  }

  @Override
  public SyncReport sync() {
    return engine.round();
  }

  @Override
  public NotificationAnswer notification(ChannelId channel, Map<String, List<String>> headers, byte[] body) {
    return engine.notification(channel, headers, body);
  }

  @Override
  public @Nullable String challenge(ChannelId channel, String code) {
    return engine.challenge(channel, code);
  }

  @Override
  public int receive(Duration wait) {
    return engine.receive(wait);
  }
}
