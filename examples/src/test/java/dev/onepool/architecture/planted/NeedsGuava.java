package dev.onepool.architecture.planted;

import com.google.common.base.Strings;

/** Planted: brings a library along. */
final class NeedsGuava {

  private NeedsGuava() {}

  static String twice(String text) {
    return Strings.repeat(text, 2);
  }
}
