package dev.onepool.core;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.AllocationPolicies;
import dev.onepool.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A policy that is named, not made here. */
class PolicyByIdTest {

  @Test
  void build_policyThatNobodyProvides_isRefusedByName() {
    assertThatThrownBy(() -> Onepool.builder().policy("fairest", Map.of()).build())
        .isInstanceOf(ConfigurationException.class).hasMessageContaining("fairest");
  }

  @Test
  void build_twoPolicies_isRefused() {
    assertThatThrownBy(() -> Onepool.builder().policy(AllocationPolicies.sharedPool()).policy("fairest", Map.of()).build())
        .isInstanceOf(IllegalStateException.class).hasMessageContaining("choose one policy");
  }

  @Test
  void policy_namedTwice_isRefused() {
    assertThatThrownBy(() -> Onepool.builder().policy("one", Map.of()).policy("other", Map.of()))
        .isInstanceOf(IllegalStateException.class);
  }
}
