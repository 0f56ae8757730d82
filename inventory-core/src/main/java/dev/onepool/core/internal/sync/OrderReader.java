package dev.onepool.core.internal.sync;

import dev.onepool.ChannelMode;
import dev.onepool.SellerId;
import dev.onepool.core.internal.commit.GroupCommit;
import dev.onepool.core.internal.commit.Outcome;
import dev.onepool.core.internal.ledger.Answer;
import dev.onepool.core.internal.ledger.ChannelTerms;
import dev.onepool.core.internal.ledger.LedgerCommand;
import dev.onepool.core.internal.ledger.LedgerCommand.ApplyOrder;
import dev.onepool.core.internal.ledger.Rules;
import dev.onepool.core.internal.store.ChannelRow;
import dev.onepool.core.internal.store.LedgerStore;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders in: reads a channel's pages, brings each order into the ledger, and then moves the watermark. In this order, so
 * that a crash in between only makes the same pages come again.
 */
final class OrderReader {

  private static final Logger log = LoggerFactory.getLogger(OrderReader.class);
  private static final int MAX_PAGES = 1_000;

  private final SellerId seller;
  private final GroupCommit commit;
  private final LedgerStore store;
  private final Rules rules;
  private final AsideOrders aside;

  OrderReader(SellerId seller, GroupCommit commit, LedgerStore store, Rules rules) {
    this.seller = seller;
    this.commit = commit;
    this.store = store;
    this.rules = rules;
    this.aside = new AsideOrders(seller, commit, this::apply);
  }

  /**
   * Reads a channel to the end, and keeps how far it came. Only a cursor that moved is written: a watermark that is lost in
   * a crash is found again with the next poll, and until then an older one only holds rights back.
   */
  ChannelRow read(ChannelRuntime runtime, Round round) {
    ChannelRow before = rowOf(runtime);
    ChannelRow row = readPages(runtime, before, round);
    runtime.row(row);
    if (!Objects.equals(row.cursor(), before.cursor())) {
      store.write(transaction -> {
        transaction.saveRead(seller, row.channel(), row.cursor(), row.watermark());
        return true;
      });
    }
    return row;
  }

  private ChannelRow readPages(ChannelRuntime runtime, ChannelRow before, Round round) {
    ChannelRow row = before;
    runtime.reading();
    try {
      runtime.capabilities();
      row = aside.again(runtime, row, round);
      for (int i = 0; i < MAX_PAGES; i++) {
        ReadPosition position = ReadPosition.parse(row.cursor());
        OrderPage page = runtime.connector().orders(position.cursor());
        apply(runtime, page.orders(), round);
        position = aside.after(runtime, position.at(page.next()), page, row.watermark());
        Instant watermark = page.more() || position.holdsAll()
            ? row.watermark() : later(row.watermark(), watermark(runtime, page));
        row = row.readTo(position.text(), watermark);
        if (!page.more()) {
          runtime.readThrough(page.completeThrough());
          break;
        }
      }
    } catch (dev.onepool.StoreException e) {
      throw e;
    } catch (ConnectorException e) {
      Instant until = e.until();
      if (until == null) {
        notRead(runtime, round, e);
      } else if (row != before) {
        // It was asked as often as it wants, and there is more to read; where it was asked too early, nothing is amiss.
        runtime.putOff(until);
      }
    } catch (RuntimeException e) {
      notRead(runtime, round, e);
    }
    aside.tell(runtime, row, round);
    return row;
  }

  private static void notRead(ChannelRuntime runtime, Round round, RuntimeException e) {
    runtime.notRead();
    log.warn("orders of channel {} could not be read; nothing is raised there until they are", runtime.channel(), e);
    round.fail("orders of " + runtime.channel() + " could not be read: " + e.getMessage());
  }

  ChannelRow rowOf(ChannelRuntime runtime) {
    ChannelRow known = runtime.row();
    if (known != null) {
      return known;
    }
    ChannelRow row = store.channel(seller, runtime.channel());
    return row != null ? row : new ChannelRow(runtime.channel(), ChannelMode.OBSERVE, null, null);
  }

  /** Every order visible when the window closed is known; one placed then may take the visibility delay to be visible. */
  private Instant watermark(ChannelRuntime runtime, OrderPage page) {
    return rules.lacks(Rules.Weakening.NO_VISIBILITY_DELAY)
        ? page.completeThrough()
        : page.completeThrough().minus(runtime.capabilities().visibilityDelay());
  }

  private static Instant later(@Nullable Instant one, Instant other) {
    return one == null || other.isAfter(one) ? other : one;
  }

  /** Brings these orders into the ledger, wherever they were read. From any thread. */
  void apply(ChannelRuntime runtime, List<OrderSnapshot> orders, Round round) {
    if (orders.isEmpty()) {
      return;
    }
    ChannelTerms terms = runtime.terms();
    ChannelRow row = rowOf(runtime);
    ReadPosition position = ReadPosition.parse(row.cursor());
    List<LedgerCommand> commands = new ArrayList<>(orders.size());
    for (OrderSnapshot snapshot : orders) {
      // One that was set aside is late for a reason that is known.
      ReadPosition.Aside before = position.of(snapshot.order());
      commands.add(new ApplyOrder(
          runtime.channel(), snapshot, terms, before == null ? row.watermark() : before.watermark()));
    }
    List<Outcome> outcomes = runtime.knowing(() -> {
      for (OrderSnapshot snapshot : orders) {
        snapshot.lines().forEach(line -> runtime.changed(line.listing(), snapshot.updatedAt()));
      }
      return commit.run(seller, commands);
    });
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i).answer() instanceof Answer.Refused refused) {
        round.fail("order " + orders.get(i).order() + " of " + runtime.channel() + " was not applied: "
            + refused.message());
      } else {
        round.orders++;
      }
    }
  }
}
