package dev.onepool.core.internal.sync;

import dev.onepool.ActionResult;
import dev.onepool.CancelReason;
import dev.onepool.ChannelFulfilment;
import dev.onepool.ChannelId;
import dev.onepool.ChannelMode;
import dev.onepool.ChannelPlace;
import dev.onepool.ChannelStatus;
import dev.onepool.Channels;
import dev.onepool.LineId;
import dev.onepool.Listing;
import dev.onepool.ListingId;
import dev.onepool.ListingImport;
import dev.onepool.LocationId;
import dev.onepool.OrderId;
import dev.onepool.OrderLineRef;
import dev.onepool.QuarantinedLine;
import dev.onepool.Quantity;
import dev.onepool.QuantityOverride;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockImport;
import dev.onepool.Stop;
import dev.onepool.core.internal.commit.GroupCommit;
import dev.onepool.core.internal.ledger.Answer;
import dev.onepool.core.internal.ledger.LedgerCommand;
import dev.onepool.core.internal.ledger.LedgerCommand.ApplyQuarantined;
import dev.onepool.core.internal.ledger.LedgerCommand.IgnoreListing;
import dev.onepool.core.internal.ledger.LedgerCommand.MapListing;
import dev.onepool.core.internal.ledger.LedgerCommand.SeeListing;
import dev.onepool.core.internal.ledger.LineState;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.ListingAccount.Status;
import dev.onepool.core.internal.ledger.ListingKey;
import dev.onepool.core.internal.ledger.OrderState;
import dev.onepool.core.internal.listing.ImportPlan;
import dev.onepool.core.internal.listing.ListingCsv;
import dev.onepool.core.internal.listing.ListingMatcher;
import dev.onepool.core.internal.store.ChannelRow;
import dev.onepool.core.internal.store.LedgerStore;
import dev.onepool.spi.FulfilmentService;
import dev.onepool.spi.ListingPage.ChannelListing;
import dev.onepool.spi.OrderAction;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What is listed where, and how far the engine goes on each channel. */
final class CoreChannels implements Channels {

  private static final int MAX_WAITING = 1_000;

  private final SellerId seller;
  private final GroupCommit commit;
  private final LedgerStore store;
  private final SyncEngine engine;
  private final OrderDesk desk;
  private final ControlDesk controls;
  private final Map<ChannelId, ListingReader> readers = new ConcurrentHashMap<>();

  CoreChannels(SellerId seller, GroupCommit commit, LedgerStore store, SyncEngine engine) {
    this.seller = seller;
    this.commit = commit;
    this.store = store;
    this.engine = engine;
    this.desk = new OrderDesk(commit::now);
    this.controls = engine.desk();
  }

  @Override
  public List<ChannelStatus> all() {
    return engine.channels().stream().map(this::status).toList();
  }

  @Override
  public ChannelStatus status(ChannelId channel) {
    ChannelRuntime runtime = engine.require(channel);
    ChannelRow row = engine.row(channel);
    List<ListingAccount> accounts = store.listings(seller, channel);
    int mapped = count(accounts, Status.MAPPED);
    int unmapped = count(accounts, Status.UNMAPPED);
    return new ChannelStatus(channel, row.mode(), row.watermark(), mapped, unmapped,
        quarantine(channel).size() + ReadPosition.parse(row.cursor()).aside().size(), blockers(row, accounts, unmapped), runtime.uncertified(),
        controls.held(channel));
  }

  private static int count(List<ListingAccount> accounts, Status status) {
    return (int) accounts.stream().filter(account -> account.status() == status).count();
  }

  private static List<String> blockers(ChannelRow row, List<ListingAccount> accounts, int unmapped) {
    List<String> blockers = new ArrayList<>();
    if (accounts.isEmpty()) {
      blockers.add("no listing is known; import the listings first");
    }
    if (unmapped > 0) {
      blockers.add(unmapped + " listings are not mapped; map each, or ignore it");
    }
    if (row.watermark() == null) {
      blockers.add("the open orders have not been read to the end; run sync()");
    }
    long unread = accounts.stream().filter(account -> account.mapped() && !account.known()).count();
    if (unread > 0) {
      blockers.add("of " + unread + " listings it is not known what they show, or which orders were open then; run sync()"
          + " until the channel's visibility delay has passed");
    }
    return blockers;
  }

  @Override
  public ListingImport importListings(ChannelId channel) {
    ListingReader reader = readers.computeIfAbsent(channel, any -> new ListingReader());
    ListingReader.Reading reading = reader.read(engine.require(channel).connector());
    if (reading.again() != null) {
      // A listing on a page that was not read could hold a code that looks unique here.
      return ListingImport.unfinished(reading.again());
    }
    List<ChannelListing> found = new ArrayList<>(reading.listings());
    Set<ListingId> mapped = new HashSet<>();
    Set<ListingId> ignored = new HashSet<>();
    for (ListingAccount account : store.listings(seller, channel)) {
      if (account.mapped()) {
        mapped.add(account.key().listing());
      } else if (account.status() == Status.IGNORED) {
        ignored.add(account.key().listing());
      }
    }
    List<String> kept = ignoreHeld(channel, found, ignored);
    found.removeIf(ChannelListing::heldByChannel);
    List<LedgerCommand> seen = new ArrayList<>(found.size());
    for (ChannelListing listing : found) {
      seen.add(new SeeListing(new ListingKey(channel, listing.listing())));
    }
    commit.run(seller, seen);
    return carryOut(ListingMatcher.match(channel, found, store.skus(seller), mapped, ignored), kept);
  }

  /** Leaves listings alone that the channel sells from its own stock; returns why one of them cannot be. */
  private List<String> ignoreHeld(ChannelId channel, List<ChannelListing> found, Set<ListingId> ignored) {
    List<LedgerCommand> commands = new ArrayList<>();
    for (ChannelListing listing : found) {
      if (listing.heldByChannel() && !ignored.contains(listing.listing())) {
        commands.add(new IgnoreListing(new ListingKey(channel, listing.listing())));
      }
    }
    return commit.run(seller, commands).stream()
        .filter(outcome -> outcome.answer() instanceof Answer.Refused)
        .map(outcome -> "the channel sells from stock that it holds itself: "
            + ((Answer.Refused) outcome.answer()).message())
        .limit(MAX_WAITING)
        .toList();
  }

  @Override
  public ListingImport importListings(ChannelId channel, Reader csv) {
    engine.require(channel);
    return carryOut(ListingCsv.parse(channel, csv, store.skus(seller)), List.of());
  }

  private ListingImport carryOut(ImportPlan plan, List<String> kept) {
    List<String> refused = new ArrayList<>(plan.report().malformed());
    refused.addAll(kept);
    int mapped = plan.report().mapped();
    List<LedgerCommand> commands = new ArrayList<>(plan.toMap().size());
    plan.toMap().forEach(listing -> commands.add(new MapListing(listing)));
    List<dev.onepool.core.internal.commit.Outcome> outcomes = commit.run(seller, commands);
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i).answer() instanceof Answer.Refused refusal) {
        mapped--;
        if (refused.size() < MAX_WAITING) {
          refused.add(refusal.message());
        }
      } else {
        applyWaiting(plan.toMap().get(i));
      }
    }
    return new ListingImport(mapped, plan.report().proposals(), plan.report().unmatched(),
        plan.report().duplicates(), refused);
  }

  @Override
  public void map(Listing listing) {
    engine.require(listing.channel());
    refuseIfRefused(commit.run(seller, new MapListing(listing)).answer());
    applyWaiting(listing);
  }

  /** Applies the order lines that waited for this listing, until none is left. */
  private void applyWaiting(Listing listing) {
    List<OrderState> waiting = store.waiting(seller, listing.channel(), listing.id(), MAX_WAITING);
    while (!waiting.isEmpty()) {
      List<LedgerCommand> commands = new ArrayList<>();
      for (OrderState order : waiting) {
        for (LineState line : order.lines().values()) {
          if (line.quarantined() && listing.id().equals(line.listing())) {
            commands.add(new ApplyQuarantined(
                order.key(), line.line(), engine.require(listing.channel()).terms()));
          }
        }
      }
      boolean moved = commit.run(seller, commands).stream().anyMatch(outcome -> outcome.answer().effective());
      waiting = moved ? store.waiting(seller, listing.channel(), listing.id(), MAX_WAITING) : List.of();
    }
  }

  @Override
  public void ignore(ChannelId channel, ListingId listing) {
    engine.require(channel);
    refuseIfRefused(commit.run(seller, new IgnoreListing(new ListingKey(channel, listing))).answer());
  }

  private static void refuseIfRefused(Answer answer) {
    if (answer instanceof Answer.Refused refused) {
      throw new IllegalStateException(refused.message());
    }
  }

  @Override
  public List<Listing> listings(ChannelId channel) {
    engine.require(channel);
    return store.listings(seller, channel).stream()
        .filter(ListingAccount::mapped)
        .map(ListingAccount::toListing)
        .toList();
  }

  @Override
  public List<QuarantinedLine> quarantine(ChannelId channel) {
    engine.require(channel);
    List<QuarantinedLine> lines = new ArrayList<>();
    for (OrderState order : store.waiting(seller, channel, null, MAX_WAITING)) {
      for (LineState line : order.lines().values()) {
        ListingId listing = line.listing();
        if (line.quarantined() && listing != null && lines.size() < MAX_WAITING) {
          lines.add(new QuarantinedLine(
              new OrderLineRef(order.key().channel(), order.key().order(), line.line()), listing,
              Quantity.of(line.counts().ordered()), order.placedAt(), "listing " + listing + " is not mapped"));
        }
      }
    }
    return lines;
  }

  @Override
  public StockImport importStock(ChannelId channel, LocationId location) {
    return new HeldStockImport(seller, commit, store).run(channel, engine.require(channel).connector(), location);
  }

  @Override
  public List<ChannelPlace> locations(ChannelId channel) {
    return engine.require(channel).connector().locations().stream()
        .map(place -> new ChannelPlace(place.id(), place.name(), place.active(), place.heldByChannel()))
        .toList();
  }

  @Override
  public ActionResult acknowledge(ChannelId channel, OrderId order, String id) {
    return desk.act(engine.require(channel), new OrderAction.Acknowledge(order, id));
  }

  @Override
  public ActionResult ship(ChannelId channel, OrderId order, String id, Map<LineId, Long> units, String carrier,
      @Nullable String trackingNumber) {
    return desk.act(engine.require(channel), new OrderAction.Ship(order, id, units, carrier, trackingNumber));
  }

  @Override
  public ActionResult cancel(ChannelId channel, OrderId order, String id, Map<LineId, Long> units, CancelReason reason) {
    return desk.act(engine.require(channel),
        new OrderAction.Cancel(order, id, units, new OrderAction.Reason(reason.name())));
  }

  @Override
  public @Nullable ChannelFulfilment fulfilment(ChannelId channel) {
    ChannelRuntime runtime = engine.require(channel);
    FulfilmentService service = runtime.connector().fulfilment();
    return service == null ? null : new CoreFulfilment(runtime, service, desk);
  }

  @Override
  public List<String> mode(ChannelId channel, ChannelMode mode) {
    ChannelStatus status = status(channel);
    boolean writes = mode == ChannelMode.LIVE || mode == ChannelMode.DRY_RUN;
    if (status.mode() == mode) {
      return List.of();
    }
    if (writes && !status.blockers().isEmpty()) {
      return status.blockers();
    }
    engine.mode(channel, mode);
    return List.of();
  }

  @Override
  public boolean releaseBrake(ChannelId channel, String author) {
    engine.require(channel);
    return controls.releaseBrake(channel, Authors.check(author));
  }

  @Override
  public void stop(Stop.Kind kind, String author) {
    controls.stop(kind, Authors.check(author));
  }

  @Override
  public @Nullable Stop stopped() {
    return controls.stopped();
  }

  @Override
  public boolean resume(String author) {
    return controls.resume(Authors.check(author));
  }

  @Override
  public List<String> override(QuantityOverride override) {
    engine.require(override.channel());
    return controls.override(override);
  }

  @Override
  public boolean endOverride(ChannelId channel, Sku sku, String author) {
    engine.require(channel);
    return controls.endOverride(channel, sku, Authors.check(author));
  }

  @Override
  public List<QuantityOverride> overrides() {
    return controls.overrides();
  }
}
