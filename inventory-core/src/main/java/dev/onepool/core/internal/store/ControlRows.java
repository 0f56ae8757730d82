package dev.onepool.core.internal.store;

import dev.onepool.ChannelId;
import dev.onepool.ChannelMode;
import dev.onepool.GuaranteeStatus;
import dev.onepool.OversellPermit;
import dev.onepool.Quantity;
import dev.onepool.QuantityOverride;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.Stop;
import dev.onepool.core.internal.store.RowChanges.Verb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes and reads the rows of controls. */
final class ControlRows {

  private ControlRows() {}

  static void save(RowChanges changes, SellerId seller, ControlRow row) {
    if (row instanceof ControlRow.Braked braked) {
      changes.add(Verb.UPSERT, Table.BRAKE, seller.value(), braked.channel().value(), Micros.of(braked.since()),
          Micros.of(braked.seen()), braked.zeroes(), braked.listings());
    } else if (row instanceof ControlRow.Overridden overridden) {
      save(changes, seller, overridden.override());
    } else if (row instanceof ControlRow.Promised promised) {
      changes.add(Verb.UPSERT, Table.PROMISE, seller.value(), promised.sku().value(), promised.state().name(),
          Micros.orNull(promised.since()));
    } else if (row instanceof ControlRow.Stopped stopped) {
      changes.add(Verb.UPSERT, Table.STOP, seller.value(), stopped.stop().kind().name(), stopped.stop().author(),
          Micros.of(stopped.stop().since()));
    } else if (row instanceof ControlRow.Released released) {
      changes.add(Verb.UPDATE, Table.BRAKE_RELEASE, seller.value(), released.channel().value(), released.by());
    }
  }

  private static void save(RowChanges changes, SellerId seller, QuantityOverride override) {
    OversellPermit permit = override.permit();
    changes.add(Verb.UPSERT, Table.OVERRIDE, seller.value(), override.sku().value(), override.channel().value(),
        override.kind().name(), override.units().units(), override.author(), Micros.of(override.until()),
        permit == null ? null : permit.grantedBy(), permit == null ? null : permit.reason());
  }

  static void remove(RowChanges changes, SellerId seller, ControlRow row) {
    if (row instanceof ControlRow.Braked braked) {
      changes.add(Verb.DELETE, Table.BRAKE, seller.value(), braked.channel().value());
    } else if (row instanceof ControlRow.Overridden overridden) {
      changes.add(Verb.DELETE, Table.OVERRIDE_ENDED, seller.value(), overridden.override().sku().value(),
          overridden.override().channel().value(), Micros.of(overridden.override().until()));
    } else if (row instanceof ControlRow.Stopped) {
      changes.add(Verb.DELETE, Table.STOP, seller.value());
    }
  }

  static Controls read(Handle handle, SellerId seller) {
    Map<ChannelId, ChannelMode> modes = new HashMap<>();
    handle.createQuery("SELECT id, mode FROM onepool_channel WHERE seller = :seller")
        .bind("seller", seller.value())
        .map((row, context) -> modes.put(ChannelId.of(row.getString("id")), ChannelMode.valueOf(row.getString("mode"))))
        .list();
    Map<ChannelId, ControlRow.Braked> brakes = new HashMap<>();
    handle.createQuery("SELECT * FROM onepool_brake WHERE seller = :seller")
        .bind("seller", seller.value())
        .map((row, context) -> brakes.put(ChannelId.of(row.getString("channel")), braked(row)))
        .list();
    return new Controls(stop(handle, seller), modes, brakes);
  }

  private static @Nullable Stop stop(Handle handle, SellerId seller) {
    return handle.createQuery("SELECT * FROM onepool_stop WHERE seller = :seller")
        .bind("seller", seller.value())
        .map((row, context) -> new Stop(Stop.Kind.valueOf(row.getString("kind")), row.getString("author"),
            Micros.instant(row, "since")))
        .findOne()
        .orElse(null);
  }

  static List<QuantityOverride> overrides(Handle handle, SellerId seller) {
    return handle.createQuery("SELECT * FROM onepool_override WHERE seller = :seller ORDER BY sku, channel")
        .bind("seller", seller.value())
        .map((row, context) -> override(row))
        .list();
  }

  static QuantityOverride override(ResultSet row) throws SQLException {
    String grantedBy = row.getString("permit_by");
    return new QuantityOverride(ChannelId.of(row.getString("channel")), Sku.of(row.getString("sku")),
        QuantityOverride.Kind.valueOf(row.getString("kind")), Quantity.of(row.getLong("units")), row.getString("author"),
        Micros.instant(row, "expires_at"),
        grantedBy == null ? null : new OversellPermit(grantedBy, row.getString("permit_reason")));
  }

  static ControlRow.Promised promised(ResultSet row) throws SQLException {
    return new ControlRow.Promised(Sku.of(row.getString("sku")), GuaranteeStatus.State.valueOf(row.getString("state")),
        Micros.orNull(row, "since"));
  }

  private static ControlRow.Braked braked(ResultSet row) throws SQLException {
    return new ControlRow.Braked(ChannelId.of(row.getString("channel")), Micros.instant(row, "since"),
        Micros.instant(row, "seen"), row.getLong("zeroes"), row.getLong("listings"), row.getString("released_by"));
  }
}
