package dev.onepool.connector.walmart;

import static dev.onepool.spi.SettingsSpec.Type.DURATION;
import static dev.onepool.spi.SettingsSpec.Type.FLAG;
import static dev.onepool.spi.SettingsSpec.Type.NUMBER;
import static dev.onepool.spi.SettingsSpec.Type.TEXT;

import dev.onepool.ConfigurationException;
import dev.onepool.spi.Settings;
import dev.onepool.spi.SettingsSpec;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One account's settings, checked. Secrets are read where they are needed and kept nowhere else. */
record WalmartSettings(
    URI endpoint, String clientId, String partnerId, String channelType, List<String> nodes, boolean held,
    Duration visibilityDelay, Duration maxWriteDelay, Duration readingAge, Duration orderOverlap, Duration orderMargin,
    Duration firstOrders, int orderPage, boolean returns, int putBatch, int feedThreshold, int feedSize, String wfs,
    @Nullable Duration acknowledgeAfter, String trackingUrl, @Nullable URI webhook, String webhookHeader,
    Set<String> webhookEvents, Duration callTimeout, Settings secrets) {

  static final String CLIENT_ID = "client-id";
  static final String CLIENT_SECRET = "client-secret";
  static final String REFRESH_TOKEN = "refresh-token";
  static final String PARTNER_ID = "partner-id";
  static final String CHANNEL_TYPE = "channel-type";
  static final String SHIP_NODES = "ship-nodes";
  static final String MEANING = "quantity-meaning";
  static final String VISIBILITY_DELAY = "visibility-delay";
  static final String MAX_WRITE_DELAY = "max-write-delay";
  static final String READING_AGE = "reading-age";
  static final String ORDERS_OVERLAP = "orders.overlap";
  static final String ORDERS_MARGIN = "orders.margin";
  static final String FIRST_ORDERS = "orders.first-read";
  static final String ORDERS_PAGE = "orders.page-size";
  static final String RETURNS = "returns";
  static final String ACKNOWLEDGE_AFTER = "acknowledge-after";
  static final String TRACKING_URL = "tracking-url";
  static final String PUT_BATCH = "put-batch";
  static final String FEED_THRESHOLD = "feed.threshold";
  static final String FEED_SIZE = "feed.size";
  static final String WFS = "wfs.inventory";
  static final String WEBHOOK_URL = "notifications.url";
  static final String WEBHOOK_SECRET = "notifications.secret";
  static final String WEBHOOK_HEADER = "notifications.header";
  static final String WEBHOOK_EVENTS = "notifications.events";
  static final String CALL_TIMEOUT = "call-timeout";
  static final String ENDPOINT = "endpoint";

  /** Stands for "as it is where nobody says otherwise", because a setting that is not given must still have a text. */
  static final String DEFAULT = "default";

  static final String FOR_SALE = "for-sale";
  static final String HELD = "held";
  static final String WFS_PUBLISHED = "fulfillment";
  static final String WFS_NEW = "wfs";

  /** The most listings that a feed of type {@code inventory} holds (rate-limiting, bulk-inventory pages; see README). */
  private static final int MOST_FEED = 10_000;
  private static final int MOST_PUTS = 200;
  private static final int MOST_ORDERS = 200;
  /** A search reaches 180 days back at most; one is left for the clocks. */
  private static final Duration LONGEST_SEARCH = Duration.ofDays(179);

  static final SettingsSpec SPEC = SettingsSpec.builder()
      .required(CLIENT_ID, TEXT, "The client id of the account's keys, or of the solution provider's application.")
      .secret(CLIENT_SECRET, "The secret that belongs to it.")
      .optionalSecret(REFRESH_TOKEN, "A solution provider's refresh token for the seller, which lives a year. Without it the "
          + "keys are the seller's own.")
      .optional(PARTNER_ID, TEXT, DEFAULT, "The seller's partner id. Needed with a refresh token; notifications that name "
          + "another one are refused. `default` is not to ask.")
      .optional(CHANNEL_TYPE, TEXT, DEFAULT, "What to send as `WM_CONSUMER.CHANNEL.TYPE`. `default` is nothing.")
      .optional(SHIP_NODES, TEXT, DEFAULT, "The ship nodes whose stock is written, with commas between. With several each is a "
          + "listing of its own, `SKU@node`. `default` is the only node of an account that has no more than one.")
      .optional(MEANING, TEXT, FOR_SALE, "What the engine's number means. `for-sale`: the connector reads right before each "
          + "write how many units Walmart keeps aside for its orders, and adds them. `held`: the number includes them already.")
      .optional(VISIBILITY_DELAY, DURATION, "PT24H", "The longest time from an order to its being visible. Unverified: Walmart "
          + "names none. The default is the worst case; set what you measure, and more.")
      .optional(MAX_WRITE_DELAY, DURATION, "PT24H", "The longest time from a write to its being in force. Unverified: Walmart "
          + "names none. The default is the worst case.")
      .optional(READING_AGE, DURATION, "PT5M", "How old a reading of a quantity may be. Unverified: Walmart does not date them.")
      .optional(ORDERS_OVERLAP, TEXT, DEFAULT, "How far each poll reaches back behind the one before, such as `PT10M`. "
          + "Unverified: whether an order that turns up late carries a late time stamp. `default` is the visibility delay, "
          + "which misses none.")
      .optional(ORDERS_MARGIN, DURATION, "PT2M", "How long before now a poll ends: as much as clocks may differ.")
      .optional(FIRST_ORDERS, DURATION, "PT2160H", "How far the first poll looks back for orders that are still open.")
      .optional(ORDERS_PAGE, NUMBER, "100", "How many orders one call reads; Walmart's limit is 200.")
      .optional(RETURNS, FLAG, "true", "Whether returns are read. They cost one call for each delivered order that changes.")
      .optional(ACKNOWLEDGE_AFTER, TEXT, "PT2H", "From which age on orders that nobody has acknowledged are, once an hour; "
          + "Walmart wants it within four hours. `default` is never.")
      .optional(TRACKING_URL, TEXT, DEFAULT, "Where parcels of carriers that Walmart does not know are tracked, with `{number}` "
          + "in it. `default` refuses such shipments.")
      .optional(PUT_BATCH, NUMBER, "50", "How many listings one call of the engine may write by single updates, 200 a minute.")
      .optional(FEED_THRESHOLD, NUMBER, "1000", "From how many listings on a batch goes as one feed, 0 for never. There are 10 "
          + "feeds an hour, and nobody promises when they are done.")
      .optional(FEED_SIZE, NUMBER, "5000", "How many listings one feed holds at most; Walmart's limit is 10,000, or 1 MB with "
          + "several ship nodes.")
      .optional(WFS, TEXT, WFS_PUBLISHED, "Where stock that Walmart holds is read: `fulfillment`, which is published and on its "
          + "way out; `wfs`, its successor, whose answer is unverified; or `none`.")
      .optional(WEBHOOK_URL, TEXT, DEFAULT, "The https address that Walmart is to send notifications to; subscriptions are made "
          + "and looked after. `default` makes none.")
      .optionalSecret(WEBHOOK_SECRET, "What notifications are signed with. Without it all are taken for forged.")
      .optional(WEBHOOK_HEADER, TEXT, "x-onepool-signature", "The header that carries a notification's signature.")
      .optional(WEBHOOK_EVENTS, TEXT, "ORDER_UPDATES,RETURN_DELIVERED", "The events to subscribe to, with commas between; those "
          + "that the account does not offer are left out.")
      .optional(CALL_TIMEOUT, DURATION, "PT30S", "How long to wait for an answer where the engine sets no deadline.")
      .optional(ENDPOINT, TEXT, DEFAULT, "Another address: `https://sandbox.walmartapis.com`, or one on this machine for tests.")
      .build();

  private static final String PRODUCTION = "https://marketplace.walmartapis.com";
  private static final String SANDBOX = "https://sandbox.walmartapis.com";
  private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
  private static final Pattern NODE = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}");

  /** Shows no secret. */
  @Override
  public String toString() {
    return "WalmartSettings[" + clientId + "]";
  }

  /**
   * Reads and checks.
   *
   * @throws ConfigurationException naming all that is wrong
   */
  static WalmartSettings of(Settings given) {
    Check check = new Check(given);
    WalmartSettings settings = new WalmartSettings(
        check.endpoint(), given.text(CLIENT_ID), check.partner(), check.text(CHANNEL_TYPE), check.nodes(),
        check.word(MEANING, FOR_SALE, HELD).equals(HELD), check.duration(VISIBILITY_DELAY, Duration.ZERO, null),
        check.duration(MAX_WRITE_DELAY, Duration.ZERO, null), check.duration(READING_AGE, Duration.ZERO, null),
        check.span(ORDERS_OVERLAP, given.duration(VISIBILITY_DELAY)), check.duration(ORDERS_MARGIN, Duration.ZERO, null),
        check.duration(FIRST_ORDERS, Duration.ofHours(1), LONGEST_SEARCH), check.number(ORDERS_PAGE, 1, MOST_ORDERS),
        given.flag(RETURNS), check.number(PUT_BATCH, 1, MOST_PUTS), check.number(FEED_THRESHOLD, 0, MOST_FEED),
        check.number(FEED_SIZE, 1, MOST_FEED), check.word(WFS, WFS_PUBLISHED, WFS_NEW, "none"),
        given.text(ACKNOWLEDGE_AFTER).equals(DEFAULT) ? null : check.span(ACKNOWLEDGE_AFTER, Duration.ZERO),
        check.trackingUrl(), check.webhook(), check.header(), check.list(WEBHOOK_EVENTS),
        check.duration(CALL_TIMEOUT, Duration.ofMillis(100), null), given);
    check.end();
    return settings;
  }

  boolean feeds() {
    return feedThreshold > 0;
  }

  int maxBatch() {
    return feeds() ? Math.max(putBatch, feedSize) : putBatch;
  }

  /** Collects all that is wrong. */
  private static final class Check {
    private final Settings given;
    private final List<String> problems = new ArrayList<>();

    Check(Settings given) {
      this.given = given;
    }

    void end() {
      if (!problems.isEmpty()) {
        throw new ConfigurationException("the Walmart account", problems);
      }
    }

    URI endpoint() {
      String text = given.text(ENDPOINT);
      URI uri = uri(text);
      if (text.equals(DEFAULT) || text.equals(SANDBOX)) {
        return URI.create(text.equals(SANDBOX) ? SANDBOX : PRODUCTION);
      }
      if (uri == null || uri.getHost() == null || !LOOPBACK.matcher(uri.getHost()).matches()) {
        problems.add("\"" + ENDPOINT + "\" must be " + SANDBOX + " or an address on this machine, was \"" + text + "\"");
        return URI.create(PRODUCTION);
      }
      return uri;
    }

    String partner() {
      String partner = text(PARTNER_ID);
      if (partner.isEmpty() && !given.text(REFRESH_TOKEN).isEmpty()) {
        problems.add("\"" + PARTNER_ID + "\" must be given with \"" + REFRESH_TOKEN + "\", because Walmart asks for both");
      }
      return partner;
    }

    List<String> nodes() {
      List<String> nodes = List.copyOf(list(SHIP_NODES));
      if (nodes.stream().anyMatch(node -> !NODE.matcher(node).matches())) {
        problems.add("\"" + SHIP_NODES + "\" must be ship node ids with commas between, was \"" + given.text(SHIP_NODES) + "\"");
      }
      return nodes;
    }

    String trackingUrl() {
      String url = text(TRACKING_URL);
      URI uri = uri(url.replace("{number}", "1"));
      if (!url.isEmpty() && (!url.contains("{number}") || uri == null || uri.getHost() == null)) {
        problems.add("\"" + TRACKING_URL + "\" must be an address with {number} in it, was \"" + url + "\"");
      }
      return url;
    }

    @Nullable URI webhook() {
      String text = text(WEBHOOK_URL);
      URI uri = uri(text);
      if (text.isEmpty()) {
        return null;
      }
      if (uri == null || !"https".equals(uri.getScheme()) || uri.getHost() == null || uri.getUserInfo() != null) {
        problems.add("\"" + WEBHOOK_URL + "\" must be an https address without a name and password in it");
        return null;
      }
      if (given.text(WEBHOOK_SECRET).isEmpty()) {
        problems.add("\"" + WEBHOOK_URL + "\" needs \"" + WEBHOOK_SECRET + "\", by which notifications are told from others'");
      }
      return uri;
    }

    String header() {
      if (!HEADER.matcher(given.text(WEBHOOK_HEADER)).matches()) {
        problems.add("\"" + WEBHOOK_HEADER + "\" must be the name of a header, was \"" + given.text(WEBHOOK_HEADER) + "\"");
      }
      return given.text(WEBHOOK_HEADER);
    }

    private static @Nullable URI uri(String text) {
      try {
        return URI.create(text);
      } catch (IllegalArgumentException malformed) {
        return null;
      }
    }

    String word(String key, String... words) {
      String text = given.text(key);
      if (!Arrays.asList(words).contains(text)) {
        problems.add("\"" + key + "\" must be one of " + String.join(", ", words) + ", was \"" + text + "\"");
      }
      return text;
    }

    /** Reads a duration that another setting may stand for. */
    Duration span(String key, Duration usual) {
      String text = given.text(key);
      if (text.equals(DEFAULT)) {
        return usual;
      }
      try {
        Duration span = Duration.parse(text);
        if (!span.isNegative()) {
          return span;
        }
      } catch (DateTimeParseException malformed) {
        // Falls to the complaint.
      }
      problems.add("\"" + key + "\" must be \"default\" or a duration such as PT10M, was \"" + text + "\"");
      return Duration.ZERO;
    }

    Duration duration(String key, Duration least, @Nullable Duration most) {
      Duration duration = given.duration(key);
      if (duration.compareTo(least) < 0 || most != null && duration.compareTo(most) > 0) {
        problems.add("\"" + key + "\" must be at least " + least + (most == null ? "" : " and at most " + most) + ", was " + duration);
      }
      return duration;
    }

    int number(String key, int least, int most) {
      long number = given.number(key);
      if (number < least || number > most) {
        problems.add("\"" + key + "\" must be from " + least + " to " + most + ", was " + number);
        return least;
      }
      return (int) number;
    }

    String text(String key) {
      String text = given.text(key);
      return text.equals(DEFAULT) ? "" : text;
    }

    Set<String> list(String key) {
      Set<String> parts = new LinkedHashSet<>(Arrays.asList(text(key).strip().split("\\s*,\\s*")));
      parts.remove("");
      return parts;
    }
  }
}
