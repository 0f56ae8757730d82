package dev.onepool.core.internal.ledger;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.onepool.LineId;
import dev.onepool.ListingId;
import dev.onepool.OrderLineRef;
import dev.onepool.PostingResult.RefusalKind;
import dev.onepool.core.internal.ledger.LedgerCommand.ApplyOrder;
import dev.onepool.core.internal.ledger.LedgerCommand.ApplyQuarantined;
import dev.onepool.spi.OrderSnapshot;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings orders to the state that their channel reports. For each line the newest snapshot that speaks of it wins; a
 * complete snapshot speaks of every line, a partial one only of those it names. So any order of arrival, and any
 * repetition, ends in the same state.
 */
final class OrderDecider {

  private final Changes changes;
  private final Exposure exposure;

  OrderDecider(Changes changes, Exposure exposure) {
    this.changes = changes;
    this.exposure = exposure;
  }

  /**
   * Brings the order to what its snapshots say, of which this is one. The outcome depends on the set of them, not on their
   * order: a line counts as the newest snapshot that names it says; where a newer complete one does not name it, it was
   * taken off, and only what the former says was shipped still counts.
   */
  Answer apply(ApplyOrder command) {
    OrderSnapshot snapshot = command.snapshot();
    OrderKey key = new OrderKey(command.channel(), snapshot.order());
    OrderState before = changes.order(key);
    OrderVersion version = version(snapshot);
    OrderVersion complete = before == null ? OrderVersion.NONE : before.complete();
    boolean outdated = !version.newerThan(complete);
    Instant watermark = command.watermark();
    if (before == null && watermark != null && snapshot.placedAt().isBefore(watermark)) {
      changes.add("late-order", key, "order " + key + " was placed at " + snapshot.placedAt() + " and became visible only"
          + " after the watermark " + watermark + "; the channel's visibility delay is longer than declared, so its"
          + " guarantees did not hold in between");
    }
    Map<LineId, LineState> lines = before == null ? new LinkedHashMap<>() : new LinkedHashMap<>(before.lines());
    Set<LineId> named = new HashSet<>();
    boolean news = !outdated;
    for (OrderSnapshot.Line line : snapshot.lines()) {
      named.add(line.line());
      LineState known = lines.get(line.line());
      if (known == null && leftAlone(key, line.listing())) {
        continue;
      }
      if (known == null || version.newerThan(known.version())) {
        // What the newest complete snapshot names has at least its version: here an outdated one tells of a line taken off.
        lines.put(line.line(), applyLine(command, key, version, known, line, outdated ? complete : null));
        news = true;
      }
    }
    if (snapshot.complete() && !outdated) {
      lines.replaceAll((id, line) -> named.contains(id) || !version.newerThan(line.version())
          ? line
          : takenOff(command, key, line));
    }
    if (before == null && lines.isEmpty() && !snapshot.lines().isEmpty()) {
      return Answer.DONE;
    }
    DueBy known = before == null ? null : before.dueBy();
    DueBy due = DueBy.after(known, snapshot);
    if (news || !Objects.equals(due, known)) {
      changes.put(new OrderState(
          key,
          before == null ? snapshot.placedAt() : before.placedAt(),
          snapshot.complete() && !outdated ? version : complete,
          lines,
          due));
    }
    return Answer.DONE;
  }

  /** A listing that a person ignored, or that the channel sells from its own stock, is none of the ledger's. */
  private boolean leftAlone(OrderKey order, ListingId listing) {
    ListingAccount account = changes.listing(new ListingKey(order.channel(), listing));
    return account != null && account.status() == ListingAccount.Status.IGNORED;
  }

  /**
   * Applies what a snapshot says of a line.
   *
   * @param offBy the newer complete snapshot that does not name the line; null if there is none
   */
  private LineState applyLine(ApplyOrder command, OrderKey key, OrderVersion version, @Nullable LineState known,
      OrderSnapshot.Line line, @Nullable OrderVersion offBy) {
    LineCounts reported = new LineCounts(
        line.ordered(), line.cancelled(), line.shipped(), line.returned(), line.restocked());
    Instant updatedAt = offBy == null ? command.snapshot().updatedAt() : offBy.updatedAt();
    LineState base = known != null
        ? relisted(command, key, known, line.listing(), updatedAt)
        : new LineState(line.line(), line.listing(), java.util.List.of(), null, OrderVersion.NONE,
            line.drewFromShown(), LineCounts.NONE, LineCounts.NONE);
    boolean waited = known != null && known.quarantined();
    LineState after = mapped(key, base)
        .reported(version, line.drewFromShown(), offBy == null ? reported : reported.takenOff());
    if (after.quarantined()) {
      if (!waited || !base.listing().equals(known.listing())) {
        changes.add("quarantine", key, "order " + key + " line " + line.line() + ": listing " + line.listing()
            + " is not mapped; map it and the line will be applied");
      }
      return after;
    }
    LineCounts before = base.quarantined() ? LineCounts.NONE : base.counts();
    boolean grown = changes.order(key) != null && !waited;
    move(command.terms(), key, before, after, command.snapshot().placedAt(), grown, updatedAt);
    return after;
  }

  /**
   * Returns the line as one of the listing that its newest snapshot names. If it was applied as another's, that is undone
   * as if it had never been: what it consumed goes back, and what the other listing may take grows by all that it sold,
   * because nobody can say what the channel did with the number on display. A sale that the host recorded keeps its SKU.
   */
  private LineState relisted(ApplyOrder command, OrderKey key, LineState known, ListingId listing, Instant updatedAt) {
    if (known.listing() == null || known.listing().equals(listing)) {
      return known;
    }
    changes.add("listing-changed", key, "order " + key + " line " + known.line() + " was of listing " + known.listing()
        + " and is of " + listing + " now; it was taken back from the one and applied to the other");
    if (!known.quarantined()) {
      LineCounts sold = known.counts();
      new LineMoves(changes, new Stockroom(changes, command.snapshot().placedAt(), ref(key, known)), key)
          .move(sold, known.withCounts(LineCounts.NONE));
      ListingAccount account = changes.listing(new ListingKey(key.channel(), known.listing()));
      // Where the channel restores on cancel, what was cancelled is back on display already.
      long back = sold.ordered() - (command.terms().restoresOnCancel() ? sold.cancelled() : 0);
      if (account != null && known.drewFromShown() && back > 0) {
        changes.put(exposure.restored(account, back, updatedAt));
      }
    }
    return known.relisted(listing);
  }

  /** A complete snapshot without the line: the channel took it off. Its version stays that of the last to name it. */
  private LineState takenOff(ApplyOrder command, OrderKey key, LineState line) {
    LineState after = line.reported(line.version(), line.drewFromShown(), line.channel().takenOff());
    if (!after.quarantined()) {
      move(command.terms(), key, line.counts(), after, command.snapshot().placedAt(), true,
          command.snapshot().updatedAt());
    }
    return after;
  }

  Answer applyQuarantined(ApplyQuarantined command) {
    OrderState order = changes.order(command.order());
    LineState line = order == null ? null : order.lines().get(command.line());
    if (order == null || line == null || !line.quarantined()) {
      return Answer.DONE;
    }
    LineState after = mapped(command.order(), line);
    if (after.quarantined()) {
      return Answer.refused(RefusalKind.WRONG_STATE, "listing %s is not mapped", line.listing());
    }
    move(command.terms(), command.order(), LineCounts.NONE, after, order.placedAt(), false,
        line.version().updatedAt());
    Map<LineId, LineState> lines = new LinkedHashMap<>(order.lines());
    lines.put(after.line(), after);
    changes.put(order.withLines(lines));
    return Answer.DONE;
  }

  /**
   * Moves the units, and then what the listing may still take.
   *
   * @param grown whether the line was added to, or grew in, an order known before: then it was sold at any time up to the
   *     update. Before the listing's first reading is settled such a sale may be older than that, and lowers nothing.
   */
  private void move(ChannelTerms terms, OrderKey key, LineCounts before, LineState line, Instant placedAt,
      boolean grown, Instant updatedAt) {
    new LineMoves(changes, new Stockroom(changes, placedAt, ref(key, line)), key).move(before, line);
    ListingAccount account = line.listing() == null
        ? null
        : changes.listing(new ListingKey(key.channel(), line.listing()));
    if (account == null) {
      return;
    }
    LineCounts after = line.counts();
    long sold = after.ordered() - before.ordered();
    long cancelled = after.cancelled() - before.cancelled();
    Instant soldBy = grown && account.known() ? updatedAt : placedAt;
    if (sold > 0) {
      account = account.withDemand(account.demand().with(sold, placedAt));
    }
    if (line.drewFromShown() || exposure.countsEverySale()) {
      account = sold > 0 ? exposure.sold(account, sold, placedAt, soldBy) : account;
      long restored = Math.max(0, cancelled) + Math.max(0, -sold);
      if (terms.restoresOnCancel() && restored > 0) {
        account = exposure.restored(account, restored, updatedAt);
      }
      if (terms.restoresOnCancel() && cancelled < 0) {
        account = exposure.sold(account, -cancelled, placedAt, updatedAt);
      }
    }
    changes.put(account);
  }

  private static OrderLineRef ref(OrderKey order, LineState line) {
    return new OrderLineRef(order.channel(), order.order(), line.line());
  }

  /** Gives a waiting line what its listing consumes, if that is known by now. */
  private LineState mapped(OrderKey order, LineState line) {
    if (!line.quarantined() || line.listing() == null) {
      return line;
    }
    ListingAccount account = changes.listing(new ListingKey(order.channel(), line.listing()));
    return account == null || !account.mapped() || account.location() == null
        ? line
        : line.mappedTo(account.components(), account.location());
  }

  /** Returns the version, as exactly as the store keeps it. */
  private static OrderVersion version(OrderSnapshot snapshot) {
    return new OrderVersion(snapshot.updatedAt().truncatedTo(ChronoUnit.MICROS), snapshot.sequence(), hash(snapshot));
  }

  /** Orders two versions of one time and sequence; says nothing else. */
  private static long hash(OrderSnapshot snapshot) {
    Hasher hasher = Hashing.murmur3_128().newHasher().putBoolean(snapshot.complete());
    for (OrderSnapshot.Line line : snapshot.lines()) {
      hasher.putString(line.line().value(), StandardCharsets.UTF_8)
          .putString(line.listing().value(), StandardCharsets.UTF_8)
          .putLong(line.ordered())
          .putLong(line.cancelled())
          .putLong(line.shipped())
          .putLong(line.returned())
          .putLong(line.restocked())
          .putBoolean(line.drewFromShown());
    }
    return hasher.hash().asLong();
  }
}
