package dev.onepool.core;

import dev.onepool.EffectKey;
import dev.onepool.Listing.Component;
import dev.onepool.LocationId;
import dev.onepool.OrderLineRef;
import dev.onepool.Quantity;
import dev.onepool.ReservationId;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.StockCommand.Adjust;
import dev.onepool.StockCommand.Arrive;
import dev.onepool.StockCommand.AwaitPayment;
import dev.onepool.StockCommand.Cancel;
import dev.onepool.StockCommand.Confirm;
import dev.onepool.StockCommand.Count;
import dev.onepool.StockCommand.DefineKit;
import dev.onepool.StockCommand.Dispatch;
import dev.onepool.StockCommand.Fulfil;
import dev.onepool.StockCommand.Lose;
import dev.onepool.StockCommand.Receive;
import dev.onepool.StockCommand.RecordSale;
import dev.onepool.StockCommand.Release;
import dev.onepool.StockCommand.Reserve;
import dev.onepool.StockCommand.ReserveLine;
import dev.onepool.StockCommand.Restock;
import dev.onepool.StockCommand.Return;
import dev.onepool.StockCommand.Ship;
import dev.onepool.StockCommand.Snapshot;
import dev.onepool.StockCommand.Transfer;
import dev.onepool.TransferId;
import java.time.Instant;
import java.util.List;

/** Commands in few words, for tests. Where no location is named it is {@link LocationId#MAIN}. */
public final class Commands {

  /** A second place to keep units. */
  public static final LocationId SECOND = LocationId.of("second");

  private static final Instant PLACED = HandClock.START.minusSeconds(60);

  private Commands() {}

  public static Receive receive(String id, String sku, long units) {
    return receive(id, sku, LocationId.MAIN, units);
  }

  public static Receive receive(String id, String sku, LocationId location, long units) {
    return new Receive(EffectKey.of("receipt", id), Sku.of(sku), location, Quantity.of(units));
  }

  /** Returns a reservation that never expires. */
  public static Reserve reserve(String id, ReserveLine... lines) {
    return new Reserve(ReservationId.of(id), List.of(lines), null);
  }

  public static Reserve reserveUntil(Instant expiresAt, String id, ReserveLine... lines) {
    return new Reserve(ReservationId.of(id), List.of(lines), expiresAt);
  }

  public static ReserveLine line(String sku, long units) {
    return line(sku, LocationId.MAIN, units);
  }

  public static ReserveLine line(String sku, LocationId location, long units) {
    return new ReserveLine(Sku.of(sku), location, Quantity.of(units));
  }

  /** Returns a line that may be met from any location. */
  public static ReserveLine anywhere(String sku, long units) {
    return ReserveLine.anywhere(Sku.of(sku), Quantity.of(units));
  }

  /** Returns a line of whole kits at the main location. */
  public static ReserveLine kit(String kit, long units) {
    return ReserveLine.kit(Sku.of(kit), LocationId.MAIN, Quantity.of(units));
  }

  /** Returns a line of whole kits from any location. */
  public static ReserveLine kitAnywhere(String kit, long units) {
    return ReserveLine.kit(Sku.of(kit), null, Quantity.of(units));
  }

  public static DefineKit defineKit(String id, String kit, Component... components) {
    return new DefineKit(EffectKey.of("kit", id), Sku.of(kit), List.of(components));
  }

  public static Component part(String sku, long units) {
    return new Component(Sku.of(sku), units);
  }

  public static Fulfil fulfil(String reservation) {
    return new Fulfil(ReservationId.of(reservation));
  }

  public static Release release(String reservation) {
    return new Release(ReservationId.of(reservation));
  }

  /** Returns a reservation that never expires and takes the place of another. */
  public static Reserve reserveInsteadOf(String replaced, String id, ReserveLine... lines) {
    return new Reserve(ReservationId.of(id), List.of(lines), null, ReservationId.of(replaced));
  }

  public static AwaitPayment await(String id, String reservation, Instant deadline) {
    return new AwaitPayment(EffectKey.of("payment", id), ReservationId.of(reservation), deadline);
  }

  public static Confirm confirm(String reservation) {
    return new Confirm(ReservationId.of(reservation));
  }

  /** Returns the only line of an order at the counter. */
  public static OrderLineRef ref(String order) {
    return OrderLineRef.of("counter", order, "1");
  }

  public static RecordSale sale(String order, String sku, long units) {
    return sale(order, sku, LocationId.MAIN, units);
  }

  public static RecordSale sale(String order, String sku, LocationId location, long units) {
    return new RecordSale(ref(order), Sku.of(sku), location, Quantity.of(units), PLACED);
  }

  public static Cancel cancel(String id, String order, long units) {
    return new Cancel(EffectKey.of("cancel", id), ref(order), Quantity.of(units));
  }

  public static Ship ship(String id, String order, long units) {
    return new Ship(EffectKey.of("ship", id), ref(order), Quantity.of(units));
  }

  public static Return giveBack(String id, String order, long units) {
    return new Return(EffectKey.of("return", id), ref(order), Quantity.of(units));
  }

  public static Restock restock(String id, String order, long units) {
    return new Restock(EffectKey.of("restock", id), ref(order), Quantity.of(units));
  }

  public static Adjust adjust(String id, String sku, long delta) {
    return new Adjust(EffectKey.of("adjust", id), Sku.of(sku), LocationId.MAIN, delta, "found or lost");
  }

  public static Count count(String id, String sku, long counted) {
    return new Count(EffectKey.of("count", id), Sku.of(sku), LocationId.MAIN, Quantity.of(counted));
  }

  /** Returns a count that began when the ledger said this. */
  public static Count count(String id, String sku, long counted, long expected) {
    return new Count(EffectKey.of("count", id), Sku.of(sku), LocationId.MAIN, Quantity.of(counted),
        Quantity.of(expected));
  }

  /** Returns what the warehouse says of the main location. */
  public static Snapshot snapshot(String id, String sku, long onHand, Instant asOf) {
    return new Snapshot(EffectKey.of("snapshot", id), Sku.of(sku), LocationId.MAIN, Quantity.of(onHand), asOf);
  }

  /** Returns a transfer that leaves the main location for the second. */
  public static Dispatch dispatch(String transfer, String sku, long units) {
    return new Dispatch(EffectKey.of("dispatch", transfer), TransferId.of(transfer), Sku.of(sku), LocationId.MAIN,
        SECOND, Quantity.of(units));
  }

  public static Arrive arrive(String id, String transfer, long units) {
    return new Arrive(EffectKey.of("arrive", id), TransferId.of(transfer), Quantity.of(units));
  }

  public static Lose lose(String id, String transfer, long units) {
    return new Lose(EffectKey.of("lose", id), TransferId.of(transfer), Quantity.of(units));
  }

  /** Returns a transfer from the main location to the second. */
  public static Transfer transfer(String id, String sku, long units) {
    return new Transfer(EffectKey.of("transfer", id), Sku.of(sku), LocationId.MAIN, SECOND, Quantity.of(units));
  }

  /** Returns the key of a command; shorter in assertions. */
  public static EffectKey key(StockCommand command) {
    return command.key();
  }
}
