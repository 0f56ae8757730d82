package dev.onepool;

import dev.onepool.Allocation.Share;
import dev.onepool.AllocationRequest.Candidate;
import dev.onepool.AllocationRequest.Unseen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What tests of policies share. */
final class PolicyFixtures {

  static final ChannelId AMAZON = ChannelId.of("amazon");
  static final ChannelId EBAY = ChannelId.of("ebay");
  static final ChannelId SHOP = ChannelId.of("shop");
  static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");
  static final AllocationPolicy POOL = AllocationPolicies.sharedPool();

  private PolicyFixtures() {}

  static AllocationRequest request(long units, Candidate... listings) {
    return new AllocationRequest(Sku.of("mug"), units, List.of(listings), Duration.ofDays(7), NOW);
  }

  static AllocationRequest measured(long units, Unseen unseen, Candidate... listings) {
    return new AllocationRequest(Sku.of("mug"), units, List.of(listings), Duration.ofDays(7), NOW, unseen);
  }

  static Candidate listing(ChannelId channel, double unitsPerDay) {
    return new Candidate(channel, ListingId.of("of-" + channel), unitsPerDay, 1);
  }

  static List<Long> shares(AllocationPolicy policy, AllocationRequest request) {
    return policy.allocate(request).shares().stream().map(Share::share).toList();
  }

  static List<Long> limits(AllocationPolicy policy, AllocationRequest request) {
    return policy.allocate(request).shares().stream().map(Share::limit).toList();
  }

  /** The last reason of each listing, as text. */
  static List<String> reasons(AllocationPolicy policy, AllocationRequest request) {
    return policy.allocate(request).shares().stream()
        .map(share -> share.reasons().get(share.reasons().size() - 1).toString()).toList();
  }
}
