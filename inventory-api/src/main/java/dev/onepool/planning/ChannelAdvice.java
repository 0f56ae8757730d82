package dev.onepool.planning;

import dev.onepool.ChannelId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * Which channels to add, in which order, and which to drop. Candidates are taken one by one, the one that earns most first, and
 * each is judged with all before it in use.
 *
 * @param expansion the candidates, best first
 * @param inUse the channels in use, each judged as if it were added to the others, the one that earns least first
 */
public record ChannelAdvice(List<Judged> expansion, List<Judged> inUse) {

  /** What to do. */
  public enum Verdict {
    /** It earns more than it costs, and the others keep their service. */
    ADD,
    /** It would earn, but not from the stock there is: order first, or the others are served worse. */
    STOCK_FIRST,
    /** It costs more than it earns. */
    LEAVE,
    /** In use, and earns more than it costs. */
    KEEP,
    /** In use, and costs more than it earns. */
    DROP
  }

  /**
   * A channel and what it comes to. All money is money/day.
   *
   * @param channel the channel
   * @param verdict what to do
   * @param marginPerUnit what a unit earns there after purchase, fees, fulfilment and the rest, money
   * @param incremental what it earns on units that are sold nowhere else
   * @param cannibalisation what moving the other units from channels in use costs; 0 where the channel earns more on them
   * @param fixed what it costs whether it sells or not
   * @param safetyStock what keeping the added safety stock costs
   * @param oversell what the added oversells cost
   * @param gain what is left: the incremental margin less all costs
   * @param breakEvenUnitsPerDay the demand at which nothing is left, units/day; null where no demand reaches it
   * @param fill the share of its demand, 0 to 1, that stock within its reach is expected to serve over a lead time
   * @param addedSafetyStock units
   * @param serviceBefore for each channel in use, the probability that the pool lasts a lead time without this one
   * @param serviceAfter the same with this one, if nothing more is ordered
   * @param volatility standard deviation of a day over its mean; above 1 is volatile
   * @param why the numbers in sentences
   */
  public record Judged(
      ChannelId channel,
      Verdict verdict,
      double marginPerUnit,
      double incremental,
      double cannibalisation,
      double fixed,
      double safetyStock,
      double oversell,
      double gain,
      @Nullable Double breakEvenUnitsPerDay,
      double fill,
      double addedSafetyStock,
      SortedMap<ChannelId, Double> serviceBefore,
      SortedMap<ChannelId, Double> serviceAfter,
      double volatility,
      List<String> why) {

    /** Copies the maps and the list. */
    public Judged {
      serviceBefore = Collections.unmodifiableSortedMap(new TreeMap<>(serviceBefore));
      serviceAfter = Collections.unmodifiableSortedMap(new TreeMap<>(serviceAfter));
      why = List.copyOf(why);
    }
  }

  /** Copies the lists. */
  public ChannelAdvice {
    expansion = List.copyOf(expansion);
    inUse = List.copyOf(inUse);
  }
}
