package dev.onepool.examples.demo;

import dev.onepool.Guarantee;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The guarantee that Onepool is asked to give in this run; other contenders give none.
 *
 * @param guarantee what is asked for
 * @param text how it was asked for, such as {@code auto:0.01}
 */
record GuaranteeOption(Guarantee guarantee, String text) {

  /** How each is written. */
  static final String FORMS = "rights, mirror, mirror:UNITS, buffered:CHANCE or auto:CHANCE, with a chance between 0 and 1 such as 0.01";

  static final GuaranteeOption RIGHTS = new GuaranteeOption(Guarantee.rights(), "rights");
  static final GuaranteeOption MIRROR = new GuaranteeOption(Guarantee.mirror(0), "mirror");

  /** Returns what a text asks for; null if it is none. */
  static @Nullable GuaranteeOption parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    String[] parts = lower.split(":", 2);
    try {
      String number = parts.length == 2 ? parts[1] : null;
      Guarantee guarantee = switch (parts[0]) {
        case "rights" -> number == null ? Guarantee.rights() : null;
        case "mirror" -> Guarantee.mirror(number == null ? 0 : Long.parseLong(number));
        case "buffered" -> Guarantee.buffered(number == null ? 0.01 : Double.parseDouble(number));
        case "auto" -> Guarantee.auto(number == null ? 0.01 : Double.parseDouble(number));
        default -> null;
      };
      return guarantee == null ? null : new GuaranteeOption(guarantee, lower);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
