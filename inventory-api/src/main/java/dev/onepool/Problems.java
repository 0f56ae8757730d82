package dev.onepool;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a builder's values, so that all of it is said at once. */
final class Problems {

  private final String subject;
  private final List<String> found = new ArrayList<>();

  Problems(String subject) {
    this.subject = subject;
  }

  void addIf(boolean wrong, String problem) {
    if (wrong) {
      found.add(problem);
    }
  }

  /** Notes a value that is not a number of 0 or more. */
  void addUnlessAmount(String name, double value) {
    addIf(!(value >= 0 && value < Double.POSITIVE_INFINITY), name + " must be 0 or more, was " + value);
  }

  /** Throws if anything was found. */
  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new ConfigurationException(subject, found);
    }
  }
}
