package dev.onepool.core.internal.ledger;

import dev.onepool.Guarantee;
import dev.onepool.Listing.Component;
import dev.onepool.LocationId;
import dev.onepool.PostingResult.RefusalKind;
import dev.onepool.Quantity;
import dev.onepool.ReservationResult.ShortItem;
import dev.onepool.Sku;
import dev.onepool.SourcingStrategy;
import dev.onepool.SourcingStrategy.Candidate;
import dev.onepool.StockCommand.ReserveLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a reservation on their way to units of pools: kits taken apart, summed by SKU and location, and what may come
 * from anywhere given a place. Lines that name a location go first, because they have no choice. Changes nothing.
 */
final class Basket {

  private final Changes changes;
  private final Guarantee guarantee;
  private final SourcingStrategy sourcing;
  private final List<ReserveLine> lines;
  private final SortedMap<PoolKey, Long> wanted = new TreeMap<>();
  private final List<ShortItem> missing = new ArrayList<>(0);

  /** What is asked for without a location. */
  private record Anywhere(Sku sku, boolean kit) {}

  Basket(Changes changes, Guarantee guarantee, SourcingStrategy sourcing, List<ReserveLine> lines) {
    this.changes = changes;
    this.guarantee = guarantee;
    this.sourcing = sourcing;
    this.lines = lines;
  }

  /** Fills the basket. Returns why that cannot be, other than for too few units; null if it can. */
  Answer.@Nullable Refused fill() {
    Map<Anywhere, Long> anywhere = Map.of();
    for (ReserveLine line : lines) {
      if (line.kit() && changes.kit(line.sku()) == null) {
        return Answer.refused(RefusalKind.UNKNOWN, "no kit %s", line.sku());
      }
      LocationId location = line.location();
      if (location != null) {
        want(line.sku(), line.kit(), location, line.quantity().units());
      } else {
        anywhere = anywhere.isEmpty() ? new LinkedHashMap<>() : anywhere;
        anywhere.merge(new Anywhere(line.sku(), line.kit()), line.quantity().units(), Math::addExact);
      }
    }
    wanted.forEach((key, units) -> {
      long free = changes.pool(key).free(guarantee);
      if (units > free) {
        missing.add(new ShortItem(key.sku(), key.location(), Quantity.of(units), Quantity.of(free)));
      }
    });
    for (Map.Entry<Anywhere, Long> asked : anywhere.entrySet()) {
      Answer.Refused problem = source(asked.getKey(), asked.getValue());
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  /** Returns the units of each pool; only if nothing is missing. */
  SortedMap<PoolKey, Long> units() {
    return wanted;
  }

  /** Returns what there are too few units of. */
  List<ShortItem> missing() {
    return missing;
  }

  /** Returns how much of each line would have fitted, where the lines before it go first. */
  List<Quantity> largest() {
    Map<PoolKey, Long> taken = new HashMap<>();
    List<Quantity> largest = new ArrayList<>(lines.size());
    for (ReserveLine line : lines) {
      long left = line.quantity().units();
      for (Candidate candidate : mostFirst(line, taken)) {
        long units = Math.min(left, candidate.free().units());
        for (Component part : parts(line.sku(), line.kit())) {
          taken.merge(new PoolKey(part.sku(), candidate.location()), units * part.units(), Math::addExact);
        }
        left -= units;
      }
      largest.add(Quantity.of(line.quantity().units() - left));
    }
    return largest;
  }

  private List<Candidate> mostFirst(ReserveLine line, Map<PoolKey, Long> taken) {
    LocationId location = line.location();
    return location != null
        ? List.of(new Candidate(location, Quantity.of(whole(line.sku(), line.kit(), location, taken))))
        : candidates(new Anywhere(line.sku(), line.kit()), taken).stream()
            .sorted(Comparator.comparing(Candidate::free).reversed()).toList();
  }

  /** Gives what may come from anywhere a place. The strategy is not trusted. */
  private Answer.@Nullable Refused source(Anywhere asked, long units) {
    List<Candidate> candidates = candidates(asked, wanted);
    long free = 0;
    for (Candidate candidate : candidates) {
      free = Math.addExact(free, candidate.free().units());
    }
    if (units > free) {
      missing.add(new ShortItem(asked.sku(), null, Quantity.of(units), Quantity.of(free)));
    }
    if (!missing.isEmpty()) {
      return null;
    }
    SourcingStrategy.Request request = new SourcingStrategy.Request(asked.sku(), Quantity.of(units), candidates);
    try {
      Map<LocationId, Quantity> parts = sourcing.source(request);
      String problem = problem(request, parts);
      if (problem != null) {
        return Answer.refused(RefusalKind.BAD_SOURCING, "the sourcing strategy answered %s to %s: %s", parts, request,
            problem);
      }
      parts.forEach((location, part) -> want(asked.sku(), asked.kit(), location, part.units()));
      return null;
    } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
      return Answer.refused(RefusalKind.BAD_SOURCING, "the sourcing strategy failed on %s: %s", request, e);
    }
  }

  private static @Nullable String problem(SourcingStrategy.Request request, Map<LocationId, Quantity> parts) {
    Map<LocationId, Quantity> offered = new HashMap<>();
    request.candidates().forEach(candidate -> offered.put(candidate.location(), candidate.free()));
    long sum = 0;
    for (Map.Entry<LocationId, Quantity> part : parts.entrySet()) {
      Quantity free = offered.get(part.getKey());
      if (free == null) {
        return part.getKey() + " was not offered";
      }
      if (part.getValue().compareTo(free) > 0) {
        return part.getKey() + " has only " + free;
      }
      sum = Math.addExact(sum, part.getValue().units());
    }
    return sum == request.quantity().units() ? null : "that is " + sum + " in all";
  }

  /** Returns the locations that can give at least one, in order. */
  private List<Candidate> candidates(Anywhere asked, Map<PoolKey, Long> taken) {
    @Nullable SortedMap<LocationId, Long> whole = null;
    for (Component part : parts(asked.sku(), asked.kit())) {
      SortedMap<LocationId, Long> here = new TreeMap<>();
      for (Pool pool : changes.poolsOf(part.sku())) {
        LocationId location = pool.key().location();
        long before = whole == null ? Long.MAX_VALUE : whole.getOrDefault(location, 0L);
        here.put(location, Math.min(before, left(pool, taken) / part.units()));
      }
      whole = here;
    }
    List<Candidate> candidates = new ArrayList<>();
    if (whole != null) {
      whole.forEach((location, free) -> {
        if (free > 0) {
          candidates.add(new Candidate(location, Quantity.of(free)));
        }
      });
    }
    return candidates;
  }

  /** Returns how many units, or whole kits, a location can give besides what is taken. */
  private long whole(Sku sku, boolean kit, LocationId location, Map<PoolKey, Long> taken) {
    long whole = Long.MAX_VALUE;
    for (Component part : parts(sku, kit)) {
      whole = Math.min(whole, left(changes.pool(new PoolKey(part.sku(), location)), taken) / part.units());
    }
    return whole;
  }

  private long left(Pool pool, Map<PoolKey, Long> taken) {
    return Math.max(0, pool.free(guarantee) - taken.getOrDefault(pool.key(), 0L));
  }

  private void want(Sku sku, boolean kit, LocationId location, long units) {
    if (!kit) {
      add(new PoolKey(sku, location), units);
      return;
    }
    for (Component part : parts(sku, true)) {
      add(new PoolKey(part.sku(), location), Math.multiplyExact(units, part.units()));
    }
  }

  private void add(PoolKey key, long units) {
    if (units > 0) {
      wanted.merge(key, units, Math::addExact);
    }
  }

  private List<Component> parts(Sku sku, boolean kit) {
    KitState definition = kit ? changes.kit(sku) : null;
    return definition == null ? List.of(new Component(sku, 1)) : definition.components();
  }
}
