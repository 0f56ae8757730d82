package dev.onepool.core.internal.planning;

import dev.onepool.planning.Forecast;
import dev.onepool.planning.PlanningAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a question, so that all of it is said together, and what was assumed for an answer. */
final class Problems {

  /** No time in planning is longer than this, days. */
  static final double MOST_DAYS = 730;

  private final List<String> problems = new ArrayList<>();
  private final List<String> assumed = new ArrayList<>();

  /** Refuses the question. */
  void add(String problem) {
    problems.add(problem);
  }

  /** Remembers what was assumed. */
  void assume(String sentence) {
    assumed.add(sentence);
  }

  boolean any() {
    return !problems.isEmpty();
  }

  /** Wants a probability strictly between 0 and 1. */
  void share(String what, double value) {
    if (!(value > 0 && value < 1)) {
      add(what + " must be strictly between 0 and 1, was " + value + "; give 0.95 for 95 %");
    }
  }

  /** Wants a part of a whole, 0 to 1. */
  void part(String what, double value) {
    if (!(value >= 0 && value <= 1)) {
      add(what + " must be 0 to 1, was " + value);
    }
  }

  /** Wants a number of days up to two years. */
  void days(String what, double least, double value) {
    if (!(value >= least && value <= MOST_DAYS)) {
      add(what + " must be " + number(least) + " to " + number(MOST_DAYS) + " days, was " + value);
    }
  }

  /** Wants a finite number of 0 or more. */
  void amount(String what, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      add(what + " must be a number of 0 or more, was " + value);
    }
  }

  /** Wants a finite number, and returns 0 where there is none. */
  double known(String what, @Nullable Double value) {
    if (value == null) {
      add(what + " is missing; planning cannot do without it");
      return 0;
    }
    if (value.isNaN() || value.isInfinite()) {
      add(what + " must be a finite number, was " + value);
      return 0;
    }
    return value;
  }

  /** Says that a forecast of nothing is what an answer rests on: its zeros are not measured, they follow. */
  void noDemand(Forecast forecast, String what) {
    if (forecast.perDay() == 0) {
      assume(forecast.sku() + ": the forecast is 0 on every day, so " + what);
    }
  }

  /** Returns the value with what was assumed. */
  <T> PlanningAnswer<T> answer(T value) {
    return new PlanningAnswer.Answered<>(value, assumed);
  }

  /** Returns all that is wrong. */
  <T> PlanningAnswer<T> refusal() {
    return new PlanningAnswer.Refused<>(problems);
  }

  /** Returns a number for a sentence: no decimals where it has none, two at most. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%,.2f", value);
    return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
  }

  /** Returns a probability for a sentence. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
