package dev.onepool.benchmarks.policy;

import dev.onepool.Allocation;
import dev.onepool.AllocationPolicies;
import dev.onepool.AllocationPolicy;
import dev.onepool.AllocationRequest;
import dev.onepool.AllocationRequest.Candidate;
import dev.onepool.AllocationRequest.Unseen;
import dev.onepool.Buffer;
import dev.onepool.ChannelId;
import dev.onepool.EconomicPriority;
import dev.onepool.ListingId;
import dev.onepool.Margin;
import dev.onepool.Reservations;
import dev.onepool.Sku;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One answer for five listings. Public, and not final, because the harness extends it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PolicyEvaluation {

  private static final List<ChannelId> CHANNELS =
      Stream.of("amazon", "ebay", "site", "tiktok", "walmart").map(ChannelId::of).toList();

  /** Which policy. */
  @Param({"shared_pool", "weighted_split", "equal_run_out", "economics", "composed"})
  public String policy = "shared_pool";

  private AllocationPolicy evaluated = AllocationPolicies.sharedPool();
  private AllocationRequest request = request(60);

  /** Makes policy and request anew, so that nothing is known to the compiler beforehand. */
  @Setup
  public void prepare() {
    evaluated = switch (policy) {
      case "shared_pool" -> AllocationPolicies.sharedPool();
      case "weighted_split" -> AllocationPolicies.weightedSplit().weight(CHANNELS.get(0), 4).others(1).build();
      case "equal_run_out" -> AllocationPolicies.equalRunOut();
      case "economics" -> economics();
      case "composed" -> composed();
      default -> throw new IllegalArgumentException("no such policy: " + policy);
    };
    request = request(60);
  }

  /** Measures one evaluation. */
  @Benchmark
  public Allocation evaluate() {
    return evaluated.allocate(request);
  }

  private static AllocationPolicy economics() {
    double[] margins = {8, 6, 14, 11, 9};
    EconomicPriority.Builder builder = AllocationPolicies.byEconomics(CHANNELS);
    for (int i = 0; i < margins.length; i++) {
      builder.margin(CHANNELS.get(i), Margin.of(margins[i]));
    }
    return builder.build();
  }

  /** What a careful merchant might run: four rules around the pool. */
  private static AllocationPolicy composed() {
    return AllocationPolicies.sharedPool()
        .reserving(Reservations.builder().percent(CHANNELS.get(2), 10).build())
        .buffering(CHANNELS.get(1), Buffer.measured(2))
        .capping(CHANNELS.get(0), 20)
        .endingBelow(CHANNELS.get(4), 5);
  }

  private static AllocationRequest request(long units) {
    double[] means = {40, 18, 20, 10, 12};
    double[] deviations = {10, 6, 6, 4, 4};
    List<Candidate> listings = Stream.of(0, 1, 2, 3, 4)
        .map(i -> new Candidate(
            CHANNELS.get(i), ListingId.of("mug-" + i), means[i], 2, deviations[i] * deviations[i], 0))
        .toList();
    return new AllocationRequest(Sku.of("mug"), units, listings, Duration.ofDays(1),
        Instant.parse("2026-11-27T08:00:00Z"), new Unseen(2.08, 4, 6));
  }
}
