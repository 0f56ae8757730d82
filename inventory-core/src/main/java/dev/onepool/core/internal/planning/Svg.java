package dev.onepool.core.internal.planning;

import java.util.Locale;

/**
 * One chart as inline SVG: days from left to right, units from 0 upwards. Colours come from the page's style by class, so that
 * they follow light, dark and print.
 */
final class Svg {

  private static final int WIDTH = 720;
  private static final int HEIGHT = 180;
  private static final int LEFT = 56;
  private static final int RIGHT = 12;
  private static final int TOP = 12;
  private static final int BOTTOM = 26;

  private final StringBuilder marks = new StringBuilder();
  private final String title;
  private final int days;
  private final double most;

  /**
   * Begins a chart.
   *
   * @param title what it shows, for whoever cannot see it
   * @param days how many days wide it is
   * @param most the most units that fit
   */
  Svg(String title, int days, double most) {
    this.title = title;
    this.days = Math.max(1, days);
    this.most = most > 0 ? most : 1;
  }

  /** Returns text that is only text in HTML and SVG, also inside an attribute. */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(point -> {
      switch (point) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.appendCodePoint(Character.isISOControl(point) ? ' ' : point);
      }
    });
    return safe.toString();
  }

  /** Draws a bar for a day. */
  void bar(String style, int day, double units) {
    double height = TOP + plotHeight() - y(units);
    if (height > 0.05) {
      marks.append(format("<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>", style, x(day) + 0.1 * step(), y(units),
          0.8 * step(), height));
    }
  }

  /** Draws a line through the middles of days, from a first day on. */
  void line(String style, int first, double[] units) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < units.length; i++) {
      points.append(format("%.1f,%.1f ", x(first + i) + step() / 2, y(units[i])));
    }
    marks.append("<polyline class=\"").append(style).append("\" points=\"").append(points.toString().strip()).append("\"/>");
  }

  /** Fills the space between two lines. */
  void band(String style, int first, double[] low, double[] high) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < high.length; i++) {
      points.append(format("%.1f,%.1f ", x(first + i) + step() / 2, y(high[i])));
    }
    for (int i = low.length - 1; i >= 0; i--) {
      points.append(format("%.1f,%.1f ", x(first + i) + step() / 2, y(low[i])));
    }
    marks.append("<polygon class=\"").append(style).append("\" points=\"").append(points.toString().strip()).append("\"/>");
  }

  /** Draws a level line over the whole width, with words. */
  void level(String style, double units, String words) {
    marks.append(format("<line class=\"%s\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", style, LEFT, WIDTH - RIGHT, y(units), y(units)));
    marks.append(format("<text class=\"note\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">", WIDTH - RIGHT, Math.max(TOP + 8, y(units) - 4)))
        .append(escaped(words)).append("</text>");
  }

  /** Draws an upright line before a day, with words at the bottom. */
  void mark(int day, String words) {
    marks.append(format("<line class=\"mark\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>", x(day), x(day), TOP, TOP + plotHeight()));
    String anchor = day > days * 0.8 ? "end" : day < days * 0.1 ? "start" : "middle";
    marks.append(format("<text class=\"note\" x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">", x(day), HEIGHT - 8, anchor))
        .append(escaped(words)).append("</text>");
  }

  /** Returns the chart. */
  String text() {
    return format("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"", WIDTH, HEIGHT) + escaped(title) + "\"><title>" + escaped(title)
        + "</title>" + axis(0) + axis(most / 2) + axis(most) + marks + "</svg>";
  }

  private String axis(double units) {
    return format("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
        + "<text class=\"note\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", LEFT, WIDTH - RIGHT, y(units), y(units), LEFT - 6,
        y(units) + 4, Problems.number(Math.rint(units * 10) / 10));
  }

  private static int plotHeight() {
    return HEIGHT - TOP - BOTTOM;
  }

  private double step() {
    return (double) (WIDTH - LEFT - RIGHT) / days;
  }

  private double x(int day) {
    return LEFT + day * step();
  }

  /** What is above the chart is drawn at its top. */
  private double y(double units) {
    return TOP + plotHeight() * (1 - Math.max(0, Math.min(1, units / most)));
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
