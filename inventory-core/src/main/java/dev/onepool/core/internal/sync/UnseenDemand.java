package dev.onepool.core.internal.sync;

import dev.onepool.AllocationRequest.Unseen;
import dev.onepool.Guarantee;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy is told of the demand that comes in unseen, for buffers that are measured or made by cost. Pure.
 *
 * <p>Lines are those of all channels, of each in its own loop (see {@link UnseenLines}); their number and their sizes are taken
 * for independent, so that the variance of the units is {@code E(N) Var(S) + Var(N) E(S)^2} (a compound sum; Ross, Introduction to
 * Probability Models, 3.4).
 */
final class UnseenDemand {

  /** What a buffer is made for where the guarantee names no chance. */
  private static final double USUAL_CHANCE = 0.01;

  private UnseenDemand() {}

  /**
   * Returns what was measured; null where nothing is, and under rights, where nothing has to be.
   *
   * @param units how many there are to offer: a buffer of more would be no other
   * @param lines units of lines that were seen, each as likely as the other
   */
  static @Nullable Unseen of(Guarantee guarantee, PlanView view, long units, List<PlanView.Offer> planned, List<Long> lines) {
    if (guarantee instanceof Guarantee.Rights) {
      return null;
    }
    double expected = 0;
    for (PlanView.Offer offer : planned) {
      Duration loop = offer.loop();
      if (loop == null) {
        return null;
      }
      expected += LoopWatch.expected(offer.account().demand().linesPerDayAt(view.now()), loop);
    }
    LineLaw law = view.clustering().unseen(expected);
    double size = lines.stream().mapToLong(Long::longValue).average().orElse(1);
    double spread = lines.stream().mapToDouble(line -> (line - size) * (line - size)).average().orElse(0);
    return new Unseen(law.mean() * size, law.mean() * spread + law.variance() * size * size,
        Math.min(units, law.units(chance(guarantee), lines)));
  }

  private static double chance(Guarantee guarantee) {
    return guarantee instanceof Guarantee.Buffered buffered ? buffered.epsilon()
        : guarantee instanceof Guarantee.Auto auto ? auto.epsilon() : USUAL_CHANCE;
  }
}
