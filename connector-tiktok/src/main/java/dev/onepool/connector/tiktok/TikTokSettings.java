package dev.onepool.connector.tiktok;

import static dev.onepool.spi.SettingsSpec.Type.DURATION;
import static dev.onepool.spi.SettingsSpec.Type.FLAG;
import static dev.onepool.spi.SettingsSpec.Type.NUMBER;
import static dev.onepool.spi.SettingsSpec.Type.TEXT;

import dev.onepool.ChannelId;
import dev.onepool.ConfigurationException;
import dev.onepool.spi.OrderAction;
import dev.onepool.spi.Rate;
import dev.onepool.spi.Settings;
import dev.onepool.spi.SettingsSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One shop's settings, checked as a whole. Shows no secret. */
final class TikTokSettings {

  /** What is done about stock that a SKU has in other warehouses than ours; TikTok wants all of them in one call. */
  enum OtherWarehouses {
    /** The SKU is not written. */
    REFUSE,
    /** They are written as they were read just before. */
    KEEP,
    /** They are written as empty: all that is for sale stands in ours. */
    ZERO
  }

  static final SettingsSpec SPEC = SettingsSpec.builder()
      .required("app-key", TEXT, "The app's key, from its page in the Partner Center.")
      .secret("app-secret", "The app's secret. It signs calls and notifications.")
      .secret("refresh-token",
          "The refresh token that the seller's authorisation gave. TikTok may replace it at each use; later ones are kept in "
              + "the secret store. Another text here begins anew.")
      .required("shop-id", TEXT, "The shop's number. Notifications for other shops are refused.")
      .optional("shop-cipher", TEXT, "",
          "The shop's cipher. Left out, it is read from the list of authorised shops, which needs the scope "
              + "seller.authorization.info.")
      .required("warehouse-id", TEXT, "The number of the sales warehouse whose stock is written.")
      .optional("other-warehouses", TEXT, "refuse",
          "What to do with a SKU that other warehouses stock as well, because TikTok wants all of them in one call: refuse "
              + "(it is not written), zero (they are written as empty, and the channel sells the shop's whole number), or "
              + "keep (they are written as they were read just before, and the channel sells warehouse-id only; a sale in "
              + "another warehouse between reading and writing is undone there).")
      .optional("fbt-warehouse-ids", TEXT, "",
          "Numbers of warehouses that TikTok runs (Fulfilled by TikTok), with commas between. What only they stock is read "
              + "and never written. Unverified: that such stock is told beside the seller's own.")
      .optional("webhook-uri", TEXT, "",
          "Where TikTok is to send notifications (https, at most 255 characters). Given, subscriptions are looked after; "
              + "left out, they are the application's business.")
      .optional("notification-max-age", DURATION, "PT168H",
          "A notification older than this is refused. Unverified: TikTok repeats a delivery for 12 or for 72 hours.")
      .optional("receipts", FLAG, "false",
          "Whether a quantity that TikTok answers without an error is in force then. Unverified; with false it counts as "
              + "taken until max-write-delay has passed or, without restores-on-cancel, until it is read back.")
      .optional("restores-on-cancel", FLAG, "true",
          "Whether cancelled units go back on display by themselves. Unverified; true charges more and is safe either way.")
      .optional("returns", FLAG, "true",
          "Whether returns are read, which needs the scope for returns and refunds. They put nothing back on display.")
      .optional("max-quantity", NUMBER, "99999",
          "The largest quantity that is written; larger ones are rejected. TikTok's pages say up to, or below, 99,999.")
      .optional("cancel-reason-no-stock", TEXT, "",
          "The name of TikTok's reason for cancelling because there is no stock; reasons differ by market. Without it orders "
              + "are not cancelled.")
      .optional("cancel-reason-buyer", TEXT, "",
          "The name of TikTok's reason for cancelling because the buyer asked for it. Without it this reason is refused.")
      .optional("cancel-reason-other", TEXT, "",
          "The name of TikTok's reason for any other cancellation. Without it other reasons are refused.")
      .optional("shipping-providers", TEXT, "",
          "The numbers of TikTok's shipping providers by the names that the application calls carriers, such as "
              + "DHL=6617675021119438849,UPS=7117858858072016686. A carrier that is such a number itself needs no name.")
      .optional("visibility-delay", DURATION, "PT2M",
          "The longest time until a new or changed order can be found by its time. Unverified.")
      .optional("overlap", DURATION, "PT10M",
          "How far each reading of changed orders reaches back before the one before; at least visibility-delay and "
              + "clock-skew together.")
      .optional("clock-skew", DURATION, "PT1M",
          "The most by which TikTok's clock differs from ours. Calls that are stamped 30 seconds ahead or 5 minutes behind "
              + "are refused.")
      .optional("max-write-delay", DURATION, "PT15M",
          "The longest time after a call until its write can still be applied. Unverified.")
      .optional("timeout", DURATION, "PT30S", "How long a read may take.")
      .optional("batch-size", NUMBER, "20",
          "How many quantities one batch writes; from 1 to 100. Each product in it is a call.")
      .optional("read-size", NUMBER, "100", "How many listings one call reads; from 1 to 600.")
      .optional("order-page-size", NUMBER, "100", "How many orders one call reads; from 1 to 100.")
      .optional("listing-page-size", NUMBER, "100", "How many products one call reads; from 1 to 100.")
      .optional("reads-per-second", NUMBER, "5",
          "How many calls of one kind read in a second. TikTok gives no number; it suggests 3 to 10.")
      .optional("writes-per-second", NUMBER, "2",
          "How many calls of one kind write in a second. TikTok gives no number; it suggests 1 to 3.")
      .optional("endpoint", TEXT, "",
          "For tests only: a loopback address that is called in place of TikTok, such as http://127.0.0.1:8080.")
      .build();

  private static final Pattern LOOPBACK = Pattern.compile("http://(127\\.0\\.0\\.1|localhost|\\[::1])(:[0-9]{1,5})?");
  private static final List<String> SECRETS = List.of("app-secret", "refresh-token");
  private static final Map<String, Long> MOST = Map.of("batch-size", 100L, "read-size", 600L, "order-page-size", 100L,
      "listing-page-size", 100L, "reads-per-second", 50L, "writes-per-second", 50L, "max-quantity", 99_999L);

  private final Settings settings;

  private TikTokSettings(Settings settings) {
    this.settings = settings;
  }

  /** Returns the checked settings; what the specification cannot say is checked here, all together. */
  static TikTokSettings of(ChannelId channel, Settings settings) {
    TikTokSettings checked = new TikTokSettings(settings);
    List<String> problems = new ArrayList<>();
    checked.checkNames(problems);
    checked.checkAddresses(problems);
    checked.checkTimes(problems);
    MOST.keySet().stream().sorted()
        .filter(key -> settings.number(key) < 1 || settings.number(key) > MOST.get(key))
        .forEach(key -> problems.add(key + " must be from 1 to " + MOST.get(key) + ", is " + settings.number(key)));
    if (!problems.isEmpty()) {
      throw new ConfigurationException("channel " + channel, problems);
    }
    return checked;
  }

  private void checkNames(List<String> problems) {
    for (String key : List.of("shop-id", "warehouse-id")) {
      if (!Json.isId(settings.text(key))) {
        problems.add(key + " must be a number, is \"" + settings.text(key) + "\"");
      }
    }
    if (!settings.text("app-key").matches("[A-Za-z0-9_-]+")) {
      problems.add("app-key must be letters and digits, is \"" + settings.text("app-key") + "\"");
    }
    if (!settings.text("other-warehouses").matches("refuse|keep|zero")) {
      problems.add("other-warehouses must be refuse, keep or zero, is \"" + settings.text("other-warehouses") + "\"");
    }
    if (!fbtWarehouses().stream().allMatch(Json::isId) || fbtWarehouses().contains(warehouse())) {
      problems.add("fbt-warehouse-ids must be numbers with commas between, and not warehouse-id, are \""
          + settings.text("fbt-warehouse-ids") + "\"");
    }
    if (!settings.text("shipping-providers").matches("([^=,]+=\\s*[0-9]{1,20}\\s*(,(?=.)|$))*")) {
      problems.add("shipping-providers must be like DHL=6617675021119438849, with commas between, are \""
          + settings.text("shipping-providers") + "\"");
    }
  }

  private void checkAddresses(List<String> problems) {
    String endpoint = settings.text("endpoint");
    if (!endpoint.isEmpty() && !LOOPBACK.matcher(endpoint).matches()) {
      problems.add("endpoint is for tests and must be a loopback address such as http://127.0.0.1:8080, is \""
          + endpoint + "\"");
    }
    if (!webhookUri().isEmpty() && (!webhookUri().startsWith("https://") || webhookUri().length() > 255)) {
      problems.add("webhook-uri must begin with https:// and have at most 255 characters, is \"" + webhookUri() + "\"");
    }
  }

  private void checkTimes(List<String> problems) {
    for (String key : List.of("visibility-delay", "overlap", "clock-skew", "max-write-delay")) {
      if (settings.duration(key).isNegative()) {
        problems.add(key + " must not be negative, is " + settings.duration(key));
      }
    }
    for (String key : List.of("timeout", "notification-max-age")) {
      if (settings.duration(key).isNegative() || settings.duration(key).isZero()) {
        problems.add(key + " must be longer than nothing, is " + settings.duration(key));
      }
    }
    Duration least = visibilityDelay().plus(clockSkew());
    if (overlap().compareTo(least) < 0) {
      problems.add("overlap must be at least visibility-delay and clock-skew together, " + least + ", is " + overlap());
    }
  }

  String appKey() {
    return settings.text("app-key");
  }

  String appSecret() {
    return settings.text("app-secret");
  }

  String refreshToken() {
    return settings.text("refresh-token");
  }

  String shop() {
    return settings.text("shop-id");
  }

  String shopCipher() {
    return settings.text("shop-cipher");
  }

  String warehouse() {
    return settings.text("warehouse-id");
  }

  OtherWarehouses otherWarehouses() {
    return OtherWarehouses.valueOf(settings.text("other-warehouses").toUpperCase(java.util.Locale.ROOT));
  }

  /** Returns whether the channel sells one warehouse, and not all that the shop has for sale. */
  boolean oneWarehouse() {
    return otherWarehouses() == OtherWarehouses.KEEP;
  }

  Set<String> fbtWarehouses() {
    return Arrays.stream(settings.text("fbt-warehouse-ids").split(",")).map(String::strip)
        .filter(id -> !id.isEmpty()).collect(Collectors.toUnmodifiableSet());
  }

  String webhookUri() {
    return settings.text("webhook-uri");
  }

  /** Returns TikTok's name for a reason to cancel; empty where none was given. */
  String cancelReason(OrderAction.Reason reason) {
    if (reason.equals(OrderAction.Reason.NO_STOCK)) {
      return settings.text("cancel-reason-no-stock");
    }
    return settings.text(reason.equals(OrderAction.Reason.BUYER) ? "cancel-reason-buyer" : "cancel-reason-other");
  }

  /** Returns the number of a shipping provider; null for a carrier that nobody has given one. */
  @Nullable String shippingProvider(String carrier) {
    if (Json.isId(carrier)) {
      return carrier;
    }
    return Arrays.stream(settings.text("shipping-providers").split(",")).map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2 && pair[0].strip().equalsIgnoreCase(carrier.strip()))
        .map(pair -> pair[1].strip()).findFirst().orElse(null);
  }

  boolean receipts() {
    return settings.flag("receipts");
  }

  boolean restoresOnCancel() {
    return settings.flag("restores-on-cancel");
  }

  boolean readsReturns() {
    return settings.flag("returns");
  }

  long maxQuantity() {
    return settings.number("max-quantity");
  }

  Duration notificationMaxAge() {
    return settings.duration("notification-max-age");
  }

  Duration visibilityDelay() {
    return settings.duration("visibility-delay");
  }

  Duration overlap() {
    return settings.duration("overlap");
  }

  Duration clockSkew() {
    return settings.duration("clock-skew");
  }

  Duration maxWriteDelay() {
    return settings.duration("max-write-delay");
  }

  Duration timeout() {
    return settings.duration("timeout");
  }

  int size(String key) {
    return Math.toIntExact(settings.number(key));
  }

  /** Returns how many calls of one operation are made; the first of them at once, so that a whole batch can go. */
  Rate rate(boolean writes) {
    return writes
        ? new Rate(settings.number("writes-per-second"), settings.number("batch-size"))
        : new Rate(settings.number("reads-per-second"), 20);
  }

  /** The API and the authorisation have different hosts. */
  String apiHost() {
    String endpoint = settings.text("endpoint");
    return endpoint.isEmpty() ? "https://open-api.tiktokglobalshop.com" : endpoint;
  }

  String authHost() {
    String endpoint = settings.text("endpoint");
    return endpoint.isEmpty() ? "https://auth.tiktok-shops.com" : endpoint;
  }

  /** Returns the text without any of our secrets, should TikTok have repeated one, and cut to a readable length. */
  String clean(String text, String... more) {
    String clean = text;
    for (String key : SECRETS) {
      clean = clean.replace(settings.text(key), "***");
    }
    for (String secret : more) {
      clean = secret.isEmpty() ? clean : clean.replace(secret, "***");
    }
    String line = clean.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= 300 ? line : line.substring(0, 300) + "...";
  }

  /** Shows the shop only. */
  @Override
  public String toString() {
    return "TikTokSettings[" + shop() + "]";
  }
}
