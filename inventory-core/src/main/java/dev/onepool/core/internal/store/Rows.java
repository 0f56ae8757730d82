package dev.onepool.core.internal.store;

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
import dev.onepool.ReservationId;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockState;
import dev.onepool.core.internal.ledger.Attempt;
import dev.onepool.core.internal.ledger.Demand;
import dev.onepool.core.internal.ledger.LineCounts;
import dev.onepool.core.internal.ledger.LineState;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.ListingKey;
import dev.onepool.core.internal.ledger.OrderKey;
import dev.onepool.core.internal.ledger.OrderState;
import dev.onepool.core.internal.ledger.OrderVersion;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.PoolKey;
import dev.onepool.core.internal.ledger.ReservationState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reads rows into the ledger's values. A value kept in several tables is read with one query for each table. */
final class Rows {

  private final Dialect dialect;

  Rows(Dialect dialect) {
    this.dialect = dialect;
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
        row.getLong("version"));
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
    Set<List<String>> keys = handle
        .createQuery("SELECT t.channel, t.listing FROM " + dialect.keys(1)
            + " CROSS JOIN listing_component t WHERE t.seller = :seller AND t.sku = k.c1")
        .bind("seller", seller.value())
        .bind("keys", dialect.bind(skus.stream().map(sku -> List.of(sku.value())).toList()))
        .map((row, context) -> List.of(row.getString(1), row.getString(2)))
        .collect(java.util.stream.Collectors.toCollection(java.util.LinkedHashSet::new));
    return listings(handle, seller, List.copyOf(keys)).stream()
        .sorted(java.util.Comparator.comparing(ListingAccount::key))
        .toList();
  }

  List<ListingAccount> listings(Handle handle, SellerId seller, List<List<String>> keys) {
    if (keys.isEmpty()) {
      return List.of();
    }
    return listings(handle, seller, dialect.keys(2) + " CROSS JOIN ", "t.channel = k.c1 AND t.id = k.c2",
        query -> query.bind("keys", dialect.bind(keys)));
  }

  List<ListingAccount> listings(Handle handle, SellerId seller, String where, Consumer<Query> bind) {
    return listings(handle, seller, "", where, bind);
  }

  private List<ListingAccount> listings(
      Handle handle, SellerId seller, String from, String where, Consumer<Query> bind) {
    Map<ListingKey, ListingAccount> found = new LinkedHashMap<>();
    query(handle, seller, "SELECT t.* FROM " + from + "listing t WHERE t.seller = :seller AND " + where
        + " ORDER BY t.channel, t.id", bind, row -> {
          ListingAccount account = account(row);
          found.put(account.key(), account);
        });
    Map<ListingKey, List<Component>> components = new LinkedHashMap<>();
    query(handle, seller, "SELECT p.* FROM " + from + "listing t JOIN listing_component p ON p.seller = t.seller"
        + " AND p.channel = t.channel AND p.listing = t.id WHERE t.seller = :seller AND " + where + " ORDER BY p.sku",
        bind, row -> components.computeIfAbsent(listingKey(row), any -> new ArrayList<>(1))
            .add(new Component(Sku.of(row.getString("sku")), row.getLong("units"))));
    Map<ListingKey, List<Attempt>> attempts = new LinkedHashMap<>();
    query(handle, seller, "SELECT a.* FROM " + from + "listing t JOIN attempt a ON a.seller = t.seller"
        + " AND a.channel = t.channel AND a.listing = t.id WHERE t.seller = :seller AND " + where
        + " ORDER BY a.sequence",
        bind, row -> attempts.computeIfAbsent(listingKey(row), any -> new ArrayList<>(2)).add(attempt(row)));
    List<ListingAccount> accounts = new ArrayList<>(found.size());
    found.forEach((key, bare) -> accounts.add(new ListingAccount(key, bare.status(),
        components.getOrDefault(key, List.of()), bare.location(), bare.known(), bare.nextSequence(),
        attempts.getOrDefault(key, List.of()), bare.demand())));
    return accounts;
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
            row.getDouble("mean_square"), row.getLong("lines")));
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

  List<OrderState> orders(Handle handle, SellerId seller, List<List<String>> keys) {
    if (keys.isEmpty()) {
      return List.of();
    }
    return orders(handle, seller, dialect.keys(2) + " CROSS JOIN ", "t.channel = k.c1 AND t.id = k.c2",
        query -> query.bind("keys", dialect.bind(keys)));
  }

  List<OrderState> orders(Handle handle, SellerId seller, String where, Consumer<Query> bind) {
    return orders(handle, seller, "", where, bind);
  }

  private List<OrderState> orders(
      Handle handle, SellerId seller, String from, String where, Consumer<Query> bind) {
    Map<List<String>, List<Component>> components = new LinkedHashMap<>();
    query(handle, seller, "SELECT p.* FROM " + from + "customer_order t JOIN order_line_component p"
        + " ON p.seller = t.seller AND p.channel = t.channel AND p.order_id = t.id WHERE t.seller = :seller AND " + where
        + " ORDER BY p.sku",
        bind, row -> components.computeIfAbsent(
            List.of(row.getString("channel"), row.getString("order_id"), row.getString("line")),
            any -> new ArrayList<>(1)).add(new Component(Sku.of(row.getString("sku")), row.getLong("units"))));
    Map<OrderKey, Map<LineId, LineState>> lines = new LinkedHashMap<>();
    query(handle, seller, "SELECT l.* FROM " + from + "customer_order t JOIN order_line l ON l.seller = t.seller"
        + " AND l.channel = t.channel AND l.order_id = t.id WHERE t.seller = :seller AND " + where
        + " ORDER BY l.channel, l.order_id, l.position",
        bind, row -> {
          OrderKey order = new OrderKey(ChannelId.of(row.getString("channel")), OrderId.of(row.getString("order_id")));
          List<Component> parts = components.getOrDefault(
              List.of(row.getString("channel"), row.getString("order_id"), row.getString("id")), List.of());
          LineState line = line(row, parts);
          lines.computeIfAbsent(order, any -> new LinkedHashMap<>()).put(line.line(), line);
        });
    List<OrderState> found = new ArrayList<>();
    query(handle, seller, "SELECT t.* FROM " + from + "customer_order t WHERE t.seller = :seller AND " + where,
        bind, row -> {
          OrderKey key = new OrderKey(ChannelId.of(row.getString("channel")), OrderId.of(row.getString("id")));
          found.add(new OrderState(
              key, Micros.instant(row, "placed_at"), version(row), lines.getOrDefault(key, Map.of())));
        });
    return found;
  }

  private static OrderVersion version(ResultSet row) throws SQLException {
    return new OrderVersion(
        Micros.instant(row, "version_at"), row.getLong("version_sequence"), row.getLong("version_hash"));
  }

  private static LineState line(ResultSet row, List<Component> components) throws SQLException {
    String listing = row.getString("listing");
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

  List<ReservationState> reservations(Handle handle, SellerId seller, Collection<ReservationId> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    return reservations(handle, seller, dialect.keys(1) + " CROSS JOIN ", "t.id = k.c1",
        query -> query.bind("keys", dialect.bind(ids.stream().map(id -> List.of(id.value())).toList())));
  }

  List<ReservationState> reservations(Handle handle, SellerId seller, String where, Consumer<Query> bind) {
    return reservations(handle, seller, "", where, bind);
  }

  private List<ReservationState> reservations(
      Handle handle, SellerId seller, String from, String where, Consumer<Query> bind) {
    Map<ReservationId, TreeMap<PoolKey, Long>> units = new LinkedHashMap<>();
    query(handle, seller, "SELECT l.* FROM " + from + "reservation t JOIN reservation_line l ON l.seller = t.seller"
        + " AND l.reservation = t.id WHERE t.seller = :seller AND " + where,
        bind, row -> units.computeIfAbsent(ReservationId.of(row.getString("reservation")), any -> new TreeMap<>())
            .put(new PoolKey(Sku.of(row.getString("sku")), LocationId.of(row.getString("location"))),
                row.getLong("units")));
    List<ReservationState> found = new ArrayList<>();
    query(handle, seller, "SELECT t.* FROM " + from + "reservation t WHERE t.seller = :seller AND " + where,
        bind, row -> {
          ReservationId id = ReservationId.of(row.getString("id"));
          Instant expiresAt = Micros.orNull(row, "expires_at");
          found.add(new ReservationState(id, ReservationState.Status.valueOf(row.getString("status")), expiresAt,
              units.getOrDefault(id, new TreeMap<>())));
        });
    return found;
  }

  List<Pool> pools(Handle handle, SellerId seller, Collection<PoolKey> keys) {
    List<Pool> found = new ArrayList<>(keys.size());
    if (!keys.isEmpty()) {
      List<List<String>> rows = keys.stream().map(key -> List.of(key.sku().value(), key.location().value())).toList();
      query(handle, seller, "SELECT t.* FROM " + dialect.keys(2) + " CROSS JOIN balance t"
          + " WHERE t.seller = :seller AND t.sku = k.c1 AND t.location = k.c2",
          query -> query.bind("keys", dialect.bind(rows)), row -> found.add(pool(row)));
    }
    return found;
  }

  List<EffectRow> effects(Handle handle, SellerId seller, Collection<EffectKey> keys) {
    List<EffectRow> found = new ArrayList<>();
    if (!keys.isEmpty()) {
      List<List<String>> rows = keys.stream().map(key -> List.of(key.source(), key.id())).toList();
      query(handle, seller, "SELECT t.* FROM " + dialect.keys(2) + " CROSS JOIN effect t"
          + " WHERE t.seller = :seller AND t.source = k.c1 AND t.id = k.c2",
          query -> query.bind("keys", dialect.bind(rows)),
          row -> found.add(new EffectRow(EffectKey.of(row.getString("source"), row.getString("id")),
              row.getString("hash"), row.getLong("first_entry"), row.getInt("entries"))));
    }
    return found;
  }

  /** Reads one row. */
  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private static void query(
      Handle handle, SellerId seller, String sql, Consumer<Query> bind, RowReader reader) {
    try (Query query = handle.createQuery(sql).bind("seller", seller.value())) {
      bind.accept(query);
      query.map((row, context) -> {
        reader.read(row);
        return true;
      }).list();
    }
  }
}
