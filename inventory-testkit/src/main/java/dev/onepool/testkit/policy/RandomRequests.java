package dev.onepool.testkit.policy;

import dev.onepool.AllocationRequest;
import dev.onepool.AllocationRequest.Candidate;
import dev.onepool.AllocationRequest.Unseen;
import dev.onepool.ChannelId;
import dev.onepool.ListingId;
import dev.onepool.Sku;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Requests such as an engine makes, and the odd ones among them more often. */
final class RandomRequests {

  private static final int MOST_LISTINGS = 8;

  private final Random random;
  private final Sku sku;
  private final List<ChannelId> channels;

  RandomRequests(long seed, Sku sku, List<ChannelId> channels) {
    this.random = new Random(seed);
    this.sku = sku;
    this.channels = channels;
  }

  AllocationRequest next() {
    List<Candidate> listings = new ArrayList<>();
    for (int i = random.nextInt(MOST_LISTINGS + 1); i > 0; i--) {
      listings.add(listing(i));
    }
    return request(units(), listings);
  }

  AllocationRequest request(long units, List<Candidate> listings) {
    Instant asOf = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(400 * 86_400));
    return new AllocationRequest(sku, units, listings, Duration.ofHours(random.nextInt(1_500)), asOf, unseen());
  }

  /** Returns one listing on each channel. */
  List<Candidate> listings() {
    return channels.stream().map(channel -> new Candidate(channel, ListingId.of("listing"), demand(), 1)).toList();
  }

  private Candidate listing(int number) {
    ChannelId channel = channels.get(random.nextInt(channels.size()));
    return new Candidate(channel, ListingId.of("listing-" + number), demand(), 1 + random.nextInt(30), demand() * 3,
        random.nextInt(3) == 0 ? random.nextInt(50) : 0);
  }

  private double demand() {
    return switch (random.nextInt(6)) {
      case 0 -> 0;
      case 1 -> random.nextDouble() / 100;
      case 2 -> random.nextInt(10_000);
      default -> random.nextInt(5_000) / 100.0;
    };
  }

  private long units() {
    return switch (random.nextInt(8)) {
      case 0 -> random.nextInt(4);
      case 1 -> random.nextLong() & Long.MAX_VALUE;
      case 2 -> random.nextInt(100_000);
      default -> random.nextInt(80);
    };
  }

  private @Nullable Unseen unseen() {
    return random.nextBoolean() ? null : new Unseen(demand(), demand(), random.nextInt(40));
  }
}
