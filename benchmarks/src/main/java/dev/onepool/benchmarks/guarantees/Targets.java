package dev.onepool.benchmarks.guarantees;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the price of guarantees should be at 30 days of stock; said only of rows that were run. */
final class Targets {

  private Targets() {}

  /** Returns what was missed, in words. */
  static List<String> missed(List<Price.Row> rows) {
    List<String> missed = new ArrayList<>();
    Price.Row mirror = find(rows, "whole", "mirror");
    Price.Row rights = find(rows, "whole", "rights");
    Price.Row auto = find(rows, "whole", "auto:0.01");
    Price.Row units = find(rows, "units", "rights");
    for (Price.Row row : rows) {
      expect(missed, row.auditFindings() == 0, row + " must have a clean audit");
      expect(missed, !row.guarantee().equals("rights") || row.oversold() == 0, row + " must not oversell");
    }
    if (rights != null) {
      expect(missed, rights.delivered() >= 0.95, "rights must deliver 95 %, was " + percent(rights));
    }
    if (units != null) {
      expect(missed, units.delivered() >= 0.97, "rights must deliver 97 % in units, was " + percent(units));
    }
    if (auto != null) {
      expect(missed, auto.delivered() >= 0.99, "auto must deliver 99 %, was " + percent(auto));
      expect(missed, auto.skusOversold() <= 0.01 * auto.skus(), "auto must oversell 1 % of the SKUs, was " + auto.skusOversold());
    }
    if (mirror != null && auto != null) {
      expect(missed, 10 * auto.oversold() <= mirror.oversold(),
          "auto must oversell a tenth of mirror's " + mirror.oversold() + " units, was " + auto.oversold());
    }
    if (mirror != null && rights != null) {
      expect(missed, 2 * rights.writes() <= mirror.writes(),
          "rights must write half of mirror's " + mirror.writes() + " times, was " + rights.writes());
    }
    return missed;
  }

  private static void expect(List<String> missed, boolean held, String what) {
    if (!held) {
      missed.add(what);
    }
  }

  private static String percent(Price.Row row) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * row.delivered());
  }

  private static Price.@Nullable Row find(List<Price.Row> rows, String lines, String guarantee) {
    return rows.stream().filter(row -> row.stockDays() == 30 && row.lines().equals(lines) && row.guarantee().equals(guarantee))
        .findFirst().orElse(null);
  }
}
