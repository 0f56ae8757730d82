package dev.onepool.testkit;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * How often each {@link Fault} strikes: a probability for each write, each order version that is read, or each read
 * of a listing. At most one fault strikes a write. Immutable; start from {@link #none()} or {@link #hostile()}.
 */
public final class Faults {

  private static final Fault[] OF_WRITES = {
    Fault.LOST_ANSWER_APPLIED,
    Fault.LOST_ANSWER_NOT_APPLIED,
    Fault.LATE_APPLICATION,
    Fault.REJECTED,
    Fault.THROTTLED,
    Fault.UNSEEN_RESEND
  };

  private static final Faults NONE = new Faults(new double[Fault.values().length]);

  private static final Faults HOSTILE = NONE
      .with(Fault.LOST_ANSWER_APPLIED, 0.06)
      .with(Fault.LOST_ANSWER_NOT_APPLIED, 0.06)
      .with(Fault.LATE_APPLICATION, 0.06)
      .with(Fault.REJECTED, 0.04)
      .with(Fault.THROTTLED, 0.04)
      .with(Fault.DUPLICATE_NOTICE, 0.15)
      .with(Fault.REORDERED_NOTICE, 0.15)
      .with(Fault.STALE_READ, 0.15);

  /** By the fault's ordinal. */
  private final double[] probabilities;

  private final double ofAnyWrite;

  private Faults(double[] probabilities) {
    this.probabilities = probabilities;
    double sum = 0;
    for (Fault fault : OF_WRITES) {
      sum += probabilities[fault.ordinal()];
    }
    ofAnyWrite = sum;
  }

  /** Returns a well-behaved marketplace's faults: none is ever drawn. */
  public static Faults none() {
    return NONE;
  }

  /**
   * Returns the faults of a bad day: every drawn fault strikes often, from 4 % of writes to 15 % of reads, except
   * {@link Fault#UNSEEN_RESEND}, which no channel commits.
   */
  public static Faults hostile() {
    return HOSTILE;
  }

  /**
   * Returns these faults with another probability for one of them.
   *
   * @param probability 0 to 1
   * @throws IllegalArgumentException if it is not, if the fault is not drawn but follows from the marketplace's lags
   *     and sales, or if the faults of writes together exceed 1
   */
  public Faults with(Fault fault, double probability) {
    if (!fault.isDrawn()) {
      throw new IllegalArgumentException(fault + " is not drawn: it follows from how the marketplace is built");
    }
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("probability of " + fault + " must be 0 to 1, was " + probability);
    }
    double[] changed = probabilities.clone();
    changed[fault.ordinal()] = probability;
    Faults result = new Faults(changed);
    // A sum of decimal fractions may miss 1 by a hair.
    if (result.ofAnyWrite > 1 + 1e-9) {
      throw new IllegalArgumentException("the faults of writes must not exceed 1 together: " + result);
    }
    return result;
  }

  /** Returns the probability of a fault; 0 for one that is not drawn. */
  public double probability(Fault fault) {
    return probabilities[fault.ordinal()];
  }

  /** Draws whether a fault strikes. */
  boolean strikes(Fault fault, SplittableRandom random) {
    double probability = probabilities[fault.ordinal()];
    return probability > 0 && random.nextDouble() < probability;
  }

  /** Draws what strikes a write; null for nothing. */
  @Nullable Fault strikesWrite(SplittableRandom random) {
    if (ofAnyWrite == 0) {
      return null;
    }
    double drawn = random.nextDouble();
    for (Fault fault : OF_WRITES) {
      drawn -= probabilities[fault.ordinal()];
      if (drawn < 0) {
        return fault;
      }
    }
    return null;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Faults faults && Arrays.equals(probabilities, faults.probabilities);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(probabilities);
  }

  /** Returns the faults that can strike, with their probabilities. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("faults:");
    for (Fault fault : Fault.values()) {
      if (probabilities[fault.ordinal()] > 0) {
        text.append(' ').append(fault.name().toLowerCase(Locale.ROOT)).append('=')
            .append(probabilities[fault.ordinal()]);
      }
    }
    return text.toString();
  }
}
