package dev.onepool.core.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.spi.SettingsSpec;
import dev.onepool.spi.SettingsSpec.Type;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "50", "007", "9223372036854775807", "-9223372036854775808"})
  void number_wholeNumber_isRead(String text) {
    assertThat(fault(Type.NUMBER, text)).isNull();
    assertThat(SettingText.number(text)).isEqualTo(Long.parseLong(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "1e3", "+1", " 1", "1 ", "1_000", "0x10", "--1", "-", "\u0661", "one"})
  void number_anythingElse_isRefused(String text) {
    assertThat(fault(Type.NUMBER, text)).isEqualTo("must be a whole number, was \"" + text + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775808", "-9223372036854775809"})
  void number_beyondLong_isRefused(String text) {
    assertThat(fault(Type.NUMBER, text)).startsWith("must be a whole number from -9223372036854775808 to ");
  }

  @Test
  void flag_trueOrFalse_isRead() {
    assertThat(SettingText.flag("true")).isTrue();
    assertThat(SettingText.flag("false")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"True", "FALSE", "yes", "1", "true "})
  void flag_anythingElse_isRefused(String text) {
    assertThat(fault(Type.FLAG, text)).isEqualTo("must be true or false, was \"" + text + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "500ms,PT0.5S", "30s,PT30S", "10m,PT10M", "2h,PT2H", "1d,PT24H", "0s,PT0S",
    "PT10M,PT10M", "pt0.5s,PT0.5S", "P1D,PT24H", "106751d,PT2562024H"
  })
  void duration_isoOrShort_isRead(String text, String expected) {
    assertThat(fault(Type.DURATION, text)).isNull();
    assertThat(SettingText.duration(text)).isEqualTo(Duration.parse(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "10 m", "10M", "10min", "1.5h", "m", "-10m", "PT", "1w", "P1M", "ten minutes"})
  void duration_anythingElse_isRefused(String text) {
    assertThat(fault(Type.DURATION, text)).startsWith("must be a duration such as").endsWith("was \"" + text + "\"");
  }

  @Test
  void duration_negative_isRefused() {
    assertThat(fault(Type.DURATION, "PT-10M")).isEqualTo("must not be negative, was \"PT-10M\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"106752d", "9223372036854775807d", "99999999999999999999s", "PT9223372036854775807S"})
  void duration_beyond292Years_isRefused(String text) {
    assertThat(fault(Type.DURATION, text)).startsWith("must be a duration of at most 292 years, was ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://api.example.com", "HTTPS://api.example.com:8443/v2", "http://127.0.0.1:8080",
    "http://localhost", "http://[::1]:8080/token"})
  void endpoint_safeAddress_isRead(String text) {
    assertThat(fault(Type.ENDPOINT, text)).isNull();
    assertThat(SettingText.endpoint(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://example.com", "http://127.0.0.1.example.com", "http://127.0.0.1@example.com", "http://0.0.0.0",
    "http://10.0.0.1", "ftp://127.0.0.1", "api.example.com", "/token", "https:///token", "file:///tmp"})
  void endpoint_unsafeAddress_isRefused(String text) {
    assertThat(fault(Type.ENDPOINT, text)).startsWith("must begin with https://").endsWith("was \"" + text + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://me@example.com", "https://example.com?a=1", "https://example.com#a", "https://example.com/"})
  void endpoint_thatNothingCanFollow_isRefused(String text) {
    assertThat(fault(Type.ENDPOINT, text)).startsWith("must be an address without user");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://exa mple.com", "https://[::1", "certainly wrong"})
  void endpoint_noAddress_isRefused(String text) {
    assertThat(fault(Type.ENDPOINT, text)).startsWith("must be an address such as");
  }

  @Test
  void text_anythingNotBlank_isRead() {
    assertThat(fault(Type.TEXT, " a ")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void text_blank_isRefused(String text) {
    assertThat(fault(Type.TEXT, text)).isEqualTo("is blank; give it a value");
  }

  @Test
  void fault_ofSecret_neverShowsTheValue() {
    SettingsSpec.Setting secret = new SettingsSpec.Setting("pin", Type.NUMBER, null, true, "A secret number.");

    assertThat(SettingText.fault(secret, "12x4")).isEqualTo("must be a whole number");
  }

  @Test
  void fault_longValueWithLineBreaks_isOneShortLine() {
    assertThat(fault(Type.NUMBER, "a\n".repeat(1_000))).hasSizeLessThan(150).doesNotContain("\n");
  }

  private static String fault(Type type, String text) {
    return SettingText.fault(new SettingsSpec.Setting("key", type, null, false, "A setting."), text);
  }
}
