package dev.onepool.benchmarks.guarantees;

import dev.onepool.Allocation.Share;
import dev.onepool.AllocationPolicies;
import dev.onepool.AllocationPolicy;
import dev.onepool.AllocationRequest;
import dev.onepool.AllocationRequest.Candidate;
import dev.onepool.ChannelId;
import dev.onepool.EconomicPriority;
import dev.onepool.ListingId;
import dev.onepool.Margin;
import dev.onepool.Sku;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What priority by economics earns: 60 units, five channels that earn differently, one day to the next receipt, and more
 * buyers than units. Buyers of all channels come mixed, at random times of the day, a unit each.
 *
 * <p>The same buyers meet three sellers: one who sells to whoever comes first, one whose channels show their limits, asked
 * anew after each sale, and one who knows beforehand who will come. Whether a buyer is served is decided by the policy's
 * number alone, so selling more than there is would show.
 */
public final class Economics {

  private static final long SEED = 66;
  private static final int RUNS = 2_000;
  private static final int UNITS = 60;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Instant MORNING = Instant.parse("2026-11-27T00:00:00Z");

  private static final List<Market> MARKETS = List.of(
      new Market("site", 14, 20, 6),
      new Market("tiktok", 11, 10, 4),
      new Market("walmart", 9, 12, 4),
      new Market("amazon", 8, 40, 10),
      new Market("ebay", 6, 18, 6));

  private final AllocationPolicy policy = policy();
  private final Random random = new Random(SEED);
  private double firstCome;
  private double byPolicy;
  private double atBest;
  private long sold;
  private long oversold;

  /** A channel: what a unit earns, and a day's demand with its standard deviation. */
  private record Market(String name, double margin, double mean, double deviation) {
    ChannelId channel() {
      return ChannelId.of(name);
    }
  }

  /** Somebody who wants a unit. */
  private record Buyer(int market, double time) {}

  private Economics() {}

  /** Runs the scenario, which is the same every time, and returns what came out. */
  public static Map<String, Object> run() {
    Economics economics = new Economics();
    for (int run = 0; run < RUNS; run++) {
      economics.day();
    }
    return economics.result();
  }

  private void day() {
    List<Buyer> buyers = buyers();
    firstCome += earned(buyers.subList(0, Math.min(UNITS, buyers.size())));
    atBest += earned(buyers.stream().sorted(Comparator.comparingInt(Buyer::market)).limit(UNITS).toList());
    List<Buyer> served = new ArrayList<>();
    for (Buyer buyer : buyers) {
      long left = Math.max(0, UNITS - served.size());
      if (limits(left, buyer.time())[buyer.market()] > 0) {
        served.add(buyer);
      }
    }
    byPolicy += earned(served);
    sold += served.size();
    oversold += Math.max(0, served.size() - UNITS);
  }

  private List<Buyer> buyers() {
    List<Buyer> buyers = new ArrayList<>();
    for (int market = 0; market < MARKETS.size(); market++) {
      Market at = MARKETS.get(market);
      for (long i = Math.round(at.mean() + at.deviation() * random.nextGaussian()); i > 0; i--) {
        buyers.add(new Buyer(market, random.nextDouble()));
      }
    }
    buyers.sort(Comparator.comparingDouble(Buyer::time));
    return buyers;
  }

  private static double earned(List<Buyer> served) {
    return served.stream().mapToDouble(buyer -> MARKETS.get(buyer.market()).margin()).sum();
  }

  private long[] limits(long units, double time) {
    Instant asOf = MORNING.plusNanos((long) (time * DAY.toNanos()));
    List<Candidate> listings = MARKETS.stream()
        .map(market -> new Candidate(market.channel(), ListingId.of("mug"), market.mean(), 1,
            market.deviation() * market.deviation(), 0))
        .toList();
    AllocationRequest request = new AllocationRequest(Sku.of("mug"), units, listings, DAY, asOf);
    return policy.allocate(request).shares().stream().mapToLong(Share::limit).toArray();
  }

  private static AllocationPolicy policy() {
    EconomicPriority.Builder builder =
        AllocationPolicies.byEconomics(MARKETS.stream().map(Market::channel).toList()).nextReceipt(MORNING.plus(DAY));
    MARKETS.forEach(market -> builder.margin(market.channel(), Margin.of(market.margin())));
    return builder.build();
  }

  private Map<String, Object> result() {
    long[] limits = limits(UNITS, 0);
    Map<String, Object> shown = new LinkedHashMap<>();
    IntStream.range(0, limits.length).forEach(i -> shown.put(MARKETS.get(i).name(), limits[i]));
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("seed", SEED);
    result.put("runs", RUNS);
    result.put("units", UNITS);
    result.put("limits", shown);
    result.put("limits_exact", Arrays.equals(limits, new long[] {60, 44, 33, 21, 0}));
    result.put("margin_first_come", rounded(firstCome / RUNS));
    result.put("margin_by_policy", rounded(byPolicy / RUNS));
    result.put("margin_at_best", rounded(atBest / RUNS));
    result.put("gain", rounded(byPolicy / firstCome - 1));
    result.put("sold", sold);
    result.put("oversold", oversold);
    return result;
  }

  private static double rounded(double number) {
    return Math.round(number * 10_000) / 10_000.0;
  }
}
