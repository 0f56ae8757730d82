package dev.onepool.connector.shopify;

import org.jspecify.annotations.Nullable;

/** Shopify's global identifiers. Ours are the numbers in them, as text, because they exceed what a double can hold. */
final class Gid {

  private static final String PREFIX = "gid://shopify/";

  private Gid() {}

  /** Returns the identifier of a thing of this type. */
  static String of(String type, String number) {
    return PREFIX + type + "/" + number;
  }

  /** Returns whether a text can be the number of an identifier. */
  static boolean isNumber(String text) {
    return text.matches("[1-9][0-9]{0,18}");
  }

  /** Returns the number of an identifier of this type; null if the text is not one. */
  static @Nullable String number(String type, @Nullable String gid) {
    String start = PREFIX + type + "/";
    if (gid == null || !gid.startsWith(start)) {
      return null;
    }
    String number = gid.substring(start.length());
    return isNumber(number) ? number : null;
  }
}
