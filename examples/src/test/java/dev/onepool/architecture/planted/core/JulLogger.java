package dev.onepool.architecture.planted.core;

import java.util.logging.Logger;

/** Planted: logs by the wrong door. */
final class JulLogger {

  private JulLogger() {}

  static void say(String text) {
    Logger.getLogger("planted").info(text);
  }
}
