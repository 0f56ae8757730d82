package dev.onepool.core.internal.sync;

import dev.onepool.ChannelId;
import dev.onepool.ChannelMode;
import dev.onepool.Listing.Component;
import dev.onepool.ListingId;
import dev.onepool.LocationId;
import dev.onepool.Quantity;
import dev.onepool.QuantityOverride;
import dev.onepool.Sku;
import dev.onepool.core.internal.ledger.Attempt;
import dev.onepool.core.internal.ledger.Attempt.State;
import dev.onepool.core.internal.ledger.Demand;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.ListingAccount.Status;
import dev.onepool.core.internal.ledger.ListingKey;
import dev.onepool.core.internal.ledger.Pool;
import dev.onepool.core.internal.ledger.PoolKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds what a plan is made from, step by step. */
final class Views {

  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

  private final Set<Sku> skus = new HashSet<>();
  private final Map<PoolKey, Long> available = new HashMap<>();
  private final List<PlanView.Offer> offers = new ArrayList<>();
  private final List<QuantityOverride> overrides = new ArrayList<>();

  static Sku sku(String value) {
    return Sku.of(value);
  }

  Views pool(String sku, long units) {
    return pool(new PoolKey(sku(sku), LocationId.MAIN), units);
  }

  Views pool(PoolKey key, long units) {
    available.put(key, units);
    return this;
  }

  /** Has a person say what a listing shows of a SKU. */
  Views override(String listing, String sku, QuantityOverride.Kind kind, long units) {
    overrides.add(new QuantityOverride(
        ChannelId.of("c-" + listing), sku(sku), kind, Quantity.of(units), "Ada", NOW.plusSeconds(60), null));
    return this;
  }

  Builder listing(String id) {
    return new Builder(id);
  }

  /** Returns the view, the pools' exposure being what the listings may take. */
  PlanView view() {
    Map<PoolKey, Long> exposed = new HashMap<>();
    for (PlanView.Offer offer : offers) {
      for (Component part : offer.account().components()) {
        exposed.merge(offer.account().pool(part), offer.account().exposure() * part.units(), Long::sum);
      }
    }
    Map<PoolKey, Pool> pools = new HashMap<>();
    available.forEach((key, units) -> pools.put(
        key, new Pool(key, units, 0, 0, 0, 0, 0, 0, exposed.getOrDefault(key, 0L), 1, 1)));
    return new PlanView(skus, pools, offers, new Clustering(), new Overrides(overrides), NOW);
  }

  /** One listing; settled, live and known unless said otherwise. */
  final class Builder {
    private final String id;
    private final List<Component> parts = new ArrayList<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private ChannelMode mode = ChannelMode.LIVE;
    private Demand demand = Demand.NONE;
    private boolean known = true;
    private boolean fresh = true;
    private boolean wait;
    private boolean looks;
    private Instant earliest = NOW;
    private @Nullable Duration loop;
    private Duration hidden = Duration.ZERO;

    private Builder(String id) {
      this.id = id;
    }

    Builder shows(long value) {
      return attempt(value, State.APPLIED, 600);
    }

    Builder writing(long value, State state) {
      return attempt(value, state, 60);
    }

    private Builder attempt(long value, State state, int secondsAgo) {
      Instant at = NOW.minusSeconds(secondsAgo);
      attempts.add(new Attempt(attempts.size() + 1, value, value, state, at, at, at, null));
      return this;
    }

    Builder of(String sku, long units) {
      skus.add(sku(sku));
      parts.add(new Component(sku(sku), units));
      return this;
    }

    Builder mode(ChannelMode newMode) {
      mode = newMode;
      return this;
    }

    Builder demand(Demand sold) {
      demand = sold;
      return this;
    }

    Builder unknown() {
      known = false;
      return this;
    }

    Builder stale() {
      fresh = false;
      return this;
    }

    Builder mustWait() {
      wait = true;
      return this;
    }

    Builder looks() {
      looks = true;
      return this;
    }

    Builder loop(Duration measured) {
      loop = measured;
      return this;
    }

    Builder hidden(Duration unread) {
      hidden = unread;
      return this;
    }

    Builder earliest(int seconds) {
      earliest = NOW.plusSeconds(seconds);
      return this;
    }

    Views add() {
      ListingKey key = new ListingKey(ChannelId.of("c-" + id), ListingId.of(id));
      offers.add(new PlanView.Offer(new ListingAccount(key, Status.MAPPED, parts, LocationId.MAIN, known,
          attempts.size() + 1, attempts, demand), mode, fresh, wait, looks, false, earliest, loop, hidden));
      return Views.this;
    }
  }
}
