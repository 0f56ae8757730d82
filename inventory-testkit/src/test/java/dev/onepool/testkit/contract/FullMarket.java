package dev.onepool.testkit.contract;

import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.spi.Notification;
import dev.onepool.testkit.ManualClock;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A marketplace in this process that has every feature, and a wire to it that can be cut. */
final class FullMarket extends RemoteBooks {

  static final String KEY = "the-key-of-the-full-market";
  static final String ACCOUNT = "account-1";

  private static final Map<String, FullMarket> OPEN = new ConcurrentHashMap<>();
  private static final AtomicLong NAMES = new AtomicLong();

  final String name = "market-" + NAMES.incrementAndGet();
  final Map<String, Map<ListingId, Long>> shipments = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Notification> queue = new ArrayList<>();
  private final Map<String, Integer> receipts = new HashMap<>();
  private int notifications;
  private volatile boolean subscribed;
  private volatile @Nullable Trouble lastTrouble;

  FullMarket(ManualClock clock) {
    // All but those that loosen a rule: a remote side that has one is asked for less.
    this(clock, EnumSet.complementOf(EnumSet.of(Feature.WHOLE_ORDER_CANCELS, Feature.SIGNING_KEYS)));
  }

  FullMarket(ManualClock clock, Set<Feature> features) {
    super(clock, features, features.contains(Feature.RESTOCKS));
    OPEN.put(name, this);
  }

  /** What came back. Status 0 stands for no answer. */
  record Reply<T>(int status, @Nullable T value, @Nullable Instant until) {}

  static FullMarket reach(String name) {
    FullMarket market = OPEN.get(name);
    if (market == null) {
      throw new IllegalStateException("no market " + name);
    }
    return market;
  }

  /** Comes to every open market with a call that is none. */
  static void knockOnAll() {
    OPEN.values().forEach(market -> market.arrive(Call.OTHER));
  }

  /** Makes a call. The effect's value is what the answer's body says. */
  <T> Reply<T> call(Call kind, @Nullable String token, Instant deadline, Supplier<T> effect) {
    Trouble trouble = arrive(kind);
    lastTrouble = trouble;
    Instant until = throttledUntil(kind);
    if (until != null) {
      return new Reply<>(429, null, until);
    }
    if (kind != Call.TOKEN && !accepts(token)) {
      return new Reply<>(401, null, null);
    }
    if (trouble == Trouble.SILENCE) {
      await(deadline);
    }
    if (trouble == Trouble.SILENCE || trouble == Trouble.LOST_BEFORE) {
      return new Reply<>(0, null, null);
    }
    if (trouble == Trouble.SERVER_ERROR) {
      return new Reply<>(500, null, null);
    }
    T value = effect.get();
    if (trouble == Trouble.LOST_AFTER) {
      return new Reply<>(0, null, null);
    }
    return new Reply<>(200, trouble == null ? value : null, null);
  }

  private void await(Instant deadline) {
    try {
      closed.await(Duration.between(clock().instant(), deadline).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  /** Returns what was wrong with the call before, for mistakes that depend on it. */
  @Nullable Trouble lastTrouble() {
    return lastTrouble;
  }

  String token() {
    String token = issueToken();
    return token == null ? "" : token;
  }

  Written put(ListingId listing, long units, @Nullable Long expected, @Nullable String attempt) {
    return write(listing, units, expected, attempt);
  }

  @Nullable Reading get(ListingId listing) {
    return read(listing);
  }

  List<Reading> everything() {
    return allListings();
  }

  List<BookedOrder> since(Instant from) {
    return changedSince(from);
  }

  @Nullable BookedOrder order(OrderId order) {
    return find(order);
  }

  boolean shipOut(OrderId order, String line, long units) {
    return sellerShips(order, line, units);
  }

  boolean cancelOut(OrderId order, String line, long units) {
    return sellerCancels(order, line, units);
  }

  boolean acknowledge(OrderId order) {
    return sellerAcknowledges(order);
  }

  boolean subscribe() {
    boolean missing = !subscribed;
    subscribed = true;
    return missing;
  }

  List<Notification> take(int max) {
    synchronized (queue) {
      List<Notification> taken = queue.stream().filter(message -> receipts.get(key(message)) == 0).limit(max).toList();
      taken.forEach(message -> receipts.put(key(message), 1));
      return taken;
    }
  }

  void confirm(String key) {
    synchronized (queue) {
      queue.removeIf(message -> key(message).equals(key));
    }
  }

  static String key(Notification notification) {
    return new String(notification.body(), StandardCharsets.UTF_8).split(";", 2)[0];
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("market", name, "api-key", KEY);
  }

  @Override
  public Map<String, String> wrongSettings() {
    return Map.of("market", "no such name!", "region", "the moon");
  }

  @Override
  public Set<String> locations() {
    return Set.of("warehouse-1", "warehouse-2");
  }

  @Override
  public long shipments(String id) {
    return shipments.containsKey(id) ? 1 : 0;
  }

  @Override
  public void push(OrderId order) {
    synchronized (queue) {
      Notification message = notification(order);
      queue.add(message);
      receipts.put(key(message), 0);
    }
  }

  @Override
  public void redeliver() {
    synchronized (queue) {
      receipts.replaceAll((key, count) -> 0);
    }
  }

  @Override
  public int queued() {
    synchronized (queue) {
      return queue.size();
    }
  }

  @Override
  public void dropSubscriptions() {
    subscribed = false;
  }

  @Override
  public Notification notification(OrderId order) {
    return signed(body(ACCOUNT, clock().instant(), order, -1), KEY);
  }

  @Override
  public Notification partial(OrderId order, int line) {
    return signed(body(ACCOUNT, clock().instant(), order, line), KEY);
  }

  @Override
  public Notification unreadable() {
    return signed("N-half;" + ACCOUNT, KEY);
  }

  @Override
  public Notification forged(OrderId order, Forgery how) {
    String body = body(ACCOUNT, clock().instant(), order, -1);
    return switch (how) {
      case UNSIGNED -> new Notification(Map.of(), body.getBytes(StandardCharsets.UTF_8), clock().instant());
      case WRONG_SIGNATURE -> signed(body, "another key");
      case ALTERED -> new Notification(signed(body, KEY).headers(),
          body.replace("3;0", "9;0").getBytes(StandardCharsets.UTF_8), clock().instant());
      case ANOTHER_ACCOUNT -> signed(body("account-2", clock().instant(), order, -1), KEY);
      case TOO_OLD -> signed(body(ACCOUNT, clock().instant().minus(Duration.ofDays(2)), order, -1), KEY);
    };
  }

  private String body(String account, Instant sent, OrderId id, int only) {
    BookedOrder order = Objects.requireNonNull(find(id));
    StringBuilder body = new StringBuilder("N-" + ++notifications + ";" + account + ";" + sent + ";" + id + ";"
        + order.placedAt() + ";" + order.updatedAt() + ";" + (only < 0));
    List<BookedOrder.Line> lines = only < 0 ? order.lines() : List.of(order.lines().get(only));
    lines.forEach(line -> body.append('\n').append(String.join(";", line.id(), String.valueOf(line.listing()),
        line.ordered() + "", line.cancelled() + "", line.shipped() + "", line.returned() + "", line.restocked() + "",
        line.kind().name())));
    return body.toString();
  }

  private Notification signed(String body, String key) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new Notification(Map.of("X-Signature", List.of(sign(bytes, key))), bytes, clock().instant());
  }

  static String sign(byte[] body, String key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(Arrays.copyOf(body, body.length)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    OPEN.remove(name);
    closed.countDown();
  }
}
