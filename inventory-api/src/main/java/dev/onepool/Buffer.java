package dev.onepool;

import java.util.function.ToLongFunction;

/** How many units are never offered. Values are immutable. */
public final class Buffer {

  private final String rule;
  private final ToLongFunction<AllocationRequest> size;
  private final boolean needsUnseen;

  private Buffer(String rule, ToLongFunction<AllocationRequest> size) {
    this(rule, size, false);
  }

  private Buffer(String rule, ToLongFunction<AllocationRequest> size, boolean needsUnseen) {
    this.rule = rule;
    this.size = size;
    this.needsUnseen = needsUnseen;
  }

  /**
   * Returns a buffer that is always the same.
   *
   * @param units 0 or more
   */
  public static Buffer units(long units) {
    Quantity checked = Quantity.of(units);
    return new Buffer("buffer", request -> checked.units());
  }

  /**
   * Returns a buffer that is a part of what there is, rounded up.
   *
   * @param percent from 1 to 100
   */
  public static Buffer percent(int percent) {
    if (percent < 1 || percent > 100) {
      throw new IllegalArgumentException("percent of a buffer must be from 1 to 100, was " + percent);
    }
    return new Buffer("buffer of " + percent + " %",
        request -> request.units() - Percent.of(request.units(), 100 - percent));
  }

  /**
   * Returns a buffer of what all channels together sell in so many days, rounded up.
   *
   * @param days greater than 0
   */
  public static Buffer daysOfCover(double days) {
    if (!(days > 0 && days < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("days of cover must be greater than 0, was " + days);
    }
    return new Buffer("buffer of " + days + " days of cover",
        request -> (long) Math.ceil(request.unitsPerDay() * days));
  }

  /**
   * Returns the buffer that the engine measured for the SKU: {@link AllocationRequest.Unseen#buffer()}.
   *
   * @param untilMeasured the units to use while nothing is measured, and under {@link Guarantee.Rights}, where nothing has to be;
   *     0 or more
   */
  public static Buffer measured(long untilMeasured) {
    Quantity until = Quantity.of(untilMeasured);
    return new Buffer("buffer, measured",
        request -> request.unseen() == null ? until.units() : request.unseen().buffer(), true);
  }

  /** Returns a builder of a buffer whose size weighs the cost of overselling against that of holding back. */
  public static CostBuilder byCost() {
    return new CostBuilder();
  }

  long units(AllocationRequest request) {
    return size.applyAsLong(request);
  }

  String rule() {
    return rule;
  }

  boolean needsUnseen() {
    return needsUnseen;
  }

  @Override
  public String toString() {
    return rule;
  }

  /**
   * Builds a buffer by cost: the smallest one for which the demand that is not seen in time exceeds it no more often than
   * holding a unit back is worth (newsvendor). Both costs are in the same currency and must be given; while nothing is
   * measured, and under {@link Guarantee.Rights}, the buffer is 0 units, unless told otherwise. Not thread-safe.
   */
  public static final class CostBuilder {
    private final Problems problems = new Problems("buffer by cost");
    private double ofOverselling = Double.NaN;
    private double ofHoldingBack = Double.NaN;
    private long untilMeasured = -1;

    private CostBuilder() {}

    /** Sets what one unit sold and not there costs: lost margin, the channel's penalty, service. More than 0. */
    public CostBuilder ofOverselling(double cost) {
      problems.addIf(!Double.isNaN(ofOverselling), "ofOverselling is set twice: " + ofOverselling + " and " + cost);
      ofOverselling = cost;
      return this;
    }

    /** Sets what one unit held back costs: its margin, times how likely it sells late or never. More than 0. */
    public CostBuilder ofHoldingBack(double cost) {
      problems.addIf(!Double.isNaN(ofHoldingBack), "ofHoldingBack is set twice: " + ofHoldingBack + " and " + cost);
      ofHoldingBack = cost;
      return this;
    }

    /** Sets the units to hold back while nothing is measured; 0 or more, 0 by default. */
    public CostBuilder untilMeasured(long units) {
      problems.addIf(untilMeasured != -1, "untilMeasured is set twice: " + untilMeasured + " and " + units);
      problems.addIf(units < 0, "untilMeasured must not be negative: " + units);
      untilMeasured = units;
      return this;
    }

    /**
     * Returns the buffer.
     *
     * @throws ConfigurationException naming everything that is wrong
     */
    public Buffer build() {
      checkCost("ofOverselling", ofOverselling);
      checkCost("ofHoldingBack", ofHoldingBack);
      problems.throwIfAny();
      double ratio = ofOverselling / (ofOverselling + ofHoldingBack);
      long until = Math.max(0, untilMeasured);
      return new Buffer("buffer by cost", request -> request.unseen() == null
          ? until
          : Distributions.smallestCovering(request.unseen().mean(), request.unseen().variance(), ratio), true);
    }

    private void checkCost(String name, double cost) {
      problems.addIf(!(cost > 0 && cost < Double.POSITIVE_INFINITY),
          name + (Double.isNaN(cost) ? " is missing" : " must be more than 0, was " + cost));
    }
  }
}
