package dev.onepool.core.internal.planning;

import dev.onepool.ChannelId;
import dev.onepool.Sku;
import dev.onepool.planning.DemandHistory;
import dev.onepool.planning.DemandSpread;
import dev.onepool.planning.Forecast;
import dev.onepool.planning.PlanningAnswer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;

/** Histories and forecasts to test with. */
final class Series {

  static final ChannelId SHOP = ChannelId.of("shop");
  static final ChannelId MARKET = ChannelId.of("market");

  /** A Monday. */
  static final LocalDate MONDAY = LocalDate.of(2024, 1, 1);

  static final Sku MUG = Sku.of("MUG");

  private Series() {}

  static DemandHistory history(int days, IntToLongFunction units) {
    DemandHistory.Builder builder = DemandHistory.builder(MUG, MONDAY, days).channel(SHOP);
    for (int day = 0; day < days; day++) {
      builder.sold(SHOP, day, units.applyAsLong(day));
    }
    return builder.build();
  }

  /** Returns a forecast of 28 days alike. */
  static Forecast forecast(double perDay, DemandSpread spread) {
    List<Forecast.Day> days = new ArrayList<>();
    for (int day = 0; day < 28; day++) {
      days.add(new Forecast.Day(MONDAY.plusDays(day), perDay, 0, 2 * perDay));
    }
    return new Forecast(MUG, Forecast.Kind.SMOOTH, "given", "given", days, spread, List.of(), List.of());
  }

  /** Returns what a refusal names; nothing for an answer. */
  static List<String> problems(PlanningAnswer<?> answer) {
    return answer instanceof PlanningAnswer.Refused<?> refused ? refused.problems() : List.of();
  }

  /** Every day as forecast. */
  static Forecast certain(double perDay) {
    return forecast(perDay, DemandSpread.of(1));
  }
}
