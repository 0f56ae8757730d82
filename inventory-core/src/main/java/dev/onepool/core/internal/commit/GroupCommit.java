package dev.onepool.core.internal.commit;

import dev.onepool.SellerId;
import dev.onepool.core.internal.ledger.Decider;
import dev.onepool.core.internal.ledger.LedgerCommand;
import dev.onepool.core.internal.store.LedgerStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Turns many callers into few transactions. Callers queue their commands in a lane; whoever finds nobody writing there takes
 * all that waits and writes it in one transaction, for everybody. So a lone caller never waits for others, and a crowd
 * shares one flush to disk. There is no timer.
 *
 * <p>A store that can write several transactions at once gets several lanes. Commands of one SKU go into one lane, so that
 * lanes seldom wait for each other's rows; what is right does not depend on it.
 *
 * <p>Commands that are in flight together may be decided in any order. Whoever needs an order waits for the answer, or hands
 * over a list.
 */
public final class GroupCommit implements AutoCloseable {

  private final Clock clock;
  private final Decider decider;
  private final Expiry expiry;
  private final Answers answers = new Answers();
  private final WrittenSkus written = new WrittenSkus();
  private final List<Lane> lanes = new ArrayList<>();

  /** Makes the way into this store. */
  public GroupCommit(LedgerStore store, Decider decider, Clock clock) {
    this.clock = clock;
    this.decider = decider;
    this.expiry = new Expiry(store);
    for (int i = 0; i < store.writers(); i++) {
      lanes.add(new Lane(store, decider, this::now, expiry, answers, written, i));
    }
  }

  /**
   * Returns the present, as exactly as the store keeps it. Nothing depends on its rising: a hold that has ended stays ended
   * when the clock is set back.
   */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** Returns the count of what was written through here. */
  public WrittenSkus written() {
    return written;
  }

  /** Returns the clock that the present is taken from. */
  Clock clock() {
    return clock;
  }

  /** Runs commands in this order, as far as possible in one transaction, and returns their outcomes when durable. */
  public List<Outcome> run(SellerId seller, List<? extends LedgerCommand> commands) {
    List<Submission> submissions = new ArrayList<>(commands.size());
    for (LedgerCommand command : commands) {
      submissions.add(Submission.blocking(seller, command));
    }
    lane(seller.hashCode()).run(submissions);
    List<Outcome> outcomes = new ArrayList<>(submissions.size());
    for (Submission submission : submissions) {
      outcomes.add(join(submission.future()));
    }
    return outcomes;
  }

  /**
   * Runs one command.
   *
   * @throws dev.onepool.StoreException of kind OVERLOADED if it is a request and too many wait
   */
  public Outcome run(SellerId seller, LedgerCommand command) {
    Submission submission = Submission.blocking(seller, command);
    lane(Shard.of(seller, command)).run(submission);
    return join(submission.future());
  }

  /** Runs one command while the caller goes on. The stage completes on a thread that never writes. */
  public CompletableFuture<Outcome> submit(SellerId seller, LedgerCommand command) {
    Submission submission = Submission.async(seller, command);
    lane(Shard.of(seller, command)).submit(submission);
    return submission.future();
  }

  /** Returns the rules that it decides by. */
  Decider decider() {
    return decider;
  }

  /** Takes note of holds that are made in another way. */
  void expect(List<Submission> batch) {
    expiry.expect(batch);
  }

  private Lane lane(int hash) {
    return lanes.get(Math.floorMod(hash, lanes.size()));
  }

  static Outcome join(CompletableFuture<Outcome> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Ends the threads, when what they were given is done. */
  @Override
  public void close() {
    lanes.forEach(Lane::close);
    answers.close();
  }
}
