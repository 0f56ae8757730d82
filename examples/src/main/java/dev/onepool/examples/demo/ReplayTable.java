package dev.onepool.examples.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints what replaying came to as tables for a merchant, with the meaning of each number below. */
final class ReplayTable {

  static final String BEST = "perfect knowledge";

  private static final String CELLS = "%10s%10s%9s%6s%8s%9s%9s%11s%9s%8s";
  private static final String LOST_CELLS = "%11s".repeat(6);
  private static final int CELLS_WIDTH = 89;

  private final ReplayResult result;
  private final int titleWidth;

  ReplayTable(ReplayResult result) {
    this.result = result;
    titleWidth = result.rows().stream().mapToInt(row -> row.policy().length() + 1)
        .reduce(Math.max(BEST.length() + 1, ResultTable.WIDTH - CELLS_WIDTH), Math::max);
  }

  /** Returns the whole text, with a line end after its last line. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(Words.wrap(result.headline(), ResultTable.WIDTH));
    lines.add("");
    lines.add(row("", CELLS, "", "of perfect", "", "SKUs", "orders", "refused,", "held", "", "", ""));
    lines.add(row("in units", CELLS, "delivered", "knowledge", "oversold", "over", "cancel", "had it", "back", "margin", "writes", "calls"));
    lines.add("-".repeat(titleWidth + CELLS_WIDTH));
    result.rows().forEach(row -> lines.add(row(row)));
    lines.add(row(BEST, CELLS, Words.number(result.best().unitsDelivered()), "100.00 %", "0", "0", "0", "0", "",
        Words.money(result.best().margin()), "", ""));
    lines.add("");
    lines.add(row("lost sales in units", LOST_CELLS, with(ChannelAssignment.CHANNELS, "together")));
    lines.add("-".repeat(titleWidth + 66));
    result.rows().forEach(row -> lines.add(lost(row.policy(), row.lostSalesByChannel())));
    lines.add(lost(BEST, result.best().lostSalesByChannel()));
    lines.add("");
    result.findings().forEach(finding -> lines.add(Words.wrap(finding, ResultTable.WIDTH)));
    result.warnings().forEach(warning -> lines.add(Words.wrap("Take care: " + warning, ResultTable.WIDTH)));
    lines.add("");
    result.meanings().forEach(meaning -> lines.add(Words.wrap(meaning, ResultTable.WIDTH)));
    lines.add(Words.wrap("Assumed: " + String.join(" ", result.assumptions()), ResultTable.WIDTH));
    lines.add(Words.wrap(result.orders().rows() + ".", ResultTable.WIDTH));
    lines.add(String.format(Locale.ROOT, "Took %.1f s.", result.seconds()));
    return lines.stream().map(String::stripTrailing).collect(Collectors.joining(System.lineSeparator())) + System.lineSeparator();
  }

  private String row(Replay.Row row) {
    return row(row.policy(), CELLS, Words.number(row.unitsDelivered()), Words.percent(row.delivered()), Words.number(row.oversold()),
        Words.number(row.skusOversold()), Words.number(row.ordersCancelled()), Words.number(row.refused()),
        Words.number(Math.round(row.unitsHeldBack())), Words.money(row.margin()), Words.number(row.writes()),
        Words.number(row.writeCalls()));
  }

  private String lost(String title, Map<String, Long> lost) {
    List<String> cells = lost.values().stream().map(Words::number).toList();
    return row(title, LOST_CELLS, with(cells, Words.number(lost.values().stream().mapToLong(Long::longValue).sum())));
  }

  private static String[] with(List<String> cells, String last) {
    List<String> all = new ArrayList<>(cells);
    Collections.addAll(all, last);
    return all.toArray(String[]::new);
  }

  private String row(String title, String format, String... cells) {
    return title + " ".repeat(titleWidth - title.length()) + String.format(Locale.ROOT, format, (Object[]) cells);
  }
}
