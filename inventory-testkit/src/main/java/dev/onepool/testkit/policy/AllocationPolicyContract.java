package dev.onepool.testkit.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.Allocation;
import dev.onepool.Allocation.Share;
import dev.onepool.AllocationPolicy;
import dev.onepool.AllocationRequest;
import dev.onepool.ChannelId;
import dev.onepool.Sku;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every allocation policy keeps, tried on random requests. Extend it, return the policy, and run it like any test.
 *
 * <p>A failure names the seed of its requests; the system property {@code onepool.policy.seed} sets it, to see the same
 * failure again.
 */
public abstract class AllocationPolicyContract {

  private static final int REQUESTS = 1_000;
  private static final int THREADS = 4;
  private static final long SEED = Long.getLong("onepool.policy.seed", new Random().nextLong());

  /** For the author's test class. */
  protected AllocationPolicyContract() {}

  /** Returns the policy to try; the same on every call. */
  protected abstract AllocationPolicy policy();

  /** Returns the channels that requests name, at least one: {@code amazon, ebay, shop, tiktok, walmart} by default. */
  protected List<ChannelId> channels() {
    return Stream.of("amazon", "ebay", "shop", "tiktok", "walmart").map(ChannelId::of).toList();
  }

  /** Returns the SKU that requests are about: {@code mug} by default. */
  protected Sku sku() {
    return Sku.of("mug");
  }

  @Test
  void everyListing_isAnswered() {
    onEach((request, answer) -> assertThat(answer.shares()).hasSameSizeAs(request.listings()));
  }

  @Test
  void shares_comeToTheUnitsAtMost() {
    onEach((request, answer) -> {
      long left = request.units();
      for (Share share : answer.shares()) {
        assertThat(share.share()).as("share, of %d units that earlier shares left", left).isLessThanOrEqualTo(left);
        left -= Math.max(0, share.share());
      }
    });
  }

  @Test
  void shares_areWithinTheirLimits() {
    onEach((request, answer) -> assertThat(answer.shares())
        .allSatisfy(share -> assertThat(share.share()).isLessThanOrEqualTo(share.limit())));
  }

  @Test
  void numbers_areNotNegative() {
    onEach((request, answer) -> assertThat(answer.shares()).allSatisfy(share -> {
      assertThat(share.share()).isNotNegative();
      assertThat(share.limit()).isNotNegative();
    }));
  }

  @Test
  void limits_areWithinTheUnits_unlessOversellingIsPermitted() {
    if (policy().mayOversell()) {
      return;
    }
    onEach((request, answer) -> assertThat(answer.shares())
        .allSatisfy(share -> assertThat(share.limit()).isLessThanOrEqualTo(request.units())));
  }

  @Test
  void numbers_haveReasons() {
    onEach((request, answer) -> assertThat(answer.shares()).allSatisfy(share -> {
      assertThat(share.reasons()).isNotEmpty();
      assertThat(share.reasons()).allSatisfy(reason -> assertThat(reason.rule()).isNotBlank());
    }));
  }

  @Test
  void sameRequest_isAnsweredTheSame_whateverWasAskedBetween() {
    AllocationPolicy policy = policy();
    List<AllocationRequest> requests = requests();
    List<Allocation> answers = requests.stream().map(policy::allocate).toList();
    for (int i = requests.size() - 1; i >= 0; i--) {
      assertThat(policy.allocate(requests.get(i))).as(described(requests.get(i))).isEqualTo(answers.get(i));
    }
  }

  @Test
  void unseenDemand_changesNothing_unlessThePolicySaysThatItNeedsIt() {
    if (policy().needsUnseen()) {
      return;
    }
    onEach((request, answer) -> assertThat(policy().allocate(new AllocationRequest(
        request.sku(), request.units(), request.listings(), request.horizon(), request.asOf()))).isEqualTo(answer));
  }

  @Test
  void otherThreads_areAnsweredTheSame() {
    AllocationPolicy policy = policy();
    List<AllocationRequest> requests = requests();
    List<Allocation> answers = requests.stream().map(policy::allocate).toList();
    List<CompletableFuture<List<Allocation>>> others = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      others.add(CompletableFuture.supplyAsync(() -> requests.stream().map(policy::allocate).toList()));
    }
    others.forEach(other -> assertThat(other.join().equals(answers)).as("another thread's answers, seed " + SEED).isTrue());
  }

  @Test
  void noListings_areAnsweredWithNothing() {
    assertThat(policy().allocate(random().request(10, List.of())).shares()).isEmpty();
  }

  @Test
  void noUnits_leaveEveryShareZero() {
    AllocationRequest request = random().request(0, random().listings());
    assertThat(policy().allocate(request).shares()).as(described(request))
        .allSatisfy(share -> assertThat(share.share()).isZero());
  }

  @Test
  void enormousUnits_areDividedWithoutOverflow() {
    AllocationRequest request = random().request(Long.MAX_VALUE, random().listings());
    long left = request.units();
    for (Share share : policy().allocate(request).shares()) {
      assertThat(share.share()).as(described(request)).isBetween(0L, left);
      left -= share.share();
    }
  }

  private void onEach(BiConsumer<AllocationRequest, Allocation> check) {
    AllocationPolicy policy = policy();
    for (AllocationRequest request : requests()) {
      Allocation answer = policy.allocate(request);
      assertThat(answer).as(described(request)).isNotNull().satisfies(given -> check.accept(request, given));
    }
  }

  private List<AllocationRequest> requests() {
    RandomRequests random = random();
    return Stream.generate(random::next).limit(REQUESTS).toList();
  }

  private RandomRequests random() {
    return new RandomRequests(SEED, sku(), channels());
  }

  private static String described(AllocationRequest request) {
    return "seed " + SEED + ", answer to " + request;
  }
}
