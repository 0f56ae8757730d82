package dev.onepool.connector.shopify;

import static dev.onepool.spi.SettingsSpec.Type.DURATION;
import static dev.onepool.spi.SettingsSpec.Type.ENDPOINT;
import static dev.onepool.spi.SettingsSpec.Type.FLAG;
import static dev.onepool.spi.SettingsSpec.Type.NUMBER;
import static dev.onepool.spi.SettingsSpec.Type.TEXT;

import dev.onepool.ChannelId;
import dev.onepool.ConfigurationException;
import dev.onepool.spi.Settings;
import dev.onepool.spi.SettingsSpec;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One shop's settings, checked as a whole. Shows no secret. */
final class ShopifySettings {

  static final SettingsSpec SPEC = SettingsSpec.builder()
      .required("shop", TEXT, "The shop's permanent domain, such as example.myshopify.com.")
      .required("location-id", TEXT,
          "The number of the location whose stock this channel sells, as the shop's admin shows it in the address bar.")
      .optionalSecret("admin-token",
          "A fixed access token of a custom app. Give this, or client-id and client-secret.")
      .optional("client-id", TEXT, "", "The app's client id.")
      .optionalSecret("client-secret",
          "The app's client secret. Without a refresh-token, access tokens are asked for by client credentials, which "
              + "works where app and shop belong to one organisation.")
      .optionalSecret("refresh-token",
          "The first refresh token of an expiring offline token. Shopify replaces it at each use; later ones are kept in "
              + "the secret store. Another text here begins anew.")
      .optionalSecret("webhook-secret",
          "Signs webhooks; the client-secret if left out. Without either no notification is taken.")
      .optionalSecret("webhook-secret-old", "A second secret that is accepted too, while secrets are exchanged.")
      .optional("webhook-uri", TEXT, "",
          "Where Shopify is to send webhooks (https). Given, subscriptions are looked after; left out, they are the "
              + "application's business.")
      .optional("notification-max-age", DURATION, "PT6H",
          "A webhook that was triggered longer ago than this is refused. Shopify repeats a delivery for 4 hours.")
      .optional("api-version", TEXT, "2026-07", "The version of the Admin API that is asked for.")
      .optional("check-version", FLAG, "true",
          "Whether answers must say that they come from api-version. Shopify serves another one once a version has "
              + "retired. Unverified: that every answer says so.")
      .optional("single-location", FLAG, "false",
          "Whether the shop ships everything from location-id. Then fulfilment orders are not read, which makes orders "
              + "cheaper to read; otherwise units that another location ships are left out.")
      .optional("test-orders", FLAG, "false",
          "Whether test orders take stock. Unverified: that they lower the number on display like real ones.")
      .optional("refused-call-writes-nothing", FLAG, "true",
          "Whether a write call that is refused for one listing has changed none, if it reports no group of changes. "
              + "Unverified; with false the other listings' writes count as unknown and are charged until "
              + "max-write-delay has passed.")
      .optional("visibility-delay", DURATION, "PT2M",
          "The longest time until a new or changed order can be found. Unverified: under 10 seconds were observed, "
              + "nothing is promised.")
      .optional("overlap", DURATION, "PT5M",
          "How far each reading of changed orders reaches back before the one before; at least visibility-delay and "
              + "clock-skew together.")
      .optional("clock-skew", DURATION, "PT1M", "The most by which Shopify's clock differs from ours. Unverified.")
      .optional("max-write-delay", DURATION, "PT15M",
          "The longest time after a call without an answer until its write can still be applied. Unverified: Shopify "
              + "writes while it answers.")
      .optional("timeout", DURATION, "PT30S", "How long a read may take.")
      .optional("batch-size", NUMBER, "250", "How many quantities one call writes; Shopify takes at most 250.")
      .optional("read-size", NUMBER, "250", "How many listings one call reads; at most 250.")
      .optional("listing-page-size", NUMBER, "250", "How many listings a page of the account's listings holds; at most 250.")
      .optional("order-page-size", NUMBER, "8",
          "How many orders one call reads; at most 250. A query may cost 1,000 points: lower this or line-page-size if "
              + "Shopify answers MAX_COST_EXCEEDED. Unverified: what a query costs exactly.")
      .optional("line-page-size", NUMBER, "10",
          "How many lines of an order are read with it; at most 250. The rest is read line page by line page.")
      .optional("endpoint", ENDPOINT, "",
          "What is called in place of the shop, such as a test's http://127.0.0.1:8080.")
      .build();

  /** As Shopify documents it. */
  private static final Pattern SHOP = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9\\-]*\\.myshopify\\.com");
  private static final Pattern VERSION = Pattern.compile("20[0-9]{2}-(01|04|07|10)");

  final String shop;
  final String location;
  final String version;
  final boolean checksVersion;
  final String adminToken;
  final String clientId;
  final String clientSecret;
  final String refreshToken;
  /** The secrets that may have signed a webhook; none if there are none. */
  final List<String> webhookSecrets;
  final String webhookUri;
  final Duration notificationMaxAge;
  final boolean singleLocation;
  final boolean countsTestOrders;
  final boolean refusedCallWritesNothing;
  final Duration visibilityDelay;
  final Duration overlap;
  final Duration clockSkew;
  final Duration maxWriteDelay;
  final Duration timeout;
  private final Settings settings;

  private ShopifySettings(Settings settings) {
    this.settings = settings;
    shop = settings.text("shop");
    location = GraphQl.gid("Location", settings.text("location-id"));
    version = settings.text("api-version");
    checksVersion = settings.flag("check-version");
    adminToken = settings.text("admin-token");
    clientId = settings.text("client-id");
    clientSecret = settings.text("client-secret");
    refreshToken = settings.text("refresh-token");
    String signing = settings.text("webhook-secret");
    webhookSecrets = Stream.of(signing.isEmpty() ? clientSecret : signing, settings.text("webhook-secret-old"))
        .filter(secret -> !secret.isEmpty()).toList();
    webhookUri = settings.text("webhook-uri");
    notificationMaxAge = settings.duration("notification-max-age");
    singleLocation = settings.flag("single-location");
    countsTestOrders = settings.flag("test-orders");
    refusedCallWritesNothing = settings.flag("refused-call-writes-nothing");
    visibilityDelay = settings.duration("visibility-delay");
    overlap = settings.duration("overlap");
    clockSkew = settings.duration("clock-skew");
    maxWriteDelay = settings.duration("max-write-delay");
    timeout = settings.duration("timeout");
  }

  /** Returns the checked settings; what the specification cannot say is checked here, all together. */
  static ShopifySettings of(ChannelId channel, Settings settings) {
    ShopifySettings checked = new ShopifySettings(settings);
    List<String> problems = Stream.concat(checked.textProblems(), checked.numberProblems())
        .filter(problem -> !problem.isEmpty()).toList();
    if (!problems.isEmpty()) {
      throw new ConfigurationException("channel " + channel, problems);
    }
    return checked;
  }

  private Stream<String> textProblems() {
    String place = settings.text("location-id");
    boolean app = !clientId.isEmpty() && !clientSecret.isEmpty();
    return Stream.of(
        SHOP.matcher(shop).matches() ? "" : "shop must be a domain such as example.myshopify.com, is \"" + shop + "\"",
        place.matches("[0-9]{1,19}") ? "" : "location-id must be a number, is \"" + place + "\"",
        VERSION.matcher(version).matches() ? "" : "api-version must be one such as 2026-07, is \"" + version + "\"",
        webhookUri.isEmpty() || webhookUri.startsWith("https://")
            ? "" : "webhook-uri must begin with https://, is \"" + webhookUri + "\"",
        app || !adminToken.isEmpty() ? "" : "give admin-token, or client-id and client-secret",
        app || refreshToken.isEmpty() ? "" : "refresh-token needs client-id and client-secret",
        adminToken.isEmpty() || refreshToken.isEmpty()
            ? "" : "admin-token and refresh-token exclude each other; leave one out");
  }

  private Stream<String> numberProblems() {
    Duration least = visibilityDelay.plus(clockSkew);
    return Stream.concat(
        Stream.of(
            !timeout.isZero() ? "" : "timeout must be longer than nothing",
            !notificationMaxAge.isZero() ? "" : "notification-max-age must be longer than nothing",
            overlap.compareTo(least) >= 0 ? ""
                : "overlap must be at least visibility-delay and clock-skew together, " + least + ", is " + overlap),
        Stream.of("batch-size", "read-size", "listing-page-size", "order-page-size", "line-page-size")
            .filter(key -> settings.number(key) < 1 || settings.number(key) > 250)
            .map(key -> key + " must be from 1 to 250, is " + settings.number(key)));
  }

  URI graphQl() {
    return URI.create(base() + "/admin/api/" + version + "/graphql.json");
  }

  URI tokens() {
    return URI.create(base() + "/admin/oauth/access_token");
  }

  private String base() {
    String endpoint = settings.text("endpoint");
    return endpoint.isEmpty() ? "https://" + shop : endpoint;
  }

  int size(String key) {
    return Math.toIntExact(settings.number(key));
  }

  /** Returns the text without any of our secrets, should the shop have repeated one, and cut to a readable length. */
  String clean(String text) {
    String clean = text;
    for (String key : List.of(
        "admin-token", "client-secret", "refresh-token", "webhook-secret", "webhook-secret-old")) {
      String secret = settings.text(key);
      clean = secret.isEmpty() ? clean : clean.replace(secret, "***");
    }
    // Whatever looks like one of Shopify's tokens is none of a reader's business, even where it is not one of ours.
    clean = clean.replaceAll("shp[a-z]{2}_[A-Za-z0-9]+", "***");
    String line = clean.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= 300 ? line : line.substring(0, 300) + "...";
  }

  /** Shows the shop only. */
  @Override
  public String toString() {
    return "ShopifySettings[" + shop + "]";
  }
}
