package dev.onepool.testkit.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.onepool.Allocation;
import dev.onepool.Allocation.Share;
import dev.onepool.AllocationPolicies;
import dev.onepool.AllocationPolicy;
import dev.onepool.AllocationRequest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Tries the contract itself: on a good policy, and on one bad policy for each rule. */
class AllocationPolicyContractTest {

  private static final AllocationPolicy POOL = AllocationPolicies.sharedPool();
  private static AllocationPolicy candidate = POOL;

  /** What an author would write; not found by itself. */
  static class Candidate extends AllocationPolicyContract {
    @Override
    protected AllocationPolicy policy() {
      return candidate;
    }
  }

  static Stream<Arguments> planted() {
    AtomicLong calls = new AtomicLong();
    return Stream.of(
        planted("everyListing_isAnswered()",
            request -> new Allocation(POOL.allocate(request).shares().stream().limit(7).toList())),
        planted("shares_comeToTheUnitsAtMost()", request -> each(request, (share, all) -> share(all, all))),
        planted("shares_areWithinTheirLimits()",
            request -> each(request, (share, all) -> share(Math.max(0, share.share() - 1), share.share()))),
        planted("numbers_areNotNegative()", request -> each(request, (share, all) -> share(all, share.share() - 1))),
        planted("limits_areWithinTheUnits_unlessOversellingIsPermitted()",
            request -> each(request, (share, all) -> share(Math.max(1, all), share.share()))),
        planted("numbers_haveReasons()",
            request -> each(request, (share, all) -> new Share(all, share.share(), List.of()))),
        planted("sameRequest_isAnsweredTheSame_whateverWasAskedBetween()",
            request -> each(request, (share, all) -> share(all, share.share() * (calls.incrementAndGet() % 2)))),
        planted("unseenDemand_changesNothing_unlessThePolicySaysThatItNeedsIt()",
            request -> each(request, (share, all) -> share(request.unseen() == null ? all : share.share(), share.share()))),
        planted("otherThreads_areAnsweredTheSame()", AllocationPolicyContractTest::byThread),
        planted("noListings_areAnsweredWithNothing()", request -> request.listings().isEmpty()
            ? new Allocation(List.of(share(0, 0))) : POOL.allocate(request)),
        planted("noUnits_leaveEveryShareZero()", request -> request.units() > 0 ? POOL.allocate(request)
            : each(request, (share, all) -> share(1, 1))),
        planted("enormousUnits_areDividedWithoutOverflow()", request -> request.units() < Long.MAX_VALUE
            ? POOL.allocate(request) : each(request, (share, all) -> share(all, all))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("planted")
  void badPolicy_isFailedByName(String rule, AllocationPolicy bad) {
    assertThat(failed(bad)).contains(rule);
  }

  @Test
  void everyRule_hasItsBadPolicy() {
    Set<String> rules = new TreeSet<>(planted().map(planted -> (String) planted.get()[0]).toList());
    assertThat(failed(request -> {
      throw new IllegalStateException("planted");
    })).isEqualTo(rules);
  }

  @Test
  void goodPolicy_failsNoRule() {
    assertThat(failed(POOL)).isEmpty();
  }

  private static synchronized Set<String> failed(AllocationPolicy policy) {
    candidate = policy;
    Set<String> failed = new TreeSet<>();
    LauncherFactory.create().execute(
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(Candidate.class)).build(),
        new TestExecutionListener() {
          @Override
          public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() == TestExecutionResult.Status.FAILED) {
              failed.add(test.getDisplayName());
            }
          }
        });
    return failed;
  }

  private static Arguments planted(String rule, AllocationPolicy policy) {
    return Arguments.of(rule, policy);
  }

  private static Allocation byThread(AllocationRequest request) {
    boolean pooled = Thread.currentThread().getName().startsWith("ForkJoinPool")
        || Thread.currentThread().getName().startsWith("Thread-");
    return each(request, (share, all) -> share(all, pooled ? 0 : share.share()));
  }

  private static Allocation each(AllocationRequest request, BiFunction<Share, Long, Share> change) {
    return new Allocation(POOL.allocate(request).shares().stream()
        .map(share -> change.apply(share, request.units())).toList());
  }

  private static Share share(long limit, long share) {
    return new Share(limit, share, List.of(new Allocation.Reason("planted", 0)));
  }
}
