package dev.onepool.examples.demo;

import dev.onepool.ChannelId;
import dev.onepool.planning.ChannelAdvice;
import dev.onepool.planning.ChannelOutlook;
import dev.onepool.planning.ChannelQuestion;
import dev.onepool.planning.DemandHistory;
import dev.onepool.planning.Forecast;
import dev.onepool.planning.ForecastOptions;
import dev.onepool.planning.FulfilmentQuestion;
import dev.onepool.planning.FulfilmentQuestion.Kind;
import dev.onepool.planning.FulfilmentQuestion.Option;
import dev.onepool.planning.PlanReport;
import dev.onepool.planning.Planning;
import dev.onepool.planning.SendIn;
import dev.onepool.planning.SendInPlan;
import dev.onepool.planning.SkuPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ./demo plan} decides beyond orders, for the best sellers: what to send to Amazon's warehouse, from where to ship, and which
 * channel to add. Demand and prices are the orders'; everything else is made up, and {@link #assumed} says so.
 */
final class PlanDecisions {

  private static final ChannelId AMAZON = ChannelId.of("amazon");

  /** A channel's fees, as a share of the price; made up. */
  private static final Map<String, Double> FEES = Map.of("amazon", 0.15, "shopify", 0.03, "walmart", 0.12, "ebay", 0.13, "tiktok", 0.08);

  private static final int SKUS = 5;
  private static final int LAST_DAYS = 56;
  private static final double ASSUMED_PRICE = 10;
  private static final double PURCHASE = 0.5;
  private static final double OWN_WAREHOUSE = 0.14;
  private static final double THIRD_PARTY = 0.12;
  private static final double AMAZON_WAREHOUSE = 0.10;
  private static final double AMAZON_STORAGE_PER_DAY = 0.0005;
  private static final double MULTI_CHANNEL = 0.16;
  private static final double TRANSIT_DAYS = 7;
  private static final double COVER_DAYS = 14;
  private static final double RECEIPT_DAYS = 14;
  private static final double SERVICE = 0.95;
  private static final double FIXED_PER_DAY = 2;
  private static final double CANNIBALISED = 0.2;
  private static final double HOLDING_PER_DAY = 0.2 / 365;

  private final Planning planning;
  private final List<SkuPlan> best;
  private final ForecastOptions options;
  private final Map<String, Double> prices;

  /** @param prices mean price by SKU, money; a SKU that is not in it has none */
  PlanDecisions(Planning planning, List<SkuPlan> plans, ForecastOptions options, Map<String, Double> prices) {
    this.planning = planning;
    this.best = plans.stream().limit(SKUS).toList();
    this.options = options;
    this.prices = Map.copyOf(prices);
  }

  /** Returns the report with these decisions. */
  PlanReport into(PlanReport report) {
    List<SendInPlan> sent = new ArrayList<>();
    List<PlanReport.Shipping> shipped = new ArrayList<>();
    for (SkuPlan plan : best) {
      if (plan.history().channels().contains(AMAZON)) {
        Forecast there = planning.forecast(plan.history().of(AMAZON), options).orElseThrow();
        SendInPlan sendIn = sendIn(plan, there);
        sent.add(sendIn);
        shipped.add(new PlanReport.Shipping(plan.forecast().sku(), planning.fulfilment(shipping(plan, there, sendIn)).orElseThrow()));
      }
    }
    return report.with(sent, shipped, advice());
  }

  /** Returns what the decisions rest on that is not from the orders. */
  String assumed() {
    return "Made up for sending, shipping and channels, " + best.size() + " best sellers: the orders above have arrived; nothing lies at Amazon yet; 7 days of transit, 14 days of"
        + " cover, own stock filled again in 14; shipping is judged for the 14 days after what is sent has arrived, at FBA or at a 3PL; " + (priced() ? "prices are the orders' means" : "these orders have no prices, 10 is taken") + "; of"
        + " a price, purchase is 50 %, the own warehouse 14, a 3PL 12, FBA 10 and 0.05 a day, MCF 16; fees 15 % (amazon), 3 (shopify), 12"
        + " (walmart), 13 (ebay), 8 (tiktok); a channel costs 2 a day and takes a fifth of its units from others; a unit costs 20 % of its"
        + " purchase a year to keep. The two channels that sell least are judged as if they were not in use yet; they are then shipped from the"
        + " own warehouse.";
  }

  private boolean priced() {
    return best.stream().anyMatch(plan -> prices.containsKey(plan.forecast().sku().value()));
  }

  private double price(SkuPlan plan) {
    return prices.getOrDefault(plan.forecast().sku().value(), ASSUMED_PRICE);
  }

  /** Returns what there is once the order that was planned has arrived: before that, the others need everything. */
  private static long own(SkuPlan plan) {
    return plan.replenishment().available() + plan.replenishment().order();
  }

  private SendInPlan sendIn(SkuPlan plan, Forecast there) {
    Forecast others = planning.forecast(without(plan.history(), AMAZON), options).orElseThrow();
    return planning.sendIn(new SendIn(there, others, 0, own(plan), TRANSIT_DAYS, COVER_DAYS, RECEIPT_DAYS, SERVICE, 1))
        .orElseThrow();
  }

  /** Returns the history of all channels but one; without any other, of one that never sold. */
  private static DemandHistory without(DemandHistory history, ChannelId channel) {
    DemandHistory.Builder rest = DemandHistory.builder(history.sku(), history.firstDay(), history.days());
    List<ChannelId> others = history.channels().stream().filter(each -> !each.equals(channel)).toList();
    (others.isEmpty() ? List.of(ChannelId.of("own-checkout")) : others).forEach(other -> {
      rest.channel(other);
      for (int day = 0; day < history.days(); day++) {
        rest.sold(other, day, history.units(other, day)).open(other, day, others.isEmpty() ? 1 : history.open(other, day));
      }
    });
    return rest.build();
  }

  private FulfilmentQuestion shipping(SkuPlan plan, Forecast there, SendInPlan sendIn) {
    double price = price(plan);
    // What the others need until the next receipt is not there for Amazon; what is sent may lie at a 3PL as well.
    long own = own(plan) - sendIn.keptForOthers();
    return new FulfilmentQuestion(AMAZON, there, (int) COVER_DAYS, price * (1 - PURCHASE - FEES.get("amazon")), List.of(
        new Option(Kind.OWN_WAREHOUSE, "own warehouse", price * OWN_WAREHOUSE, 0, own, RECEIPT_DAYS, true),
        new Option(Kind.THIRD_PARTY, "3PL", price * THIRD_PARTY, 0, sendIn.send(), null, true),
        new Option(Kind.CHANNEL, "FBA", price * AMAZON_WAREHOUSE, price * AMAZON_STORAGE_PER_DAY, sendIn.send(), null, true),
        new Option(Kind.MULTI_CHANNEL, "MCF", price * MULTI_CHANNEL, 0, 0, null, false)));
  }

  /** Judges the best sellers taken as one, over their last days; null where fewer than three channels sell them. */
  private @Nullable ChannelAdvice advice() {
    List<ChannelId> channels = best.stream().flatMap(plan -> plan.history().channels().stream()).distinct()
        .sorted(Comparator.comparingDouble((ChannelId channel) -> perDay(channel)).reversed().thenComparing(Comparator.naturalOrder())).toList();
    if (channels.size() < 3) {
      return null;
    }
    List<ChannelOutlook> outlooks = channels.stream().map(this::outlook).toList();
    int used = channels.size() - 2;
    long available = best.stream().mapToLong(PlanDecisions::own).sum();
    return planning.advise(new ChannelQuestion(outlooks.subList(0, used), outlooks.subList(used, outlooks.size()), available, RECEIPT_DAYS, SERVICE,
        HOLDING_PER_DAY * PURCHASE * meanPrice(), 0.0, null, 0, true)).orElseThrow();
  }

  private ChannelOutlook outlook(ChannelId channel) {
    double price = meanPrice();
    double[] days = days(channel);
    double mean = perDay(channel);
    double variance = IntStream.range(0, days.length).mapToDouble(day -> (days[day] - mean) * (days[day] - mean)).average().orElse(0);
    return ChannelOutlook.of(channel, mean, price, price * PURCHASE).withDeviation(Math.sqrt(variance))
        .withCosts(FEES.getOrDefault(channel.value(), 0.1), 0, price * OWN_WAREHOUSE, 0, FIXED_PER_DAY).withCannibalised(CANNIBALISED);
  }

  private double perDay(ChannelId channel) {
    double[] days = days(channel);
    return days.length == 0 ? 0 : IntStream.range(0, days.length).mapToDouble(day -> days[day]).sum() / days.length;
  }

  /** Returns units of all best sellers on each of the last days. */
  private double[] days(ChannelId channel) {
    int shown = best.stream().mapToInt(plan -> Math.min(LAST_DAYS, plan.history().days())).max().orElse(0);
    double[] days = new double[shown];
    for (SkuPlan plan : best) {
      for (int back = 1; back <= Math.min(shown, plan.history().days()); back++) {
        days[shown - back] += plan.history().units(channel, plan.history().days() - back);
      }
    }
    return days;
  }

  /** Returns the mean price, by what is expected to be sold. */
  private double meanPrice() {
    double units = best.stream().mapToDouble(plan -> plan.forecast().perDay()).sum();
    double money = best.stream().mapToDouble(plan -> plan.forecast().perDay() * price(plan)).sum();
    return units > 0 ? money / units : ASSUMED_PRICE;
  }
}
