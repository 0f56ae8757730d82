package dev.onepool.examples.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Charts as inline SVG. Colours come from the page's style by class, so that they follow light, dark and print; every bar has
 * its number at its end.
 */
final class ReplayChart {

  private static final int WIDTH = 560;
  private static final int ROW = 38;
  private static final int NUMBER_WIDTH = 190;
  private static final int LONGEST_LABEL = 76;

  private static final int HEIGHT = 240;
  private static final int LEFT = 64;
  private static final int TOP = 10;
  private static final int BOTTOM = 28;

  /**
   * A bar.
   *
   * @param style the class that colours it
   * @param label what it is about
   * @param value how long it is; nothing is drawn for 0 and less
   * @param number the value in words
   */
  record Bar(String style, String label, double value, String number) {}

  /**
   * A line through points in time.
   *
   * @param style the class that colours it
   * @param at seconds since 1970 UTC, rising
   * @param values as many, 0 or more
   */
  record Line(String style, long[] at, double[] values) {}

  private ReplayChart() {}

  /** Returns text that is only text in HTML, SVG and XML, also inside an attribute. */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(point -> {
      switch (point) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.appendCodePoint(isText(point) ? point : ' ');
      }
    });
    return safe.toString();
  }

  private static boolean isText(int point) {
    return !Character.isISOControl(point) && !(point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
        && point != 0xfffe && point != 0xffff;
  }

  /** Returns bars, one below the other, all on one scale that begins at 0. */
  static String bars(String title, List<Bar> bars) {
    double most = bars.stream().mapToDouble(Bar::value).max().orElse(0);
    StringBuilder marks = new StringBuilder();
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      int y = i * ROW;
      double width = most > 0 && bar.value() > 0 ? Math.max(1, bar.value() / most * (WIDTH - NUMBER_WIDTH)) : 0;
      marks.append(format("<text class=\"label\" x=\"0\" y=\"%d\">", y + 13)).append(escaped(shortened(bar.label()))).append("</text>");
      if (width > 0) {
        marks.append(format("<rect class=\"%s\" x=\"0\" y=\"%d\" width=\"%.1f\" height=\"13\"/>", bar.style(), y + 18, width));
      }
      marks.append(format("<text class=\"number\" x=\"%.1f\" y=\"%d\">", width > 0 ? width + 6 : 0, y + 29)).append(escaped(bar.number()))
          .append("</text>");
    }
    return svg(title, bars.size() * ROW, marks);
  }

  private static String shortened(String label) {
    return label.codePointCount(0, label.length()) <= LONGEST_LABEL ? label
        : label.substring(0, label.offsetByCodePoints(0, LONGEST_LABEL - 1)) + "…";
  }

  /** Returns lines over time, from the first point to the last and from 0 to the highest. */
  static String lines(String title, List<Line> lines) {
    long from = lines.stream().mapToLong(line -> line.at()[0]).min().orElse(0);
    long to = lines.stream().mapToLong(line -> line.at()[line.at().length - 1]).max().orElse(0);
    double most = lines.stream().flatMapToDouble(line -> Arrays.stream(line.values())).max().orElse(0);
    StringBuilder marks = new StringBuilder();
    for (int part = 0; part <= 2; part++) {
      double units = most * part / 2;
      double y = y(units, most);
      marks.append(format("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", LEFT, WIDTH, y, y));
      marks.append(format("<text class=\"axis\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%,.0f</text>", LEFT - 6, y + 4, units));
    }
    marks.append(format("<text class=\"axis\" x=\"%d\" y=\"%d\">%s</text>", LEFT, HEIGHT - 8, ReplayResult.day(from)));
    marks.append(format("<text class=\"axis\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>", WIDTH, HEIGHT - 8, ReplayResult.day(to)));
    for (Line line : lines) {
      marks.append("<polyline class=\"line ").append(line.style()).append("\" points=\"");
      for (int i = 0; i < line.at().length; i++) {
        double x = to == from ? LEFT : LEFT + (double) (WIDTH - LEFT) * (line.at()[i] - from) / (to - from);
        marks.append(format(i == 0 ? "%.1f,%.1f" : " %.1f,%.1f", x, y(line.values()[i], most)));
      }
      marks.append("\"/>");
    }
    return svg(title, HEIGHT, marks);
  }

  private static double y(double units, double most) {
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - (most > 0 ? units / most : 0));
  }

  /** Returns a short piece of a line, as the key to a chart. */
  static String swatch(String style) {
    return "<svg class=\"swatch\" viewBox=\"0 0 36 10\" aria-hidden=\"true\"><polyline class=\"line " + style + "\" points=\"0,5 36,5\"/></svg>";
  }

  private static String svg(String title, int height, CharSequence marks) {
    return format("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"", WIDTH, height) + escaped(title) + "\"><title>" + escaped(title)
        + "</title>" + marks + "</svg>";
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
