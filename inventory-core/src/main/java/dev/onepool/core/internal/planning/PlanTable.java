package dev.onepool.core.internal.planning;

import dev.onepool.planning.ReplenishmentPlan;
import dev.onepool.planning.SkuPlan;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Plans as text, one line for each SKU. */
final class PlanTable {

  private static final int MOST_SKU_WIDTH = 24;
  private static final String FORMAT = "%-" + MOST_SKU_WIDTH + "s%10s%10s%10s%10s%8s%11s%12s%9s%n";

  private PlanTable() {}

  static String text(List<SkuPlan> plans) {
    StringBuilder text = new StringBuilder();
    text.append(row("SKU", "units/day", "safety", "reorder", "up to", "cover", "runs out", "risk before", "order"));
    text.append(row("", "", "stock", "point", "", "days", "(50 %)", "arrival", ""));
    for (SkuPlan plan : plans) {
      ReplenishmentPlan stock = plan.replenishment();
      text.append(row(shortened(stock.sku().value()), one(stock.demandPerDay()), one(stock.safetyStock()), one(stock.reorderPoint()),
          one(stock.orderUpTo()), (stock.lastsLonger() ? ">" : "") + one(stock.daysOfCover()), date(stock.stockOutDate()),
          Problems.percent(stock.beforeArrival()), Long.toString(stock.order())));
    }
    return text.toString();
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, FORMAT, cells).stripTrailing() + System.lineSeparator();
  }

  private static String shortened(String sku) {
    return sku.length() < MOST_SKU_WIDTH ? sku : sku.substring(0, MOST_SKU_WIDTH - 2) + "…";
  }

  private static String one(double value) {
    return String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.1f", value);
  }

  private static String date(@Nullable LocalDate date) {
    return date == null ? "later" : date.toString();
  }
}
