package dev.onepool.benchmarks.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BalanceCheckTest {

  private static final Totals BEFORE = new Totals(1_000, 0, 0, 0, 0, 0, 0);

  private final Request first = new Request("first", List.of("a", "b", "c"));
  private final Request second = new Request("second", List.of("a", "b", "c"));
  private final long prints = Request.fingerprint("first") + Request.fingerprint("second");
  private final Tally tally = new Tally();

  @Test
  void findings_whereEverythingIsThere_isEmpty() {
    assertThat(check(new Totals(994, 2, 6, 6, prints, 3 * prints, 0))).isEmpty();
  }

  @Test
  void findings_whereAnEffectIsLost_namesIt() {
    long left = Request.fingerprint("first");

    assertThat(check(new Totals(997, 1, 3, 3, left, 3 * left, 0)))
        .contains("granted 2 (0 unknown), but there are 1 effects");
  }

  @Test
  void findings_whereAnEntryIsLost_namesIt() {
    assertThat(check(new Totals(994, 2, 5, 5, prints, 2 * prints, 0)))
        .contains("2 effects of 3 lines have 5 entries", "entries hold 5 units, but 6 left the balances");
  }

  @Test
  void findings_whereTheBalanceWasNotTouched_namesIt() {
    assertThat(check(new Totals(1_000, 2, 6, 6, prints, 3 * prints, 0)))
        .containsExactly("entries hold 6 units, but 0 left the balances");
  }

  @Test
  void findings_whereOtherKeysWereWritten_namesIt() {
    assertThat(check(new Totals(994, 2, 6, 6, prints + 1, 3 * prints + 3, 0)))
        .containsExactly("the effects' keys are not the keys that were granted");
  }

  @Test
  void findings_whereASkuLostAnothersUnits_namesIt() {
    assertThat(check(new Totals(994, 2, 6, 6, prints, 3 * prints, 2)))
        .containsExactly("2 SKUs have other units than their entries say");
  }

  @Test
  void findings_whereAnUnansweredRequestTookEffect_isEmpty() {
    long three = prints + Request.fingerprint("third");
    tally.failed(1);

    assertThat(check(new Totals(991, 3, 9, 9, three, 3 * three, 0))).isEmpty();
  }

  @Test
  void findings_whereMoreTookEffectThanWereAsked_namesIt() {
    long four = prints + Request.fingerprint("third") + Request.fingerprint("fourth");
    tally.failed(1);

    assertThat(check(new Totals(988, 4, 12, 12, four, 3 * four, 0)))
        .containsExactly("granted 2 (1 unknown), but there are 4 effects");
  }

  private List<String> check(Totals after) {
    tally.granted(first);
    tally.granted(second);
    return BalanceCheck.findings(BEFORE, after, tally, 3);
  }
}
