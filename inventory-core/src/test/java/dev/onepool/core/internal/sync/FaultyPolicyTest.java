package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.Allocation;
import dev.onepool.AllocationPolicies;
import dev.onepool.AllocationPolicy;
import dev.onepool.Guarantee;
import dev.onepool.Sku;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A policy that does what it may not. */
class FaultyPolicyTest {

  private static final Sku BAD = Sku.of("bad");

  private final Views views = new Views();

  /** Throws for one SKU, and is right for others. */
  private static Allocation partlyBroken(dev.onepool.AllocationRequest request) {
    if (request.sku().equals(BAD)) {
      throw new IllegalStateException("no idea");
    }
    return AllocationPolicies.sharedPool().allocate(request);
  }

  private Planner.Plan plan(AllocationPolicy policy, Guarantee guarantee) {
    return new Planner(policy, guarantee).plan(views.view());
  }

  private void two(long badShows) {
    views.pool("bad", 10).listing("b").shows(badShows).of("bad", 1).add();
    views.pool("good", 10).listing("g").shows(0).of("good", 1).add();
  }

  @Test
  void plan_policyThrowsForOneSku_keepsItsNumberAndPlansTheOthers() {
    two(1);
    assertThat(plan(FaultyPolicyTest::partlyBroken, Guarantee.rights()).writes()).singleElement()
        .matches(write -> write.account().components().get(0).sku().equals(Sku.of("good")));
  }

  @Test
  void plan_policyThrows_namesPolicyAndSku() {
    two(1);
    assertThat(plan(FaultyPolicyTest::partlyBroken, Guarantee.rights()).faults()).singleElement().asString()
        .contains("bad", "no idea", "last safe plan");
  }

  @Test
  void plan_policyThrowsWhileTooMuchIsOnOffer_stillTakesItBack() {
    two(15);
    assertThat(plan(FaultyPolicyTest::partlyBroken, Guarantee.rights()).writes())
        .anyMatch(write -> write.account().components().get(0).sku().equals(BAD) && write.value() == 0);
  }

  @Test
  void plan_policySharesMoreThanThereIs_isNotBelieved() {
    two(1);
    AllocationPolicy greedy = request -> new Allocation(request.listings().stream()
        .map(listing -> new Allocation.Share(99, 99, List.<Allocation.Reason>of())).toList());
    Planner.Plan plan = plan(greedy, Guarantee.rights());
    assertThat(plan.writes()).isEmpty();
    assertThat(plan.faults()).hasSize(2);
  }

  @Test
  void plan_soundPolicy_hasNoFaults() {
    two(1);
    assertThat(plan(AllocationPolicies.sharedPool(), Guarantee.auto(0.01)).faults()).isEmpty();
  }
}
