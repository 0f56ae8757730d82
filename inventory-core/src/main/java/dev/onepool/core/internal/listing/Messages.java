package dev.onepool.core.internal.listing;

import java.util.ArrayList;
import java.util.List;

/** Collects sentences for a person: the first {@value #MAX}, and how many more there were. */
final class Messages {

  static final int MAX = 1_000;
  private static final int MAX_LENGTH = 400;

  private final List<String> first = new ArrayList<>();
  private int more;

  void add(String message) {
    if (first.size() < MAX) {
      first.add(oneLine(message, MAX_LENGTH));
    } else {
      more++;
    }
  }

  List<String> toList() {
    if (more == 0) {
      return List.copyOf(first);
    }
    List<String> all = new ArrayList<>(first);
    all.add("and " + more + " more");
    return List.copyOf(all);
  }

  /** Returns the value in quotation marks, cut where it is long. */
  static String quoted(String value) {
    return "\"" + oneLine(value, 80) + "\"";
  }

  private static String oneLine(String text, int length) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), length + 3));
    text.chars().limit(length).forEach(c -> line.append(Character.isISOControl(c) ? '?' : (char) c));
    return text.length() > length ? line.append("...").toString() : line.toString();
  }
}
