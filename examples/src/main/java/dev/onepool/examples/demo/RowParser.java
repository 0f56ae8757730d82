package dev.onepool.examples.demo;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Decides what a row of an order file is. A pure function of the row and of the header that it was made with.
 *
 * <p>A row becomes an order line only if somebody asked for goods with it. Left out are:
 *
 * <ul>
 *   <li>Codes that are no goods. The rule is a list of names, not a pattern of what a code must look like, because
 *       other sellers' codes may be plain words. The names are those of the published retail data: {@code POST},
 *       {@code DOT} and {@code C2} for postage, {@code M} for manual entries, {@code D} for discounts, {@code S} for
 *       samples, {@code B} for bad debt, {@code PADS}, {@code BANK CHARGES}, {@code AMAZONFEE}, {@code CRUK}, in any
 *       case, and vouchers, {@code gift_…}. Codes such as {@code DCGS0003} and {@code DCGSSGIRL} stay: they are sold by
 *       the piece, at the price of a thing, in orders among other goods.
 *   <li>Negative rows. Returns and cancellations name no earlier order and write-offs no order at all, so neither can
 *       be brought to a place in time where stock came back or went.
 *   <li>Positive rows at price 0 without a customer: somebody corrected the stock. With a customer it is a gift, and a
 *       gift leaves the shelf like a sale.
 * </ul>
 */
final class RowParser {

  /** The columns that the header must name, in any order. */
  static final List<String> COLUMNS =
      List.of("invoice", "time", "sku", "quantity", "unit_price", "customer", "country");

  /** The most units that one line may ask for; it keeps every sum far inside a {@code long}. */
  static final long MAX_QUANTITY = 1_000_000;

  private static final int MAX_CODE_LENGTH = 200;
  private static final long EARLIEST = Instant.parse("1990-01-01T00:00:00Z").getEpochSecond();
  private static final long LATEST = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();
  private static final Set<String> NOT_GOODS =
      Set.of("POST", "DOT", "C2", "M", "D", "S", "B", "PADS", "BANK CHARGES", "AMAZONFEE", "CRUK");
  private static final String VOUCHER_PREFIX = "GIFT_";

  private final Map<String, Integer> columns;
  private final int fieldCount;

  /**
   * Makes a parser for files with this header.
   *
   * @throws IllegalArgumentException naming the columns that are missing or named twice
   */
  RowParser(List<String> header) {
    List<String> names = header.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    List<String> missing = COLUMNS.stream().filter(column -> !names.contains(column)).toList();
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException("the header line has no column " + quoted(missing));
    }
    List<String> twice =
        COLUMNS.stream().filter(column -> names.indexOf(column) != names.lastIndexOf(column)).toList();
    if (!twice.isEmpty()) {
      throw new IllegalArgumentException("the header line names twice the column " + quoted(twice));
    }
    columns = COLUMNS.stream().collect(Collectors.toMap(column -> column, names::indexOf));
    fieldCount = names.size();
  }

  /** Returns the order line, or the first reason why there is none. */
  Row parse(List<String> fields) {
    if (fields.size() != fieldCount) {
      return SkipReason.WRONG_FIELD_COUNT;
    }
    String invoice = field(fields, "invoice");
    String sku = field(fields, "sku");
    String customer = field(fields, "customer");
    if (invoice.equalsIgnoreCase("invoice") || sku.equalsIgnoreCase("sku") || sku.equalsIgnoreCase("stockcode")) {
      return SkipReason.REPEATED_HEADER;
    }
    if (invoice.isEmpty()) {
      return SkipReason.BLANK_INVOICE;
    }
    if (sku.isEmpty()) {
      return SkipReason.BLANK_SKU;
    }
    if (!usable(invoice) || !usable(sku) || !usable(customer)) {
      return SkipReason.UNUSABLE_CODE;
    }
    return parseNumbers(fields, invoice, sku, customer);
  }

  private Row parseNumbers(List<String> fields, String invoice, String sku, String customer) {
    long placedAt;
    try {
      placedAt = Instant.parse(field(fields, "time")).getEpochSecond();
    } catch (DateTimeParseException malformed) {
      return SkipReason.MALFORMED_TIME;
    }
    if (placedAt < EARLIEST || placedAt >= LATEST) {
      return SkipReason.TIME_OUT_OF_RANGE;
    }
    String units = field(fields, "quantity");
    if (!isWholeNumber(units)) {
      return SkipReason.MALFORMED_QUANTITY;
    }
    // Eighteen digits always fit a long; leading zeros beyond that are nobody's order.
    if (units.length() > 18 || Math.abs(Long.parseLong(units)) > MAX_QUANTITY) {
      return SkipReason.QUANTITY_TOO_LARGE;
    }
    BigDecimal price;
    try {
      price = new BigDecimal(field(fields, "unit_price"));
    } catch (NumberFormatException malformed) {
      return SkipReason.MALFORMED_PRICE;
    }
    // A price below zero, or beyond what a double holds, tells nothing.
    double known = Math.max(0, price.doubleValue());
    return judge(new OrderLine(invoice, placedAt, sku, Integer.parseInt(units), customer, Double.isFinite(known) ? known : 0),
        price.signum() == 0);
  }

  private static Row judge(OrderLine line, boolean free) {
    String code = line.sku().toUpperCase(Locale.ROOT);
    if (NOT_GOODS.contains(code) || code.startsWith(VOUCHER_PREFIX)) {
      return SkipReason.NOT_GOODS;
    }
    if (line.quantity() == 0) {
      return SkipReason.ZERO_QUANTITY;
    }
    if (line.quantity() < 0) {
      boolean cancelling = line.invoice().startsWith("C");
      return free && !cancelling ? SkipReason.WRITE_OFF : SkipReason.CANCELLATION;
    }
    return free && line.customer().isEmpty() ? SkipReason.ADJUSTMENT : line;
  }

  private String field(List<String> fields, String column) {
    return fields.get(columns.get(column)).strip();
  }

  private static boolean usable(String code) {
    return code.length() <= MAX_CODE_LENGTH
        && code.chars().noneMatch(character -> Character.isISOControl(character) || character == '\ufffd');
  }

  private static boolean isWholeNumber(String text) {
    int first = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    return text.length() > first
        && IntStream.range(first, text.length()).allMatch(at -> text.charAt(at) >= '0' && text.charAt(at) <= '9');
  }

  private static String quoted(List<String> names) {
    return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
  }
}
