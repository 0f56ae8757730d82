package dev.onepool.core.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.Allocation;
import dev.onepool.Allocation.Share;
import dev.onepool.AllocationPolicies;
import dev.onepool.AllocationPolicy;
import dev.onepool.AllocationRequest;
import dev.onepool.AllocationRequest.Candidate;
import dev.onepool.ChannelId;
import dev.onepool.ListingId;
import dev.onepool.OversellPermit;
import dev.onepool.Sku;
import dev.onepool.core.internal.policy.PolicyAnswer.Accepted;
import dev.onepool.core.internal.policy.PolicyAnswer.PolicyFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GuardedPolicyTest {

  private static final ChannelId AMAZON = ChannelId.of("amazon");
  private static final ChannelId EBAY = ChannelId.of("ebay");
  private static final AllocationRequest TEN = new AllocationRequest(Sku.of("mug"), 10,
      List.of(new Candidate(AMAZON, ListingId.of("a"), 1, 1), new Candidate(EBAY, ListingId.of("e"), 1, 1)),
      Duration.ofDays(7), Instant.EPOCH);

  @Test
  void soundPolicy_isAccepted() {
    AllocationPolicy pool = AllocationPolicies.sharedPool();
    assertThat(ask(pool)).isEqualTo(new Accepted(pool.allocate(TEN)));
  }

  @Test
  void sharesThatComeToThePool_areAccepted() {
    assertThat(ask(numbers(10, 4, 10, 6))).isInstanceOf(Accepted.class);
  }

  @Test
  void sharesOneAboveThePool_areAFaultOfTheChannelThatWentTooFar() {
    assertFault(numbers(10, 4, 10, 7), EBAY, "share 7 is above the 6 that earlier shares left of 10 units");
  }

  @Test
  void sharesThatOverflow_areAFault() {
    assertFault(numbers(10, 10, Long.MAX_VALUE, Long.MAX_VALUE), EBAY, "is above the 0 that");
  }

  @Test
  void shareAboveItsLimit_isAFault() {
    assertFault(numbers(3, 4, 10, 6), AMAZON, "share 4 is above limit 3");
  }

  @Test
  void negativeShare_isAFault() {
    assertFault(numbers(10, -1, 10, 6), AMAZON, "negative numbers, share -1 and limit 10");
  }

  @Test
  void negativeLimit_isAFault() {
    assertFault(numbers(10, 1, -3, 0), EBAY, "negative numbers, share 0 and limit -3");
  }

  @Test
  void limitAboveThePool_isAFault() {
    assertFault(numbers(11, 1, 10, 1), AMAZON, "limit 11 is above the 10 units there are");
  }

  @Test
  void limitAboveThePool_withAPermit_isAccepted() {
    AllocationPolicy permitted = AllocationPolicies.sharedPool()
        .showingAtLeast(EBAY, 20, new OversellPermit("owner", "delivered the same day"));
    assertThat(ask(permitted)).isInstanceOf(Accepted.class);
  }

  @Test
  void tooFewListings_areAFault() {
    assertFault(request -> new Allocation(List.of(new Share(1, 1, List.of()))), null,
        "it answered for 1 listings, and was asked about 2");
  }

  @Test
  void nothingAnswered_isAFault() {
    assertFault(request -> null, null, "it answered null");
  }

  @Test
  void exception_isAFaultThatKeepsIt() {
    PolicyFault fault = assertFault(request -> {
      throw new IllegalStateException("no margin");
    }, null, "it threw java.lang.IllegalStateException: no margin");
    assertThat(fault.cause()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void missingClass_isAFault() {
    assertFault(request -> {
      throw new NoClassDefFoundError("com/example/Gone");
    }, null, "com/example/Gone");
  }

  @Test
  void endlessRecursion_isAFault() {
    assertFault(new AllocationPolicy() {
      @Override
      public Allocation allocate(AllocationRequest request) {
        return allocate(request);
      }
    }, null, "without end");
  }

  @Test
  void permitThatThrows_isAFault() {
    assertFault(new AllocationPolicy() {
      @Override
      public Allocation allocate(AllocationRequest request) {
        return AllocationPolicies.sharedPool().allocate(request);
      }

      @Override
      public boolean mayOversell() {
        throw new IllegalStateException("undecided");
      }
    }, null, "undecided");
  }

  @Test
  void endOfMemory_isNotSwallowed() {
    assertThatThrownBy(() -> ask(request -> {
      throw new OutOfMemoryError("planted");
    })).isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void longMessage_isClipped() {
    PolicyFault fault = (PolicyFault) ask(request -> {
      throw new IllegalStateException("x".repeat(10_000));
    });
    assertThat(fault.text()).hasSizeLessThan(600);
  }

  @Test
  void text_namesPolicySkuAndChannel() {
    assertThat(((PolicyFault) ask(numbers(3, 4, 10, 6))).text())
        .startsWith("policy by-weekday on SKU mug, channel amazon: share 4 is above limit 3");
  }

  private static PolicyAnswer ask(AllocationPolicy policy) {
    return new GuardedPolicy("by-weekday", policy).allocate(TEN);
  }

  private static PolicyFault assertFault(
      AllocationPolicy policy, @Nullable ChannelId channel, String problem) {
    PolicyAnswer answer = ask(policy);
    assertThat(answer).isInstanceOf(PolicyFault.class);
    PolicyFault fault = (PolicyFault) answer;
    assertThat(fault.policy()).isEqualTo("by-weekday");
    assertThat(fault.sku()).isEqualTo(Sku.of("mug"));
    assertThat(fault.channel()).isEqualTo(channel);
    assertThat(fault.problem()).contains(problem);
    return fault;
  }

  /** A policy that answers two limits and shares whatever it is asked. */
  private static AllocationPolicy numbers(long limit, long share, long secondLimit, long secondShare) {
    return request -> new Allocation(List.of(
        new Share(limit, share, List.of()), new Share(secondLimit, secondShare, List.of())));
  }
}
