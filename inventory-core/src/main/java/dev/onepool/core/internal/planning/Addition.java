package dev.onepool.core.internal.planning;

import static dev.onepool.core.internal.planning.Problems.number;
import static dev.onepool.core.internal.planning.Problems.percent;

import dev.onepool.ChannelId;
import dev.onepool.planning.ChannelAdvice.Judged;
import dev.onepool.planning.ChannelAdvice.Verdict;
import dev.onepool.planning.ChannelOutlook;
import dev.onepool.planning.ChannelQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One channel beside others that share the pool with it. Money by the day:
 *
 * <pre>
 * gain = new demand * fill * r_new - cannibalised * (r_old - r_new)^+ - F
 *        - h * Z * (sqrt(sigma^2 + sigma_new^2) - sigma) - (E[O](with) - E[O](without)) * stock-outs * c_u
 * </pre>
 *
 * <p>This project's own derivation. {@code r} are margins for a unit; new demand is the part of the channel's units that is not
 * cannibalised; the deviations are those of demand over the lead time; {@code E[O]} is the bound of {@link Formulas#oversold},
 * with the slowest loop of all.
 */
final class Addition {

  private static final double MINUTES_PER_DAY = 1440;
  private static final double UNKNOWN_LOOP_MINUTES = 60;

  /** The service of the others may fall by so much without anybody noticing. */
  private static final double NOTICED = 0.01;

  private static final double VOLATILE = 1;
  private static final int BISECTIONS = 60;
  private static final double MOST_UNITS_PER_DAY = 1e7;

  private final ChannelQuestion question;
  private final List<ChannelOutlook> others;
  private final ChannelOutlook added;
  private final double days;

  Addition(ChannelQuestion question, List<ChannelOutlook> others, ChannelOutlook added) {
    this.question = question;
    this.others = List.copyOf(others);
    this.added = added;
    days = question.leadTimeDays();
  }

  /** What it comes to at some demand. */
  private record Money(double incremental, double cannibalisation, double safetyStock, double oversell, double gain, double fill) {}

  Judged judge(boolean inUse) {
    Money money = at(perDay(added));
    Double breakEven = breakEven();
    double addedStock = addedSafetyStock(perDay(added));
    SortedMap<ChannelId, Double> before = new TreeMap<>();
    SortedMap<ChannelId, Double> after = new TreeMap<>();
    for (ChannelOutlook other : others) {
      before.put(other.channel(), service(other, 0, 0));
      after.put(other.channel(), service(other, newPerDay(perDay(added)), variance(added)));
    }
    double volatility = perDay(added) > 0 ? Math.sqrt(variance(added)) / perDay(added) : 0;
    Verdict verdict = verdict(inUse, money, before, after);
    return new Judged(added.channel(), verdict, margin(added), money.incremental, money.cannibalisation, added.fixedPerDay(),
        money.safetyStock, money.oversell, money.gain, breakEven, money.fill, addedStock, before, after, volatility,
        why(verdict, money, breakEven, addedStock, before, after, volatility));
  }

  private Verdict verdict(boolean inUse, Money money, SortedMap<ChannelId, Double> before, SortedMap<ChannelId, Double> after) {
    if (inUse) {
      return money.gain > 0 ? Verdict.KEEP : Verdict.DROP;
    }
    if (money.gain <= 0) {
      return Verdict.LEAVE;
    }
    boolean thin = before.keySet().stream().anyMatch(other ->
        after.get(other) < question.service() && before.get(other) - after.get(other) > NOTICED);
    boolean unserved = service(added, others.isEmpty() ? 0 : newPerDay(perDay(added)), variance(added)) < question.service();
    return thin || unserved ? Verdict.STOCK_FIRST : Verdict.ADD;
  }

  private Money at(double perDay) {
    double share = cannibalised();
    double fill = fill(perDay);
    double incremental = (1 - share) * perDay * fill * margin(added);
    double lost = share * perDay * fill * Math.max(0, marginOfOthers() - margin(added));
    double stock = holding() * addedSafetyStock(perDay);
    double oversell = addedOversell(perDay);
    double gain = incremental - lost - added.fixedPerDay() - stock - oversell;
    return new Money(incremental, lost, stock, oversell, gain, fill);
  }

  /** Returns the demand at which nothing is left; null where even a thousand times the outlook, or ten million a day, is a loss. */
  private @Nullable Double breakEven() {
    double high = Math.min(MOST_UNITS_PER_DAY, Math.max(1, 1000 * perDay(added)));
    if (at(0).gain > 0) {
      return 0.0;
    }
    double enough = firstGain(high);
    if (enough < 0) {
      return null;
    }
    double low = enough / 2;
    double top = enough;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + top) / 2;
      boolean gains = at(middle).gain >= 0;
      low = gains ? low : middle;
      top = gains ? middle : top;
    }
    return top;
  }

  /** Gain rises with demand, and may fall again where stock runs out; the first rise counts. Returns -1 for none. */
  private double firstGain(double most) {
    for (double perDay = 1e-4; perDay <= most; perDay *= 2) {
      if (at(perDay).gain >= 0) {
        return perDay;
      }
    }
    return -1;
  }

  private double addedSafetyStock(double perDay) {
    double without = Math.sqrt(days * othersVariance());
    double with = Math.sqrt(days * (othersVariance() + varianceAt(perDay)));
    return Formulas.z(question.service()) * (with - without);
  }

  private double addedOversell(double perDay) {
    Double cost = question.oversellCost();
    if (question.rights() || cost == null) {
      return 0;
    }
    Double given = question.stockOutsPerDay();
    double stockOuts = given == null ? 1 / days : given;
    double without = Formulas.oversold(othersPerDay() * othersLoop() / MINUTES_PER_DAY, question.buffered());
    double with = Formulas.oversold((othersPerDay() + newPerDay(perDay)) * Math.max(othersLoop(), loop(added)) / MINUTES_PER_DAY,
        question.buffered());
    return (with - without) * stockOuts * cost;
  }

  /** Returns the share of the channel's demand that the pool, and what of it is within reach, serves over a lead time. */
  private double fill(double perDay) {
    double mean = days * (othersPerDay() + newPerDay(perDay));
    double pool = Formulas.fill(question.available(), mean, Math.sqrt(days * (othersVariance() + varianceAt(perDay))));
    Long reachable = added.stockReachable();
    if (reachable == null) {
      return pool;
    }
    return Math.min(pool, Formulas.fill(reachable, days * perDay, Math.sqrt(days * varianceAt(perDay))));
  }

  /** Returns the probability that the pool lasts a lead time with so much more demand, and what one channel reaches lasts for it. */
  private double service(ChannelOutlook channel, double morePerDay, double moreVariance) {
    double pool = Formulas.lasts(question.available(), days * (othersPerDay() + morePerDay),
        Math.sqrt(days * (othersVariance() + moreVariance)));
    Long reachable = channel.stockReachable();
    return reachable == null ? pool
        : Math.min(pool, Formulas.lasts(reachable, days * perDay(channel), Math.sqrt(days * variance(channel))));
  }

  private double newPerDay(double perDay) {
    return (1 - cannibalised()) * perDay;
  }

  private double cannibalised() {
    Double share = added.cannibalised();
    return share == null || others.isEmpty() ? 0 : share;
  }

  private double othersPerDay() {
    return others.stream().mapToDouble(Addition::perDay).sum();
  }

  private double othersVariance() {
    return others.stream().mapToDouble(Addition::variance).sum();
  }

  private double othersLoop() {
    return others.stream().mapToDouble(Addition::loop).max().orElse(0);
  }

  /** Returns the mean margin of the others, by what they sell. */
  private double marginOfOthers() {
    double sold = othersPerDay();
    return sold == 0 ? 0 : others.stream().mapToDouble(other -> perDay(other) * margin(other)).sum() / sold;
  }

  private double holding() {
    Double cost = question.holdingPerUnitDay();
    return cost == null ? 0 : cost;
  }

  private static double perDay(ChannelOutlook outlook) {
    return known(outlook.unitsPerDay());
  }

  private static double variance(ChannelOutlook outlook) {
    Double deviation = outlook.deviationPerDay();
    return deviation == null ? perDay(outlook) : deviation * deviation;
  }

  /** Days of another demand differ by the same part of their mean. */
  private double varianceAt(double perDay) {
    if (added.deviationPerDay() == null || perDay(added) == 0) {
      return perDay;
    }
    double factor = perDay / perDay(added);
    return variance(added) * factor * factor;
  }

  private static double loop(ChannelOutlook outlook) {
    Double minutes = outlook.loopMinutes();
    return minutes == null ? UNKNOWN_LOOP_MINUTES : minutes;
  }

  /** Returns what a unit earns: price less purchase, fees, fulfilment, returns and advertising; money. */
  static double margin(ChannelOutlook outlook) {
    double price = known(outlook.price());
    return price - known(outlook.unitCost()) - price * outlook.feeShare() - outlook.feePerUnit() - known(outlook.fulfilmentPerUnit())
        - outlook.otherPerUnit();
  }

  /** What must be known was checked to be. */
  static double known(@Nullable Double value) {
    return value == null ? 0 : value;
  }

  private List<String> why(Verdict verdict, Money money, @Nullable Double breakEven, double addedStock,
      SortedMap<ChannelId, Double> before, SortedMap<ChannelId, Double> after, double volatility) {
    List<String> why = new ArrayList<>();
    why.add(verdict + ": gains " + number(money.gain) + " a day: " + number(money.incremental) + " on new demand at "
        + number(margin(added)) + " a unit, less " + number(money.cannibalisation) + " for cannibalised sales, "
        + number(added.fixedPerDay()) + " fixed, " + number(money.safetyStock) + " for " + number(addedStock)
        + " units of added safety stock and " + number(money.oversell) + " for added oversells");
    why.add(breakEven == null ? "no demand makes it pay" : "it pays from " + number(breakEven) + " units a day on; the outlook is "
        + number(perDay(added)));
    why.add("stock serves " + percent(money.fill) + " of its demand over a lead time"
        + (added.stockReachable() == null ? "" : "; " + added.stockReachable() + " units are within its reach"));
    if (!others.isEmpty()) {
      ChannelId first = before.firstKey();
      why.add("the pool lasts a lead time for " + first + " with " + percent(before.get(first)) + " without it and "
          + percent(after.get(first)) + " with it");
    }
    if (volatility > VOLATILE) {
      why.add("its days differ by " + percent(volatility) + " of their mean, which is volatile");
    }
    if (!question.rights() && loop(added) > othersLoop() && !others.isEmpty()) {
      why.add("its loop of " + number(loop(added)) + " minutes becomes the slowest and adds to everybody's oversells; under RIGHTS it would not");
    }
    return why;
  }
}
