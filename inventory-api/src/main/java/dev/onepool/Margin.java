package dev.onepool;

/**
 * What one unit earns on a channel, net, in the seller's currency: price less cost, fees, shipping, returns and
 * advertising. It may be negative.
 */
public final class Margin {

  private final double net;

  private Margin(double net) {
    this.net = net;
  }

  /**
   * Returns a net margin that was worked out elsewhere.
   *
   * @param net per unit; any number that is finite
   */
  public static Margin of(double net) {
    if (!Double.isFinite(net)) {
      throw new IllegalArgumentException("a margin must be a finite number, was " + net);
    }
    return new Margin(net);
  }

  /** Returns a builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the net margin of one unit, in the seller's currency. */
  public double net() {
    return net;
  }

  @Override
  public String toString() {
    return "Margin " + net;
  }

  /**
   * Adds up a margin. Price and cost must be given; whatever else is not set is 0. All amounts are per unit, in the same
   * currency. Not thread-safe.
   */
  public static final class Builder {
    private final Problems problems = new Problems("margin");
    private final double[] amounts = new double[Part.values().length];
    private final boolean[] given = new boolean[amounts.length];

    private Builder() {}

    /** Sets what a buyer pays, without tax. Must be given. */
    public Builder price(double amount) {
      return set(Part.PRICE, amount);
    }

    /** Sets what the unit cost. Must be given. */
    public Builder cost(double amount) {
      return set(Part.COST, amount);
    }

    /** Sets the channel's fee in percent of the price, referral and payment together; from 0 to 100. */
    public Builder feePercent(double percent) {
      problems.addIf(percent > 100, "feePercent must be 100 at most, was " + percent);
      return set(Part.FEE_PERCENT, percent);
    }

    /** Sets fixed fees. */
    public Builder fees(double amount) {
      return set(Part.FEES, amount);
    }

    /** Sets shipping, packing and picking, as far as the buyer does not pay them. */
    public Builder shipping(double amount) {
      return set(Part.SHIPPING, amount);
    }

    /** Sets the expected cost of returns: how often one comes back, times what that costs. */
    public Builder returns(double amount) {
      return set(Part.RETURNS, amount);
    }

    /** Sets what is spent on advertising for each unit sold. */
    public Builder ads(double amount) {
      return set(Part.ADS, amount);
    }

    /** Sets what else is to be expected, such as penalties. */
    public Builder risk(double amount) {
      return set(Part.RISK, amount);
    }

    /**
     * Returns the margin.
     *
     * @throws ConfigurationException naming everything that is wrong: a missing price or cost, an amount below 0, one
     *     that is set twice
     */
    public Margin build() {
      for (Part part : new Part[] {Part.PRICE, Part.COST}) {
        problems.addIf(!given[part.ordinal()], part.label + " is missing");
      }
      problems.throwIfAny();
      double price = amounts[Part.PRICE.ordinal()];
      double net = price - price * amounts[Part.FEE_PERCENT.ordinal()] / 100;
      for (Part part : Part.values()) {
        net -= part == Part.PRICE || part == Part.FEE_PERCENT ? 0 : amounts[part.ordinal()];
      }
      return of(net);
    }

    private Builder set(Part part, double amount) {
      problems.addUnlessAmount(part.label, amount);
      problems.addIf(given[part.ordinal()], part.label + " is set twice: " + amounts[part.ordinal()] + " and " + amount);
      given[part.ordinal()] = true;
      amounts[part.ordinal()] = amount;
      return this;
    }
  }

  private enum Part {
    PRICE("price"), COST("cost"), FEE_PERCENT("feePercent"), FEES("fees"), SHIPPING("shipping"), RETURNS("returns"),
    ADS("ads"), RISK("risk");

    private final String label;

    Part(String label) {
      this.label = label;
    }
  }
}
