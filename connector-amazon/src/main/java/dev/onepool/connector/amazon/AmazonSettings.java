package dev.onepool.connector.amazon;

import static dev.onepool.spi.SettingsSpec.Type.DURATION;
import static dev.onepool.spi.SettingsSpec.Type.ENDPOINT;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One account's settings, checked as a whole. Shows no secret. */
final class AmazonSettings {

  static final String CLIENT_ID = "lwa.client-id";
  static final String CLIENT_SECRET = "lwa.client-secret";
  static final String REFRESH_TOKEN = "lwa.refresh-token";

  static final SettingsSpec SPEC = SettingsSpec.builder()
      .required("region", TEXT, "Where the account is: `na`, `eu` or `fe`.")
      .required("marketplace-id", TEXT, "The marketplace, such as `ATVPDKIKX0DER` for amazon.com.")
      .required("seller-id", TEXT, "The seller's identifier (merchant token), such as `A3TH9S8BH6GOGM`.")
      .required(CLIENT_ID, TEXT, "The application's Login with Amazon client id.")
      .secret(CLIENT_SECRET, "The application's Login with Amazon client secret. Amazon wants it rotated every 180 days.")
      .secret(REFRESH_TOKEN, "The refresh token from the seller's authorisation, which has to be renewed every 365 days.")
      .optional("orders.api", TEXT, "2026-01-01",
          "The version of the Orders API to read with: `2026-01-01`, or `v0`, which Amazon ends on 2027-03-27.")
      .optional("visibility-delay", DURATION, "PT24H",
          "The longest time from an order to its being visible. Unverified: Amazon names none, and hours were reported. "
              + "The default is the worst case; set what you measure, and more.")
      .optional("max-write-delay", DURATION, "PT24H",
          "The longest time from a write to its being in force. Unverified: minutes are usual, 12 hours were reported for "
              + "feeds. The default is the worst case.")
      .optional("orders.overlap", TEXT, "",
          "How far each poll reaches back behind the one before, such as `PT10M`. Unverified: whether an order that turns up "
              + "late carries a late time stamp. Left out, it is the visibility delay, which misses none; anything shorter "
              + "costs less of the budget and needs that fact.")
      .optional("orders.margin", DURATION, "PT4M",
          "How long before now a poll ends: the 2 minutes that Amazon demands, and as much as clocks may differ.")
      .optional("orders.first-read", DURATION, "PT2160H",
          "How far the first poll looks back for orders that are still open.")
      .optional("patch-batch", NUMBER, "5",
          "How many listings one call of the engine may write by single updates; Amazon's burst is 5.")
      .optional("feed.threshold", NUMBER, "5000",
          "From how many listings on a batch goes as one feed, 0 for never. Feeds are for the first load and full "
              + "resyncs: they may wait for hours.")
      .optional("feed.size", NUMBER, "25000", "How many listings one feed holds at most; Amazon's limit is 25,000.")
      .optional("channel-check", DURATION, "PT24H",
          "How long a listing that was seen to be shipped by the seller may be written without looking again. A write to "
              + "stock that Amazon holds would take it off sale there.")
      .optional("call-timeout", DURATION, "PT30S", "How long to wait for an answer where the engine sets no deadline.")
      .optional("notifications.application-id", TEXT, "",
          "The application id that notifications carry. Left out, no notification is taken: they are not signed, so this and "
              + "the seller's id are what tells ours.")
      .optional("notifications.subscription-ids", TEXT, "",
          "The subscription ids that notifications may carry, with commas between. Left out, any.")
      .optional("notifications.destination-id", TEXT, "",
          "The destination that ORDER_CHANGE is subscribed to again where the subscription is gone. Left out, never.")
      .optional("notifications.queue-url", ENDPOINT, "",
          "The SQS queue that notifications come by; needs the AWS SDK, which finds its credentials by itself.")
      .optional("endpoint", ENDPOINT, "",
          "Another address for the Selling Partner API, such as a test's. Left out, the region's.")
      .optional("lwa.endpoint", ENDPOINT, "",
          "Another address for Login with Amazon, such as a test's. Left out, Amazon's.")
      .build();

  private static final Map<String, String> ENDPOINTS = Map.of(
      "na", "https://sellingpartnerapi-na.amazon.com",
      "eu", "https://sellingpartnerapi-eu.amazon.com",
      "fe", "https://sellingpartnerapi-fe.amazon.com");
  private static final String LOGIN = "https://api.amazon.com/auth/o2/token";
  private static final Pattern SQS = Pattern.compile("sqs\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?");
  private static final int MOST_MESSAGES = 25_000;

  final URI endpoint;
  final URI tokenEndpoint;
  final String marketplace;
  final String seller;
  final boolean ordersV0;
  final Duration visibilityDelay;
  final Duration maxWriteDelay;
  final Duration orderOverlap;
  final Duration orderMargin;
  final Duration firstOrders;
  /** From how many listings on a batch goes as one feed; 0 for never. */
  final int feedThreshold;
  final int updates;
  final int maxBatch;
  final Duration channelCheck;
  final Duration callTimeout;
  final String applicationId;
  final Set<String> subscriptionIds;
  final String destinationId;
  final @Nullable URI queue;
  private final Settings given;

  private AmazonSettings(Settings given) {
    this.given = given;
    endpoint = address("endpoint", ENDPOINTS.get(given.text("region")));
    tokenEndpoint = address("lwa.endpoint", LOGIN);
    marketplace = given.text("marketplace-id");
    seller = given.text("seller-id");
    ordersV0 = given.text("orders.api").equals("v0");
    visibilityDelay = given.duration("visibility-delay");
    maxWriteDelay = given.duration("max-write-delay");
    Duration overlap = duration(given.text("orders.overlap"));
    orderOverlap = overlap == null ? visibilityDelay : overlap;
    orderMargin = given.duration("orders.margin");
    firstOrders = given.duration("orders.first-read");
    feedThreshold = (int) given.number("feed.threshold");
    updates = (int) given.number("patch-batch");
    maxBatch = feedThreshold > 0 ? Math.max(updates, (int) given.number("feed.size")) : updates;
    channelCheck = given.duration("channel-check");
    callTimeout = given.duration("call-timeout");
    applicationId = given.text("notifications.application-id");
    subscriptionIds = Arrays.stream(given.text("notifications.subscription-ids").split(","))
        .map(String::strip).filter(id -> !id.isEmpty()).collect(Collectors.toUnmodifiableSet());
    destinationId = given.text("notifications.destination-id");
    String address = given.text("notifications.queue-url");
    queue = address.isEmpty() ? null : URI.create(address);
  }

  private URI address(String key, String usual) {
    return URI.create(given.text(key).isEmpty() ? usual : given.text(key));
  }

  /**
   * Reads and checks.
   *
   * @throws ConfigurationException naming all that is wrong
   */
  static AmazonSettings of(Settings given) {
    Check check = new Check(given, new ArrayList<>());
    check.all();
    if (!check.problems.isEmpty()) {
      throw new ConfigurationException("the Amazon account", check.problems);
    }
    return new AmazonSettings(given);
  }

  /** Returns a secret or what belongs to one; they are kept nowhere else. */
  String text(String key) {
    return given.text(key);
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return "AmazonSettings[" + seller + " on " + marketplace + "]";
  }

  private static @Nullable Duration duration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException malformed) {
      return null;
    }
  }

  private static boolean hasAwsSdk() {
    try {
      ClassLoader loader = AmazonSettings.class.getClassLoader();
      Class.forName("software.amazon.awssdk.services.sqs.SqsClient", false, loader);
      Class.forName("software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient", false, loader);
      return true;
    } catch (ClassNotFoundException missing) {
      return false;
    }
  }

  /** Finds what the specification cannot say. */
  private record Check(Settings given, List<String> problems) {

    void all() {
      must("region", ENDPOINTS.containsKey(given.text("region")), "be na, eu or fe");
      must("orders.api", Set.of("2026-01-01", "v0").contains(given.text("orders.api")), "be 2026-01-01 or v0");
      String overlap = given.text("orders.overlap");
      Duration parsed = duration(overlap);
      must("orders.overlap", overlap.isEmpty() || parsed != null && !parsed.isNegative(), "be a duration such as PT10M");
      atLeast("orders.margin", Duration.ofMinutes(2));
      atLeast("orders.first-read", Duration.ofHours(1));
      atLeast("call-timeout", Duration.ofMillis(100));
      within("patch-batch", 1, 1_000);
      within("feed.threshold", 0, MOST_MESSAGES);
      within("feed.size", 1, MOST_MESSAGES);
      queue("notifications.queue-url", given.text("notifications.queue-url"));
    }

    /** A queue that may be unencrypted is on this machine, for tests. */
    private void queue(String key, String address) {
      URI queue = URI.create(address);
      if (!address.isEmpty()) {
        must(key, "http".equals(queue.getScheme()) || SQS.matcher(queue.getHost()).matches(), "be an SQS queue's https address");
        must(key, !given.text("notifications.application-id").isEmpty(),
            "come with \"notifications.application-id\", by which notifications are told from others'");
        must(key, hasAwsSdk(), "come with software.amazon.awssdk:sqs and software.amazon.awssdk:url-connection-client");
      }
    }

    private void atLeast(String key, Duration least) {
      must(key, given.duration(key).compareTo(least) >= 0, "be at least " + least);
    }

    private void within(String key, int least, int most) {
      must(key, given.number(key) >= least && given.number(key) <= most, "be from " + least + " to " + most);
    }

    private void must(String key, boolean holds, String what) {
      if (!holds) {
        problems.add("\"" + key + "\" must " + what + ", was \"" + given.text(key) + "\"");
      }
    }
  }
}
