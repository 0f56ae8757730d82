package dev.onepool.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Pages of orders: complete, in the presence of change, and read again after a restart. */
public abstract class OrderFeedContract extends ConnectorContract {

  /** While so many pages are read, orders come and change; then the rest is read in peace. */
  private static final int MOVING_PAGES = 6;
  private static final int LONGEST_REASON = 1_000;

  /** For the author's test class. */
  protected OrderFeedContract() {}

  @Rule(id = "orders-from-beginning", says = "Reading begins with every order that is still open, however old.")
  void ordersFromBeginning() {
    ListingId listing = bench.list("MUG", 50);
    OrderId old = bench.remote.place(new Sale(listing, 2));
    bench.clock.advance(Duration.ofDays(9));
    OrderId fresh = bench.remote.place(new Sale(listing, 1));
    Feed feed = bench.feed();
    feed.read();
    assertThat(feed.known().keySet()).contains(old, fresh);
  }

  @Rule(id = "pages-complete", says = "Every order comes, however many pages there are.")
  void pagesComplete() {
    List<OrderId> placed = place(3 * bench.remote.orderPage() + 1);
    Feed feed = bench.feed();
    List<OrderPage> pages = feed.read();
    assertThat(feed.known().keySet()).as("orders in %d pages", pages.size()).containsAll(placed);
  }

  @Rule(id = "pages-complete-under-change",
      says = "No order is missed while others change, come and are placed between two pages.")
  void pagesCompleteUnderChange() {
    List<OrderId> placed = new ArrayList<>(place(3 * bench.remote.orderPage()));
    bench.clock.advance(bench.remote.orderLag().plusSeconds(1));
    Feed feed = bench.feed();
    Set<OrderId> shipped = new HashSet<>();
    for (int pages = 1; feed.page().more(); pages++) {
      // What was read changes, and moves behind what was not; offsets slip by it.
      List<OrderId> read = List.copyOf(feed.known().keySet());
      bench.tick();
      if (pages <= MOVING_PAGES) {
        read.stream().filter(shipped::add).limit(2).forEach(order -> bench.remote.ship(order, 0, 1));
        placed.addAll(place(1));
      }
      assertThat(pages).as("pages until the last").isLessThan(Feed.MAX_PAGES);
    }
    List<OrderId> before = placed.subList(0, 3 * bench.remote.orderPage());
    assertThat(feed.known().keySet()).as("orders read that were there before the first page").containsAll(before);
    feed.read();
    assertThat(feed.known().keySet()).as("orders read in the end").containsAll(placed);
  }

  @Rule(id = "equal-times", says = "Orders of one instant all come, also where a page ends between them.")
  void equalTimes() {
    ListingId listing = bench.list("MUG", 500);
    List<OrderId> placed = new ArrayList<>();
    for (int i = 0; i < 2 * bench.remote.orderPage() + 1; i++) {
      placed.add(bench.remote.place(new Sale(listing, 1)));
    }
    Feed feed = bench.feed();
    feed.read();
    assertThat(feed.known().keySet()).containsAll(placed);
  }

  @Rule(id = "behind-cursor",
      says = "An order that turns up behind the cursor is read, if it does so within the declared delay.")
  void behindCursor() {
    bench.need(Feature.LATE_ORDERS);
    Duration delay = bench.card().visibilityDelay();
    bench.need(delay.compareTo(Duration.ofSeconds(2)) >= 0, "orders are declared visible at once");
    ListingId listing = bench.list("MUG", 50);
    Feed feed = bench.feed();
    bench.remote.place(new Sale(listing, 1));
    feed.read();
    bench.clock.advance(delay.multipliedBy(2));
    bench.remote.place(new Sale(listing, 1));
    feed.read();
    OrderId late = bench.remote.placeBehind(delay.minus(bench.remote.orderLag()).minusSeconds(1), new Sale(listing, 1));
    feed.read();
    assertThat(feed.known().keySet()).as("orders read").contains(late);
  }

  @Rule(id = "late-orders-declared", says = "Where orders can turn up late, a delay is declared.")
  void lateOrdersDeclared() {
    bench.need(Feature.LATE_ORDERS);
    assertThat(bench.card().visibilityDelay()).as("visibilityDelay").isPositive();
  }

  @Rule(id = "complete-through-true",
      says = "Pages promise to be complete up to now at most, and only the last of them moves the promise on.")
  void completeThroughTrue() {
    place(2 * bench.remote.orderPage() + 1);
    Feed feed = bench.feed();
    Instant promised = null;
    for (int round = 0; round < 2; round++) {
      for (OrderPage page : feed.read()) {
        assertThat(page.completeThrough()).as("complete through").isBeforeOrEqualTo(bench.clock.instant());
        if (page.more()) {
          // Before the first promise anything that is no later than the first order may be said.
          Instant most = promised == null ? firstPlaced(feed) : promised;
          assertThat(page.completeThrough()).as("complete through, on a page with more behind it").isBeforeOrEqualTo(most);
        } else {
          promised = page.completeThrough();
        }
      }
      bench.clock.advance(Duration.ofHours(1));
      place(2 * bench.remote.orderPage() + 1);
    }
  }

  private static Instant firstPlaced(Feed feed) {
    return feed.known().values().stream().map(OrderSnapshot::placedAt).min(Instant::compareTo).orElseThrow();
  }

  @Rule(id = "complete-through-kept", says = "Every order visible at the promised instant was read by then.")
  void completeThroughKept() {
    Feed feed = bench.feed();
    ListingId listing = bench.list("MUG", 500);
    for (int round = 0; round < 5; round++) {
      OrderId order = bench.remote.place(new Sale(listing, 1));
      Instant placed = bench.clock.instant();
      bench.tick();
      List<OrderPage> pages = feed.read();
      Instant promised = pages.get(pages.size() - 1).completeThrough();
      if (!promised.isBefore(placed.plus(bench.remote.orderLag()))) {
        assertThat(feed.known().keySet()).as("orders read, complete through " + promised).contains(order);
      }
      bench.clock.advance(Duration.ofMinutes(3));
    }
  }

  @Rule(id = "complete-through-moves", says = "The promise moves on with the time, also where nothing was ordered.")
  void completeThroughMoves() {
    Feed feed = bench.feed();
    Instant first = last(feed.read());
    bench.clock.advance(Duration.ofHours(3));
    assertThat(last(feed.read())).as("complete through, three hours later").isAfter(first.plus(Duration.ofHours(2)));
  }

  private static Instant last(List<OrderPage> pages) {
    return pages.get(pages.size() - 1).completeThrough();
  }

  @Rule(id = "cursor-survives-restart",
      says = "A cursor works in a new connector, and nothing is lost that the old one had not read.")
  void cursorSurvivesRestart() {
    List<OrderId> placed = new ArrayList<>(place(2 * bench.remote.orderPage() + 1));
    bench.clock.advance(bench.remote.orderLag().plusSeconds(1));
    Feed before = bench.feed();
    before.page();
    Feed after = new Feed(before, bench.another());
    placed.addAll(place(1));
    after.read();
    Set<OrderId> read = new HashSet<>(before.known().keySet());
    read.addAll(after.known().keySet());
    assertThat(read).as("orders read before and after the restart").containsAll(placed);
  }

  @Rule(id = "cursor-repeatable", says = "The same cursor asked again brings the same orders again.")
  void cursorRepeatable() {
    place(bench.remote.orderPage() + 1);
    bench.clock.advance(bench.remote.orderLag().plusSeconds(1));
    OrderPage first = bench.connector().orders(null);
    OrderPage again = bench.connector().orders(null);
    assertThat(ids(again)).as("first page, asked again").containsAll(ids(first));
    OrderPage second = bench.connector().orders(first.next());
    assertThat(ids(bench.connector().orders(first.next()))).as("second page, asked again").containsAll(ids(second));
  }

  private static Set<OrderId> ids(OrderPage page) {
    Set<OrderId> ids = new HashSet<>();
    page.orders().forEach(order -> ids.add(order.order()));
    return ids;
  }

  @Rule(id = "orders-by-id",
      says = "Orders asked for by name are told as the pages tell them; unknown ones are left out.")
  void ordersById() {
    ListingId listing = bench.list("MUG", 50);
    OrderId order = bench.remote.place(new Sale(listing, 2));
    OrderSnapshot paged = bench.feed().order(order);
    List<OrderSnapshot> named = bench.connector().ordersById(Set.of(order));
    bench.need(!named.isEmpty(), "orders are not read by name");
    assertThat(named).singleElement().satisfies(told -> {
      assertThat(told.lines()).as("lines").isEqualTo(paged.lines());
      assertThat(told.order()).isEqualTo(order);
      assertThat(Feed.older(told, paged)).as("is older than the page").isFalse();
    });
  }

  @Rule(id = "bad-order-aside",
      says = "An order that cannot be understood is told as unreadable, with what it may have sold, and spares the others.")
  void badOrderAside() {
    bench.need(Feature.BROKEN_ORDERS);
    ListingId mug = bench.list("MUG", 50);
    ListingId cup = bench.list("CUP", 50);
    OrderId before = bench.remote.place(new Sale(mug, 1));
    OrderId bad = bench.remote.place(new Sale(mug, 2), new Sale(cup, 1));
    OrderId after = bench.remote.place(new Sale(cup, 1));
    bench.remote.spoil(bad);
    Feed feed = bench.feed();
    List<OrderPage> pages = feed.read();
    assertThat(feed.known().keySet()).as("orders read beside one that cannot be understood").containsExactlyInAnyOrder(before, after);
    assertThat(pages).as("pages").flatExtracting(OrderPage::unreadable).isNotEmpty()
        .allSatisfy(told -> assertAside(told, bad, Set.of(mug, cup)));
    // Whoever was named beside it is told, where orders are read by name; it is not, and the pages say why.
    Set<OrderId> named = new HashSet<>();
    bench.patiently(() -> bench.connector().ordersById(Set.of(before, bad))).forEach(order -> named.add(order.order()));
    assertThat(named).as("orders asked for by name, one of which cannot be understood").isSubsetOf(before);
  }

  /** No listings stand for anything on the channel; some of them would let go of the others. */
  private static void assertAside(OrderPage.Unreadable told, OrderId bad, Set<ListingId> sold) {
    assertThat(told.order()).as("order that cannot be understood").isEqualTo(bad);
    assertThat(told.why()).as("what is wrong with it").isNotBlank().hasSizeLessThanOrEqualTo(LONGEST_REASON);
    assertThat(told.listings().isEmpty() || told.listings().containsAll(sold))
        .as("all that it may have sold, or nothing, which stands for anything: %s", told.listings()).isTrue();
  }

  private List<OrderId> place(int count) {
    ListingId listing = bench.remote.list("SKU-OF-" + count + "-" + bench.clock.instant().getEpochSecond(), 1_000);
    List<OrderId> orders = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      bench.tick();
      orders.add(bench.remote.place(new Sale(listing, 1)));
    }
    bench.tick();
    return orders;
  }
}
