package dev.onepool.core.internal.sync;

import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.PoolKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * What may have sold on channels whose orders cannot be read, beyond what a usual loop hides anyway. Pure.
 *
 * <p>Nobody knows of those sales, so the stock that is known is too high by them, and all others must show less. There are never
 * more than the listing may take by its attempts; and seldom more than the demand it had when its orders were last known gives.
 * Demand has its hours: a mean rate gives too little for the busy ones, but in them no more than half a day's comes in. How many
 * lines come is not known any better, so each further one is as likely as the one before. In a real shop (UCI Online Retail,
 * customers hashed to five channels, hours before 30,000 sales on the others) 2.45 times the mean rate came in within an hour, 1.9
 * times within four and less than the rate within a day or more; and more than the units reckoned with here for chances of 0.1,
 * 0.025 and 0.005 in at most 0.041, 0.013 and 0.0045 of the cases, for half an hour up to four days.
 *
 * <p>The listing itself has lowered its own number by what it sold. To lower it once more would only put it back on sale: so as
 * long as nothing was written since its orders were known, it may show as much more as may be hidden.
 *
 * @param units of the pool, for each listing
 * @param own by how much each listing itself may show more than the others, in units of the pool
 * @param uncertain whether they may be exceeded
 */
record Hidden(long[] units, long[] own, boolean uncertain) {

  private static final double BUSY = 2.5;
  private static final double BUSY_DAYS = 0.5;

  /** What is less likely is not told apart. */
  private static final double LEAST = 1e-6;

  /** Returns that nothing is hidden, of so many listings. */
  static Hidden nothing(int listings) {
    return new Hidden(new long[listings], new long[listings], false);
  }

  /**
   * Returns what may be hidden, so that more is no likelier than the chance.
   *
   * @param lines units of recent lines of all channels
   */
  static Hidden of(PlanView view, PoolKey key, List<PlanView.Offer> offers, Collection<Long> lines, double chance) {
    int blind = 0;
    for (PlanView.Offer offer : offers) {
      blind += mayHide(offer) ? 1 : 0;
    }
    if (blind == 0) {
      return nothing(offers.size());
    }
    long[] units = new long[offers.size()];
    long[] own = new long[offers.size()];
    boolean uncertain = false;
    for (int i = 0; i < units.length; i++) {
      PlanView.Offer offer = offers.get(i);
      if (mayHide(offer)) {
        ListingAccount account = offer.account();
        long most = Math.multiplyExact(account.exposure(), Targets.units(account, key));
        units[i] = units(demanded(offer, view), lines, chance / blind, most);
        own[i] = account.attempts().size() == 1 ? units[i] : 0;
        uncertain |= units[i] < most;
      }
    }
    return new Hidden(units, own, uncertain);
  }

  /** Returns the same where there are no more units than these: no listing may show more than all. */
  Hidden within(long all) {
    long over = Math.max(0, sum() - all);
    return over == 0 ? this : new Hidden(units, Arrays.stream(own).map(one -> Math.max(0, one - over)).toArray(), uncertain);
  }

  private static boolean mayHide(PlanView.Offer offer) {
    return !offer.hidden().isZero() && offer.account().exposure() > 0;
  }

  /** Returns how many lines to expect on average in hours that may be busy ones. */
  private static double demanded(PlanView.Offer offer, PlanView view) {
    Duration hidden = offer.hidden();
    double days = LoopWatch.expected(1, hidden);
    double busiest = Math.max(days, Math.min(BUSY * days, BUSY_DAYS));
    return busiest * offer.account().demand().linesPerWatchedDayAt(view.now().minus(hidden));
  }

  private static long units(double mean, Collection<Long> sizes, double chance, long most) {
    if (!(mean > 0)) {
      return 0;
    }
    double another = Math.min(1, mean);
    double again = mean / (1 + mean);
    int fewest = (int) Math.ceil(Math.log(chance / another) / Math.log(again));
    long smallest = sizes.stream().mapToLong(Long::longValue).min().orElse(1);
    if (fewest > LineLaw.MOST_LINES || fewest * smallest >= most) {
      return most;
    }
    return Math.min(most, law(another, again).units(chance, sizes));
  }

  private static LineLaw law(double another, double again) {
    int most = (int) Math.min(LineLaw.MOST_LINES, Math.ceil(1 + Math.log(LEAST / another) / Math.log(again)));
    double[] chances = new double[most + 1];
    chances[0] = 1 - another;
    double more = another;
    for (int lines = 1; lines <= most; lines++) {
      chances[lines] = more * (1 - again);
      more *= again;
    }
    return new LineLaw(chances);
  }

  /** Returns the units of all together. */
  long sum() {
    long sum = 0;
    for (long one : units) {
      sum = Math.addExact(sum, one);
    }
    return sum;
  }
}
