package dev.onepool.examples.demo;

import dev.onepool.spi.OrderSnapshot;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads orders from a CSV file, plain or gzip, in UTF-8.
 *
 * <p>Every line of the file is parsed by itself, so a stray quotation mark costs one row and not the rest of the file.
 * The price is that a field cannot hold a line end; codes, times and numbers never do.
 */
final class OrderFile {

  /** The most order lines that one run holds. */
  static final int MAX_LINES = 2_000_000;

  /** The most lines of one order; what a channel may hand over in one piece. */
  static final int MAX_LINES_PER_ORDER = OrderSnapshot.MAX_LINES;

  private static final CSVFormat FORMAT = CSVFormat.DEFAULT;
  private static final char BYTE_ORDER_MARK = '\ufeff';
  private static final int SHOWN_HEADER_LENGTH = 120;

  private final Path path;
  private final List<OrderLine> lines = new ArrayList<>();
  private final Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
  private final Map<String, String> known = new HashMap<>();
  private final Map<String, Integer> linesOfOrder = new HashMap<>();
  private long read;

  private OrderFile(Path path) {
    this.path = path;
  }

  /**
   * Reads the file's first rows. A row that is no order line is counted and left out; it never ends the reading.
   *
   * @param rowLimit how many rows to read at most, below the header
   * @param progress is told the number of rows read so far; the total it is told is 0, as it is not known
   * @throws OrderFileException if the file cannot be opened or unpacked, has not the columns, or holds no order line
   */
  static Orders read(Path path, long rowLimit, Progress progress) {
    OrderFile file = new OrderFile(path);
    try (InputStream input = file.open();
        InputStreamReader reader = new InputStreamReader(input, StandardCharsets.UTF_8)) {
      file.readRows(new BoundedLines(reader), rowLimit, progress);
    } catch (NoSuchFileException e) {
      throw new OrderFileException("no such file: " + path + "; check the path given to --orders", e);
    } catch (AccessDeniedException e) {
      throw new OrderFileException("no permission to read " + path, e);
    } catch (EOFException e) {
      throw new OrderFileException(path + " is cut off: its gzip data ends too early; fetch the file again", e);
    } catch (ZipException e) {
      throw new OrderFileException(path + " holds broken gzip data (" + e.getMessage() + "); fetch the file again", e);
    } catch (IOException e) {
      throw new OrderFileException("cannot read " + path + ": " + e.getMessage(), e);
    }
    return file.orders();
  }

  /** Returns the file's name without its directory. */
  static String nameOf(Path path) {
    Path name = path.getFileName();
    return name == null ? path.toString() : name.toString();
  }

  private InputStream open() throws IOException {
    if (Files.isDirectory(path)) {
      throw new OrderFileException(path + " is a directory; --orders wants a CSV file, plain or .gz");
    }
    BufferedInputStream input = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    try {
      return unpacked(input);
    } catch (IOException | RuntimeException e) {
      input.close();
      throw e;
    }
  }

  private InputStream unpacked(BufferedInputStream input) throws IOException {
    input.mark(2);
    boolean gzip = input.read() == 0x1f && input.read() == 0x8b;
    input.reset();
    if (gzip) {
      return new GZIPInputStream(input, 1 << 16);
    }
    if (path.toString().toLowerCase(Locale.ROOT).endsWith(".gz")) {
      throw new OrderFileException(path + " is named .gz but holds no gzip data; rename it or fetch it again");
    }
    return input;
  }

  private void readRows(BoundedLines text, long rowLimit, Progress progress) throws IOException {
    RowParser parser = parserFor(text.next());
    String line = text.next();
    while (line != null && read < rowLimit) {
      if (!line.isBlank()) {
        count(text.wasCut() ? SkipReason.LINE_TOO_LONG : parse(parser, line));
        progress.at(read, 0);
      }
      line = text.next();
    }
  }

  private RowParser parserFor(@Nullable String header) {
    if (header == null) {
      throw new OrderFileException(path + " is empty; expected a header line with " + RowParser.COLUMNS);
    }
    String text = header.indexOf(BYTE_ORDER_MARK) == 0 ? header.substring(1) : header;
    try {
      return new RowParser(fields(text));
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      String problem = e instanceof IllegalArgumentException ? e.getMessage() : "the header line is not CSV";
      String shown = text.length() <= SHOWN_HEADER_LENGTH ? text : text.substring(0, SHOWN_HEADER_LENGTH) + "...";
      throw new OrderFileException(path + ": " + problem + "; expected " + String.join(",", RowParser.COLUMNS)
          + " in any order, found: " + shown, e);
    }
  }

  private static Row parse(RowParser parser, String line) {
    try {
      return parser.parse(fields(line));
    } catch (IOException | UncheckedIOException | IllegalStateException unreadable) {
      return SkipReason.UNREADABLE_LINE;
    }
  }

  private static List<String> fields(String line) throws IOException {
    if (line.indexOf('"') < 0) {
      // Nothing is quoted in most lines, and a CSV parser with its buffers costs ten times the splitting.
      return List.of(line.split(",", -1));
    }
    try (CSVParser csv = CSVParser.parse(line, FORMAT)) {
      List<CSVRecord> records = csv.getRecords();
      if (records.size() != 1) {
        throw new IOException("expected one record, found " + records.size());
      }
      return records.get(0).toList();
    }
  }

  private void count(Row row) {
    read++;
    if (row instanceof SkipReason reason) {
      skip(reason);
    } else if (row instanceof OrderLine line) {
      keep(line);
    }
  }

  private void skip(SkipReason reason) {
    skipped.merge(reason, 1L, Long::sum);
  }

  private void keep(OrderLine line) {
    String invoice = once(line.invoice());
    if (linesOfOrder.merge(invoice, 1, Integer::sum) > MAX_LINES_PER_ORDER) {
      skip(SkipReason.ORDER_TOO_LONG);
      return;
    }
    if (lines.size() == MAX_LINES) {
      throw new OrderFileException(path + " holds more than " + MAX_LINES
          + " order lines, the most of one run; use --rows to read the first part");
    }
    lines.add(
        new OrderLine(invoice, line.placedAt(), once(line.sku()), line.quantity(), once(line.customer()),
            line.unitPrice()));
  }

  /** Returns the one copy of a text, so that a code costs its memory once and not once a row. */
  private String once(String text) {
    return known.computeIfAbsent(text, same -> same);
  }

  private Orders orders() {
    RowCounts counts = new RowCounts(read, lines.size(), skipped);
    if (lines.isEmpty()) {
      throw new OrderFileException(path + " holds no order line; " + counts);
    }
    return new Orders(nameOf(path), lines, counts);
  }
}
