package dev.onepool.benchmarks.planning;

import dev.onepool.ChannelId;
import dev.onepool.Sku;
import dev.onepool.planning.DemandHistory;
import dev.onepool.planning.Forecast;
import dev.onepool.planning.ForecastOptions;
import dev.onepool.planning.Planning;
import dev.onepool.planning.Replenishment;
import dev.onepool.planning.SkuPlan;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/** Made-up SKUs with a level, a week, a year, and days without sales; sold on three channels. */
final class Catalogue {

  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
  private static final List<ChannelId> CHANNELS = List.of(ChannelId.of("amazon"), ChannelId.of("ebay"), ChannelId.of("shop"));

  private Catalogue() {}

  /** Returns the history of the SKU with this number. */
  static DemandHistory history(int number, int days) {
    SplittableRandom random = new SplittableRandom(number);
    double level = Math.exp(random.nextDouble() * 5 - 1);
    double sells = 0.1 + 0.9 * random.nextDouble();
    double season = random.nextDouble() * 0.6;
    DemandHistory.Builder builder = DemandHistory.builder(Sku.of("SKU-" + number), FIRST, days);
    for (int day = 0; day < days; day++) {
      for (ChannelId channel : CHANNELS) {
        double mean = level / sells * (1 + season * Math.sin(2 * Math.PI * day / 365)) * (day % 7 >= 5 ? 1.5 : 0.8);
        long units = random.nextDouble() < sells ? Math.round(-Math.log(1 - random.nextDouble()) * mean) : 0;
        builder.sold(channel, day, units).open(channel, day, random.nextInt(50) == 0 ? 0 : 1);
      }
    }
    return builder.build();
  }

  /** Forecasts a SKU and plans its order. */
  static SkuPlan plan(Planning planning, DemandHistory history, ForecastOptions options) {
    Forecast forecast = planning.forecast(history, options).orElseThrow();
    Replenishment question = Replenishment.of(forecast, new Replenishment.Stock(history.total() / 50, 0, 0)).withLeadTime(14, 3);
    return new SkuPlan(history, forecast, planning.replenish(question).orElseThrow());
  }
}
