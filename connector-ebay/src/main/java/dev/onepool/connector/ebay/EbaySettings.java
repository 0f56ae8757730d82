package dev.onepool.connector.ebay;

import static dev.onepool.spi.SettingsSpec.Type.DURATION;
import static dev.onepool.spi.SettingsSpec.Type.FLAG;
import static dev.onepool.spi.SettingsSpec.Type.NUMBER;
import static dev.onepool.spi.SettingsSpec.Type.TEXT;

import dev.onepool.ChannelId;
import dev.onepool.ConfigurationException;
import dev.onepool.spi.Settings;
import dev.onepool.spi.SettingsSpec;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** One account's settings, checked as a whole. Shows no secret. */
final class EbaySettings {

  static final String ENVIRONMENT = "environment";
  static final String CLIENT_ID = "client-id";
  static final String CLIENT_SECRET = "client-secret";
  static final String REFRESH_TOKEN = "refresh-token";
  static final String SELLER = "seller-user-id";
  static final String OVERLAP = "orders.overlap";
  static final String DELIVERED_TO = "notifications.endpoint";
  static final String VERIFICATION_TOKEN = "notifications.verification-token";
  static final String DESTINATION = "notifications.destination-id";
  static final String TOPICS = "notifications.topics";
  static final String ENDPOINT = "endpoint";

  /** Stands for "as another setting says". */
  private static final String DEFAULT = "default";

  static final SettingsSpec SPEC = SettingsSpec.builder()
      .optional(ENVIRONMENT, TEXT, "production", "Which eBay: `production` or `sandbox`. Each has keys of its own.")
      .required(CLIENT_ID, TEXT, "The application's App ID.")
      .secret(CLIENT_SECRET, "The application's Cert ID.")
      .secret(REFRESH_TOKEN, "The refresh token from the seller's consent. It lives 18 months, and ends when the seller "
          + "changes the password or takes the consent back.")
      .optional("language", TEXT, "en-US", "The language that the Inventory API is asked in; eBay may refuse calls without one.")
      .optional("visibility-delay", DURATION, "PT24H",
          "The longest time from an order to its being visible. Unverified: eBay names none, and an order whose payment is "
              + "open may be shown late. The default is the worst case; set what you measure, and more.")
      .optional("max-write-delay", DURATION, "PT15M",
          "The longest time after a call without an answer until its write can still be in force. Unverified: eBay writes "
              + "while it answers.")
      .optional("clock-skew", DURATION, "PT2M",
          "The most by which eBay's clock differs from ours, and by which a number that eBay has confirmed may still reach "
              + "buyers late. Unverified.")
      .optional("receipts", FLAG, "true",
          "Whether a number is in force once eBay has answered 200. eBay's text says so for published offers; unverified for "
              + "items whose offer has no number of its own. With `false` writes count as accepted only.")
      .optional("restores-on-cancel", FLAG, "true",
          "Whether cancelled units may come back on display by themselves. Unverified; `true` is the safe side, because such "
              + "units then stay charged.")
      .optional("revisions-per-day", NUMBER, "250",
          "How often a listing may be written within 24 hours; eBay blocks it for the day after 250. Variations of one "
              + "listing share it. Lower it where other programs write, too.")
      .optional(OVERLAP, TEXT, DEFAULT,
          "How far each reading of changed orders reaches back behind the one before, such as `PT10M`. Unverified: whether "
              + "an order that turns up late carries a late time. `default` is the visibility delay, which misses none.")
      .optional("orders.margin", DURATION, "PT2M",
          "How long before now a reading of orders ends. eBay refuses times in its future.")
      .optional("orders.first-read", DURATION, "PT2160H",
          "How far the first reading looks back for orders that are still open; at most two years.")
      .optional("batch-size", NUMBER, "25",
          "How many listings one call writes; at most 25. eBay's text also says that it takes only one: where it refuses a "
              + "call of several as a whole, they go one by one from then on.")
      .optional("read-size", NUMBER, "25", "How many listings are read at once; at most 25.")
      .optional("listing-page-size", NUMBER, "25",
          "How many items a page of the account's listings reads; at most 200. Each costs one call for its offers.")
      .optional("order-page-size", NUMBER, "200", "How many orders one call reads; at most 200.")
      .optional("offer-check", DURATION, "PT24H",
          "How long the offers of a SKU are known without looking again. A refused write has them looked at anew.")
      .optional("call-timeout", DURATION, "PT30S", "How long to wait for an answer where the engine sets no deadline.")
      .optional("limit.inventory", NUMBER, "2000000", "Calls a day to the Inventory API; all sellers of the application share eBay's.")
      .optional("limit.fulfillment", NUMBER, "100000", "Calls a day to the Fulfillment API.")
      .optional("limit.notification", NUMBER, "10000", "Calls a day to the Notification API.")
      .optional(SELLER, TEXT, "",
          "The seller's immutable user id. Given, notifications that name another user are refused; left out, they are "
              + "taken as hints whoever they name. Unverified: that ORDER_CONFIRMATION names the seller.")
      .optional(DELIVERED_TO, TEXT, "",
          "The address that eBay sends notifications to, exactly as it is registered there. Left out, none is taken.")
      .optionalSecret(VERIFICATION_TOKEN,
          "The token of 32 to 80 letters, digits, `_` and `-` that is registered with the address; answers eBay's challenge.")
      .optional(DESTINATION, TEXT, "",
          "The destination's id at eBay. Given, it and its subscriptions are looked after.")
      .optional(TOPICS, TEXT, "ORDER_CONFIRMATION,ORDER_CANCELLATION_ACTIVITY,ORDER_RETURN_ACTIVITY",
          "The topics that are subscribed to, with commas between. Unverified: which of them eBay offers to an application.")
      .optional(ENDPOINT, TEXT, "",
          "For tests only: a loopback address that is called in place of eBay, such as `http://127.0.0.1:8080`.")
      .build();

  private static final Map<String, String> HOSTS =
      Map.of("production", "https://api.ebay.com", "sandbox", "https://api.sandbox.ebay.com");
  private static final Pattern LOOPBACK = Pattern.compile("http://(127\\.0\\.0\\.1|localhost|\\[::1])(:[0-9]{1,5})?");
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{32,80}");
  private static final Pattern TOPIC = Pattern.compile("[A-Z0-9_]{1,100}");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}-[A-Z]{2}");
  private static final Duration TWO_YEARS = Duration.ofDays(729);
  private static final Map<String, List<Long>> RANGES = Map.of(
      "revisions-per-day", List.of(5L, 250L), "batch-size", List.of(1L, 25L), "read-size", List.of(1L, 25L),
      "listing-page-size", List.of(1L, 200L), "order-page-size", List.of(1L, 200L),
      "limit.inventory", List.of(20L, 1_000_000_000L), "limit.fulfillment", List.of(10L, 1_000_000_000L),
      "limit.notification", List.of(10L, 1_000_000_000L));

  private final Settings given;

  private EbaySettings(Settings given) {
    this.given = given;
  }

  /**
   * Reads and checks.
   *
   * @throws ConfigurationException naming all that is wrong
   */
  static EbaySettings of(ChannelId channel, Settings given) {
    EbaySettings settings = new EbaySettings(given);
    List<String> problems = new ArrayList<>();
    settings.checkTexts(problems);
    settings.checkNotifications(problems);
    settings.checkTimes(problems);
    RANGES.forEach((key, range) -> {
      if (given.number(key) < range.get(0) || given.number(key) > range.get(1)) {
        problems.add("\"" + key + "\" must be from " + range.get(0) + " to " + range.get(1) + ", was " + given.number(key));
      }
    });
    if (!problems.isEmpty()) {
      throw new ConfigurationException("channel " + channel, problems);
    }
    return settings;
  }

  private void checkTexts(List<String> problems) {
    if (!HOSTS.containsKey(text(ENVIRONMENT))) {
      problems.add("\"" + ENVIRONMENT + "\" must be production or sandbox, was \"" + text(ENVIRONMENT) + "\"");
    }
    if (!text(ENDPOINT).isEmpty() && !LOOPBACK.matcher(text(ENDPOINT)).matches()) {
      problems.add("\"" + ENDPOINT + "\" is for tests and must be an address on this machine such as http://127.0.0.1:8080, "
          + "was \"" + text(ENDPOINT) + "\"");
    }
    if (!LANGUAGE.matcher(text("language")).matches()) {
      problems.add("\"language\" must be one such as en-US, was \"" + text("language") + "\"");
    }
  }

  private void checkNotifications(List<String> problems) {
    String address = text(DELIVERED_TO);
    String token = text(VERIFICATION_TOKEN);
    if (!address.isEmpty() && !address.startsWith("https://")) {
      problems.add("\"" + DELIVERED_TO + "\" must begin with https://, was \"" + address + "\"");
    }
    if (!token.isEmpty() && !TOKEN.matcher(token).matches()) {
      problems.add("\"" + VERIFICATION_TOKEN + "\" must be 32 to 80 letters, digits, _ and -");
    }
    if (address.isEmpty() && !token.isEmpty()) {
      problems.add("\"" + VERIFICATION_TOKEN + "\" needs \"" + DELIVERED_TO + "\", the address it belongs to");
    }
    if (!text(DESTINATION).isEmpty() && (address.isEmpty() || token.isEmpty())) {
      problems.add("\"" + DESTINATION + "\" needs \"" + DELIVERED_TO + "\" and \"" + VERIFICATION_TOKEN + "\"");
    }
    topics().stream().filter(topic -> !TOPIC.matcher(topic).matches()).forEach(topic ->
        problems.add("\"" + TOPICS + "\" must be names such as ORDER_CONFIRMATION with commas between, has \"" + topic + "\""));
  }

  private void checkTimes(List<String> problems) {
    for (String key : List.of("visibility-delay", "max-write-delay", "clock-skew", "orders.margin", "offer-check")) {
      if (given.duration(key).isNegative()) {
        problems.add("\"" + key + "\" must not be negative, was " + given.duration(key));
      }
    }
    if (given.duration("call-timeout").compareTo(Duration.ofMillis(100)) < 0) {
      problems.add("\"call-timeout\" must be at least PT0.1S, was " + given.duration("call-timeout"));
    }
    Duration first = given.duration("orders.first-read");
    if (first.compareTo(Duration.ofHours(1)) < 0 || first.compareTo(TWO_YEARS) > 0) {
      problems.add("\"orders.first-read\" must be from PT1H to " + TWO_YEARS + ", was " + first);
    }
    try {
      if (overlap().isNegative()) {
        problems.add("\"" + OVERLAP + "\" must not be negative, was " + overlap());
      }
    } catch (DateTimeParseException malformed) {
      problems.add("\"" + OVERLAP + "\" must be \"default\" or a duration such as PT10M, was \"" + text(OVERLAP) + "\"");
    }
  }

  String text(String key) {
    return given.text(key);
  }

  boolean flag(String key) {
    return given.flag(key);
  }

  int number(String key) {
    return Math.toIntExact(given.number(key));
  }

  Duration duration(String key) {
    return given.duration(key);
  }

  String host() {
    return text(ENDPOINT).isEmpty() ? HOSTS.getOrDefault(text(ENVIRONMENT), "https://ebay.invalid") : text(ENDPOINT);
  }

  Duration overlap() {
    return text(OVERLAP).equals(DEFAULT) ? duration("visibility-delay") : Duration.parse(text(OVERLAP));
  }

  List<String> topics() {
    return Arrays.stream(text(TOPICS).split(",")).map(String::strip).filter(topic -> !topic.isEmpty()).toList();
  }

  /** Returns the text without our secrets, should eBay have repeated one, on one line and cut to a readable length. */
  String clean(String text) {
    String clean = text;
    for (String key : List.of(CLIENT_SECRET, REFRESH_TOKEN, VERIFICATION_TOKEN)) {
      clean = text(key).isEmpty() ? clean : clean.replace(text(key), "***");
    }
    // Whatever looks like one of eBay's tokens is none of a reader's business.
    clean = clean.replaceAll("v\\^1\\.1#\\S+", "***").replaceAll("\\p{Cntrl}+", " ").strip();
    return clean.length() <= 300 ? clean : clean.substring(0, 300) + "...";
  }

  /** Shows the environment and the application only. */
  @Override
  public String toString() {
    return "EbaySettings[" + text(ENVIRONMENT) + ", " + text(CLIENT_ID) + "]";
  }
}
