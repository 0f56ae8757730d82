package dev.onepool.core.internal.sync;

import dev.onepool.ListingId;
import dev.onepool.SellerId;
import dev.onepool.core.internal.commit.GroupCommit;
import dev.onepool.core.internal.commit.Outcome;
import dev.onepool.core.internal.ledger.Answer;
import dev.onepool.core.internal.ledger.LedgerCommand;
import dev.onepool.core.internal.ledger.LedgerCommand.Charge;
import dev.onepool.core.internal.ledger.LedgerCommand.WriteAnswered;
import dev.onepool.spi.Capabilities;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Quantities out: charges writes, sends them once, and records what became of them. A write is on the books before it is on
 * the wire, so a crash between the two leaves it charged, and never the other way round.
 */
final class Sender {

  private static final Logger log = LoggerFactory.getLogger(Sender.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final SellerId seller;
  private final GroupCommit commit;

  Sender(SellerId seller, GroupCommit commit) {
    this.seller = seller;
    this.commit = commit;
  }

  /** A charged write on its way. */
  private record Sending(PlannedWrite planned, long sequence, Capabilities card, @Nullable Long expected) {
    QuantityWrite write() {
      return new QuantityWrite(planned.account().key().listing(), planned.value(),
          planned.account().key() + "/" + sequence, expected);
    }

    ListingId listing() {
      return planned.account().key().listing();
    }
  }

  /** Sends these writes of one or several channels, in order. */
  void send(List<PlannedWrite> planned, Channelled runtimes, Round round) {
    if (planned.isEmpty()) {
      return;
    }
    List<LedgerCommand> charges = new ArrayList<>(planned.size());
    for (PlannedWrite write : planned) {
      ChannelRuntime runtime = runtimes.of(write);
      charges.add(new Charge(write.account().key(), write.value(), write.promised(),
          runtime.terms(write.account().key().listing())));
    }
    List<Outcome> outcomes = commit.run(seller, charges);
    java.util.Map<ChannelRuntime, List<Sending>> byChannel = new java.util.LinkedHashMap<>();
    for (int i = 0; i < planned.size(); i++) {
      // A charge is refused where the units went elsewhere since planning; the SKU is dirty and will be planned again.
      if (outcomes.get(i).answer() instanceof Answer.Charged charged) {
        ChannelRuntime runtime = runtimes.of(planned.get(i));
        byChannel.computeIfAbsent(runtime, any -> new ArrayList<>())
            .add(sending(runtime, planned.get(i), charged.sequence()));
      }
    }
    List<LedgerCommand> answers = new ArrayList<>(planned.size());
    byChannel.forEach((runtime, sendings) -> publish(runtime, sendings, answers, round));
    commit.run(seller, answers);
  }

  /**
   * A write that raises, or lowers to more than zero, is done only where the listing shows what we think: a sale that we do not
   * know would else be offered again. Zero offers nothing, so it is always right and never waits for a look.
   */
  private static Sending sending(ChannelRuntime runtime, PlannedWrite planned, long sequence) {
    ListingId listing = planned.account().key().listing();
    Capabilities card = runtime.capabilities(listing);
    Long seen = runtime.stale().seen(listing);
    Long expected = card.comparesAndSets() && planned.value() > 0
        ? (seen != null ? seen : planned.account().believedShown())
        : null;
    return new Sending(planned, sequence, card, expected);
  }

  /** Finds a write's channel. */
  interface Channelled {
    ChannelRuntime of(PlannedWrite write);
  }

  private void publish(ChannelRuntime runtime, List<Sending> sendings, List<LedgerCommand> answers, Round round) {
    for (int from = 0; from < sendings.size(); ) {
      List<Sending> batch = batch(sendings, from);
      from += batch.size();
      List<PublishResult> results = publish(runtime, batch, round);
      for (int i = 0; i < batch.size(); i++) {
        record(runtime, batch.get(i), results.get(i), answers, round);
      }
    }
  }

  /** A batch is as long as the strictest of its listings allows. */
  private static List<Sending> batch(List<Sending> sendings, int from) {
    int size = 0;
    int limit = Integer.MAX_VALUE;
    while (from + size < sendings.size()) {
      int next = Math.min(limit, sendings.get(from + size).card().maxBatch());
      if (size + 1 > next && size > 0) {
        break;
      }
      limit = next;
      size++;
    }
    return sendings.subList(from, from + size);
  }

  private List<PublishResult> publish(ChannelRuntime runtime, List<Sending> batch, Round round) {
    Instant now = commit.now();
    if (runtime.mustWait(batch.get(0).listing(), now)) {
      // An earlier batch of this round was put off; these were not sent.
      return batch.stream().<PublishResult>map(any -> new PublishResult.Throttled(now)).toList();
    }
    round.sent += batch.size();
    try {
      List<PublishResult> results =
          runtime.connector().publish(batch.stream().map(Sending::write).toList(), now.plus(PATIENCE));
      if (results.size() == batch.size() && results.stream().noneMatch(Objects::isNull)) {
        return results;
      }
      round.fail(runtime.channel() + " answered " + results.size() + " of " + batch.size() + " writes");
    } catch (ConnectorException e) {
      log.debug("channel {} took no writes", runtime.channel(), e);
      round.fail(runtime.channel() + " took no writes: " + e.getMessage());
      return batch.stream().<PublishResult>map(any -> new PublishResult.Rejected(e.kind(), "not sent")).toList();
    } catch (RuntimeException e) {
      log.warn("the connector of channel {} broke while writing; its writes stay charged", runtime.channel(), e);
      round.fail("the connector of " + runtime.channel() + " broke while writing: " + e);
    }
    return batch.stream().<PublishResult>map(any -> new PublishResult.Unknown("no usable answer")).toList();
  }

  private void record(ChannelRuntime runtime, Sending sending, PublishResult result, List<LedgerCommand> answers,
      Round round) {
    Instant now = commit.now();
    if (result instanceof PublishResult.Applied) {
      round.applied++;
      runtime.taken(sending.listing());
    } else if (result instanceof PublishResult.Accepted) {
      runtime.taken(sending.listing());
    } else if (result instanceof PublishResult.Unknown) {
      round.unknown++;
    } else if (result instanceof PublishResult.Rejected rejected && rejected.kind() == FailureKind.STALE) {
      round.rejected++;
      runtime.stale().refused(sending.listing(), sending.expected(), now);
    } else if (result instanceof PublishResult.Rejected) {
      round.rejected++;
      runtime.refused(sending.listing(), now);
    } else if (result instanceof PublishResult.Throttled throttled) {
      round.throttled++;
      runtime.throttled(throttled.until());
    }
    answers.add(new WriteAnswered(
        sending.planned().account().key(), sending.sequence(), result, runtime.terms(sending.listing())));
  }
}
