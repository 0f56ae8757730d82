package dev.onepool.testkit.contract;

import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.spi.ChannelLocation;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.ListingPage;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import dev.onepool.spi.ShownQuantity;
import dev.onepool.spi.StockPage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What can be wrong with readings and with pages of orders. */
final class ReadingMistakes {

  private ReadingMistakes() {}

  static List<Mistake> all() {
    List<Mistake> all = new ArrayList<>(readings());
    all.addAll(pages());
    return all;
  }

  private static List<Mistake> readings() {
    return List.of(
        shown("shown-true", (wall, listings) ->
            wall.full.shown(listings).stream().filter(shown -> shown.quantity() > 0).toList()),
        shown("shown-dated", (wall, listings) -> wall.full.shown(listings).stream()
            .map(shown -> shown.asOf().equals(wall.now()) ? at(shown, wall.now().plusSeconds(1)) : shown).toList()),
        shown("unknown-left-out", (wall, listings) -> {
          List<ShownQuantity> all = new ArrayList<>(wall.full.shown(listings));
          listings.stream().filter(listing -> wall.market.get(listing) == null)
              .forEach(listing -> all.add(new ShownQuantity(listing, 0, wall.now())));
          return all;
        }),
        shown("reads-at-limit", (wall, listings) -> wall.full.shown(
            listings.size() == FullConnector.READS ? listings.subList(1, listings.size()) : listings)),
        shown("over-reads-refused", (wall, listings) -> listings.size() > FullConnector.READS
            ? listings.stream().flatMap(one -> wall.full.shown(List.of(one)).stream()).toList()
            : wall.full.shown(listings)),
        shown("stale-dated", (wall, listings) ->
            wall.full.shown(listings).stream().map(shown -> at(shown, wall.now())).toList()),
        Mistake.in("listings-paged", inside -> new Wrapped(inside) {
          @Override
          public ListingPage listings(@Nullable String cursor) {
            ListingPage page = super.listings(cursor);
            return new ListingPage(page.listings().stream().map(row -> new ListingPage.ChannelListing(row.listing(),
                String.valueOf(row.sellerCode()).toUpperCase(Locale.ROOT), row.heldByChannel())).toList(), page.next());
          }
        }),
        failing("read-error-unavailable", FailureKind.UNAVAILABLE, FailureKind.MALFORMED),
        Mistake.in("read-garbage-malformed", inside -> new Wrapped(inside) {
          @Override
          public OrderPage orders(@Nullable String cursor) {
            try {
              return super.orders(cursor);
            } catch (ConnectorException e) {
              if (e.kind() != FailureKind.MALFORMED) {
                throw e;
              }
              return new OrderPage(List.of(), now() + ";", false, now());
            }
          }
        }),
        failing("read-throttled", FailureKind.THROTTLED, FailureKind.THROTTLED),
        Mistake.in("read-progress", AllOrNothing::new),
        Mistake.in("held-stock", inside -> new Wrapped(inside) {
          @Override
          public StockPage stock(@Nullable String cursor) {
            return new StockPage(List.of(), null);
          }
        }),
        Mistake.in("held-stock", inside -> new Wrapped(inside) {
          @Override
          public StockPage stock(@Nullable String cursor) {
            return new StockPage(
                List.of(new StockPage.HeldStock(ListingId.of("made-up"), null, 1, 0, 0, 0, now())), null);
          }
        }).without(Feature.HELD_STOCK),
        Mistake.in("locations", inside -> new Wrapped(inside) {
          @Override
          public List<ChannelLocation> locations() {
            return List.of();
          }
        }));
  }

  private static List<Mistake> pages() {
    return List.of(
        paging("orders-from-beginning", (wall, cursor) ->
            wall.full.orders(cursor == null ? wall.now().minus(Duration.ofDays(7)) + ";" : cursor)),
        Mistake.in("pages-complete", inside -> new Wrapped(inside) {
          private int pages;

          @Override
          public OrderPage orders(@Nullable String cursor) {
            OrderPage page = super.orders(cursor);
            pages = cursor == null ? 1 : pages + 1;
            return pages == 4 && page.orders().size() == 1 && !page.more()
                ? new OrderPage(List.of(), page.next(), false, page.completeThrough()) : page;
          }
        }),
        paging("pages-complete-under-change", ReadingMistakes::byOffset),
        next("equal-times", (wall, page) -> page.more() ? page.next().replaceFirst(";.*", ";~") : page.next()),
        next("behind-cursor", (wall, page) -> page.more() ? page.next() : wall.now() + ";"),
        Mistake.in("late-orders-declared",
            inside -> new WriteMistakes.Declared(inside, card -> card.visibilityDelay(Duration.ZERO))),
        through("complete-through-true", (wall, page) -> wall.now()),
        through("complete-through-true", (wall, page) -> page.more() ? page.completeThrough() : wall.now().plusSeconds(9)),
        Mistake.in("complete-through-kept", inside -> new Wrapped(inside) {
          @Override
          public OrderPage orders(@Nullable String cursor) {
            OrderPage page = super.orders(cursor);
            List<OrderSnapshot> kept = page.orders().stream()
                .filter(order -> page.more() || !order.order().equals(OrderId.of("ORDER-1003"))).toList();
            return new OrderPage(kept, page.next(), page.more(), page.completeThrough());
          }
        }),
        Mistake.in("complete-through-moves", inside -> new Wrapped(inside) {
          private @Nullable Instant first;

          @Override
          public OrderPage orders(@Nullable String cursor) {
            OrderPage page = super.orders(cursor);
            first = first == null ? page.completeThrough() : first;
            return new OrderPage(page.orders(), page.next(), page.more(), first);
          }
        }),
        Mistake.in("cursor-survives-restart", inside -> new Wrapped(inside) {
          private final Map<String, String> cursors = new HashMap<>();

          @Override
          public OrderPage orders(@Nullable String cursor) {
            OrderPage page = super.orders(cursor == null ? null : cursors.getOrDefault(cursor, now() + ";"));
            cursors.put("cursor-" + cursors.size(), page.next());
            return new OrderPage(page.orders(), "cursor-" + (cursors.size() - 1), page.more(), page.completeThrough());
          }
        }),
        Mistake.in("cursor-repeatable", inside -> new Wrapped(inside) {
          private final Set<OrderSnapshot> told = new HashSet<>();

          @Override
          public OrderPage orders(@Nullable String cursor) {
            OrderPage page = super.orders(cursor);
            List<OrderSnapshot> fresh = page.orders().stream().filter(told::add).toList();
            return new OrderPage(fresh, page.next(), page.more(), page.completeThrough());
          }
        }),
        Mistake.in("orders-by-id", inside -> new Wrapped(inside) {
          @Override
          public List<OrderSnapshot> ordersById(Set<OrderId> ids) {
            return super.ordersById(ids).stream().map(order -> new OrderSnapshot(
                order.order(), order.updatedAt(), 0, order.placedAt(), false, List.of())).toList();
          }
        }));
  }

  /** Asks of a listing each second, and forgets what it has read when it must stop in the middle. */
  private static final class AllOrNothing extends Wrapped {
    private static final long ENOUGH = 20L * FullConnector.READS;
    private long left = ENOUGH;
    private Instant last = Instant.EPOCH;

    AllOrNothing(Inside inside) {
      super(inside);
    }

    @Override
    public synchronized List<ShownQuantity> shown(List<ListingId> listings) {
      left = Math.min(ENOUGH, left + Duration.between(last, now()).toSeconds());
      last = now();
      if (left < listings.size()) {
        left = 0;
        throw ConnectorException.throttled(now().plusSeconds(1));
      }
      left -= listings.size();
      return super.shown(listings);
    }
  }

  /** Counts how many it has passed of the orders by their last change, which slips when one of them changes. */
  private static OrderPage byOffset(Wrapped wall, @Nullable String cursor) {
    wall.full.orders(cursor == null ? null : Instant.EPOCH + ";");
    int from = cursor == null ? 0 : Integer.parseInt(cursor);
    List<BookedOrder> all = wall.market.since(Instant.EPOCH);
    int to = Math.min(from + 3, all.size());
    List<OrderSnapshot> page =
        all.subList(Math.min(from, to), to).stream().map(FullConnector::snapshot).toList();
    boolean more = to < all.size();
    return new OrderPage(page, more ? Integer.toString(to) : "0", more, more ? Instant.EPOCH : wall.now());
  }

  private static ShownQuantity at(ShownQuantity shown, Instant asOf) {
    return new ShownQuantity(shown.listing(), shown.quantity(), asOf);
  }

  private static Mistake shown(String rule, BiFunction<Wrapped, List<ListingId>, List<ShownQuantity>> shown) {
    return Mistake.in(rule, inside -> new Wrapped(inside) {
      @Override
      public List<ShownQuantity> shown(List<ListingId> listings) {
        return shown.apply(this, listings);
      }
    });
  }

  /** Fails in another way than the market does. */
  private static Mistake failing(String rule, FailureKind kind, FailureKind other) {
    return shown(rule, (wall, listings) -> {
      try {
        return wall.full.shown(listings);
      } catch (ConnectorException e) {
        throw e.kind() == kind ? new ConnectorException(other, "it did not work, for some reason") : e;
      }
    });
  }

  private static Mistake paging(
      String rule, BiFunction<Wrapped, @Nullable String, OrderPage> paging, String... others) {
    return Mistake.in(rule, inside -> new Wrapped(inside) {
      @Override
      public OrderPage orders(@Nullable String cursor) {
        return paging.apply(this, cursor);
      }
    }, others);
  }

  private static Mistake next(String rule, BiFunction<Wrapped, OrderPage, String> next) {
    return paging(rule, (wall, cursor) -> {
      OrderPage page = wall.full.orders(cursor);
      return new OrderPage(page.orders(), next.apply(wall, page), page.more(), page.completeThrough());
    });
  }

  private static Mistake through(String rule, BiFunction<Wrapped, OrderPage, Instant> through) {
    return paging(rule, (wall, cursor) -> {
      OrderPage page = wall.full.orders(cursor);
      return new OrderPage(page.orders(), page.next(), page.more(), through.apply(wall, page));
    });
  }

  /** Tells orders in another way than the market does. */
  static Mistake telling(String rule, BiFunction<Wrapped, OrderSnapshot, OrderSnapshot> told, String... others) {
    return Mistake.in(rule, inside -> new Wrapped(inside) {
      @Override
      OrderSnapshot told(OrderSnapshot order) {
        return told.apply(this, order);
      }
    }, others);
  }

  /** Tells lines in another way than the market does. */
  static Mistake telling(String rule, UnaryOperator<OrderSnapshot.Line> told) {
    return telling(rule, (wall, order) -> with(order, order.lines().stream().map(told).toList()));
  }

  static OrderSnapshot with(OrderSnapshot order, List<OrderSnapshot.Line> lines) {
    return new OrderSnapshot(
        order.order(), order.updatedAt(), order.sequence(), order.placedAt(), order.complete(), lines);
  }
}
