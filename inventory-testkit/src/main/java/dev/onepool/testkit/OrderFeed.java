package dev.onepool.testkit;

import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The versions of orders in the order in which they can be read.
 *
 * <p>A version waits until it is visible, and then gets the next position; a cursor is a position. Asking with a
 * cursor says that everything before it was dealt with, so only then, and not at once, is it forgotten: a reader that
 * crashed asks again and gets the same, and so does a second reader that is a little behind. A reader that knows less than
 * was forgotten (it starts anew, or from an old copy of its store) is told the newest version of every order that is still known, which is as good, because an order is a
 * state.
 *
 * <p>No misbehaviour holds a version back: repeated and older versions are only ever added. So the end of the feed is
 * always complete.
 */
final class OrderFeed {

  /** How much of what was dealt with is kept for a reader that is behind another. */
  static final int KEPT = 1_000;

  /** A version, its order, and whether the feed has brought it before. */
  private record Notice(SimulatedOrder order, OrderSnapshot version, long visibleAt, boolean again)
      implements Comparable<Notice> {
    @Override
    public int compareTo(Notice other) {
      int byTime = Long.compare(visibleAt, other.visibleAt);
      return byTime != 0 ? byTime : Long.compare(version.sequence(), other.version.sequence());
    }

    Notice repeated() {
      return new Notice(order, version, visibleAt, true);
    }
  }

  private final PriorityQueue<Notice> invisible = new PriorityQueue<>();
  private final List<Notice> readable = new ArrayList<>();
  private final MarketplaceTime time;
  private final FaultCounts counts;
  private final SplittableRandom random;
  private Faults faults;

  /** The position of the first of {@link #readable}. */
  private long begin;

  /** The first position that is not forgotten. */
  private long first;

  /** The position up to which a reader has dealt with everything. */
  private long dealt;

  OrderFeed(Faults faults, MarketplaceTime time, FaultCounts counts, SplittableRandom random) {
    this.faults = faults;
    this.time = time;
    this.counts = counts;
    this.random = random;
  }

  void misbehave(Faults other) {
    faults = other;
  }

  void add(SimulatedOrder order, OrderSnapshot version, long visibleAt) {
    invisible.add(new Notice(order, version, visibleAt, false));
  }

  /**
   * Returns the page after a cursor, or the first for null; see {@link OrderPage#completeThrough()} for what it says.
   */
  OrderPage page(@Nullable String cursor, int limit, long now, Collection<SimulatedOrder> known) {
    long end = begin + readable.size();
    long from = cursor == null ? 0 : Require.position("orders", cursor, end);
    boolean anew = cursor == null || from < first;
    List<Notice> news = anew ? newest(known) : dealtWith(from);
    while (!invisible.isEmpty() && invisible.peek().visibleAt() <= now) {
      news.add(invisible.remove());
    }
    if (faults.probability(Fault.REORDERED_NOTICE) > 0) {
      shuffle(news);
    }
    for (Notice notice : news) {
      bring(notice);
    }
    return read(anew ? dealt : from, limit, now);
  }

  /** Takes note that everything before a position was dealt with, and returns what of it is to be repeated. */
  private List<Notice> dealtWith(long position) {
    List<Notice> repeated = new ArrayList<>();
    for (; dealt < position; dealt++) {
      Notice notice = at(dealt);
      if (!notice.again() && faults.strikes(Fault.DUPLICATE_NOTICE, random)) {
        counts.add(Fault.DUPLICATE_NOTICE);
        repeated.add(notice.repeated());
      }
    }
    first = Math.max(first, dealt - KEPT);
    // To make room for each alone would move all the others each time.
    if (first - begin >= KEPT) {
      readable.subList(0, (int) (first - begin)).clear();
      begin = first;
    }
    return repeated;
  }

  private Notice at(long position) {
    return readable.get((int) (position - begin));
  }

  /** Returns the newest visible version of every order that what is not dealt with does not hold. */
  private List<Notice> newest(Collection<SimulatedOrder> known) {
    List<Notice> versions = new ArrayList<>();
    for (SimulatedOrder order : known) {
      if (order.newest != null && order.position < dealt) {
        versions.add(new Notice(order, order.newest, 0, true));
      }
    }
    return versions;
  }

  private void shuffle(List<Notice> notices) {
    for (int i = notices.size() - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      notices.set(other, notices.set(i, notices.get(other)));
    }
  }

  private void bring(Notice notice) {
    SimulatedOrder order = notice.order();
    OrderSnapshot before = order.newest;
    readable.add(notice);
    if (before == null || notice.version().sequence() >= before.sequence()) {
      order.newest = notice.version();
      order.position = begin + readable.size() - 1;
    } else if (!notice.again()) {
      counts.add(Fault.REORDERED_NOTICE);
    }
    boolean older = before != null && before.sequence() < notice.version().sequence();
    if (older && faults.strikes(Fault.REORDERED_NOTICE, random)) {
      counts.add(Fault.REORDERED_NOTICE);
      readable.add(new Notice(order, before, notice.visibleAt(), true));
    }
  }

  private OrderPage read(long position, int limit, long now) {
    int behind = (int) (position - begin);
    int size = Math.min(limit, readable.size() - behind);
    List<OrderSnapshot> page = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      page.add(at(position + i).version());
    }
    boolean more = behind + size < readable.size();
    // A page with more behind it promises nothing: a reader may be here for the first time.
    Instant completeThrough = more ? Instant.EPOCH : time.stamp(now);
    return new OrderPage(page, Long.toString(position + size), more, completeThrough);
  }
}
