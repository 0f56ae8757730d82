package dev.onepool.examples.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Read the values of options. What they refuse, they name, and they say how to write it. */
final class OptionConverters {

  private OptionConverters() {}

  /** Reads {@code 90s}, {@code 15m}, {@code 2h}, {@code 1d}. */
  static final class OfDuration implements ITypeConverter<Duration> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})([smhd])");
    private static final Map<String, Long> SECONDS = Map.of("s", 1L, "m", 60L, "h", 3_600L, "d", 86_400L);

    @Override
    public Duration convert(String text) {
      Matcher matcher = FORM.matcher(text.strip());
      if (!matcher.matches()) {
        throw new TypeConversionException("'" + text + "' is not a duration; write it like 90s, 15m, 2h or 1d");
      }
      return Duration.ofSeconds(Long.parseLong(matcher.group(1)) * SECONDS.get(matcher.group(2)));
    }
  }

  /** Reads a number of days, with decimals where wanted. */
  static final class OfDays implements ITypeConverter<BigDecimal> {

    private static final Pattern FORM = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

    @Override
    public BigDecimal convert(String text) {
      if (!FORM.matcher(text.strip()).matches()) {
        throw new TypeConversionException("'" + text + "' is not a number of days; write it like 30 or 0.5");
      }
      return new BigDecimal(text.strip());
    }
  }

  /** Reads a whole number. */
  static final class OfNumber implements ITypeConverter<Long> {

    @Override
    public Long convert(String text) {
      try {
        return Long.valueOf(text.strip());
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'" + text + "' is not a whole number, or too large; write it like 1000");
      }
    }
  }

  /** Reads a guarantee's name. */
  static final class OfGuarantee implements ITypeConverter<GuaranteeOption> {

    @Override
    public GuaranteeOption convert(String text) {
      GuaranteeOption option = GuaranteeOption.parse(text);
      if (option == null) {
        throw new TypeConversionException("'" + text + "' is not a guarantee; write " + GuaranteeOption.FORMS);
      }
      return option;
    }
  }

  /** Reads a replay's policy. */
  static final class OfPolicy implements ITypeConverter<ReplayPolicy> {

    @Override
    public ReplayPolicy convert(String text) {
      try {
        return ReplayPolicy.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** Reads what a unit earns on each channel. */
  static final class OfMargins implements ITypeConverter<Margins> {

    @Override
    public Margins convert(String text) {
      try {
        return Margins.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** Reads whether lines are sold whole. */
  static final class OfLines implements ITypeConverter<LinesOption> {

    @Override
    public LinesOption convert(String text) {
      return word(LinesOption.values(), text, "is not a way to sell lines; write whole or units");
    }
  }

  /** Reads how the shops are reached. */
  static final class OfChannels implements ITypeConverter<ChannelsOption> {

    @Override
    public ChannelsOption convert(String text) {
      return word(ChannelsOption.values(), text, "names no channels; write simulated or real");
    }
  }

  /** Returns the option that is written like this, in upper or lower case. */
  private static <T> T word(T[] options, String text, String fault) {
    return Arrays.stream(options)
        .filter(option -> option.toString().equalsIgnoreCase(text.strip()))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException("'" + text + "' " + fault));
  }
}
