package dev.onepool.testkit;

import dev.onepool.AuditReport;
import dev.onepool.ChannelId;
import dev.onepool.GuaranteeStatus;
import dev.onepool.Listing.Component;
import dev.onepool.LocationId;
import dev.onepool.Position;
import dev.onepool.Sku;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.testkit.SimulationReport.Measure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Looks at a world after every event: are there enough units at each location, do the rights hold, do the books agree with the truth. */
final class Watch {

  private final long seed;
  private final boolean rightsPromised;
  private final Tally tally;
  private final Trace trace;
  private final Map<Sku, Watched> skus = new LinkedHashMap<>();
  private boolean failed;
  private long booksSeen = -1;

  /** What was last seen of a SKU. */
  private static final class Watched {
    final List<Place> places = new ArrayList<>(1);
    boolean inStock;
    boolean restoring;

    /** Returns the truth at a location, which is that there is nothing where nothing came in. */
    Place place(LocationId location) {
      for (Place place : places) {
        if (place.location.equals(location)) {
          return place;
        }
      }
      Place another = new Place(location);
      places.add(another);
      return another;
    }

    /** Returns the units at all locations; what is missing at one does not take from what is left at another. */
    long left() {
      long sum = 0;
      for (Place place : places) {
        sum += Math.max(0, place.truth.left());
      }
      return sum;
    }
  }

  /** The units of a SKU at one location, and what listings showed of them when last looked at. */
  private static final class Place {
    final LocationId location;
    final GhostTruth truth = new GhostTruth();
    long shown;

    Place(LocationId location) {
      this.location = location;
    }
  }

  Watch(long seed, boolean rightsPromised, Tally tally, Trace trace) {
    this.seed = seed;
    this.rightsPromised = rightsPromised;
    this.tally = tally;
    this.trace = trace;
  }

  GhostTruth truth(Sku sku, LocationId location) {
    return watched(sku).place(location).truth;
  }

  private Watched watched(Sku sku) {
    return skus.computeIfAbsent(sku, any -> new Watched());
  }

  /**
   * Looks after an event.
   *
   * @param cause what from outside may have taken units that listings had a right to; null if nothing did
   * @param replaced units sent as replacements that the books perhaps do not know yet; nobody has to reckon with them
   */
  void look(Seller seller, ChannelId anyChannel, Instant now, @Nullable String cause, long replaced) {
    // Buyers do not touch the books, so where nobody else did since the last look, they say the same.
    boolean booked = booksSeen != seller.calls();
    booksSeen = seller.calls();
    boolean known = booked && bounds(seller, anyChannel, now);
    skus.forEach((sku, watched) -> {
      count(sku, watched, now);
      if (booked) {
        Position position = seller.books().ledger().position(sku);
        rights(sku, watched, position, seller, anyChannel, now, cause);
        if (known) {
          watched.places.forEach(place -> unknownSales(sku, place, position, replaced, now));
        }
      }
    });
  }

  /** Looks at every listing, and notes what they show; returns whether the books know them all. */
  private boolean bounds(Seller seller, ChannelId anyChannel, Instant now) {
    skus.values().forEach(watched -> watched.places.forEach(place -> place.shown = 0));
    List<ListingAccount> accounts = seller.accounts(skus.keySet());
    boolean known = accounts.size() == seller.listings();
    for (ListingAccount account : accounts) {
      long shown = bound(account, seller, now);
      known &= account.known();
      if (!rightsPromised && account.components().size() == 1) {
        honest(account, account.components().get(0).sku(), seller, anyChannel, now);
      }
      for (Component component : account.components()) {
        watched(component.sku()).place(Objects.requireNonNull(account.location())).shown +=
            shown * component.units();
      }
    }
    return known;
  }

  /**
   * What listings may still take of a SKU at a location is at least what they show and what they sold unseen: by so much the
   * books say that there is more than there is. What buyers cancelled unseen makes up for it, on display or not.
   */
  private void unknownSales(Sku sku, Place place, Position position, long replaced, Instant now) {
    for (Position.AtLocation at : position.locations()) {
      if (at.location().equals(place.location)) {
        long unseen = at.available().units() - at.shortfall().units() - place.truth.left();
        long others = at.location().equals(SafetyShelf.AT) ? replaced : 0;
        if (place.shown + unseen - others > at.exposure()) {
          violate(now, "listings show " + place.shown + " of " + sku + " at " + place.location + " and sold " + unseen
              + " unseen, and only " + at.exposure() + " are reckoned with");
        }
      }
    }
  }

  /**
   * What a listing may still take without our knowing is at least what it shows: what it sold unseen comes on top. Only where
   * it puts cancelled units back on display itself, it may show some more until the cancellation is known.
   */
  private long bound(ListingAccount account, Seller seller, Instant now) {
    Shop shop = seller.shop(account.key().channel());
    long shown = shop.market().shown(account.key().listing());
    if (account.known() && !shop.plan().restoresOnCancel() && shown > account.exposure()) {
      violate(now, account.key() + " shows " + shown + " units, and only " + account.exposure() + " are reckoned with");
    }
    return shown;
  }

  private void count(Sku sku, Watched watched, Instant now) {
    boolean inStock = watched.left() > 0;
    if (!inStock && watched.inStock) {
      tally.add(Measure.STOCK_OUTS, 1);
    }
    watched.inStock = inStock;
    for (Place place : watched.places) {
      long left = place.truth.left();
      if (left < 0 && rightsPromised) {
        fail(now, "oversold " + -left + " of " + sku + " at " + place.location);
      }
    }
  }

  private void rights(
      Sku sku, Watched watched, Position position, Seller seller, ChannelId anyChannel, Instant now,
      @Nullable String cause) {
    long deficit = 0;
    for (Position.AtLocation at : position.locations()) {
      long offerable = Math.max(0, at.available().units() - at.safetyStock().units());
      deficit += rightsPromised ? Math.max(0, at.exposure() - offerable) : 0;
      if (at.shortfall().units() > 0 && at.available().units() > 0) {
        violate(now, at.available() + " of " + sku + " are available while " + at.shortfall() + " are short");
      }
    }
    if (deficit > 0) {
      GuaranteeStatus status = seller.books().explain(sku, anyChannel).guarantee();
      if (status.state() == GuaranteeStatus.State.HOLDS) {
        violate(now, "listings may take " + deficit + " more of " + sku + " than there are, and the guarantee is said to"
            + " hold");
      }
      if (!watched.restoring) {
        boolean caused = cause != null || status.state() == GuaranteeStatus.State.UNKNOWN;
        tally.add(caused ? Measure.RESTORING : Measure.RESTORING_UNCAUSED, 1);
        if (!caused) {
          trace.note(now, () -> "restoring " + status.deficit() + " of " + sku + " without a cause");
        }
      }
    }
    watched.restoring = deficit > 0;
  }

  /** Where sales are a matter of chance, more than all there is on offer must be said, and lowered, as soon as it is known. */
  private void honest(ListingAccount account, Sku sku, Seller seller, ChannelId anyChannel, Instant now) {
    Long shown = account.believedShown();
    if (shown == null || shown <= 0) {
      return;
    }
    long offerable = seller.books().ledger().position(sku).locations().stream()
        .mapToLong(at -> Math.max(0, at.available().units() - at.safetyStock().units())).sum();
    if (shown > offerable
        && seller.books().explain(sku, anyChannel).guarantee().state() == GuaranteeStatus.State.HOLDS) {
      violate(now, account.key() + " is believed to show " + shown + " of " + offerable + " units, and the guarantee is said to"
          + " hold");
    }
  }

  /** Looks when every order is known and nothing is under way: the books must say what the truth is. */
  void close(Seller seller, Instant now) {
    AuditReport audit = seller.books().ledger().audit();
    if (!audit.clean()) {
      violate(now, audit.toString());
    }
    long locked = 0;
    boolean oversold = false;
    for (Map.Entry<Sku, Watched> entry : skus.entrySet()) {
      Position position = seller.books().ledger().position(entry.getKey());
      for (Place place : entry.getValue().places) {
        compare(entry.getKey(), place, position, now);
        tally.add(Measure.OVERSOLD, place.truth.oversold());
        oversold |= place.truth.oversold() > 0;
      }
      locked += entry.getValue().left();
    }
    tally.add(Measure.OVERSOLD_WORLDS, oversold ? 1 : 0);
    tally.add(Measure.LOCKED, locked);
    tally.add(Measure.LOCKED_WORLDS, locked > 0 ? 1 : 0);
  }

  private void compare(Sku sku, Place place, Position position, Instant now) {
    long booked = 0;
    for (Position.AtLocation at : position.locations()) {
      if (at.location().equals(place.location)) {
        booked = at.available().units() - at.shortfall().units();
        if (at.incoming().units() != 0) {
          violate(now, "the books say that " + at.incoming() + " of " + sku + " are on their way to " + place.location
              + ", but none are");
        }
      }
    }
    if (booked != place.truth.left()) {
      violate(now, "the books say that " + booked + " of " + sku + " are left at " + place.location + ", but "
          + place.truth.left() + " are");
    }
  }

  /** Returns whether anything has gone wrong. */
  boolean failed() {
    return failed;
  }

  /** Returns how many units are left of the SKU of which most are. */
  long mostLeft() {
    long most = 0;
    for (Watched sku : skus.values()) {
      most = Math.max(most, sku.left());
    }
    return most;
  }

  long left() {
    long sum = 0;
    for (Watched sku : skus.values()) {
      sum += sku.left();
    }
    return sum;
  }

  void violate(Instant now, String what) {
    tally.add(Measure.VIOLATIONS, 1);
    fail(now, what);
  }

  /** Only the first failure of a world is told: what follows may follow from it. */
  private void fail(Instant now, String what) {
    if (!failed) {
      failed = true;
      tally.fail("seed " + seed + ": " + what + " at " + now);
      trace.end(now, what);
    }
  }
}
