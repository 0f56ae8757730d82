package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.Explanation;
import dev.onepool.Guarantee;
import dev.onepool.GuaranteeStatus;
import dev.onepool.Sku;
import org.junit.jupiter.api.Test;

/** What is said of a guarantee with a number. */
class ExplainAutoTest extends SyncHarness {

  @Override
  Guarantee promised() {
    return Guarantee.auto(0.01);
  }

  private Explanation explained() {
    stocked("A", 10);
    live(MARKET, SHOP);
    inventory.sync();
    return inventory.explain(Sku.of("A"), SHOP);
  }

  @Test
  void explain_nothingMeasuredYet_saysThatUnitsAreDivided() {
    assertThat(explained().guarantee().assumptions()).anyMatch(assumption -> assumption.contains("not measured yet"));
  }

  @Test
  void explain_auto_namesItsNumber() {
    assertThat(explained().toString()).contains("AUTO (oversold with a chance of at most 0.01 when it sells out)");
  }

  @Test
  void explain_auto_namesHowManyMaySellAtOnce() {
    assertThat(explained().listings().get(0).reasons())
        .anyMatch(reason -> reason.rule().equals("channels that may sell at once") && reason.units() == 2);
  }

  @Test
  void explain_noMoreOnShowThanThereIs_holds() {
    assertThat(explained().guarantee().state()).isEqualTo(GuaranteeStatus.State.HOLDS);
  }
}
