package dev.onepool.core.internal.store;

import com.google.common.collect.Lists;
import dev.onepool.ChannelId;
import dev.onepool.EffectKey;
import dev.onepool.EntryCause;
import dev.onepool.LedgerEntry;
import dev.onepool.LineId;
import dev.onepool.Listing.Component;
import dev.onepool.ListingId;
import dev.onepool.LocationId;
import dev.onepool.OrderId;
import dev.onepool.Quantity;
import dev.onepool.QuantityOverride;
import dev.onepool.ReservationId;
import dev.onepool.SellerId;
import dev.onepool.Shortfall;
import dev.onepool.Sku;
import dev.onepool.StockState;
import dev.onepool.TransferId;
import dev.onepool.core.internal.ledger.Attempt;
import dev.onepool.core.internal.ledger.Demand;
import dev.onepool.core.internal.ledger.DueBy;
import dev.onepool.core.internal.ledger.KitState;
import dev.onepool.core.internal.ledger.LineCounts;
import dev.onepool.core.internal.ledger.LineState;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.ListingKey;
import dev.onepool.core.internal.ledger.MovedSince;
import dev.onepool.core.internal.ledger.OrderKey;
import dev.onepool.core.internal.ledger.OrderState;
import dev.onepool.core.internal.ledger.OrderVersion;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.PoolKey;
import dev.onepool.core.internal.ledger.ReservationState;
import dev.onepool.core.internal.ledger.TransferState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reads rows into the ledger's values. A value kept in several tables is read with one query for each table. */
final class Rows {

  private static final int KEYS_PER_QUERY = 1_000;

  private final Dialect dialect;
  private final boolean locking;
  private final EntryChains chains;

  private Rows(Dialect dialect, boolean locking) {
    this.dialect = dialect;
    this.locking = locking;
    this.chains = new EntryChains(dialect);
  }

  /** Returns a reader that sees what is there and holds nobody up. */
  static Rows plain(Dialect dialect) {
    return new Rows(dialect, false);
  }

  /** Returns a reader that locks what it reads until the transaction ends. */
  static Rows locking(Dialect dialect) {
    return new Rows(dialect, true);
  }

  static Pool pool(ResultSet row) throws SQLException {
    return new Pool(
        new PoolKey(Sku.of(row.getString("sku")), LocationId.of(row.getString("location"))),
        row.getLong("available"),
        row.getLong("reserved"),
        row.getLong("unsellable"),
        row.getLong("incoming"),
        row.getLong("shortfall"),
        row.getLong("unexplained"),
        row.getLong("safety_stock"),
        row.getLong("exposed"),
        row.getInt("listings"),
        row.getLong("version"),
        Micros.orNull(row, "counted_at"),
        Micros.orNull(row, "short_since"),
        row.getLong("last_entry"));
  }

  static LedgerEntry entry(ResultSet row) throws SQLException {
    return new LedgerEntry(
        row.getLong("id"),
        Sku.of(row.getString("sku")),
        LocationId.of(row.getString("location")),
        Quantity.of(row.getLong("quantity")),
        StockState.valueOf(row.getString("from_state")),
        StockState.valueOf(row.getString("to_state")),
        EntryCause.valueOf(row.getString("cause")),
        EffectKey.of(row.getString("effect_source"), row.getString("effect_id")),
        Micros.instant(row, "occurred_at"),
        Micros.instant(row, "recorded_at"),
        Quantity.of(row.getLong("available_after")),
        Quantity.of(row.getLong("reserved_after")));
  }

  List<ListingAccount> listingsOf(Handle handle, SellerId seller, Collection<Sku> skus) {
    Set<List<String>> keys = new LinkedHashSet<>();
    byKeys(handle, seller, "onepool_listing_component t", "t.sku = k.c1", "",
        skus.stream().map(sku -> List.of(sku.value())).toList(),
        row -> keys.add(List.of(row.getString("channel"), row.getString("listing"))));
    return listings(handle, seller, List.copyOf(keys));
  }

  /** Reads listings by channel and identifier, in order of key. */
  List<ListingAccount> listings(Handle handle, SellerId seller, List<List<String>> keys) {
    List<ListingAccount> accounts = new ArrayList<>(keys.size());
    for (List<List<String>> some : Lists.partition(keys, KEYS_PER_QUERY)) {
      accounts.addAll(someListings(handle, seller, some));
    }
    accounts.sort(java.util.Comparator.comparing(ListingAccount::key));
    return accounts;
  }

  private List<ListingAccount> someListings(Handle handle, SellerId seller, List<List<String>> keys) {
    // The heads first: whoever holds a head's lock alone may change what belongs to it.
    List<ListingAccount> heads = new ArrayList<>(keys.size());
    byKeys(handle, seller, "onepool_listing t", "t.channel = k.c1 AND t.id = k.c2", lock("t.channel, t.id"), keys,
        row -> heads.add(account(row)));
    Map<ListingKey, List<Component>> components = new HashMap<>();
    byKeys(handle, seller, "onepool_listing_component t", "t.channel = k.c1 AND t.listing = k.c2", " ORDER BY t.sku", keys,
        row -> components.computeIfAbsent(listingKey(row), any -> new ArrayList<>(1))
            .add(new Component(Sku.of(row.getString("sku")), row.getLong("units"))));
    Map<ListingKey, List<Attempt>> attempts = new HashMap<>();
    byKeys(handle, seller, "onepool_attempt t", "t.channel = k.c1 AND t.listing = k.c2", " ORDER BY t.sequence", keys,
        row -> attempts.computeIfAbsent(listingKey(row), any -> new ArrayList<>(2)).add(attempt(row)));
    return heads.stream()
        .map(head -> new ListingAccount(head.key(), head.status(), components.getOrDefault(head.key(), List.of()),
            head.location(), head.known(), head.nextSequence(), attempts.getOrDefault(head.key(), List.of()),
            head.demand()))
        .toList();
  }

  private static ListingKey listingKey(ResultSet row) throws SQLException {
    return new ListingKey(ChannelId.of(row.getString("channel")), ListingId.of(row.getString("listing")));
  }

  private static ListingAccount account(ResultSet row) throws SQLException {
    return new ListingAccount(
        new ListingKey(ChannelId.of(row.getString("channel")), ListingId.of(row.getString("id"))),
        ListingAccount.Status.valueOf(row.getString("status")),
        List.of(),
        location(row),
        row.getInt("known") == 1,
        row.getLong("next_sequence"),
        List.of(),
        new Demand(Micros.instant(row, "demand_at"), row.getDouble("units_per_day"), row.getDouble("mean_line"),
            row.getLong("lines"), recent(row.getString("recent_lines"))));
  }

  /** Returns the text that is kept for the latest lines of a listing. */
  static String recent(List<Long> lines) {
    return lines.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  private static List<Long> recent(String text) {
    return text.isEmpty() ? List.of() : Arrays.stream(text.split(" ")).map(Long::valueOf).toList();
  }

  private static @Nullable LocationId location(ResultSet row) throws SQLException {
    String location = row.getString("location");
    return location == null ? null : LocationId.of(location);
  }

  private static Attempt attempt(ResultSet row) throws SQLException {
    return new Attempt(
        row.getLong("sequence"),
        row.getLong("value"),
        row.getLong("remaining"),
        Attempt.State.valueOf(row.getString("state")),
        Micros.instant(row, "sent_at"),
        Micros.instant(row, "not_before"),
        Micros.orNull(row, "not_after"),
        row.getString("token"));
  }

  /** Reads orders by channel and identifier. */
  List<OrderState> orders(Handle handle, SellerId seller, List<List<String>> keys) {
    List<OrderState> orders = new ArrayList<>(keys.size());
    for (List<List<String>> some : Lists.partition(keys, KEYS_PER_QUERY)) {
      orders.addAll(someOrders(handle, seller, some));
    }
    return orders;
  }

  private List<OrderState> someOrders(Handle handle, SellerId seller, List<List<String>> keys) {
    List<OrderState> heads = new ArrayList<>(keys.size());
    byKeys(handle, seller, "onepool_order t", "t.channel = k.c1 AND t.id = k.c2", lock("t.channel, t.id"), keys,
        row -> heads.add(new OrderState(
            new OrderKey(ChannelId.of(row.getString("channel")), OrderId.of(row.getString("id"))),
            Micros.instant(row, "placed_at"), version(row), Map.of(), dueBy(row))));
    Map<OrderKey, Map<LineId, LineState>> lines = new HashMap<>();
    withElements(handle, seller, "onepool_order_line t", "components",
        "t.channel = k.c1 AND t.order_id = k.c2", " ORDER BY t.position", keys,
        row -> lines.computeIfAbsent(
                new OrderKey(ChannelId.of(row.getString("channel")), OrderId.of(row.getString("order_id"))),
                any -> new LinkedHashMap<>())
            .merge(LineId.of(row.getString("id")), line(row), Rows::withMoreComponents));
    return heads.stream()
        .map(head -> head.withLines(lines.getOrDefault(head.key(), Map.of())))
        .toList();
  }

  private static @Nullable DueBy dueBy(ResultSet row) throws SQLException {
    Instant shipBy = Micros.orNull(row, "ship_by");
    return shipBy == null ? null : new DueBy(shipBy, Micros.instant(row, "ship_by_at"), row.getLong("ship_by_sequence"));
  }

  private static LineState withMoreComponents(LineState line, LineState more) {
    List<Component> components = new ArrayList<>(line.components());
    components.addAll(more.components());
    return line.withComponents(components);
  }

  private static OrderVersion version(ResultSet row) throws SQLException {
    return new OrderVersion(
        Micros.instant(row, "version_at"), row.getLong("version_sequence"), row.getLong("version_hash"));
  }

  /** Reads a line with the one component of this row, if it has any. */
  private static LineState line(ResultSet row) throws SQLException {
    String listing = row.getString("listing");
    String sku = row.getString("e0");
    List<Component> components =
        sku == null ? List.of() : List.of(new Component(Sku.of(sku), Long.parseLong(row.getString("e1"))));
    return new LineState(
        LineId.of(row.getString("id")),
        listing == null ? null : ListingId.of(listing),
        components,
        location(row),
        version(row),
        row.getInt("drew_from_shown") == 1,
        new LineCounts(row.getLong("ordered"), row.getLong("cancelled"), row.getLong("shipped"),
            row.getLong("returned"), row.getLong("restocked")),
        new LineCounts(row.getLong("host_ordered"), row.getLong("host_cancelled"), row.getLong("host_shipped"),
            row.getLong("host_returned"), row.getLong("host_restocked")));
  }

  /** Reads reservations by identifier. */
  List<ReservationState> reservations(Handle handle, SellerId seller, Collection<ReservationId> ids) {
    List<ReservationState> found = new ArrayList<>(ids.size());
    List<List<String>> keys = ids.stream().map(id -> List.of(id.value())).toList();
    for (List<List<String>> some : Lists.partition(keys, KEYS_PER_QUERY)) {
      Map<ReservationId, ReservationState> heads = new LinkedHashMap<>();
      withElements(handle, seller, "onepool_reservation t", "units", "t.id = k.c1", lock("t.id"), some,
          row -> {
            ReservationState head = reservation(row);
            heads.computeIfAbsent(head.id(), any -> head).units()
                .put(new PoolKey(Sku.of(row.getString("e0")), LocationId.of(row.getString("e1"))),
                    Long.valueOf(row.getString("e2")));
          });
      found.addAll(heads.values());
    }
    return found;
  }

  private static ReservationState reservation(ResultSet row) throws SQLException {
    return new ReservationState(
        ReservationId.of(row.getString("id")),
        ReservationState.Status.valueOf(row.getString("status")),
        Micros.orNull(row, "expires_at"),
        new TreeMap<>(),
        Micros.orNull(row, "held_at"));
  }

  List<TransferState> transfers(Handle handle, SellerId seller, Collection<TransferId> ids) {
    List<TransferState> found = new ArrayList<>(ids.size());
    byKeys(handle, seller, "onepool_transfer t", "t.id = k.c1", lock("t.id"),
        ids.stream().map(id -> List.of(id.value())).toList(), row -> found.add(transfer(row)));
    return found;
  }

  static TransferState transfer(ResultSet row) throws SQLException {
    return new TransferState(TransferId.of(row.getString("id")), Sku.of(row.getString("sku")),
        LocationId.of(row.getString("from_location")), LocationId.of(row.getString("to_location")),
        row.getLong("dispatched"), row.getLong("under_way"));
  }

  /** Reads the newest definition of each kit. */
  List<KitState> kits(Handle handle, SellerId seller, Collection<Sku> skus) {
    Map<Sku, KitState> found = new HashMap<>();
    byKeys(handle, seller, "onepool_kit_component t", "t.kit = k.c1", " ORDER BY t.kit, t.version, t.sku",
        skus.stream().map(sku -> List.of(sku.value())).toList(), row -> {
          Sku kit = Sku.of(row.getString("kit"));
          long version = row.getLong("version");
          Component part = new Component(Sku.of(row.getString("sku")), row.getLong("units"));
          KitState known = found.get(kit);
          List<Component> parts = new ArrayList<>();
          if (known != null && known.version() == version) {
            parts.addAll(known.components());
          }
          parts.add(part);
          found.put(kit, new KitState(kit, version, parts));
        });
    return List.copyOf(found.values());
  }

  /** Reads which SKUs are components of the newest definition of some kit. */
  Set<Sku> kitParts(Handle handle, SellerId seller, Collection<Sku> skus) {
    Set<Sku> found = new HashSet<>();
    byKeys(handle, seller, "onepool_kit_component t", "t.sku = k.c1 AND NOT EXISTS (SELECT 1 FROM onepool_kit_component n"
        + " WHERE n.seller = t.seller AND n.kit = t.kit AND n.version > t.version)", "",
        skus.stream().map(sku -> List.of(sku.value())).toList(), row -> found.add(Sku.of(row.getString("sku"))));
    return found;
  }

  List<StockMove> moves(Handle handle, SellerId seller, Collection<Sku> skus, Instant after) {
    List<StockMove> moves = new ArrayList<>();
    for (List<List<String>> some : Lists.partition(skus.stream().map(sku -> List.of(sku.value())).toList(), KEYS_PER_QUERY)) {
      chains.since(handle, seller, some, after, row -> moves.add(StockMove.of(entry(row))));
    }
    return moves;
  }

  List<QuantityOverride> overrides(Handle handle, SellerId seller, Collection<Sku> skus) {
    List<QuantityOverride> found = new ArrayList<>();
    byKeys(handle, seller, "onepool_override t", "t.sku = k.c1", "",
        skus.stream().map(sku -> List.of(sku.value())).toList(), row -> found.add(ControlRows.override(row)));
    return found;
  }

  List<ControlRow.Promised> promises(Handle handle, SellerId seller, Collection<Sku> skus) {
    List<ControlRow.Promised> found = new ArrayList<>();
    byKeys(handle, seller, "onepool_promise t", "t.sku = k.c1", "",
        skus.stream().map(sku -> List.of(sku.value())).toList(), row -> found.add(ControlRows.promised(row)));
    return found;
  }

  MovedSince movedSince(Handle handle, SellerId seller, PoolKey pool, Instant after) {
    return chains.sumSince(handle, seller, pool, after).reduceRows(MovedSince.NOTHING, Rows::plus);
  }

  private static MovedSince plus(MovedSince moved, RowView row) {
    String from = row.getColumn("from_state", String.class);
    Long units = row.getColumn("units", Long.class);
    if (from != null) {
      return moved.plus(StockState.valueOf(from), StockState.valueOf(row.getColumn("to_state", String.class)),
          EntryCause.valueOf(row.getColumn("cause", String.class)), units);
    }
    return units == null ? moved : moved.closedUpTo(Micros.instant(units));
  }

  List<Shortfall> shortfalls(Handle handle, SellerId seller, int limit) {
    List<Pool> pools = handle
        .createQuery("SELECT * FROM onepool_balance WHERE seller = :seller AND short_since IS NOT NULL"
            + " ORDER BY short_since, sku, location LIMIT :limit")
        .bind("seller", seller.value())
        .bind("limit", limit)
        .map((row, context) -> pool(row))
        .list();
    Map<PoolKey, ArrayDeque<Shortfall.Cause>> causes = new HashMap<>();
    byKeys(handle, seller, "onepool_shortfall_cause t", "t.sku = k.c1 AND t.location = k.c2", " ORDER BY t.id",
        pools.stream().map(pool -> List.of(pool.key().sku().value(), pool.key().location().value())).toList(), row -> {
          ArrayDeque<Shortfall.Cause> kept = causes.computeIfAbsent(
              new PoolKey(Sku.of(row.getString("sku")), LocationId.of(row.getString("location"))),
              any -> new ArrayDeque<>());
          kept.addLast(new Shortfall.Cause(Micros.instant(row, "at"), EntryCause.valueOf(row.getString("kind")),
              row.getString("subject"), Quantity.of(row.getLong("units"))));
          if (kept.size() > Shortfall.MAX_CAUSES) {
            kept.removeFirst();
          }
        });
    return pools.stream()
        .map(pool -> new Shortfall(pool.key().sku(), pool.key().location(), Quantity.of(pool.shortfall()),
            pool.shortSince(), List.copyOf(causes.getOrDefault(pool.key(), new ArrayDeque<>()))))
        .toList();
  }

  static List<DueHold> due(Handle handle, SellerId seller, Instant now, int limit) {
    return handle
        .createQuery("SELECT id FROM onepool_reservation WHERE status = 'HELD' AND expires_at IS NOT NULL"
            + " AND expires_at <= :now AND seller = :seller ORDER BY expires_at LIMIT :limit")
        .bind("now", Micros.of(now))
        .bind("seller", seller.value())
        .bind("limit", limit)
        .map((row, context) -> new DueHold(seller, ReservationId.of(row.getString("id"))))
        .list();
  }

  static List<DueHold> due(Handle handle, Instant now, int limit) {
    return handle
        .createQuery("SELECT seller, id FROM onepool_reservation WHERE status = 'HELD' AND expires_at IS NOT NULL"
            + " AND expires_at <= :now ORDER BY expires_at LIMIT :limit")
        .bind("now", Micros.of(now))
        .bind("limit", limit)
        .map((row, context) -> new DueHold(
            SellerId.of(row.getString("seller")), ReservationId.of(row.getString("id"))))
        .list();
  }

  List<Pool> poolsOf(Handle handle, SellerId seller, Collection<Sku> skus) {
    List<Pool> found = new ArrayList<>(skus.size());
    byKeys(handle, seller, "onepool_balance t", "t.sku = k.c1", lock("t.sku, t.location"),
        skus.stream().map(sku -> List.of(sku.value())).toList(), row -> found.add(pool(row)));
    return found;
  }

  List<EffectRow> effects(Handle handle, SellerId seller, Collection<EffectKey> keys) {
    List<EffectRow> found = new ArrayList<>();
    byKeys(handle, seller, "onepool_effect t", "t.source = k.c1 AND t.id = k.c2", "",
        keys.stream().filter(key -> !Table.isReservation(key)).map(key -> List.of(key.source(), key.id())).toList(),
        row -> found.add(effect(row, row.getString("source"))));
    byKeys(handle, seller, "onepool_reservation t", "t.id = k.c1", "",
        keys.stream().filter(Table::isReservation).map(key -> List.of(key.id())).toList(),
        row -> found.add(effect(row, Table.RESERVATION_SOURCE)));
    return found;
  }

  private static EffectRow effect(ResultSet row, String source) throws SQLException {
    int entries = row.getInt("entries");
    boolean counted = !row.wasNull();
    return new EffectRow(EffectKey.of(source, row.getString("id")), row.getString("hash"),
        counted && entries == 0 ? 0 : row.getLong("first_entry"), counted ? entries : EffectRow.UNCOUNTED);
  }

  /** Reads one row. */
  interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private String lock(String order) {
    return locking ? dialect.locking(order) : "";
  }

  /** Reads the rows of a table that match the keys. */
  private void byKeys(Handle handle, SellerId seller, String table, String match, String end, List<List<String>> keys,
      RowReader reader) {
    select(handle, seller, "t.*", table, match, end, keys, reader);
  }

  /** Reads the rows of a table, once for each element of its JSON list; once where the list is empty. */
  private void withElements(Handle handle, SellerId seller, String table, String column, String match, String end,
      List<List<String>> keys, RowReader reader) {
    select(handle, seller, "t.*, u.value ->> 0 AS e0, u.value ->> 1 AS e1, u.value ->> 2 AS e2",
        table + dialect.each(column), match, end, keys, reader);
  }

  /** The join is written so that the keys are always the outer loop. */
  private void select(Handle handle, SellerId seller, String columns, String from, String match, String end,
      List<List<String>> keys, RowReader reader) {
    if (keys.isEmpty()) {
      return;
    }
    try (Query query = handle.createQuery("SELECT " + columns + " FROM " + dialect.keys(keys.get(0).size())
        + " CROSS JOIN " + from + " WHERE t.seller = :seller AND " + match + end)) {
      query.bind("seller", seller.value());
      dialect.bind(query, keys);
      query.map((row, context) -> {
        reader.read(row);
        return true;
      }).list();
    }
  }
}
