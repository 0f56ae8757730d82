package dev.onepool;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an application can ask of a {@link StockLedger}. Every command carries an {@link EffectKey}, so every call can be
 * repeated after a lost answer.
 *
 * <p>Quantities are whole units and at least 1, except where a command says otherwise.
 */
public sealed interface StockCommand {

  /** Returns what makes the command repeatable. */
  EffectKey key();

  /** Goods came in: they fill shortfalls first, the rest becomes available. */
  record Receive(EffectKey key, Sku sku, LocationId location, Quantity quantity) implements StockCommand {
    /** Refuses a quantity of zero. */
    public Receive {
      quantity.requirePositive("received quantity");
    }
  }

  /**
   * One SKU, or one kit, of a {@link Reserve}.
   *
   * @param sku what is asked for
   * @param location where; null for wherever the {@link SourcingStrategy} takes it from
   * @param quantity units of the SKU, or whole kits
   * @param kit whether the SKU is a kit, to be taken apart by its newest definition; every kit comes whole from one location
   */
  record ReserveLine(Sku sku, @Nullable LocationId location, Quantity quantity, boolean kit) {
    /** Refuses a quantity of zero. */
    public ReserveLine {
      quantity.requirePositive("reserved quantity");
    }

    /** Asks for units of a SKU. */
    public ReserveLine(Sku sku, @Nullable LocationId location, Quantity quantity) {
      this(sku, location, quantity, false);
    }

    /** Asks for units of a SKU, wherever they are. */
    public static ReserveLine anywhere(Sku sku, Quantity quantity) {
      return new ReserveLine(sku, null, quantity, false);
    }

    /** Asks for kits, at a location or, with null, wherever they are whole. */
    public static ReserveLine kit(Sku kit, @Nullable LocationId location, Quantity quantity) {
      return new ReserveLine(kit, location, quantity, true);
    }
  }

  /**
   * A checkout asks for units: all lines or none. Kits are taken apart, and lines of the same SKU and location are added up,
   * before the decision. What was reserved stays as it was taken apart, whatever becomes of the kit.
   *
   * @param reservation the caller's identifier; reserving again with the same content answers the same
   * @param lines at least one and at most 1,000
   * @param expiresAt when the hold ends by itself, or null for never
   * @param replaces the same shopper's earlier hold, or null. It is released in the same decision, so that its units are
   *     free for this one; if this one is refused it stays held. One that is no longer held, or was confirmed, is left as it
   *     is
   */
  record Reserve(ReservationId reservation, List<ReserveLine> lines, @Nullable Instant expiresAt,
      @Nullable ReservationId replaces) implements StockCommand {
    /** The most lines that one reservation may have. */
    public static final int MAX_LINES = 1_000;

    /** Refuses an empty or over-long reservation, and one that replaces itself. */
    public Reserve {
      lines = List.copyOf(lines);
      if (lines.isEmpty() || lines.size() > MAX_LINES) {
        throw new IllegalArgumentException(
            "a reservation must have 1 to " + MAX_LINES + " lines, had " + lines.size() + ": " + reservation);
      }
      if (reservation.equals(replaces)) {
        throw new IllegalArgumentException("a reservation cannot replace itself: " + reservation);
      }
    }

    /** Asks for units for a shopper who holds none. */
    public Reserve(ReservationId reservation, List<ReserveLine> lines, @Nullable Instant expiresAt) {
      this(reservation, lines, expiresAt, null);
    }

    @Override
    public EffectKey key() {
      return EffectKey.of("reservation", reservation.value());
    }
  }

  /**
   * A payment for a hold is in flight: until its own deadline the hold does not expire. The deadline can only extend the
   * hold, never shorten it; on one that was confirmed, or never expires, it changes nothing. Refused where the hold is over.
   *
   * @param deadline when the payment can no longer succeed
   */
  record AwaitPayment(EffectKey key, ReservationId reservation, Instant deadline) implements StockCommand {}

  /**
   * The money for a reservation was taken. A hold stops expiring. One that expired or was released meanwhile is held again;
   * what is no longer there becomes a shortfall, because the sale is a fact, and an incident names it. Then fulfil or
   * release it as any hold. Refused where it is unknown or fulfilled.
   */
  record Confirm(EffectKey key, ReservationId reservation) implements StockCommand {
    /** Confirms a reservation, once. To confirm it again after it was released again, give a key of your own. */
    public Confirm(ReservationId reservation) {
      this(EffectKey.of("confirm", reservation.value()), reservation);
    }
  }

  /** The reserved units were handed over: they leave for the customer. Refused unless they are held. */
  record Fulfil(ReservationId reservation) implements StockCommand {
    @Override
    public EffectKey key() {
      return EffectKey.of("fulfil", reservation.value());
    }
  }

  /** The reserved units are not wanted any more: they become available again. Refused unless they are held. */
  record Release(EffectKey key, ReservationId reservation) implements StockCommand {
    /**
     * Releases a reservation, once. One that was confirmed after it had been released is held again: to release it again,
     * give a key of your own.
     */
    public Release(ReservationId reservation) {
      this(EffectKey.of("release", reservation.value()), reservation);
    }
  }

  /**
   * A sale that happened elsewhere. It is a fact and is never refused: what is not covered becomes a shortfall.
   *
   * <p>Sales of listings that a connector looks after arrive by themselves; this is for places without a connector.
   */
  record RecordSale(OrderLineRef line, Sku sku, LocationId location, Quantity quantity, Instant placedAt)
      implements StockCommand {
    /** Refuses a quantity of zero. */
    public RecordSale {
      quantity.requirePositive("sold quantity");
    }

    @Override
    public EffectKey key() {
      return EffectKey.of("sale", line.key());
    }
  }

  /** Units of a sale will not be shipped. Refused beyond what is open. */
  record Cancel(EffectKey key, OrderLineRef line, Quantity quantity) implements StockCommand {
    /** Refuses a quantity of zero. */
    public Cancel {
      quantity.requirePositive("cancelled quantity");
    }
  }

  /** Units of a sale left for the customer. Refused beyond what is open. */
  record Ship(EffectKey key, OrderLineRef line, Quantity quantity) implements StockCommand {
    /** Refuses a quantity of zero. */
    public Ship {
      quantity.requirePositive("shipped quantity");
    }
  }

  /** Shipped units came back, and wait as unsellable until they are restocked. Refused beyond what was shipped. */
  record Return(EffectKey key, OrderLineRef line, Quantity quantity) implements StockCommand {
    /** Refuses a quantity of zero. */
    public Return {
      quantity.requirePositive("returned quantity");
    }
  }

  /** Returned units go back on sale. Refused beyond what was returned. */
  record Restock(EffectKey key, OrderLineRef line, Quantity quantity) implements StockCommand {
    /** Refuses a quantity of zero. */
    public Restock {
      quantity.requirePositive("restocked quantity");
    }
  }

  /**
   * A person corrects the units on hand by a difference.
   *
   * @param delta units found (positive) or lost (negative), not zero; refused beyond what is on hand
   * @param reason a person's words, 1 to 200 characters
   */
  record Adjust(EffectKey key, Sku sku, LocationId location, long delta, String reason) implements StockCommand {
    /** Refuses a difference of zero. */
    public Adjust {
      if (delta == 0 || delta == Long.MIN_VALUE) {
        throw new IllegalArgumentException(
            "adjustment must not be " + delta + ": " + sku + " at " + location);
      }
      Identifiers.check("adjustment reason", reason);
    }
  }

  /**
   * A count found this many units on hand (available and reserved together; zero is allowed).
   *
   * @param expected what the ledger said was on hand when the count began; the difference to it is applied to what is there
   *     now, so that what was shipped in between is not undone. Refused where that would leave less than nothing. Null
   *     where nothing moved meanwhile: then the count is what is on hand now
   */
  record Count(EffectKey key, Sku sku, LocationId location, Quantity counted, @Nullable Quantity expected)
      implements StockCommand {
    /** A count during which nothing moved. */
    public Count(EffectKey key, Sku sku, LocationId location, Quantity counted) {
      this(key, sku, location, counted, null);
    }
  }

  /**
   * A warehouse says how many units it had on hand (available and reserved together; zero is allowed) at an instant. What
   * the ledger recorded since then stays; only the difference to what it believed at that instant is applied. Promises and
   * safety stock are not the warehouse's to change.
   *
   * <p>Refused where it is older than the newest snapshot or count of this SKU and location, or from the future.
   *
   * @param asOf when it was true, by the ledger's clock
   */
  record Snapshot(EffectKey key, Sku sku, LocationId location, Quantity onHand, Instant asOf)
      implements StockCommand {}

  /** Units move from one location to another at once. Refused where they are not free at the first. */
  record Transfer(EffectKey key, Sku sku, LocationId from, LocationId to, Quantity quantity) implements StockCommand {
    /** Refuses a quantity of zero, and a transfer to the same place. */
    public Transfer {
      quantity.requirePositive("transferred quantity");
      if (from.equals(to)) {
        throw new IllegalArgumentException("a transfer needs two different locations, both were " + from);
      }
    }
  }

  /**
   * Units leave for another location and are incoming there until they {@link Arrive} or are {@link Lose lost}. Refused
   * where they are not free at the first, and where the transfer is known already.
   *
   * @param transfer the caller's identifier, one for each SKU that is under way
   */
  record Dispatch(
      EffectKey key, TransferId transfer, Sku sku, LocationId from, LocationId to, Quantity quantity)
      implements StockCommand {
    /** Refuses a quantity of zero, and a transfer to the same place. */
    public Dispatch {
      quantity.requirePositive("dispatched quantity");
      if (from.equals(to)) {
        throw new IllegalArgumentException("a transfer needs two different locations, both were " + from);
      }
    }
  }

  /** Units of a transfer came in: they fill shortfalls first. Refused beyond what is still under way. */
  record Arrive(EffectKey key, TransferId transfer, Quantity quantity) implements StockCommand {
    /** Refuses a quantity of zero. */
    public Arrive {
      quantity.requirePositive("arrived quantity");
    }
  }

  /** Units of a transfer will not come in any more. Refused beyond what is still under way. */
  record Lose(EffectKey key, TransferId transfer, Quantity quantity) implements StockCommand {
    /** Refuses a quantity of zero. */
    public Lose {
      quantity.requirePositive("lost quantity");
    }
  }

  /**
   * Says what a kit, or a multipack, consists of from now on. What was reserved before keeps what it consisted of then.
   * Refused where a component is a kit itself, where the kit is a component of another, and where it has units of its own.
   *
   * @param kit the SKU that is asked for with {@link ReserveLine#kit}; it never has units of its own
   * @param components 1 to {@value Listing#MAX_COMPONENTS}, each SKU once, not the kit itself
   */
  record DefineKit(EffectKey key, Sku kit, List<Listing.Component> components) implements StockCommand {
    /** Refuses a kit without components, with too many, with one SKU twice, or with itself inside. */
    public DefineKit {
      components = List.copyOf(components);
      Listing.checkComponents("kit " + kit, components);
      if (components.stream().anyMatch(component -> component.sku().equals(kit))) {
        throw new IllegalArgumentException("kit " + kit + " cannot consist of itself");
      }
    }
  }
}
