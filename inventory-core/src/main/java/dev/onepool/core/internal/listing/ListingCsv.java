package dev.onepool.core.internal.listing;

import dev.onepool.ChannelId;
import dev.onepool.Listing;
import dev.onepool.ListingImport;
import dev.onepool.Sku;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads listings from a CSV with the header {@code listing,sku[,units][,location]}, in any order and case. Internal.
 *
 * <p>Rows of one listing make a kit, wherever they stand. Blank units are 1, a blank location is the main one; blank
 * rows are skipped, and so are blanks around a value without quotation marks. A row that cannot be read is reported and
 * takes its listing with it; one that names no listing takes that of the row above, to which it may belong.
 */
public final class ListingCsv {

  /** The most rows that a file may have. */
  static final int MAX_ROWS = 1_000_000;

  private static final int BYTE_ORDER_MARK = 0xFEFF;
  // Empty lines are read so that record numbers are the rows that a spreadsheet shows.
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(false).setIgnoreSurroundingSpaces(true).get();

  private final ChannelId channel;
  private final SkuIndex skus;
  private final Map<String, ListingDraft> drafts = new LinkedHashMap<>();
  private final Messages malformed = new Messages();
  private @Nullable ListingDraft above;

  private ListingCsv(ChannelId channel, SkuIndex skus) {
    this.channel = channel;
    this.skus = skus;
  }

  /**
   * Returns the listings of the file in the order in which they first come, and a report whose malformed rows are at
   * most 1,000 and a count of the others. Does not close the reader.
   *
   * @param skus the SKUs that the ledger knows
   * @throws IllegalArgumentException if a required column is missing, a column is unknown or stands twice, a quotation
   *     mark is not closed, or there are more than 1,000,000 rows; nothing may be imported then, because the rows that
   *     were not read may belong to kits that were
   * @throws UncheckedIOException if the reader fails
   */
  public static ImportPlan parse(ChannelId channel, Reader csv, Collection<Sku> skus) {
    ListingCsv file = new ListingCsv(channel, new SkuIndex(skus));
    long row = 0;
    try {
      // Closing the parser would close the caller's reader.
      CSVParser parser = FORMAT.parse(withoutByteOrderMark(csv));
      Iterator<CSVRecord> rows = parser.iterator();
      CsvHeader header = null;
      while (rows.hasNext()) {
        CSVRecord record = rows.next();
        row = record.getRecordNumber();
        header = file.take(header, record);
      }
      if (header == null) {
        throw new IllegalArgumentException("the CSV is empty: its first row must be listing,sku[,units][,location]");
      }
    } catch (IOException failure) {
      throw failed(row + 1, failure);
    } catch (UncheckedIOException failure) {
      throw failed(row + 1, failure.getCause());
    }
    return file.plan();
  }

  private static Reader withoutByteOrderMark(Reader csv) throws IOException {
    BufferedReader reader = new BufferedReader(csv);
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
    return reader;
  }

  private static RuntimeException failed(long row, IOException failure) {
    if (failure instanceof CSVException) {
      return new IllegalArgumentException("row " + row + " of the CSV cannot be read: " + failure.getMessage()
          + "; correct its quotation marks. Nothing was imported", failure);
    }
    return new UncheckedIOException("row " + row + " of the CSV cannot be read", failure);
  }

  /** Takes a row, and returns the header, which is the first row that is not blank. */
  private @Nullable CsvHeader take(@Nullable CsvHeader header, CSVRecord record) {
    if (record.getRecordNumber() > MAX_ROWS) {
      throw new IllegalArgumentException(
          "the CSV has more than " + MAX_ROWS + " rows; split it, with all rows of a listing in one file");
    }
    if (record.stream().allMatch(cell -> SkuIndex.stripped(cell).isEmpty())) {
      return header;
    }
    if (header == null) {
      return new CsvHeader(record);
    }
    take(new CsvRow(header, record, skus));
    return header;
  }

  private void take(CsvRow row) {
    ListingDraft draft = above;
    if (row.listing().isEmpty()) {
      row.faults().add("it names no listing"
          + (above == null ? "" : "; listing " + Messages.quoted(above.name())
              + " of the row above is left out, because it may belong to that"));
    } else {
      draft = drafts.computeIfAbsent(row.listing(), ListingDraft::new);
      draft.compare(row.number(), row.sku(), row.location(), row.faults());
      above = draft;
    }
    Sku sku = row.sku();
    if (row.faults().isEmpty() && sku != null && draft != null) {
      draft.add(sku, row.units());
      return;
    }
    malformed.add(row.sentence());
    if (draft != null) {
      draft.spoil();
    }
  }

  private ImportPlan plan() {
    List<Listing> toMap =
        drafts.values().stream().map(draft -> draft.finish(channel)).flatMap(Optional::stream).toList();
    return new ImportPlan(
        toMap, new ListingImport(toMap.size(), List.of(), List.of(), List.of(), malformed.toList()));
  }
}
