package dev.onepool.core.internal.planning;

import dev.onepool.planning.PlanReport;
import dev.onepool.planning.ReplenishmentPlan;
import dev.onepool.planning.SkuPlan;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A report as text: one line for each SKU, and a table for each thing else that was decided. */
final class PlanTable {

  private static final int MOST_SKU_WIDTH = 24;
  private static final String FORMAT = "%-" + MOST_SKU_WIDTH + "s%10s%10s%10s%10s%8s%11s%12s%9s%n";

  private PlanTable() {}

  /** Returns the orders, and below them what else was decided. */
  static String text(PlanReport report) {
    StringBuilder text = new StringBuilder(text(report.plans()));
    Section.of(report).forEach(section -> text.append(System.lineSeparator()).append(text(section)));
    return text.toString();
  }

  private static String text(Section section) {
    List<List<String>> lines = new ArrayList<>(List.of(section.header()));
    lines.addAll(section.rows());
    int[] widths = IntStream.range(0, section.header().size())
        .map(column -> lines.stream().mapToInt(line -> shortened(line.get(column)).length()).max().orElse(0)).toArray();
    StringBuilder text = new StringBuilder(section.title()).append(System.lineSeparator());
    for (List<String> line : lines) {
      StringBuilder row = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        row.append(String.format(Locale.ROOT, column == 0 ? "%-" + widths[0] + "s" : "  %" + Math.max(1, widths[column]) + "s",
            shortened(line.get(column))));
      }
      text.append(row.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
  }

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
