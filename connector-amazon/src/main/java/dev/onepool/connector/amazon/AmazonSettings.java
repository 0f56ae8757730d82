package dev.onepool.connector.amazon;

import static dev.onepool.spi.SettingsSpec.Type.DURATION;
import static dev.onepool.spi.SettingsSpec.Type.NUMBER;
import static dev.onepool.spi.SettingsSpec.Type.TEXT;

import dev.onepool.ConfigurationException;
import dev.onepool.spi.Settings;
import dev.onepool.spi.SettingsSpec;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One account's settings, checked. Secrets are read where they are needed and kept nowhere else. */
record AmazonSettings(
    URI endpoint, URI tokenEndpoint, String marketplace, String seller, String clientId, boolean ordersV0,
    Duration visibilityDelay, Duration maxWriteDelay, Duration orderOverlap, Duration orderMargin, Duration firstOrders,
    int patchBatch, int feedThreshold, int feedSize, Duration channelCheck, Duration callTimeout,
    String applicationId, Set<String> subscriptionIds, String destinationId, @Nullable URI queue, Settings secrets) {

  static final String REGION = "region";
  static final String MARKETPLACE = "marketplace-id";
  static final String SELLER = "seller-id";
  static final String CLIENT_ID = "lwa.client-id";
  static final String CLIENT_SECRET = "lwa.client-secret";
  static final String REFRESH_TOKEN = "lwa.refresh-token";
  static final String ORDERS_API = "orders.api";
  static final String ORDERS_OVERLAP = "orders.overlap";
  static final String ORDERS_MARGIN = "orders.margin";
  static final String FIRST_ORDERS = "orders.first-read";
  static final String VISIBILITY_DELAY = "visibility-delay";
  static final String MAX_WRITE_DELAY = "max-write-delay";
  static final String PATCH_BATCH = "patch-batch";
  static final String FEED_THRESHOLD = "feed.threshold";
  static final String FEED_SIZE = "feed.size";
  static final String CHANNEL_CHECK = "channel-check";
  static final String CALL_TIMEOUT = "call-timeout";
  static final String APPLICATION_ID = "notifications.application-id";
  static final String SUBSCRIPTION_IDS = "notifications.subscription-ids";
  static final String DESTINATION_ID = "notifications.destination-id";
  static final String QUEUE_URL = "notifications.queue-url";
  static final String ENDPOINT = "endpoint";
  static final String TOKEN_ENDPOINT = "lwa.endpoint";

  static final SettingsSpec SPEC = SettingsSpec.builder()
      .required(REGION, TEXT, "Where the account is: `na`, `eu` or `fe`.")
      .required(MARKETPLACE, TEXT, "The marketplace, such as `ATVPDKIKX0DER` for amazon.com.")
      .required(SELLER, TEXT, "The seller's identifier (merchant token), such as `A3TH9S8BH6GOGM`.")
      .required(CLIENT_ID, TEXT, "The application's Login with Amazon client id.")
      .secret(CLIENT_SECRET, "The application's Login with Amazon client secret. Amazon wants it rotated every 180 days.")
      .secret(REFRESH_TOKEN, "The refresh token from the seller's authorisation, which has to be renewed every 365 days.")
      .optional(ORDERS_API, TEXT, "2026-01-01",
          "The version of the Orders API to read with: `2026-01-01`, or `v0`, which Amazon ends on 2027-03-27.")
      .optional(VISIBILITY_DELAY, DURATION, "PT24H",
          "The longest time from an order to its being visible. Unverified: Amazon names none, and hours were reported. "
              + "The default is the worst case; set what you measure, and more.")
      .optional(MAX_WRITE_DELAY, DURATION, "PT24H",
          "The longest time from a write to its being in force. Unverified: minutes are usual, 12 hours were reported for "
              + "feeds. The default is the worst case.")
      .optional(ORDERS_OVERLAP, TEXT, "",
          "How far each poll reaches back behind the one before, such as `PT10M`. Unverified: whether an order that turns up "
              + "late carries a late time stamp. Left out, it is the visibility delay, which misses none; anything shorter "
              + "costs less of the budget and needs that fact.")
      .optional(ORDERS_MARGIN, DURATION, "PT4M",
          "How long before now a poll ends: the 2 minutes that Amazon demands, and as much as clocks may differ.")
      .optional(FIRST_ORDERS, DURATION, "PT2160H",
          "How far the first poll looks back for orders that are still open.")
      .optional(PATCH_BATCH, NUMBER, "5",
          "How many listings one call of the engine may write by single updates; Amazon's burst is 5.")
      .optional(FEED_THRESHOLD, NUMBER, "5000",
          "From how many listings on a batch goes as one feed, 0 for never. Feeds are for the first load and full "
              + "resyncs: they may wait for hours.")
      .optional(FEED_SIZE, NUMBER, "25000", "How many listings one feed holds at most; Amazon's limit is 25,000.")
      .optional(CHANNEL_CHECK, DURATION, "PT24H",
          "How long a listing that was seen to be shipped by the seller may be written without looking again. A write to "
              + "stock that Amazon holds would take it off sale there.")
      .optional(CALL_TIMEOUT, DURATION, "PT30S", "How long to wait for an answer where the engine sets no deadline.")
      .optional(APPLICATION_ID, TEXT, "",
          "The application id that notifications carry. Left out, no notification is taken: they are not signed, so this and "
              + "the seller's id are what tells ours.")
      .optional(SUBSCRIPTION_IDS, TEXT, "",
          "The subscription ids that notifications may carry, with commas between. Left out, any.")
      .optional(DESTINATION_ID, TEXT, "",
          "The destination that ORDER_CHANGE is subscribed to again where the subscription is gone. Left out, never.")
      .optional(QUEUE_URL, SettingsSpec.Type.ENDPOINT, "",
          "The SQS queue that notifications come by; needs the AWS SDK, which finds its credentials by itself.")
      .optional(ENDPOINT, SettingsSpec.Type.ENDPOINT, "",
          "Another address for the Selling Partner API, such as a test's. Left out, the region's.")
      .optional(TOKEN_ENDPOINT, SettingsSpec.Type.ENDPOINT, "",
          "Another address for Login with Amazon, such as a test's. Left out, Amazon's.")
      .build();

  private static final Map<String, String> ENDPOINTS = Map.of(
      "na", "https://sellingpartnerapi-na.amazon.com",
      "eu", "https://sellingpartnerapi-eu.amazon.com",
      "fe", "https://sellingpartnerapi-fe.amazon.com");
  private static final String LOGIN = "https://api.amazon.com/auth/o2/token";
  private static final Pattern SQS = Pattern.compile("sqs\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?");
  private static final int MOST_MESSAGES = 25_000;

  /** Shows no secret. */
  @Override
  public String toString() {
    return "AmazonSettings[" + seller + " on " + marketplace + "]";
  }

  /**
   * Reads and checks.
   *
   * @throws ConfigurationException naming all that is wrong
   */
  static AmazonSettings of(Settings given) {
    Check check = new Check(given);
    AmazonSettings settings = new AmazonSettings(
        check.endpoint(), check.address(TOKEN_ENDPOINT, LOGIN),
        given.text(MARKETPLACE), given.text(SELLER), given.text(CLIENT_ID), check.ordersV0(),
        check.duration(VISIBILITY_DELAY, Duration.ZERO), check.duration(MAX_WRITE_DELAY, Duration.ZERO), check.overlap(),
        check.duration(ORDERS_MARGIN, Duration.ofMinutes(2)), check.duration(FIRST_ORDERS, Duration.ofHours(1)),
        check.number(PATCH_BATCH, 1, 1_000), check.number(FEED_THRESHOLD, 0, MOST_MESSAGES),
        check.number(FEED_SIZE, 1, MOST_MESSAGES), check.duration(CHANNEL_CHECK, Duration.ZERO),
        check.duration(CALL_TIMEOUT, Duration.ofMillis(100)),
        given.text(APPLICATION_ID), check.list(SUBSCRIPTION_IDS), given.text(DESTINATION_ID), check.queue(), given);
    check.end();
    return settings;
  }

  boolean feeds() {
    return feedThreshold > 0;
  }

  int maxBatch() {
    return feeds() ? Math.max(patchBatch, feedSize) : patchBatch;
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
        throw new ConfigurationException("the Amazon account", problems);
      }
    }

    URI endpoint() {
      String region = given.text(REGION);
      String usual = ENDPOINTS.get(region);
      if (usual == null) {
        problems.add("\"" + REGION + "\" must be na, eu or fe, was \"" + region + "\"");
      }
      return address(ENDPOINT, usual == null ? "https://amazon.invalid" : usual);
    }

    URI address(String key, String usual) {
      String text = given.text(key);
      return URI.create(text.isEmpty() ? usual : text);
    }

    /** A queue on this machine, which may be unencrypted, is for tests. */
    @Nullable URI queue() {
      String text = given.text(QUEUE_URL);
      if (text.isEmpty()) {
        return null;
      }
      URI queue = URI.create(text);
      if (!"http".equals(queue.getScheme()) && !SQS.matcher(queue.getHost()).matches()) {
        problems.add("\"" + QUEUE_URL + "\" must be the https address of an SQS queue, was \"" + text + "\"");
      } else if (given.text(APPLICATION_ID).isEmpty()) {
        problems.add("\"" + QUEUE_URL + "\" needs \"" + APPLICATION_ID + "\", by which notifications are told from others'");
      } else if (!hasAwsSdk()) {
        problems.add("\"" + QUEUE_URL + "\" needs software.amazon.awssdk:sqs and software.amazon.awssdk:url-connection-client");
      }
      return queue;
    }

    private static boolean hasAwsSdk() {
      try {
        Class.forName("software.amazon.awssdk.services.sqs.SqsClient", false, AmazonSettings.class.getClassLoader());
        Class.forName("software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient", false,
            AmazonSettings.class.getClassLoader());
        return true;
      } catch (ClassNotFoundException missing) {
        return false;
      }
    }

    boolean ordersV0() {
      String version = given.text(ORDERS_API);
      if (!version.equals("2026-01-01") && !version.equals("v0")) {
        problems.add("\"" + ORDERS_API + "\" must be 2026-01-01 or v0, was \"" + version + "\"");
      }
      return version.equals("v0");
    }

    Duration overlap() {
      String text = given.text(ORDERS_OVERLAP);
      if (text.isEmpty()) {
        return given.duration(VISIBILITY_DELAY);
      }
      try {
        Duration overlap = Duration.parse(text);
        if (!overlap.isNegative()) {
          return overlap;
        }
      } catch (java.time.format.DateTimeParseException malformed) {
        // Falls to the complaint.
      }
      problems.add("\"" + ORDERS_OVERLAP + "\" must be a duration such as PT10M, was \"" + text + "\"");
      return Duration.ZERO;
    }

    Duration duration(String key, Duration least) {
      Duration duration = given.duration(key);
      if (duration.compareTo(least) < 0) {
        problems.add("\"" + key + "\" must be at least " + least + ", was " + duration);
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

    Set<String> list(String key) {
      Set<String> parts = new LinkedHashSet<>(Arrays.asList(given.text(key).split("\\s*,\\s*")));
      parts.remove("");
      return Set.copyOf(parts);
    }
  }
}
