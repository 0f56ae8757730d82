package dev.onepool.core.internal.listing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;

/**
 * Where the columns stand. An unknown column is refused: a misspelt {@code units} would make every kit a single unit.
 */
final class CsvHeader {

  static final String LISTING = "listing";
  static final String SKU = "sku";
  static final String UNITS = "units";
  static final String LOCATION = "location";

  private static final List<String> REQUIRED = List.of(LISTING, SKU);
  private static final List<String> ALL = List.of(LISTING, SKU, UNITS, LOCATION);

  private final Map<String, Integer> positions = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * Reads the first row.
   *
   * @throws IllegalArgumentException with all that is wrong and the columns found
   */
  CsvHeader(CSVRecord first) {
    for (int i = 0; i < first.size(); i++) {
      String name = SkuIndex.stripped(first.get(i));
      if (!name.isEmpty()) {
        add(name, i);
      }
    }
    for (String name : REQUIRED) {
      if (!positions.containsKey(name)) {
        problems.add("column \"" + name + "\" is missing");
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("the header of the CSV is wrong: " + String.join("; ", problems)
          + ". Columns found: "
          + first.stream().limit(20).map(Messages::quoted).collect(Collectors.joining(", "))
          + "; expected listing,sku[,units][,location], in any order, separated by commas");
    }
  }

  private void add(String name, int position) {
    String column = name.toLowerCase(Locale.ROOT);
    if (!ALL.contains(column)) {
      problems.add("column " + Messages.quoted(name) + " is unknown, remove or rename it");
    } else if (positions.putIfAbsent(column, position) != null) {
      problems.add("column \"" + column + "\" stands twice");
    }
  }

  /** Returns the cell of this column; empty where it is blank, or the row or the file has none. */
  String cell(CSVRecord row, String column) {
    Integer position = positions.get(column);
    if (position == null || position >= row.size() || SkuIndex.stripped(row.get(position)).isEmpty()) {
      return "";
    }
    return row.get(position);
  }

  /** Returns the values that stand in no column: a comma within a value moves what follows it. */
  List<String> outside(CSVRecord row) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      if (!positions.containsValue(i) && !SkuIndex.stripped(row.get(i)).isEmpty()) {
        values.add(row.get(i));
      }
    }
    return values;
  }
}
