package dev.onepool.examples.demo;

import dev.onepool.Buffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the amounts in a policy's rules. What is wrong with one is said by {@link IllegalArgumentException}. */
final class RuleAmounts {

  private static final String NUMBER = "(\\d{1,9}(?:\\.\\d{1,9})?)";
  private static final Pattern DAYS = Pattern.compile(NUMBER + "d");
  private static final Pattern COSTS = Pattern.compile(NUMBER + "vs" + NUMBER);

  private RuleAmounts() {}

  /**
   * What is reserved, and when.
   *
   * @param amount units or a percentage, as written
   * @param from the first instant
   * @param until the first instant at which it is not reserved any more
   */
  record Dated(String amount, Instant from, Instant until) {

    /** Reads {@code AMOUNT} or {@code AMOUNT@FROM..UNTIL}; days begin at midnight UTC. */
    static Dated parse(String text) {
      String[] parts = text.split("@", 2);
      if (parts.length == 1) {
        return new Dated(text, Instant.MIN, Instant.MAX);
      }
      String[] days = parts[1].split("\\.\\.", -1);
      if (days.length != 2) {
        throw new IllegalArgumentException("'" + parts[1] + "' is no time; write it like 2011-03-01..2011-03-08");
      }
      return new Dated(parts[0], day(days[0]), day(days[1]));
    }

    boolean isPercent() {
      return amount.endsWith("%");
    }
  }

  private static Instant day(String text) {
    try {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("'" + text + "' is no day; write it like 2011-03-01", e);
    }
  }

  static boolean isUnits(String amount) {
    return amount.matches("\\d{1,9}");
  }

  /** Returns the percentage of a text that ends with the sign. */
  static int percent(String amount) {
    String number = amount.substring(0, amount.length() - 1);
    if (!number.matches("\\d{1,3}")) {
      throw new IllegalArgumentException("'" + amount + "' is not a percentage; write it like 20%");
    }
    return Integer.parseInt(number);
  }

  /** Returns the days of {@code 1.5d}; NaN where that is no number of days. */
  static double days(String amount) {
    Matcher days = DAYS.matcher(amount);
    return days.matches() ? Double.parseDouble(days.group(1)) : Double.NaN;
  }

  /** Reads how large a buffer is. */
  static Buffer size(String amount) {
    Matcher costs = COSTS.matcher(amount);
    if (costs.matches()) {
      return Buffer.byCost().ofOverselling(Double.parseDouble(costs.group(1)))
          .ofHoldingBack(Double.parseDouble(costs.group(2))).build();
    }
    if (amount.equals("measured")) {
      return Buffer.measured(0);
    }
    if (amount.endsWith("%")) {
      return Buffer.percent(percent(amount));
    }
    if (isUnits(amount)) {
      return Buffer.units(Long.parseLong(amount));
    }
    double days = days(amount);
    if (Double.isNaN(days)) {
      throw new IllegalArgumentException("'" + amount + "' is no size; write units as 2, a part of what there is as 10%, days of"
          + " cover as 1.5d, what an oversold unit and one held back cost as 25vs0.4, or measured for what was measured");
    }
    return Buffer.daysOfCover(days);
  }
}
