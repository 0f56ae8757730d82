package dev.onepool.core.internal.commit;

import dev.onepool.SellerId;
import dev.onepool.StoreException;
import dev.onepool.core.internal.ledger.Decider;
import dev.onepool.core.internal.ledger.LedgerCommand;
import dev.onepool.core.internal.ledger.LedgerCommand.Expire;
import dev.onepool.core.internal.store.DueHold;
import dev.onepool.core.internal.store.LedgerStore;
import dev.onepool.core.internal.store.StoreTransaction;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Turns many callers into few transactions. Callers queue their commands; whoever finds nobody writing takes all that waits
 * and writes it in one transaction, for everybody. So a lone caller never waits for others, and a crowd shares one flush to
 * disk. There is no timer.
 *
 * <p>A command that makes its whole transaction fail is found by halving, and fails alone.
 */
public final class GroupCommit implements AutoCloseable {

  private static final int MAX_BATCH = 1_024;
  private static final int MAX_EXPIRIES = 200;

  private final LedgerStore store;
  private final Decider decider;
  private final Clock clock;
  private final ConcurrentLinkedQueue<Submission> queue = new ConcurrentLinkedQueue<>();
  private final ReentrantLock writing = new ReentrantLock();
  private final Object threadLock = new Object();
  private @Nullable ExecutorService thread;

  /** When the next hold ends, as far as known; null if none does. Guarded by {@link #writing}. */
  private @Nullable Instant nextDue = Instant.MIN;

  /** Makes the way into this store. */
  public GroupCommit(LedgerStore store, Decider decider, Clock clock) {
    this.store = store;
    this.decider = decider;
    this.clock = clock;
  }

  /** Returns the present, as exactly as the store keeps it. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** Runs commands in this order, as far as possible in one transaction, and returns their outcomes when durable. */
  public List<Outcome> run(SellerId seller, List<? extends LedgerCommand> commands) {
    List<Submission> submissions = new ArrayList<>(commands.size());
    for (LedgerCommand command : commands) {
      Submission submission = Submission.of(seller, command);
      submissions.add(submission);
      queue.add(submission);
    }
    drain();
    List<Outcome> outcomes = new ArrayList<>(submissions.size());
    for (Submission submission : submissions) {
      outcomes.add(join(submission.future()));
    }
    return outcomes;
  }

  /** Runs one command. */
  public Outcome run(SellerId seller, LedgerCommand command) {
    Submission submission = Submission.of(seller, command);
    queue.add(submission);
    drain();
    return join(submission.future());
  }

  /** Runs one command on the writer's thread. */
  public CompletableFuture<Outcome> submit(SellerId seller, LedgerCommand command) {
    Submission submission = Submission.of(seller, command);
    queue.add(submission);
    writerThread().execute(this::drain);
    return submission.future();
  }

  private ExecutorService writerThread() {
    synchronized (threadLock) {
      ExecutorService current = thread;
      if (current == null) {
        current = Executors.newSingleThreadExecutor(task -> {
          Thread writer = new Thread(task, "onepool-writer");
          writer.setDaemon(true);
          return writer;
        });
        thread = current;
      }
      return current;
    }
  }

  private static Outcome join(CompletableFuture<Outcome> future) {
    try {
      return future.join();
    } catch (java.util.concurrent.CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Writes until nothing waits, unless somebody else is writing: then they will see what we queued. */
  private void drain() {
    while (!queue.isEmpty() && writing.tryLock()) {
      try {
        List<Submission> batch = new ArrayList<>();
        for (Submission next = queue.poll(); next != null; next = batch.size() < MAX_BATCH ? queue.poll() : null) {
          batch.add(next);
        }
        if (!batch.isEmpty()) {
          commit(withExpiries(batch));
        }
      } finally {
        writing.unlock();
      }
    }
  }

  /** Puts the ends of holds whose time is over before everything else, so that their units are free for it. */
  private List<Submission> withExpiries(List<Submission> batch) {
    Instant now = now();
    List<Submission> all = batch;
    try {
      if (nextDue != null && !now.isBefore(nextDue)) {
        List<DueHold> due = store.due(now, MAX_EXPIRIES);
        if (!due.isEmpty()) {
          all = new ArrayList<>(batch.size() + due.size());
          for (DueHold hold : due) {
            all.add(Submission.of(hold.seller(), new Expire(hold.reservation())));
          }
          all.addAll(batch);
        }
        // Asked again at the next batch until nothing more is due.
        nextDue = due.isEmpty() ? store.nextDue() : Instant.MIN;
      }
    } catch (RuntimeException | Error e) {
      fail(batch, e);
      return List.of();
    }
    for (Submission submission : batch) {
      Instant expiresAt = submission.command() instanceof LedgerCommand.Stock stock
          && stock.command() instanceof dev.onepool.StockCommand.Reserve reserve ? reserve.expiresAt() : null;
      if (expiresAt != null && (nextDue == null || expiresAt.isBefore(nextDue))) {
        nextDue = expiresAt;
      }
    }
    return all;
  }

  private void commit(List<Submission> submissions) {
    if (submissions.isEmpty()) {
      return;
    }
    List<Batch.Completion> completions;
    try {
      completions = store.write(transaction -> decide(transaction, submissions));
    } catch (StoreException | Error e) {
      // Not one command's fault. And nobody may wait for ever, whatever it is.
      fail(submissions, e);
      return;
    } catch (RuntimeException e) {
      if (submissions.size() == 1) {
        fail(submissions, e);
      } else {
        int half = submissions.size() / 2;
        commit(submissions.subList(0, half));
        commit(submissions.subList(half, submissions.size()));
      }
      return;
    }
    completions.forEach(Batch.Completion::run);
  }

  private static void fail(List<Submission> submissions, Throwable cause) {
    submissions.forEach(submission -> submission.future().completeExceptionally(cause));
  }

  private List<Batch.Completion> decide(StoreTransaction transaction, List<Submission> submissions) {
    Map<SellerId, List<Submission>> bySeller = new LinkedHashMap<>();
    for (Submission submission : submissions) {
      bySeller.computeIfAbsent(submission.seller(), any -> new ArrayList<>()).add(submission);
    }
    Instant now = now();
    List<Batch.Completion> completions = new ArrayList<>(submissions.size());
    bySeller.forEach((seller, own) ->
        completions.addAll(new Batch(transaction, seller, own, decider, now).run()));
    return completions;
  }

  /** Ends the writer's thread, when what it was given is done. */
  @Override
  public void close() {
    ExecutorService current;
    synchronized (threadLock) {
      current = thread;
      thread = null;
    }
    if (current == null) {
      return;
    }
    current.shutdown();
    try {
      current.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
