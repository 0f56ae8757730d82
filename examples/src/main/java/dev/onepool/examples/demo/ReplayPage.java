package dev.onepool.examples.demo;

import static dev.onepool.examples.demo.ReplayChart.escaped;

import dev.onepool.examples.demo.ReplayChart.Bar;
import dev.onepool.examples.demo.ReplayChart.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What replaying came to, as one HTML page that loads nothing and runs nothing, and that is XML as well. Whatever comes from
 * outside is escaped.
 */
final class ReplayPage {

  private static final int LINE_STYLES = 12;

  private static final String STYLE = """
      :root{color-scheme:light dark;--ink:#1d2330;--soft:#5b6576;--paper:#fff;--card:#f6f7f9;--rule:#d9dde3;--bar:#4a7fc1;--best:#9aa5b4;
      --bad:#b3261e;--c0:#0b62c4;--c1:#c4500b;--c2:#0f8a5f;--c3:#8a3fb0;--c4:#917000;--c5:#444}
      @media(prefers-color-scheme:dark){:root{--ink:#e6e9ef;--soft:#a3adbc;--paper:#12161d;--card:#1b212b;--rule:#343c49;--bar:#5b8fd0;
      --best:#5d6878;--bad:#ff8a80;--c0:#7fb0ff;--c1:#ff9e64;--c2:#5fd3a8;--c3:#d39bf5;--c4:#e3c04f;--c5:#c8c8c8}}
      body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:70rem;margin:2rem auto;padding:0 1rem}
      h1{font-size:1.5rem;margin-bottom:.25rem;overflow-wrap:anywhere}h2{font-size:1.1rem;margin:0 0 .5rem}h3{font-size:1rem;margin:.5rem 0}p{margin:.25rem 0 .75rem}
      .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:1rem}
      section{background:var(--card);border:1px solid var(--rule);border-radius:8px;padding:1rem;margin:1rem 0;break-inside:avoid}
      .cards section{margin:0}.wide{overflow-x:auto}.long{break-inside:auto}
      table{border-collapse:collapse;width:100%;font-size:.875rem;font-variant-numeric:tabular-nums}
      th,td{text-align:right;padding:.3rem .5rem;border-bottom:1px solid var(--rule);vertical-align:bottom}td{white-space:nowrap}
      th:first-child,td:first-child{text-align:left}td:first-child{white-space:normal;overflow-wrap:anywhere;min-width:9rem}
      th{color:var(--soft);font-weight:600}.best td{color:var(--soft)}
      figure{margin:0;break-inside:avoid}figcaption,.small{color:var(--soft);font-size:.875rem}svg{width:100%;max-width:36rem;height:auto;display:block;margin:.5rem 0}
      svg text{fill:var(--ink);font-size:13px}svg .axis{fill:var(--soft);font-size:12px}
      svg .number{font-variant-numeric:tabular-nums}.bar{fill:var(--bar)}.ref{fill:var(--best)}.over{fill:var(--bad)}.grid{stroke:var(--rule)}
      .line{fill:none;stroke-width:2}.swatch{display:inline-block;width:2.25rem;height:.625rem;margin:0 .5rem 0 0;vertical-align:middle}
      .l0,.l6{stroke:var(--c0)}.l1,.l7{stroke:var(--c1);stroke-dasharray:7 3}.l2,.l8{stroke:var(--c2);stroke-dasharray:2 3}
      .l3,.l9{stroke:var(--c3);stroke-dasharray:9 3 2 3}.l4,.l10{stroke:var(--c4);stroke-dasharray:4 4}
      .l5,.l11{stroke:var(--c5);stroke-dasharray:12 4}.l6,.l7,.l8,.l9,.l10,.l11{stroke-width:4}
      .key{list-style:none;padding:0;margin:.5rem 0}.care{color:var(--bad);font-weight:600}li{margin:.2rem 0;overflow-wrap:anywhere}
      @media print{:root{color-scheme:light;--ink:#000;--soft:#333;--paper:#fff;--card:#fff;--rule:#bbb;--bar:#777;--best:#bbb;--bad:#000;
      --c0:#000;--c1:#000;--c2:#000;--c3:#000;--c4:#000;--c5:#000}
      body{max-width:none;margin:0;font-size:11pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}
      .wide{overflow:visible}table{font-size:7.5pt}th,td{padding:.1rem .2rem}td:first-child{min-width:5rem}section{padding:.5rem;margin:.5rem 0}
      .cards{grid-template-columns:1fr 1fr;gap:.5rem}}
      """;

  private final ReplayResult result;
  private final List<Replay.Row> rows;

  ReplayPage(ReplayResult result) {
    this.result = result;
    rows = result.rows();
  }

  String html() {
    String title = "What would have happened: " + result.orders().source();
    return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>"
        + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"/><title>" + escaped(title) + "</title><style>" + STYLE
        + "</style></head><body><h1>" + escaped(title) + "</h1>\n<p>" + escaped(result.headline()) + "</p>\n"
        + list("", result.findings()) + (result.warnings().isEmpty() ? "" : list("care", result.warnings()))
        + section("long", "The numbers", overview())
        + "<div class=\"cards\">\n" + delivered() + oversold() + refused() + margin() + heldBack() + calls() + "</div>\n"
        + section("long", "Lost sales by channel", lost())
        + section("", "What the words mean", list("", result.meanings()))
        + section("", "What was assumed", list("", result.assumptions())
            + "<p class=\"small\">" + escaped(result.orders().rows() + ".") + "</p>") + "</body></html>\n";
  }

  private static String section(String style, String title, String content) {
    return "<section" + (style.isEmpty() ? "" : " class=\"" + style + "\"") + "><h2>" + escaped(title) + "</h2>" + content + "</section>\n";
  }

  private static String figure(String title, String chart, String caption) {
    return section("", title, "<figure>" + chart + "<figcaption>" + escaped(caption) + "</figcaption></figure>");
  }

  private static String list(String style, List<String> sentences) {
    StringBuilder list = new StringBuilder(style.isEmpty() ? "<ul>" : "<ul class=\"" + style + "\">");
    sentences.forEach(sentence -> list.append("<li>").append(escaped(sentence)).append("</li>"));
    return list.append("</ul>\n").toString();
  }

  private String overview() {
    StringBuilder table = new StringBuilder(head("policy", "delivered", "of perfect knowledge", "oversold", "SKUs oversold",
        "orders to cancel", "refused though there", "held back", "margin", "writes", "calls"));
    for (Replay.Row row : rows) {
      cells(table, "", row.policy(), Words.number(row.unitsDelivered()), Words.percent(row.delivered()), Words.number(row.oversold()),
          Words.number(row.skusOversold()), Words.number(row.ordersCancelled()), Words.number(row.refused()),
          Words.number(Math.round(row.unitsHeldBack())), Words.money(row.margin()), Words.number(row.writes()), Words.number(row.writeCalls()));
    }
    cells(table, "best", ReplayTable.BEST, Words.number(result.best().unitsDelivered()), "100.00 %", "0", "0", "0", "0", "",
        Words.money(result.best().margin()), "", "");
    return table.append("</tbody></table></div>\n").toString();
  }

  private static String head(String... names) {
    StringBuilder head = new StringBuilder("<div class=\"wide\"><table><thead><tr>");
    for (String name : names) {
      head.append("<th scope=\"col\">").append(escaped(name)).append("</th>");
    }
    return head.append("</tr></thead><tbody>").toString();
  }

  private static void cells(StringBuilder table, String style, String... texts) {
    table.append(style.isEmpty() ? "<tr>" : "<tr class=\"" + style + "\">");
    for (String text : texts) {
      table.append("<td>").append(escaped(text)).append("</td>");
    }
    table.append("</tr>");
  }

  private String delivered() {
    List<Bar> bars = bars("bar", Replay.Row::unitsDelivered, row -> Words.number(row.unitsDelivered()) + ", " + Words.percent(row.delivered()));
    bars.add(new Bar("ref", ReplayTable.BEST, result.best().unitsDelivered(), Words.number(result.best().unitsDelivered())));
    return figure("Delivered", ReplayChart.bars("Units delivered under each policy", bars),
        "Units sold that were there, those of orders that have to be cancelled among them. Buyers asked for " + Words.number(result.best().unitsAsked()) + " units.");
  }

  private String oversold() {
    return figure("Oversold", ReplayChart.bars("Units oversold under each policy", bars("over", Replay.Row::oversold, row ->
        Words.number(row.oversold()) + " units")), "Units sold that were not there: their orders have to be cancelled.");
  }

  private String refused() {
    return figure("Refused although it was there", ReplayChart.bars("Units refused that were there, under each policy",
        bars("bar", Replay.Row::refused, row -> Words.number(row.refused()) + " units")),
        "Units that a buyer wanted and that lay on the shelf, but were not shown in that shop at that moment.");
  }

  private String margin() {
    List<Bar> bars = bars("bar", Replay.Row::margin, row -> Words.money(row.margin()));
    bars.add(new Bar("ref", ReplayTable.BEST, result.best().margin(), Words.money(result.best().margin())));
    return figure("Margin", ReplayChart.bars("Margin under each policy", bars),
        "What the units delivered earned, in the currency of the orders: " + result.margins() + ".");
  }

  private String calls() {
    return figure("Calls", ReplayChart.bars("Calls that sent quantities, under each policy", bars("bar", Replay.Row::writeCalls, row ->
        Words.number(row.writeCalls()) + ", " + Words.number(row.writes()) + " writes")),
        "Requests by which quantities were sent to the shops, and how many quantities went in them.");
  }

  private List<Bar> bars(String style, ToDoubleFunction<Replay.Row> value, Function<Replay.Row, String> number) {
    List<Bar> bars = new ArrayList<>();
    rows.forEach(row -> bars.add(new Bar(style, row.policy(), value.applyAsDouble(row), number.apply(row))));
    return bars;
  }

  private String heldBack() {
    List<Line> lines = new ArrayList<>();
    StringBuilder key = new StringBuilder("<ul class=\"key\">");
    for (int i = 0; i < rows.size(); i++) {
      List<ReplayWatch.Look> looks = result.runs().get(i).looks();
      String style = "l" + i % LINE_STYLES;
      lines.add(new Line(style, looks.stream().mapToLong(ReplayWatch.Look::at).toArray(),
          looks.stream().mapToDouble(ReplayWatch.Look::heldBack).toArray()));
      key.append("<li>").append(ReplayChart.swatch(style)).append(escaped(rows.get(i).policy() + ": "
          + Words.number(Math.round(rows.get(i).unitsHeldBack())) + " on average, " + Words.percent(rows.get(i).heldBackShare())
          + " of what was left")).append("</li>");
    }
    return section("", "Held back", "<figure>" + ReplayChart.lines("Units held back in the course of time", lines) + key
        + "</ul><figcaption>Units left that no buyer could buy, because all shops together showed fewer.</figcaption></figure>");
  }

  private String lost() {
    List<String> names = new ArrayList<>(List.of("units asked for and not delivered"));
    names.addAll(ChannelAssignment.CHANNELS);
    names.add("together");
    StringBuilder table = new StringBuilder(head(names.toArray(String[]::new)));
    rows.forEach(row -> cells(table, "", lostCells(row.policy(), row.lostSalesByChannel())));
    cells(table, "best", lostCells(ReplayTable.BEST, result.best().lostSalesByChannel()));
    table.append("</tbody></table></div>\n<p class=\"small\">What perfect knowledge loses had run out; what a policy loses beyond it, the policy"
        + " refused or oversold.</p>\n<div class=\"cards\">");
    for (String channel : ChannelAssignment.CHANNELS) {
      List<Bar> bars = new ArrayList<>();
      rows.forEach(row -> bars.add(lostBar("bar", row.policy(), row.lostSalesByChannel().get(channel))));
      bars.add(lostBar("ref", ReplayTable.BEST, result.best().lostSalesByChannel().get(channel)));
      table.append("<figure><h3>").append(escaped(channel)).append("</h3>")
          .append(ReplayChart.bars("Lost sales on " + channel + " under each policy", bars)).append("</figure>\n");
    }
    return table.append("</div>").toString();
  }

  private static Bar lostBar(String style, String label, long units) {
    return new Bar(style, label, units, Words.number(units));
  }

  private static String[] lostCells(String title, Map<String, Long> lost) {
    List<String> cells = new ArrayList<>(List.of(title));
    lost.values().forEach(units -> cells.add(Words.number(units)));
    cells.add(Words.number(lost.values().stream().mapToLong(Long::longValue).sum()));
    return cells.toArray(String[]::new);
  }
}
