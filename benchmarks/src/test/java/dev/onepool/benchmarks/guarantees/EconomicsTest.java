package dev.onepool.benchmarks.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EconomicsTest {

  private static final Map<String, Object> RESULT = Economics.run();

  @Test
  void limits_areTheTextbooks() {
    assertThat(RESULT.get("limits"))
        .hasToString("{site=60, tiktok=44, walmart=33, amazon=21, ebay=0}");
  }

  @Test
  void margin_isATenthAboveFirstComeFirstServed() {
    assertThat((double) RESULT.get("gain")).isGreaterThanOrEqualTo(0.10);
  }

  @Test
  void margin_staysBelowPerfectForesight() {
    assertThat((double) RESULT.get("margin_by_policy")).isLessThan((double) RESULT.get("margin_at_best"));
  }

  @Test
  void nothing_isOversold() {
    assertThat(RESULT.get("oversold")).isEqualTo(0L);
  }

  @Test
  void sameSeed_sameNumbers() {
    assertThat(Economics.run()).isEqualTo(RESULT);
  }
}
