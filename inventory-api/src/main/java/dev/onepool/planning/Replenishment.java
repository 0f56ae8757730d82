package dev.onepool.planning;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What replenishing a SKU depends on. Start with {@link #of} and change what differs from the defaults; nothing is checked before
 * {@link Planning#replenish} names all that is wrong together.
 *
 * @param forecast demand over all channels
 * @param stock what the seller has of it, anywhere
 * @param leadTimeDays mean time from ordering until units can be sold, days; 14 by default, which is reported as assumed
 * @param leadTimeDeviationDays the standard deviation of that, days; 0 by default
 * @param reviewDays days from one chance to order to the next; 7 by default
 * @param coverDays days of mean demand that an order brings beyond the reorder point; 0 by default: as little as possible, as
 *     often as possible
 * @param target what is promised to customers; 95 % of cycles without a stock-out by default
 * @param method how safety stock is found; by resampling by default
 * @param packSize units that are ordered together; 1 by default
 * @param minimumOrder the fewest units of an order; 0 by default
 * @param unitCost what a unit costs to buy, money; null where not known: then no budget can be kept
 */
public record Replenishment(
    Forecast forecast,
    Stock stock,
    @Nullable Double leadTimeDays,
    double leadTimeDeviationDays,
    double reviewDays,
    double coverDays,
    Target target,
    Method method,
    long packSize,
    long minimumOrder,
    @Nullable Double unitCost) {

  /** The lead time that is assumed where none is given, days. */
  public static final double ASSUMED_LEAD_TIME_DAYS = 14;

  /**
   * Units of the SKU over all locations.
   *
   * @param available on hand and not promised to anybody, units
   * @param incoming on their way, units
   * @param shortfall promised and not there, units
   */
  public record Stock(long available, long incoming, long shortfall) {

    /** Returns what is there and on its way, less what is owed: what an order is measured against. */
    public long position() {
      return Math.subtractExact(Math.addExact(available, incoming), shortfall);
    }
  }

  /**
   * What is promised.
   *
   * @param kind of what
   * @param share of it, strictly between 0 and 1
   */
  public record Target(Kind kind, double share) {

    /** What is promised a share of. They are different things: 95 % of cycles may be 99 % of units. */
    public enum Kind {
      /** Cycles, from one receipt to the next, in which nothing runs out. */
      CYCLE_SERVICE,
      /** Units that are delivered from the shelf. */
      FILL_RATE
    }

    /** Returns a share of cycles without a stock-out. */
    public static Target cycleService(double share) {
      return new Target(Kind.CYCLE_SERVICE, share);
    }

    /** Returns a share of units delivered from the shelf. */
    public static Target fillRate(double share) {
      return new Target(Kind.FILL_RATE, share);
    }
  }

  /** How safety stock is found. */
  public enum Method {
    /** By adding up days drawn from the forecast's spread, and lead times; no bell curve is assumed of demand. */
    RESAMPLED,
    /**
     * {@code Z * sqrt(L * sigma_D^2 + D^2 * sigma_L^2)}, with L the lead time and review time, days; D units/day. Source:
     * https://opexsociety.org/body-of-knowledge/safety-stock-calculations-risky-demand-lead-time-service-level/ . Right for even
     * demand, too little for lumpy demand. For cycle service only.
     */
    NORMAL
  }

  /** Checks that nothing is null that must not be. */
  public Replenishment {
    Objects.requireNonNull(forecast, "forecast");
    Objects.requireNonNull(stock, "stock");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(method, "method");
  }

  /** Returns the question with all defaults. */
  public static Replenishment of(Forecast forecast, Stock stock) {
    return new Replenishment(forecast, stock, null, 0, 7, 0, Target.cycleService(0.95), Method.RESAMPLED, 1, 0, null);
  }

  /** Returns the same with another lead time, mean and standard deviation in days. */
  public Replenishment withLeadTime(double meanDays, double deviationDays) {
    return new Replenishment(forecast, stock, meanDays, deviationDays, reviewDays, coverDays, target, method, packSize,
        minimumOrder, unitCost);
  }

  /** Returns the same with another review time and order cover, days. */
  public Replenishment withReview(double days, double cover) {
    return new Replenishment(forecast, stock, leadTimeDays, leadTimeDeviationDays, days, cover, target, method, packSize,
        minimumOrder, unitCost);
  }

  /** Returns the same with another target, found another way. */
  public Replenishment withTarget(Target other, Method how) {
    return new Replenishment(forecast, stock, leadTimeDays, leadTimeDeviationDays, reviewDays, coverDays, other, how,
        packSize, minimumOrder, unitCost);
  }

  /** Returns the same for other terms of the supplier: pack size and minimum order in units, cost of a unit in money. */
  public Replenishment withTerms(long pack, long minimum, @Nullable Double cost) {
    return new Replenishment(forecast, stock, leadTimeDays, leadTimeDeviationDays, reviewDays, coverDays, target, method,
        pack, minimum, cost);
  }
}
