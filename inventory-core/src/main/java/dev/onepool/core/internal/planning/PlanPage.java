package dev.onepool.core.internal.planning;

import static dev.onepool.core.internal.planning.Svg.escaped;

import dev.onepool.planning.DemandHistory;
import dev.onepool.planning.Forecast;
import dev.onepool.planning.PlanReport;
import dev.onepool.planning.ReplenishmentPlan;
import dev.onepool.planning.SkuPlan;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans as one HTML page that loads nothing and runs nothing. Whatever comes from outside is escaped. */
final class PlanPage {

  /** The most SKUs on one page. */
  static final int MOST_PLANS = 200;

  private static final int SHOWN_DAYS = 84;

  private static final String STYLE = """
      :root{color-scheme:light dark;--ink:#1d2330;--soft:#667085;--paper:#fff;--card:#f6f7f9;--rule:#d9dde3;--bar:#9db4d3;--line:#1f5fbf;
      --band:#1f5fbf33;--warn:#b3261e;--stock:#2e7d4f}
      @media(prefers-color-scheme:dark){:root{--ink:#e6e9ef;--soft:#98a2b3;--paper:#12161d;--card:#1b212b;--rule:#343c49;--bar:#46607f;
      --line:#7fb0ff;--band:#7fb0ff33;--warn:#ff8a80;--stock:#7ccf9b}}
      body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:60rem;margin:2rem auto;padding:0 1rem}
      h1{font-size:1.5rem}h2{font-size:1.1rem;margin:0 0 .5rem}section{background:var(--card);border:1px solid var(--rule);border-radius:8px;
      padding:1rem;margin:1rem 0;break-inside:avoid}.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
      th,td{text-align:right;padding:.2rem .5rem;border-bottom:1px solid var(--rule);white-space:nowrap}th:first-child,td:first-child{text-align:left}
      th{color:var(--soft);font-weight:600}svg{width:100%;height:auto;display:block}.grid{stroke:var(--rule)}.note{fill:var(--soft);font-size:11px}
      .bar{fill:var(--bar)}.closed{fill:var(--rule)}.mean{fill:none;stroke:var(--line);stroke-width:2}.band{fill:var(--band)}
      .stock{fill:none;stroke:var(--stock);stroke-width:2}.risk{fill:none;stroke:var(--warn);stroke-width:1.5;stroke-dasharray:4 3}
      .reorder{stroke:var(--warn);stroke-width:1.5}.mark{stroke:var(--soft);stroke-dasharray:2 3}small,li,figcaption{color:var(--soft)}
      figure{margin:.5rem 0}a{color:var(--line)}
      @media print{:root{--ink:#000;--soft:#444;--paper:#fff;--card:#fff;--rule:#bbb;--bar:#aaa;--line:#000;--band:#0002;--warn:#000;--stock:#555}
      body{max-width:none;margin:0}}
      """;

  private PlanPage() {}

  static String html(PlanReport report) {
    String title = report.title();
    List<SkuPlan> plans = report.plans();
    if (plans.size() > MOST_PLANS) {
      throw new IllegalArgumentException("a page holds " + MOST_PLANS + " plans at most, got " + plans.size() + "; choose those that matter");
    }
    StringBuilder page = new StringBuilder(1 << 16);
    page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>")
        .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"/><title>").append(escaped(title))
        .append("</title><style>").append(STYLE).append("</style></head><body><h1>").append(escaped(title)).append("</h1>\n");
    page.append(list(report.notes())).append(overview(plans));
    Section.of(report).forEach(section -> page.append(decided(section)));
    for (int i = 0; i < plans.size(); i++) {
      page.append(section(plans.get(i), i));
    }
    return page.append("</body></html>\n").toString();
  }

  private static String list(List<String> sentences) {
    StringBuilder list = new StringBuilder("<ul>");
    sentences.forEach(sentence -> list.append("<li>").append(escaped(sentence)).append("</li>"));
    return list.append("</ul>\n").toString();
  }

  private static String overview(List<SkuPlan> plans) {
    StringBuilder table = new StringBuilder("<div class=\"wide\"><table><thead><tr><th>SKU</th><th>units/day</th><th>available</th>"
        + "<th>days of cover</th><th>safety stock</th><th>reorder point</th><th>risk before arrival</th><th>order</th></tr></thead><tbody>");
    for (int i = 0; i < plans.size(); i++) {
      ReplenishmentPlan plan = plans.get(i).replenishment();
      table.append("<tr><td><a href=\"#sku").append(i).append("\">").append(escaped(plan.sku().value())).append("</a></td>");
      cells(table, tenth(plan.demandPerDay()), Long.toString(plan.available()), cover(plan), tenth(plan.safetyStock()),
          tenth(plan.reorderPoint()), Problems.percent(plan.beforeArrival()), Long.toString(plan.order()));
      table.append("</tr>");
    }
    return table.append("</tbody></table></div>\n").toString();
  }

  private static String decided(Section section) {
    StringBuilder text = new StringBuilder("<section><h2>").append(escaped(section.title()))
        .append("</h2><div class=\"wide\"><table><thead><tr>");
    section.header().forEach(column -> text.append("<th>").append(escaped(column)).append("</th>"));
    text.append("</tr></thead><tbody>");
    for (List<String> row : section.rows()) {
      text.append("<tr>");
      cells(text, row.toArray(new String[0]));
      text.append("</tr>");
    }
    text.append("</tbody></table></div>");
    return text.append(section.why().isEmpty() ? "" : list(section.why())).append("</section>\n").toString();
  }

  private static void cells(StringBuilder row, String... texts) {
    Arrays.stream(texts).forEach(text -> row.append("<td>").append(escaped(text)).append("</td>"));
  }

  private static String section(SkuPlan plan, int number) {
    Forecast forecast = plan.forecast();
    return "<section id=\"sku" + number + "\"><h2>" + escaped(forecast.sku().value()) + "</h2><small>" + escaped(forecast.why())
        + "</small><figure>" + demand(plan.history(), forecast) + "<figcaption>Units a day over all channels: what was sold, what is"
        + " expected, and the interval of days.</figcaption></figure><figure>" + stock(plan)
        + "<figcaption>Available units if nothing comes in: expected, and the probability that they have run out (dashed, full height is 100 %)."
        + "</figcaption></figure>" + list(plan.replenishment().why()) + "</section>\n";
  }

  private static String demand(DemandHistory history, Forecast forecast) {
    int shown = Math.min(SHOWN_DAYS, history.days());
    int from = history.days() - shown;
    int ahead = forecast.days().size();
    double[] mean = forecast.days().stream().mapToDouble(Forecast.Day::mean).toArray();
    double[] low = forecast.days().stream().mapToDouble(Forecast.Day::low).toArray();
    double[] high = forecast.days().stream().mapToDouble(Forecast.Day::high).toArray();
    double[] sold = new double[shown];
    for (int day = 0; day < shown; day++) {
      sold[day] = history.units(from + day);
    }
    double most = Math.max(Arrays.stream(high).max().orElse(0), Quantiles.most(sold));
    Svg chart = new Svg("Demand and forecast of " + forecast.sku(), shown + ahead, most);
    for (int day = 0; day < shown; day++) {
      chart.bar("bar", day, sold[day]);
    }
    chart.band("band", shown, low, high);
    chart.line("mean", shown, mean);
    chart.mark(0, history.firstDay().plusDays(from).toString());
    chart.mark(shown, forecast.days().get(0).date().toString());
    return chart.text();
  }

  private static String stock(SkuPlan plan) {
    ReplenishmentPlan stock = plan.replenishment();
    Forecast forecast = plan.forecast();
    int days = forecast.days().size();
    double[] left = new double[days];
    double[] risk = new double[days];
    double most = Math.max(stock.available(), stock.reorderPoint()) * 1.1;
    double units = stock.available();
    for (int day = 0; day < days; day++) {
      units -= forecast.mean(day);
      left[day] = Math.max(0, units);
      risk[day] = day < stock.risks().size() ? stock.risks().get(day).probability() * most : 0;
    }
    Svg chart = new Svg("Stock of " + forecast.sku(), days, most);
    chart.level("reorder", stock.reorderPoint(), "reorder point " + tenth(stock.reorderPoint()));
    chart.line("stock", 0, left);
    chart.line("risk", 0, risk);
    chart.mark(0, forecast.days().get(0).date().toString());
    int out = stockOutDay(stock, forecast);
    if (out > 0) {
      chart.mark(out, "runs out, 50 %");
    } else {
      chart.mark(days, cover(stock) + " days of cover");
    }
    return chart.text();
  }

  private static int stockOutDay(ReplenishmentPlan stock, Forecast forecast) {
    for (int day = 0; day < forecast.days().size(); day++) {
      if (forecast.days().get(day).date().equals(stock.stockOutDate())) {
        return day;
      }
    }
    return -1;
  }

  private static String cover(ReplenishmentPlan plan) {
    return (plan.lastsLonger() ? "more than " : "") + tenth(plan.daysOfCover());
  }

  private static String tenth(@Nullable Double value) {
    return value == null ? "?" : Problems.number(Math.rint(value * 10) / 10);
  }
}
