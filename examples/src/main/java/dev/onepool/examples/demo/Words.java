package dev.onepool.examples.demo;

import java.time.Duration;
import java.util.Locale;

/** Numbers and times as they are printed for people, the same in every country. */
final class Words {

  private Words() {}

  /** Returns the number with commas between the thousands. */
  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Returns a part of 1 in percent, with two decimals. */
  static String percent(double part) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * part);
  }

  /** Returns an amount of money in whole units, with commas between the thousands. */
  static String money(double amount) {
    return String.format(Locale.ROOT, "%,.0f", amount);
  }

  /** Returns the duration in the largest unit that fits it exactly: {@code 2 h}, {@code 15 min}, {@code 90 s}. */
  static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds > 0 && seconds % 3600 == 0) {
      return seconds / 3600 + " h";
    }
    return seconds > 0 && seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }

  /** Returns the text broken at spaces into lines of at most this width, where no word is longer. */
  static String wrap(String text, int width) {
    StringBuilder wrapped = new StringBuilder();
    int column = 0;
    for (String word : text.split(" ")) {
      if (column > 0 && column + 1 + word.length() > width) {
        wrapped.append(System.lineSeparator());
        column = 0;
      } else if (column > 0) {
        wrapped.append(' ');
        column++;
      }
      wrapped.append(word);
      column += word.length();
    }
    return wrapped.toString();
  }
}
