package dev.onepool.core.internal.host;

import dev.onepool.spi.SettingsSpec;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the text of a setting as its type says, strictly: what is not exactly right is refused, not repaired. */
final class SettingText {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");
  private static final Pattern SHORT_DURATION = Pattern.compile("([0-9]+)(ms|s|m|h|d)");

  private SettingText() {}

  /** Returns what is wrong with the text, to follow the name of the setting, or null. Holds no secret. */
  static @Nullable String fault(SettingsSpec.Setting setting, String text) {
    if (text.isBlank()) {
      return "is blank; give it a value" + (setting.fallback() == null ? "" : " or leave it out");
    }
    try {
      switch (setting.type()) {
        case TEXT -> { }
        case NUMBER -> number(text);
        case FLAG -> flag(text);
        case DURATION -> duration(text);
        case ENDPOINT -> endpoint(text);
      }
      return null;
    } catch (IllegalArgumentException malformed) {
      return setting.secret() ? malformed.getMessage() : malformed.getMessage() + ", was " + Text.quoted(text);
    }
  }

  /** Returns the number, or throws what it must be, without the text. */
  static long number(String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException("must be a whole number");
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException tooLarge) {
      throw new IllegalArgumentException(
          "must be a whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE, tooLarge);
    }
  }

  /** Returns the flag, or throws what it must be, without the text. */
  static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("must be true or false");
    };
  }

  /** Returns the duration, or throws what it must be, without the text. */
  static Duration duration(String text) {
    try {
      Matcher matcher = SHORT_DURATION.matcher(text);
      Duration duration = matcher.matches() ? inUnits(matcher.group(1), matcher.group(2)) : Duration.parse(text);
      if (duration.isNegative()) {
        throw new IllegalArgumentException("must not be negative");
      }
      // What does not fit nanoseconds (292 years) would overflow at its first use.
      duration.toNanos();
      return duration;
    } catch (NumberFormatException | ArithmeticException tooLong) {
      throw new IllegalArgumentException("must be a duration of at most 292 years", tooLong);
    } catch (DateTimeParseException malformed) {
      throw new IllegalArgumentException("must be a duration such as 500ms, 30s, 10m, 2h, 1d or PT10M", malformed);
    }
  }

  /** Returns the endpoint, or throws what it must be, without the text. */
  static URI endpoint(String text) {
    URI address;
    try {
      address = URI.create(text);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException("must be an address such as https://api.example.com", malformed);
    }
    if (!SettingsSpec.isEndpoint(address)) {
      throw new IllegalArgumentException(
          "must begin with https://, or with http:// and a loopback address such as 127.0.0.1:8080");
    }
    if (address.getRawUserInfo() != null || address.getRawQuery() != null || address.getRawFragment() != null
        || text.endsWith("/")) {
      throw new IllegalArgumentException("must be an address without user, query, fragment or last slash");
    }
    return address;
  }

  private static Duration inUnits(String digits, String unit) {
    long count = Long.parseLong(digits);
    return switch (unit) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
