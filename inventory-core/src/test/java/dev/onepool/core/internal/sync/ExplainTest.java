package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.Allocation;
import dev.onepool.Explanation;
import dev.onepool.Sku;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why a channel shows what it shows. */
class ExplainTest extends SyncHarness {

  private Explanation explanation;
  private Explanation.Offer offer;

  @BeforeEach
  void explain() {
    stocked("A", 10);
    live(MARKET, SHOP);
    inventory.sync();
    explanation = inventory.explain(Sku.of("A"), SHOP);
    offer = explanation.listings().get(0);
  }

  @Test
  void explain_exposure_isTheSumOfItsAttempts() {
    assertThat(offer.exposure()).isEqualTo(offer.attempts().stream().mapToLong(Explanation.Attempt::charge).sum());
  }

  @Test
  void explain_others_nameWhatTheyMayStillTake() {
    assertThat(explanation.others()).containsExactly(new Explanation.Other(MARKET, exposure(MARKET, "A")));
  }

  @Test
  void explain_share_isAtMostTheLimit() {
    assertThat(offer.share()).isBetween(1L, offer.limit());
  }

  @Test
  void explain_text_namesStock() {
    assertThat(explanation.toString()).contains("A on shop (live)", "10 on hand - 0 reserved - 0 safety stock = 10 to offer");
  }

  @Test
  void explain_text_namesTheNumbersOfTheListing() {
    assertThat(explanation.toString()).contains(
        "listing s-A may still take " + offer.exposure() + "; it should be " + offer.target(),
        "limit " + offer.limit() + ", share " + offer.share());
  }

  @Test
  void explain_text_namesEveryReason() {
    assertThat(explanation.toString()).contains(
        offer.reasons().stream().map(Allocation.Reason::toString).toArray(String[]::new));
  }

  @Test
  void explain_text_namesEveryWrite() {
    assertThat(explanation.toString()).contains(offer.attempts().stream()
        .map(attempt -> "write #" + attempt.sequence() + " of " + attempt.value() + ": " + attempt.state())
        .toArray(String[]::new));
  }

  @Test
  void explain_text_namesTheOthers() {
    assertThat(explanation.toString()).contains("others may still take: market " + exposure(MARKET, "A"));
  }

  @Test
  void explain_text_namesEveryAssumption() {
    assertThat(explanation.toString()).contains(explanation.guarantee().assumptions().toArray(String[]::new));
  }

  @Test
  void explain_assumptions_nameTheVisibilityDelay() {
    assertThat(explanation.guarantee().assumptions()).anyMatch(text -> text.contains("PT10M"));
  }

  @Test
  void explain_skuThatIsNotListed_saysSo() {
    assertThat(inventory.explain(Sku.of("B"), SHOP).toString()).contains("not listed on this channel");
  }
}
