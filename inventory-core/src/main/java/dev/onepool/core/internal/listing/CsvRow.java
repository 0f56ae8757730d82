package dev.onepool.core.internal.listing;

import dev.onepool.ListingId;
import dev.onepool.LocationId;
import dev.onepool.Sku;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** One row, with all that is wrong with it. */
final class CsvRow {

  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final int MAX_SHOWN = 10;

  private final long number;
  private final String listing;
  private final @Nullable Sku sku;
  private final long units;
  private final @Nullable LocationId location;
  private final List<String> faults = new ArrayList<>();

  CsvRow(CsvHeader header, CSVRecord row, SkuIndex skus) {
    number = row.getRecordNumber();
    listing = header.cell(row, CsvHeader.LISTING);
    if (!listing.isEmpty()) {
      identifier("listing", listing, ListingId::of);
    }
    sku = sku(header.cell(row, CsvHeader.SKU), skus);
    units = units(header.cell(row, CsvHeader.UNITS));
    String place = header.cell(row, CsvHeader.LOCATION);
    location = place.isEmpty() ? LocationId.MAIN : identifier("location", place, LocationId::of);
    for (String value : header.outside(row)) {
      faults.add(
          "value " + Messages.quoted(value) + " stands in no column; put quotation marks around a value with commas");
    }
  }

  long number() {
    return number;
  }

  /** Returns the listing as it stands in the row; empty if it is blank. */
  String listing() {
    return listing;
  }

  /** Returns the SKU, or null if it is blank or not known. */
  @Nullable Sku sku() {
    return sku;
  }

  /** Returns the units; meaningless where there are faults. */
  long units() {
    return units;
  }

  /** Returns the location, or null if it is malformed. */
  @Nullable LocationId location() {
    return location;
  }

  /** Returns what is wrong with the row; the caller may add to it. */
  List<String> faults() {
    return faults;
  }

  String sentence() {
    return "row " + number + (listing.isEmpty() ? "" : ", listing " + Messages.quoted(listing)) + ": "
        + String.join("; ", faults);
  }

  private <T> @Nullable T identifier(String kind, String text, Function<String, T> factory) {
    if (!SkuIndex.stripped(text).equals(text)) {
      faults.add(kind + " " + Messages.quoted(text) + " begins or ends with white space");
      return null;
    }
    try {
      return factory.apply(text);
    } catch (IllegalArgumentException malformed) {
      faults.add(malformed.getMessage());
      return null;
    }
  }

  private @Nullable Sku sku(String code, SkuIndex skus) {
    Sku exact = skus.exact(code);
    if (code.isEmpty()) {
      faults.add("it names no SKU");
    } else if (exact == null) {
      List<Sku> alike = skus.alike(code);
      faults.add("SKU " + Messages.quoted(code) + " is not known to the ledger" + (alike.isEmpty()
          ? ""
          : "; did you mean " + alike.stream()
              .limit(MAX_SHOWN)
              .map(candidate -> Messages.quoted(candidate.value()))
              .collect(Collectors.joining(" or ")) + "? It differs by case or white space"));
    }
    return exact;
  }

  private long units(String text) {
    if (text.isEmpty()) {
      return 1;
    }
    try {
      long value = DIGITS.matcher(text).matches() ? Long.parseLong(text) : 0;
      if (value < 1) {
        faults.add("units must be a whole number of at least 1, was " + Messages.quoted(text));
      }
      return value;
    } catch (NumberFormatException tooLarge) {
      faults.add("units must be at most " + Long.MAX_VALUE + ", was " + Messages.quoted(text));
      return 0;
    }
  }
}
