package dev.onepool.testkit.contract;

import dev.onepool.ListingId;
import dev.onepool.spi.Capabilities;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import dev.onepool.spi.ShownQuantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What can be wrong with writes. */
final class WriteMistakes {

  private static final AtomicLong FRESH = new AtomicLong();

  private WriteMistakes() {}

  /** Deals with a whole batch in its own way. */
  private interface Publishing {
    List<PublishResult> publish(Wrapped wall, List<QuantityWrite> batch, Instant deadline);
  }

  static List<Mistake> all() {
    List<Mistake> all = new ArrayList<>(plain());
    all.addAll(troubled());
    return all;
  }

  private static List<Mistake> plain() {
    return List.of(
        written("write-shown", write -> write.quantity() == 12 ? of(write, 11, write.attempt()) : write),
        publishing("zero-written", (wall, batch, deadline) -> !batch.isEmpty() && batch.get(0).quantity() == 0
            ? all(batch, new PublishResult.Applied(null)) : wall.full.publish(batch, deadline)),
        results("each-answered", (wall, results) ->
            results.size() == FullConnector.BATCH ? results.subList(0, results.size() - 1) : results),
        publishing("bulk-one-piece", (wall, batch, deadline) -> batch.size() == FullConnector.BULK + 1
            ? oneByOne(wall, batch, deadline) : wall.full.publish(batch, deadline)),
        results("answers-in-order", (wall, results) -> {
          List<PublishResult> turned = new ArrayList<>(results);
          Collections.reverse(turned);
          return results.size() == 2 ? turned : results;
        }),
        publishing("over-batch-refused", (wall, batch, deadline) -> batch.size() > FullConnector.BATCH
            ? oneByOne(wall, batch, deadline) : wall.full.publish(batch, deadline)),
        publishing("twice-in-batch-refused", (wall, batch, deadline) ->
            new HashSet<>(batch.stream().map(QuantityWrite::listing).toList()).size() < batch.size()
                ? oneByOne(wall, batch, deadline) : wall.full.publish(batch, deadline)),
        publishing("empty-batch", (wall, batch, deadline) -> {
          if (batch.isEmpty()) {
            ((FullConnector) wall.full).call(Call.WRITE, deadline, () -> true);
          }
          return wall.full.publish(batch, deadline);
        }),
        result("unknown-listing-rejected", (wall, result) ->
            result instanceof PublishResult.Rejected rejected && rejected.kind() == FailureKind.UNKNOWN_LISTING
                ? new PublishResult.Rejected(FailureKind.INVALID, "no") : result),
        publishing("bad-item-spares-batch", (wall, batch, deadline) ->
            batch.size() == 3 && batch.stream().anyMatch(write -> wall.market.get(write.listing()) == null)
                ? all(batch, new PublishResult.Rejected(FailureKind.INVALID, "one is bad"))
                : wall.full.publish(batch, deadline)),
        result("receipt", (wall, result) ->
            result instanceof PublishResult.Applied ? new PublishResult.Accepted("later") : result),
        Mistake.in("receipt", inside -> new Declared(inside, card -> card.proof(Capabilities.Proof.READBACK))),
        result("receipt-time", (wall, result) -> result instanceof PublishResult.Applied
            ? new PublishResult.Applied(wall.now().plusSeconds(3_600)) : result),
        Mistake.in("meaning", inside -> new Wrapped(inside) {
          @Override
          public List<PublishResult> publish(List<QuantityWrite> batch, Instant deadline) {
            return super.publish(batch.stream().map(write -> of(write, write.quantity() + waiting(write.listing()),
                write.attempt())).toList(), deadline);
          }

          private long waiting(ListingId listing) {
            return market.since(Instant.EPOCH).stream().flatMap(order -> order.lines().stream())
                .filter(line -> listing.equals(line.listing())).mapToLong(BookedOrder.Line::open).sum();
          }
        }),
        written("stale-compare-refused", write -> new QuantityWrite(write.listing(), write.quantity(), write.attempt())),
        publishing("matching-compare-written", (wall, batch, deadline) ->
            batch.stream().anyMatch(write -> write.expected() != null)
                ? all(batch, new PublishResult.Rejected(FailureKind.STALE, "never fits"))
                : wall.full.publish(batch, deadline)),
        written("attempt-once", write -> of(write, write.quantity(), "fresh-" + FRESH.incrementAndGet())),
        written("attempts-differ", write -> of(write, write.quantity(), write.listing() + "=" + write.quantity())),
        publishing("held-not-written", (wall, batch, deadline) -> {
          RemoteBooks.Reading first = batch.isEmpty() ? null : wall.market.get(batch.get(0).listing());
          return first != null && first.heldByChannel()
              ? all(batch, new PublishResult.Accepted("held")) : wall.full.publish(batch, deadline);
        }));
  }

  private static List<Mistake> troubled() {
    return List.of(
        after("lost-answer-unknown", Trouble.LOST_AFTER, rejected(), "late-after-timeout"),
        after("lost-call-unknown", Trouble.LOST_BEFORE, rejected()),
        after("server-error-unknown", Trouble.SERVER_ERROR, rejected()),
        after("garbage-unknown", Trouble.GARBAGE, new PublishResult.Applied(null)),
        after("truncated-unknown", Trouble.TRUNCATED, new PublishResult.Applied(null)),
        publishing("attempt-not-repeated", (wall, batch, deadline) -> {
          List<PublishResult> first = wall.full.publish(batch, deadline);
          if (wall.market.lastTrouble() == Trouble.LOST_BEFORE) {
            wall.full.publish(batch, deadline);
          }
          return first;
        }),
        Mistake.in("trouble-passes", inside -> new Wrapped(inside) {
          private boolean broken;

          @Override
          public List<PublishResult> publish(List<QuantityWrite> batch, Instant deadline) {
            if (broken) {
              return WriteMistakes.all(batch, new PublishResult.Unknown("still out of order"));
            }
            List<PublishResult> results = super.publish(batch, deadline);
            broken = market.lastTrouble() == Trouble.GARBAGE;
            return results;
          }
        }),
        Mistake.in("late-after-timeout", inside -> new Wrapped(inside) {
          private List<QuantityWrite> doubtful = List.of();

          @Override
          public List<PublishResult> publish(List<QuantityWrite> batch, Instant deadline) {
            List<PublishResult> results = super.publish(batch, deadline);
            doubtful = results.stream().anyMatch(PublishResult.Unknown.class::isInstance) ? batch : List.of();
            return results;
          }

          @Override
          public List<ShownQuantity> shown(List<ListingId> listings) {
            if (!doubtful.isEmpty()) {
              super.publish(doubtful, now().plusSeconds(60));
              doubtful = List.of();
            }
            return super.shown(listings);
          }
        }),
        Mistake.in("late-declared", inside -> new Declared(inside, card -> card.maxWriteDelay(Duration.ZERO))),
        result("late-not-applied", (wall, result) ->
            result instanceof PublishResult.Accepted ? new PublishResult.Applied(null) : result),
        Mistake.in("poll-answers-each", inside -> new Wrapped(inside) {
          @Override
          public List<PublishResult> poll(List<String> tokens) {
            return super.poll(tokens.subList(0, Math.min(1, tokens.size())));
          }
        }),
        result("throttled-until", (wall, result) -> result instanceof PublishResult.Throttled
            ? new PublishResult.Throttled(wall.now().plusSeconds(1)) : result),
        publishing("throttled-once", (wall, batch, deadline) -> {
          List<PublishResult> first = wall.full.publish(batch, deadline);
          boolean throttled = first.stream().anyMatch(PublishResult.Throttled.class::isInstance);
          return throttled ? wall.full.publish(batch, deadline) : first;
        }));
  }

  private static PublishResult rejected() {
    return new PublishResult.Rejected(FailureKind.UNAVAILABLE, "no answer");
  }

  private static Mistake publishing(String rule, Publishing publishing, String... others) {
    return Mistake.in(rule, inside -> new Wrapped(inside) {
      @Override
      public List<PublishResult> publish(List<QuantityWrite> batch, Instant deadline) {
        return publishing.publish(this, batch, deadline);
      }
    }, others);
  }

  private static Mistake written(String rule, UnaryOperator<QuantityWrite> change) {
    return publishing(rule, (wall, batch, deadline) -> wall.full.publish(batch.stream().map(change).toList(), deadline));
  }

  /** Changes the results of a batch. */
  private interface Results {
    List<PublishResult> change(Wrapped wall, List<PublishResult> results);
  }

  /** Changes each result. */
  private interface Result {
    PublishResult change(Wrapped wall, PublishResult result);
  }

  private static Mistake results(String rule, Results change) {
    return publishing(rule, (wall, batch, deadline) -> change.change(wall, wall.full.publish(batch, deadline)));
  }

  private static Mistake result(String rule, Result change, String... others) {
    return publishing(rule, (wall, batch, deadline) ->
        wall.full.publish(batch, deadline).stream().map(result -> change.change(wall, result)).toList(), others);
  }

  /** Says this of a write whose call met this trouble. */
  private static Mistake after(String rule, Trouble trouble, PublishResult said, String... others) {
    return result(rule, (wall, result) -> wall.market.lastTrouble() == trouble ? said : result, others);
  }

  private static List<PublishResult> all(List<QuantityWrite> batch, PublishResult result) {
    return batch.stream().map(write -> result).toList();
  }

  private static List<PublishResult> oneByOne(Wrapped wall, List<QuantityWrite> batch, Instant deadline) {
    return batch.stream().flatMap(write -> wall.full.publish(List.of(write), deadline).stream()).toList();
  }

  private static QuantityWrite of(QuantityWrite write, long quantity, String attempt) {
    return new QuantityWrite(write.listing(), quantity, attempt, write.expected());
  }

  /** Declares something else than the full connector does. */
  static final class Declared extends Wrapped {
    private final Function<Capabilities.Builder, Capabilities.Builder> change;

    Declared(Inside inside, Function<Capabilities.Builder, Capabilities.Builder> change) {
      super(inside);
      this.change = Objects.requireNonNull(change);
    }

    @Override
    public Capabilities capabilities() {
      super.capabilities();
      return change.apply(FullConnector.everything()).build();
    }
  }

  /** Declares only what is given here. */
  static ChannelConnector declaring(Wrapped.Inside inside, Capabilities.Builder card) {
    return new Declared(inside, any -> card);
  }
}
