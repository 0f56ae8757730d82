package dev.onepool;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides from which locations a reservation that names none is met. A pure function: no clock, no input or output, and the
 * same answer to the same request. It runs while the ledger waits.
 *
 * <p>It is asked only where there is enough in total. Where it throws, or its answer does not add up to the request, takes
 * more than is free or names a location that was not offered, the reservation is refused and nothing changes.
 */
@FunctionalInterface
public interface SourcingStrategy {

  /** Returns the units to take from each location: exactly what is requested, together. */
  Map<LocationId, Quantity> source(Request request);

  /**
   * What a reservation asks for, its lines added up.
   *
   * @param sku a SKU, or a kit
   * @param quantity units, or whole kits; at least 1
   * @param candidates where it is, in order of location; together they have enough
   */
  record Request(Sku sku, Quantity quantity, List<Candidate> candidates) {
    /** Copies the list. */
    public Request {
      candidates = List.copyOf(candidates);
    }
  }

  /**
   * A location that can give.
   *
   * @param location where
   * @param free units, or whole kits, that it can give: after safety stock, after what listings have a right to, and after
   *     the reservation's other lines; at least 1
   */
  record Candidate(LocationId location, Quantity free) {}

  /** Returns the default: as few locations as possible, and of those the ones with the most; between equals in order. */
  static SourcingStrategy fewestLocations() {
    return request -> {
      Map<LocationId, Quantity> taken = new TreeMap<>();
      long left = request.quantity().units();
      List<Candidate> mostFirst = request.candidates().stream()
          .sorted(Comparator.comparing(Candidate::free).reversed().thenComparing(Candidate::location)).toList();
      for (Candidate candidate : mostFirst) {
        long units = Math.min(left, candidate.free().units());
        if (units > 0) {
          taken.put(candidate.location(), Quantity.of(units));
          left -= units;
        }
      }
      return taken;
    };
  }
}
