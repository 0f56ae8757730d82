package dev.onepool.core.internal.host;

import java.security.CodeSource;
import java.util.function.UnaryOperator;

/** Makes words of others fit for a message: one line, not too long. */
final class Text {

  private static final int MAX_VALUE = 80;
  private static final int MAX_SENTENCE = 500;

  private Text() {}

  /** Returns the value in quotation marks. */
  static String quoted(String value) {
    return "\"" + clip(value, MAX_VALUE) + "\"";
  }

  static String clipped(String sentence) {
    return clip(sentence, MAX_SENTENCE);
  }

  /** Returns the class of what was thrown and its message. Never throws, whatever the throwable does. */
  static String described(Throwable thrown) {
    return described(thrown, UnaryOperator.identity());
  }

  /** Does the same, with a redaction of the message before it is cut, so that no part of a secret is left. */
  static String described(Throwable thrown, UnaryOperator<String> redaction) {
    try {
      String message = thrown.getMessage();
      return thrown.getClass().getName() + (message == null ? "" : ": " + clipped(redaction.apply(message)));
    } catch (RuntimeException broken) {
      return thrown.getClass().getName();
    }
  }

  /** Returns the name of the class and the jar or folder that it comes from. */
  static String located(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return type.getName()
        + (source == null || source.getLocation() == null ? "" : " (" + source.getLocation() + ")");
  }

  private static String clip(String text, int length) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), length + 3));
    text.chars().limit(length).forEach(c -> line.append(Character.isISOControl(c) ? '?' : (char) c));
    return text.length() > length ? line.append("...").toString() : line.toString();
  }
}
