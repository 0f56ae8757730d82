package dev.onepool.architecture.planted;

import org.slf4j.LoggerFactory;

/** Planted: writes to the terminal, and logs. */
final class PrintsAndLogs {

  private PrintsAndLogs() {}

  static void say(String text) {
    System.out.println(text);
    LoggerFactory.getLogger(PrintsAndLogs.class).info(text);
  }
}
