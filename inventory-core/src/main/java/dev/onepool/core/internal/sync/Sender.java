package dev.onepool.core.internal.sync;

import dev.onepool.ChannelId;
import dev.onepool.ListingId;
import dev.onepool.SellerId;
import dev.onepool.core.internal.commit.GroupCommit;
import dev.onepool.core.internal.commit.Outcome;
import dev.onepool.core.internal.ledger.Answer;
import dev.onepool.core.internal.ledger.LedgerCommand;
import dev.onepool.core.internal.ledger.LedgerCommand.Charge;
import dev.onepool.core.internal.ledger.LedgerCommand.WriteAnswered;
import dev.onepool.core.internal.store.Controls;
import dev.onepool.core.internal.store.LedgerStore;
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
  private final LedgerStore store;

  Sender(SellerId seller, GroupCommit commit, LedgerStore store) {
    this.seller = seller;
    this.commit = commit;
    this.store = store;
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

  /**
   * Sends these writes to a channel, in order, call by call. Each call's writes are charged right before it, together with the
   * answers to the one before; when the channel wants a pause, or somebody stopped or paused it meanwhile, the rest is neither
   * charged nor sent.
   *
   * @return what was not sent
   */
  List<PlannedWrite> send(ChannelRuntime runtime, List<PlannedWrite> planned, Round round) {
    List<LedgerCommand> answers = new ArrayList<>();
    int from = 0;
    boolean open = true;
    while (from < planned.size() && open) {
      int to = from + WriteOrder.next(planned, from, write -> room(runtime.capabilities(write.account().key().listing())));
      if (!allowed(runtime.channel(), planned.subList(from, to))) {
        break;
      }
      List<Sending> batch = charge(runtime, planned.subList(from, to), answers);
      answers.clear();
      open = batch.isEmpty() || publish(runtime, batch, answers, round);
      from = to;
    }
    commit.run(seller, answers);
    return planned.subList(from, planned.size());
  }

  /** What a person said in another thread or process since the round began holds for the very next call. */
  private boolean allowed(ChannelId channel, List<PlannedWrite> writes) {
    Controls controls = store.controls(seller);
    return writes.stream().allMatch(write -> controls.allows(channel, write.value()));
  }

  private static WriteOrder.Room room(Capabilities card) {
    return new WriteOrder.Room(card.usualBatch(), card.bulkFrom(), card.maxBatch());
  }

  /** Puts the answers to earlier writes and the charges for these on the books; returns what may be sent. */
  private List<Sending> charge(ChannelRuntime runtime, List<PlannedWrite> planned, List<LedgerCommand> answers) {
    List<LedgerCommand> commands = new ArrayList<>(answers);
    for (PlannedWrite write : planned) {
      commands.add(new Charge(write.account().key(), write.value(), write.promised(),
          runtime.terms(write.account().key().listing())));
    }
    List<Outcome> outcomes = commit.run(seller, commands);
    List<Sending> batch = new ArrayList<>(planned.size());
    for (int i = 0; i < planned.size(); i++) {
      // A charge is refused where the units went elsewhere since planning; the SKU is dirty and will be planned again.
      if (outcomes.get(answers.size() + i).answer() instanceof Answer.Charged charged) {
        batch.add(sending(runtime, planned.get(i), charged.sequence()));
      }
    }
    return batch;
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

  /** Makes one call; returns whether the channel takes another. */
  private boolean publish(ChannelRuntime runtime, List<Sending> batch, List<LedgerCommand> answers, Round round) {
    List<PublishResult> results = publish(runtime, batch, round);
    for (int i = 0; i < batch.size(); i++) {
      record(runtime, batch.get(i), results.get(i), answers, round);
    }
    return results.stream().noneMatch(PublishResult.Throttled.class::isInstance);
  }

  private List<PublishResult> publish(ChannelRuntime runtime, List<Sending> batch, Round round) {
    Instant now = commit.now();
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
      runtime.applied(sending.listing());
    } else if (result instanceof PublishResult.Accepted) {
      runtime.accepted(sending.listing());
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
