package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.AllocationPolicies;
import dev.onepool.ChannelMode;
import dev.onepool.Guarantee;
import dev.onepool.Listing.Component;
import dev.onepool.QuantityOverride;
import dev.onepool.core.internal.ledger.Attempt.State;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.Pool;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** What holds for every plan under RIGHTS, whatever it is made from. */
class PlannerPropertiesTest {

  private static final String[] SKUS = {"A", "B", "C"};

  private static PlanView view(long seed) {
    Random random = new Random(seed);
    Views views = new Views();
    for (String sku : SKUS) {
      views.pool(sku, random.nextInt(30));
    }
    for (int i = random.nextInt(6); i >= 0; i--) {
      Views.Builder listing = views.listing("l" + i).shows(random.nextInt(3) * random.nextInt(8));
      if (random.nextInt(4) == 0) {
        listing.writing(random.nextInt(6), State.values()[random.nextInt(State.values().length)]);
      }
      if (random.nextInt(8) == 0) {
        listing.mode(ChannelMode.values()[random.nextInt(ChannelMode.values().length)]);
      }
      if (random.nextInt(10) == 0) {
        listing.unknown();
      }
      if (random.nextInt(10) == 0) {
        listing.stale();
      }
      if (random.nextInt(10) == 0) {
        listing.mustWait();
      }
      int first = random.nextInt(SKUS.length);
      listing.of(SKUS[first], 1 + random.nextInt(3));
      if (random.nextInt(3) == 0) {
        listing.of(SKUS[(first + 1) % SKUS.length], 1 + random.nextInt(3));
      }
      listing.add();
      if (random.nextInt(4) == 0) {
        views.override("l" + i, SKUS[first], QuantityOverride.Kind.values()[random.nextInt(2)], random.nextInt(40));
      }
    }
    return views.view();
  }

  private static Planner.Plan plan(PlanView view) {
    return new Planner(AllocationPolicies.sharedPool(), Guarantee.rights()).plan(view);
  }

  private static boolean restoring(PlanView view, ListingAccount account) {
    return account.components().stream().anyMatch(part -> view.pool(account.pool(part)).deficit() > 0);
  }

  @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
  void plan_valuesWritten_neverExceedWhatIsFree(@ForAll long seed) {
    PlanView view = view(seed);
    Planner.Plan plan = plan(view);
    for (Pool pool : view.pools().values()) {
      long written = 0;
      for (PlannedWrite write : plan.writes()) {
        for (Component part : write.account().components()) {
          boolean counts = part.sku().equals(pool.key().sku()) && !restoring(view, write.account());
          written += counts ? write.value() * part.units() : 0;
        }
      }
      assertThat(written).as("seed %d, %s", seed, pool).isLessThanOrEqualTo(Math.max(0, pool.uncommitted()));
    }
  }

  @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
  void plan_whereRightsAreBroken_onlyLowers(@ForAll long seed) {
    PlanView view = view(seed);
    for (PlannedWrite write : plan(view).writes()) {
      if (restoring(view, write.account()) && write.value() > 0) {
        assertThat(write.value()).as("seed %d, %s", seed, write).isLessThan(write.account().exposure());
      }
    }
  }

  @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
  void plan_whatWasSaid_isNotExceeded(@ForAll long seed) {
    PlanView view = view(seed);
    for (PlannedWrite write : plan(view).writes()) {
      for (Component part : write.account().components()) {
        QuantityOverride said = view.overrides().of(part.sku(), write.account().key().channel());
        if (said != null) {
          assertThat(write.value() * part.units()).as("seed %d, %s, %s", seed, said, write)
              .isLessThanOrEqualTo(said.units().units());
        }
      }
    }
  }

  @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
  void plan_eachListing_isWrittenAtMostOnce(@ForAll long seed) {
    assertThat(plan(view(seed)).writes()).as("seed %d", seed)
        .extracting(write -> write.account().key()).doesNotHaveDuplicates();
  }

  @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
  void plan_unitsPromisedTwice_areTakenBackByZeroes(@ForAll long seed) {
    assertThat(plan(view(seed)).writes()).as("seed %d", seed)
        .filteredOn(write -> write.overdrawn() > 0).allMatch(write -> write.value() == 0);
  }
}
