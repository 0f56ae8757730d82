package dev.onepool.core.internal.sync;

import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.spi.Capabilities;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.ChannelLocation;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.FulfilmentService;
import dev.onepool.spi.ListingPage;
import dev.onepool.spi.ListingPage.ChannelListing;
import dev.onepool.spi.Notification;
import dev.onepool.spi.NotificationResult;
import dev.onepool.spi.OrderAction;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.PushSource;
import dev.onepool.spi.PushSource.Message;
import dev.onepool.spi.QuantityWrite;
import dev.onepool.spi.ShownQuantity;
import dev.onepool.spi.StockPage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.function.Supplier;

/** A channel that does what a test queued, and otherwise what a good channel does; it records every call. */
public final class ScriptedConnector implements ChannelConnector {

  final Map<ListingId, Long> shows = new LinkedHashMap<>();
  final List<ChannelListing> listed = new ArrayList<>();
  final List<QuantityWrite> writes = new ArrayList<>();
  final List<Integer> batches = new ArrayList<>();
  final List<Integer> reads = new ArrayList<>();
  final Map<ListingId, Capabilities> perListing = new LinkedHashMap<>();
  final List<String> cursors = new ArrayList<>();
  final List<List<String>> polls = new ArrayList<>();
  final Deque<Supplier<OrderPage>> pages = new ArrayDeque<>();
  final Deque<Function<List<QuantityWrite>, List<PublishResult>>> answers = new ArrayDeque<>();
  final Deque<List<PublishResult>> receipts = new ArrayDeque<>();
  Capabilities card = card().build();
  RuntimeException failsShown;
  /** How many more calls it takes before it wants no more until its clock moves on; null for any number. */
  Integer budget;
  Instant budgetAgain;
  int pageSize = Integer.MAX_VALUE;
  /** How many listings it reads in a call before it tells what it has. */
  int readsInACall = Integer.MAX_VALUE;
  Instant shownAsOf;
  /** By how much the channel's clock is behind, by which it tells how far its orders go. */
  Duration clockBehind = Duration.ZERO;
  RuntimeException failsCapabilities;
  @org.jspecify.annotations.Nullable Function<String, String> challenge;
  final Deque<Function<Notification, NotificationResult>> notices = new ConcurrentLinkedDeque<>();
  final Map<OrderId, OrderSnapshot> byId = new LinkedHashMap<>();
  RuntimeException failsById;
  RuntimeException failsMaintain;
  final List<StockPage> stock = new ArrayList<>();
  final List<ChannelLocation> places = new ArrayList<>();
  final List<OrderAction> actions = new ArrayList<>();
  final Deque<Supplier<PublishResult>> outcomes = new ArrayDeque<>();
  FulfilmentService service;
  ScriptedQueue queue;
  int maintained;
  boolean closed;
  private Clock clock;
  private int page;

  /** Returns the card of a channel whose answers can be believed and whose clock is ours. */
  public static Capabilities.Builder card() {
    return Capabilities.builder()
        .visibilityDelay(Duration.ofMinutes(10))
        .maxWriteDelay(Duration.ofMinutes(5))
        .proof(Capabilities.Proof.RECEIPT)
        .maxBatch(10)
        .clockSkew(Duration.ZERO);
  }

  ScriptedConnector at(Clock source) {
    clock = source;
    return this;
  }

  /** Lists something under a code, showing this many. */
  void lists(String listing, String code, long shown) {
    listed.add(new ChannelListing(ListingId.of(listing), code));
    shows.put(ListingId.of(listing), shown);
  }

  /** Lets these be on the next page that is read. */
  void ordered(OrderSnapshot... orders) {
    pages.add(() -> page(List.of(orders), false));
  }

  OrderPage page(List<OrderSnapshot> orders, boolean more) {
    return new OrderPage(orders, "c" + ++page, more, clock.instant().minus(clockBehind));
  }

  /** Answers the next call to write with the same for each item. */
  void answers(PublishResult result) {
    answers.add(batch -> batch.stream().map(any -> result).toList());
  }

  @Override
  public Capabilities capabilities() {
    if (failsCapabilities != null) {
      throw failsCapabilities;
    }
    return card;
  }

  @Override
  public List<PublishResult> publish(List<QuantityWrite> batch, Instant deadline) {
    writes.addAll(batch);
    batches.add(batch.size());
    Function<List<QuantityWrite>, List<PublishResult>> answer = answers.poll();
    if (answer != null) {
      return answer.apply(batch);
    }
    return batch.stream().map(this::write).toList();
  }

  private PublishResult write(QuantityWrite write) {
    Long expected = write.expected();
    if (expected != null && !expected.equals(shows.get(write.listing()))) {
      return new PublishResult.Rejected(FailureKind.STALE, "it shows " + shows.get(write.listing()));
    }
    shows.put(write.listing(), write.quantity());
    return new PublishResult.Applied(clock.instant());
  }

  @Override
  public Capabilities capabilities(ListingId listing) {
    return perListing.getOrDefault(listing, capabilities());
  }

  @Override
  public List<PublishResult> poll(List<String> tokens) {
    polls.add(List.copyOf(tokens));
    List<PublishResult> answer = receipts.poll();
    return answer != null ? answer : ChannelConnector.super.poll(tokens);
  }

  @Override
  public List<ShownQuantity> shown(List<ListingId> listings) {
    if (failsShown != null) {
      throw failsShown;
    }
    spend();
    reads.add(listings.size());
    return listings.stream()
        .filter(shows::containsKey)
        .limit(readsInACall)
        .map(listing -> new ShownQuantity(listing, shows.get(listing), shownAsOf != null ? shownAsOf : clock.instant()))
        .toList();
  }

  @Override
  public OrderPage orders(String cursor) {
    cursors.add(cursor);
    Supplier<OrderPage> next = pages.poll();
    // An idle channel says the same place again.
    return next != null ? next.get() : new OrderPage(List.of(), cursor == null ? "c0" : cursor, false, clock.instant().minus(clockBehind));
  }

  @Override
  public List<OrderSnapshot> ordersById(Set<OrderId> ids) {
    if (failsById != null) {
      throw failsById;
    }
    return ids.stream().filter(byId::containsKey).map(byId::get).toList();
  }

  @Override
  public @org.jspecify.annotations.Nullable String challenge(String code) {
    return challenge == null ? ChannelConnector.super.challenge(code) : challenge.apply(code);
  }

  @Override
  public NotificationResult notification(Notification notification) {
    Function<Notification, NotificationResult> next = notices.poll();
    return next != null ? next.apply(notification) : ChannelConnector.super.notification(notification);
  }

  /** Puts a message into the queue; what it says is the next of the notices. */
  void queued(String receipt) {
    queue = queue != null ? queue : new ScriptedQueue();
    queue.messages.add(new Message(receipt, new Notification(Map.of(), new byte[0], clock.instant())));
  }

  @Override
  public PushSource pushSource() {
    return queue;
  }

  @Override
  public List<String> maintain() {
    maintained++;
    if (failsMaintain != null) {
      throw failsMaintain;
    }
    return List.of();
  }

  @Override
  public StockPage stock(String cursor) {
    return stock.isEmpty() ? ChannelConnector.super.stock(cursor) : stock.get(cursor == null ? 0 : Integer.parseInt(cursor));
  }

  @Override
  public List<ChannelLocation> locations() {
    return places;
  }

  @Override
  public PublishResult act(OrderAction action, Instant deadline) {
    actions.add(action);
    Supplier<PublishResult> outcome = outcomes.poll();
    return outcome != null ? outcome.get() : new PublishResult.Applied(clock.instant());
  }

  @Override
  public FulfilmentService fulfilment() {
    return service;
  }

  @Override
  public ListingPage listings(String cursor) {
    spend();
    int from = cursor == null ? 0 : Integer.parseInt(cursor);
    int to = (int) Math.min(listed.size(), (long) from + pageSize);
    return new ListingPage(listed.subList(from, to), to == listed.size() ? null : Integer.toString(to));
  }

  private void spend() {
    if (budget != null && budget-- == 0) {
      budget = 0;
      throw ConnectorException.throttled(budgetAgain);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
