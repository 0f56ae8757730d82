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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reads rows into the ledger's values. A value kept in several tables is read with one query for each table. */
final class Rows {

  private static final int KEYS_PER_QUERY = 1_000;

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
    Map<ListingKey, List<Component>> components = new HashMap<>();
    byKeys(handle, seller, "listing_component", "t.channel = k.c1 AND t.listing = k.c2 ORDER BY t.sku", keys,
        row -> components.computeIfAbsent(listingKey(row), any -> new ArrayList<>(1))
            .add(new Component(Sku.of(row.getString("sku")), row.getLong("units"))));
    Map<ListingKey, List<Attempt>> attempts = new HashMap<>();
    byKeys(handle, seller, "attempt", "t.channel = k.c1 AND t.listing = k.c2 ORDER BY t.sequence", keys,
        row -> attempts.computeIfAbsent(listingKey(row), any -> new ArrayList<>(2)).add(attempt(row)));
    List<ListingAccount> accounts = new ArrayList<>(keys.size());
    byKeys(handle, seller, "listing", "t.channel = k.c1 AND t.id = k.c2", keys, row -> {
      ListingAccount bare = account(row);
      accounts.add(new ListingAccount(bare.key(), bare.status(), components.getOrDefault(bare.key(), List.of()),
          bare.location(), bare.known(), bare.nextSequence(), attempts.getOrDefault(bare.key(), List.of()),
          bare.demand()));
    });
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

  /** Reads orders by channel and identifier. */
  List<OrderState> orders(Handle handle, SellerId seller, List<List<String>> keys) {
    List<OrderState> orders = new ArrayList<>(keys.size());
    for (List<List<String>> some : Lists.partition(keys, KEYS_PER_QUERY)) {
      orders.addAll(someOrders(handle, seller, some));
    }
    return orders;
  }

  private List<OrderState> someOrders(Handle handle, SellerId seller, List<List<String>> keys) {
    Map<List<String>, List<Component>> components = new HashMap<>();
    byKeys(handle, seller, "order_line_component", "t.channel = k.c1 AND t.order_id = k.c2 ORDER BY t.sku", keys,
        row -> components.computeIfAbsent(
            List.of(row.getString("channel"), row.getString("order_id"), row.getString("line")),
            any -> new ArrayList<>(1)).add(new Component(Sku.of(row.getString("sku")), row.getLong("units"))));
    Map<OrderKey, Map<LineId, LineState>> lines = new HashMap<>();
    byKeys(handle, seller, "order_line", "t.channel = k.c1 AND t.order_id = k.c2 ORDER BY t.position", keys,
        row -> {
          OrderKey order = new OrderKey(ChannelId.of(row.getString("channel")), OrderId.of(row.getString("order_id")));
          List<Component> parts = components.getOrDefault(
              List.of(row.getString("channel"), row.getString("order_id"), row.getString("id")), List.of());
          LineState line = line(row, parts);
          lines.computeIfAbsent(order, any -> new LinkedHashMap<>()).put(line.line(), line);
        });
    List<OrderState> found = new ArrayList<>(keys.size());
    byKeys(handle, seller, "customer_order", "t.channel = k.c1 AND t.id = k.c2", keys, row -> {
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

  /** Reads reservations by identifier. */
  List<ReservationState> reservations(Handle handle, SellerId seller, Collection<ReservationId> ids) {
    List<ReservationState> found = new ArrayList<>(ids.size());
    List<List<String>> keys = ids.stream().map(id -> List.of(id.value())).toList();
    for (List<List<String>> some : Lists.partition(keys, KEYS_PER_QUERY)) {
      Map<ReservationId, TreeMap<PoolKey, Long>> units = new HashMap<>();
      byKeys(handle, seller, "reservation_line", "t.reservation = k.c1", some,
          row -> units.computeIfAbsent(ReservationId.of(row.getString("reservation")), any -> new TreeMap<>())
              .put(new PoolKey(Sku.of(row.getString("sku")), LocationId.of(row.getString("location"))),
                  row.getLong("units")));
      byKeys(handle, seller, "reservation", "t.id = k.c1", some, row -> {
        ReservationId id = ReservationId.of(row.getString("id"));
        found.add(new ReservationState(id, ReservationState.Status.valueOf(row.getString("status")),
            Micros.orNull(row, "expires_at"), units.getOrDefault(id, new TreeMap<>())));
      });
    }
    return found;
  }

  List<Pool> pools(Handle handle, SellerId seller, Collection<PoolKey> keys) {
    List<Pool> found = new ArrayList<>(keys.size());
    byKeys(handle, seller, "balance", "t.sku = k.c1 AND t.location = k.c2",
        keys.stream().map(key -> List.of(key.sku().value(), key.location().value())).toList(),
        row -> found.add(pool(row)));
    return found;
  }

  List<EffectRow> effects(Handle handle, SellerId seller, Collection<EffectKey> keys) {
    List<EffectRow> found = new ArrayList<>();
    byKeys(handle, seller, "effect", "t.source = k.c1 AND t.id = k.c2",
        keys.stream().map(key -> List.of(key.source(), key.id())).toList(),
        row -> found.add(new EffectRow(EffectKey.of(row.getString("source"), row.getString("id")),
            row.getString("hash"), row.getLong("first_entry"), row.getInt("entries"))));
    return found;
  }

  /** Reads one row. */
  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  /** Reads the rows of a table that match the keys. The join is written so that the keys are always the outer loop. */
  private void byKeys(
      Handle handle, SellerId seller, String table, String match, List<List<String>> keys, RowReader reader) {
    if (keys.isEmpty()) {
      return;
    }
    try (Query query = handle.createQuery("SELECT t.* FROM " + dialect.keys(keys.get(0).size()) + " CROSS JOIN " + table
        + " t WHERE t.seller = :seller AND " + match)) {
      query.bind("seller", seller.value()).bind("keys", dialect.bind(keys)).map((row, context) -> {
        reader.read(row);
        return true;
      }).list();
    }
  }
}
