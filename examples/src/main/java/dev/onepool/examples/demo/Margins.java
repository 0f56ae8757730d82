package dev.onepool.examples.demo;

import dev.onepool.AllocationPolicies;
import dev.onepool.AllocationPolicy;
import dev.onepool.ChannelId;
import dev.onepool.EconomicPriority;
import dev.onepool.Margin;
import dev.onepool.Sku;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is left of a unit's price on each channel, in percent: after its cost, fees, shipping, returns and advertising.
 *
 * @param percent by the channel's name, for every channel
 */
record Margins(Map<String, BigDecimal> percent) {

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,3}(\\.\\d{1,4})?");
  private static final BigDecimal MOST = BigDecimal.valueOf(100);

  /** What is taken where nothing is said; below what reading it needs. */
  static final Margins DEFAULT = parse("30");

  /** Copies the map. */
  Margins {
    percent = Map.copyOf(percent);
  }

  /**
   * Reads {@code 30}, {@code 30,amazon=15} or one percentage for each channel.
   *
   * @throws IllegalArgumentException saying what is wrong and what to write instead
   */
  static Margins parse(String text) {
    Map<String, BigDecimal> given = new LinkedHashMap<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? "" : part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
      if (equals >= 0 && !ChannelAssignment.CHANNELS.contains(name)) {
        throw new IllegalArgumentException("'" + part + "' names no channel; write one of " + names() + ", such as 30,amazon=15");
      }
      if (given.put(name, number(part.substring(equals + 1).strip())) != null) {
        throw new IllegalArgumentException("'" + text + "' sets " + (name.isEmpty() ? "the other channels" : name) + " twice; set it once");
      }
    }
    Map<String, BigDecimal> all = new LinkedHashMap<>();
    for (String channel : ChannelAssignment.CHANNELS) {
      BigDecimal percent = given.getOrDefault(channel, given.get(""));
      if (percent == null) {
        throw new IllegalArgumentException("'" + text + "' says nothing of " + channel + "; put a number for all others first, such as 30,"
            + text);
      }
      all.put(channel, percent);
    }
    return new Margins(all);
  }

  private static BigDecimal number(String text) {
    if (!NUMBER.matcher(text).matches() || new BigDecimal(text).abs().compareTo(MOST) > 0) {
      throw new IllegalArgumentException("'" + text + "' is not a percentage from -100 to 100; write it like 30, 12.5 or 30,amazon=15");
    }
    return new BigDecimal(text);
  }

  private static String names() {
    return String.join(", ", ChannelAssignment.CHANNELS);
  }

  /** Returns whether every channel earns the same. */
  boolean areAlike() {
    return percent.values().stream().map(BigDecimal::stripTrailingZeros).distinct().count() == 1;
  }

  /** Returns what so much money from buyers earns on a channel. */
  double earned(int channel, double paid) {
    return paid * percent.get(ChannelAssignment.CHANNELS.get(channel)).doubleValue() / 100;
  }

  /** Returns what all channels together earned. */
  double earned(Tally tally) {
    double sum = 0;
    for (int channel = 0; channel < ChannelAssignment.CHANNELS.size(); channel++) {
      sum += earned(channel, tally.paid(channel));
    }
    return sum;
  }

  /** Returns priority for who earns more, by each SKU's mean price. */
  AllocationPolicy priority(Workload workload) {
    List<ChannelId> channels = ChannelAssignment.CHANNELS.stream().map(ChannelId::of).toList();
    EconomicPriority.Builder builder = AllocationPolicies.byEconomics(channels);
    double[] paid = new double[workload.skus()];
    long[] units = new long[workload.skus()];
    for (int line = 0; line < workload.lines(); line++) {
      paid[workload.sku(line)] += workload.quantity(line) * workload.unitPrice(line);
      units[workload.sku(line)] += workload.quantity(line);
    }
    for (int channel = 0; channel < channels.size(); channel++) {
      // For a SKU that is given away, or worse, only the channels' order counts.
      builder.margin(channels.get(channel), Margin.of(earned(channel, 1)));
      for (int sku = 0; sku < paid.length; sku++) {
        if (paid[sku] > 0) {
          builder.margin(Sku.of(workload.skuCode(sku)), channels.get(channel), Margin.of(earned(channel, paid[sku] / units[sku])));
        }
      }
    }
    return builder.build();
  }

  /** Returns the percentages in words. */
  @Override
  public String toString() {
    if (areAlike()) {
      return percent.get(ChannelAssignment.CHANNELS.get(0)).toPlainString() + " % of the price";
    }
    Map<Integer, String> words = new TreeMap<>();
    percent.forEach((channel, number) ->
        words.put(ChannelAssignment.CHANNELS.indexOf(channel), channel + " " + number.toPlainString() + " %"));
    return words.values().stream().collect(Collectors.joining(", ")) + " of the price";
  }
}
