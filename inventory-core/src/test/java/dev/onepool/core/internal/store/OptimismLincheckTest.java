package dev.onepool.core.internal.store;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/** Whatever threads report at once, guessing is never left out for longer than it may be. */
public class OptimismLincheckTest {

  private static final int LONGEST = 64;

  private final Optimism optimism = new Optimism();

  @Operation
  public void guessRight() {
    if (optimism.worthATry()) {
      optimism.succeeded();
    }
  }

  @Operation
  public void guessWrong() {
    if (optimism.worthATry()) {
      optimism.failed();
    }
  }

  /** Asks until it is worth a try. */
  @Validate
  public void comesBack() {
    int left = 0;
    while (left <= LONGEST && !optimism.worthATry()) {
      left++;
    }
    require(left <= LONGEST, left);
    for (int i = 0; i < 10; i++) {
      optimism.failed();
    }
    left = 0;
    while (left <= LONGEST && !optimism.worthATry()) {
      left++;
    }
    require(left == LONGEST, left);
  }

  /** Checks by hand: a library would be watched like the code under test. */
  private static void require(boolean right, int left) {
    if (!right) {
      throw new AssertionError("left out " + left + " times");
    }
  }

  /** Answers are exact only to a transaction or two, so there is nothing for an operation to return. */
  @Test
  void guessing_comesBack() {
    new ModelCheckingOptions().iterations(10).threads(3).actorsPerThread(3).invocationsPerIteration(300)
        .minimizeFailedScenario(false).check(OptimismLincheckTest.class);
  }
}
