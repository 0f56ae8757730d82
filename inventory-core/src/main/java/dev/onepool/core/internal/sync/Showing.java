package dev.onepool.core.internal.sync;

import dev.onepool.Guarantee;
import dev.onepool.core.internal.ledger.Demand;
import dev.onepool.core.internal.ledger.PoolKey;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How many units of a pool each listing shows where several may show the same ones, and on what grounds. Pure.
 *
 * @param shown in units of the pool, for each planned listing
 * @param buyers how many channels are reckoned with as selling at once; as many as there are while the loop is not known
 * @param buffer units that are held back for what comes in unseen
 * @param unseen order lines that the buffer reckons with on average: of all channels, of each in its own loop (see
 *     {@link UnseenLines}); 0 where it is not made of that
 * @param chance how likely more than that comes in; 1 where nothing is promised
 * @param loop how long a sale may stay unknown; null while that is not known
 * @param hidden what may have sold where orders cannot be read
 * @param deficit units by which what is on show now breaks the promise; 0 while it keeps it
 * @param raiseInSteps whether a small raise is not worth a call
 */
record Showing(long[] shown, int buyers, long buffer, double unseen, double chance, @Nullable Duration loop, Hidden hidden,
    long deficit, boolean raiseInSteps) {

  /** How much of the chance goes to more buyers than reckoned with; the rest to their taking more than the buffer. */
  private static final double FOR_BUYERS = 0.9;

  /** How much of the chance goes to more being hidden than reckoned with, where orders cannot be read. */
  private static final double FOR_HIDDEN = 0.5;

  /** What is left beside some large lines is not shown to this part: until so much is sold, nobody need be lowered. */
  private static final long SLACK = 16;

  private static final long MANY_LINES = 8;
  private static final double LARGE = 0.9;

  long shown(int index) {
    return shown[index];
  }

  /** Returns whether a number below the target may stay as it is: where all show the same, it is made the same. */
  boolean safeAsItIs() {
    return raiseInSteps && deficit == 0;
  }

  /** Returns by how much a listing's number may be above what it is to show, because it has lowered it itself. */
  long own(int index) {
    return hidden.own()[index];
  }

  static Showing of(
      Guarantee guarantee, PlanView view, PoolKey key, long units, List<PlanView.Offer> planned, List<Long> lines) {
    if (guarantee instanceof Guarantee.Mirror mirror) {
      long buffer = mirror.buffer().units();
      return new Showing(everywhere(Math.max(0, units - buffer), planned.size()), 1, buffer, 0, 1, Duration.ZERO,
          Hidden.nothing(planned.size()), 0, false);
    }
    double epsilon = guarantee instanceof Guarantee.Buffered buffered ? buffered.epsilon() : ((Guarantee.Auto) guarantee).epsilon();
    Hidden hidden = Hidden.of(view, key, planned, lines, epsilon * FOR_HIDDEN).within(units);
    Rest rest = new Rest(view, key, Math.max(0, units - hidden.sum()), planned, lines, hidden);
    if (!planned.stream().allMatch(offer -> offer.loop() != null)) {
      // Nothing can be said about what comes in unseen: everybody may sell all that it shows.
      return rest.shared(planned.size(), rest.units, 0, null);
    }
    Duration loop = Objects.requireNonNull(LoopWatch.worst(planned.stream().map(PlanView.Offer::loop).toList()));
    double left = hidden.uncertain() ? epsilon * (1 - FOR_HIDDEN) : epsilon;
    return guarantee instanceof Guarantee.Buffered ? rest.buffered(left, loop) : rest.auto(left, loop);
  }

  /** What is left to show when that is taken off which may have been sold where orders cannot be read. */
  private record Rest(PlanView view, PoolKey key, long units, List<PlanView.Offer> planned, List<Long> lines, Hidden hidden) {

    Showing auto(double epsilon, Duration loop) {
      double linesPerDay = 0;
      for (PlanView.Offer offer : planned) {
        linesPerDay += offer.account().demand().linesPerDayAt(view.now());
      }
      LoopDemand others = view.clustering().of(LoopWatch.expected(linesPerDay, loop));
      int buyers = others.buyers(epsilon * FOR_BUYERS, planned.size());
      long buffer = buyers == 1 ? 0 : Math.min(units, others.units(epsilon * (1 - FOR_BUYERS), lines));
      return shared(buyers, buffer, epsilon, loop);
    }

    Showing buffered(double epsilon, Duration loop) {
      double unseen = 0;
      for (PlanView.Offer offer : planned) {
        unseen += LoopWatch.expected(offer.account().demand().linesPerDayAt(view.now()), Objects.requireNonNull(offer.loop()));
      }
      long buffer = Math.min(units, view.clustering().unseen(unseen).units(epsilon, lines));
      long tooMuch = Math.max(0, largest() - (units - buffer));
      return new Showing(everywhere(units - buffer, planned.size()), planned.size(), buffer, unseen, epsilon, loop, hidden,
          tooMuch, false);
    }

    Showing shared(int buyers, long buffer, double chance, @Nullable Duration loop) {
      long plenty = units - MANY_LINES * Demand.quantile(lines, LARGE);
      long slack = buyers == 1 || plenty <= 0 ? 0 : plenty / SLACK;
      double[] demand = planned.stream().mapToDouble(
          offer -> offer.account().demand().unitsPerDayAt(view.now()) * Targets.units(offer.account(), key)).toArray();
      long[] shown = Sharing.show(units - slack, demand, lines, buyers, buffer);
      long[] now = new long[planned.size()];
      for (int i = 0; i < now.length; i++) {
        now[i] = onShow(i);
      }
      long tooMuch = Sharing.atOnce(now, buyers) - units;
      boolean safe = tooMuch <= 0 || largest() <= units - buffer;
      return new Showing(shown, buyers, buffer, 0, chance, loop, hidden, safe ? 0 : tooMuch, true);
    }

    private long largest() {
      long largest = 0;
      for (int i = 0; i < planned.size(); i++) {
        largest = Math.max(largest, onShow(i));
      }
      return largest;
    }

    private long onShow(int index) {
      PlanView.Offer offer = planned.get(index);
      return Math.max(0, Math.max(0, offer.shown()) * Targets.units(offer.account(), key) - hidden.own()[index]);
    }
  }

  private static long[] everywhere(long units, int listings) {
    long[] shown = new long[listings];
    java.util.Arrays.fill(shown, units);
    return shown;
  }
}
