package dev.onepool.core.internal.commit;

import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.StoreException;
import dev.onepool.core.internal.ledger.Decider;
import dev.onepool.core.internal.ledger.LedgerCommand;
import dev.onepool.core.internal.store.DueHold;
import dev.onepool.core.internal.store.LedgerStore;
import dev.onepool.core.internal.store.StoreTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A queue of commands, and one transaction at a time that writes what waits.
 *
 * <p>A caller who finds nobody writing writes itself, until it has its own answer; if others wait by then, the lane's thread
 * goes on. A command that makes its whole transaction fail is found by halving, and fails alone.
 */
final class Lane implements AutoCloseable {

  /** The most commands in one transaction. */
  static final int MAX_BATCH = 1_024;

  /** The most commands that wait. Beyond it requests are refused, and whoever reports a fact helps writing first. */
  static final int MAX_WAITING = 65_536;

  private final LedgerStore store;
  private final Decider decider;
  private final Supplier<Instant> clock;
  private final Expiry expiry;
  private final Answers answers;
  private final WrittenSkus written;
  private final Worker worker;
  private final ConcurrentLinkedQueue<Submission> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicBoolean awake = new AtomicBoolean();
  private final ReentrantLock writing = new ReentrantLock();

  Lane(LedgerStore store, Decider decider, Supplier<Instant> clock, Expiry expiry, Answers answers,
      WrittenSkus written, int number) {
    this.store = store;
    this.decider = decider;
    this.clock = clock;
    this.expiry = expiry;
    this.answers = answers;
    this.written = written;
    this.worker = new Worker("onepool-writer-" + number);
  }

  /** Queues commands that the caller waits for, in this order, and writes if nobody else does. */
  void run(List<Submission> submissions) {
    for (Submission submission : submissions) {
      add(submission);
    }
    if (!submissions.isEmpty()) {
      lead(submissions.get(submissions.size() - 1).future());
    }
  }

  /** Queues a command that the caller waits for, and writes if nobody else does. */
  void run(Submission submission) {
    admit(submission);
    add(submission);
    lead(submission.future());
  }

  /** Queues a command, and has the lane's thread write it. */
  void submit(Submission submission) {
    admit(submission);
    add(submission);
    wake();
  }

  private void add(Submission submission) {
    waiting.incrementAndGet();
    queue.add(submission);
  }

  private void admit(Submission submission) {
    if (waiting.get() < MAX_WAITING) {
      return;
    }
    if (request(submission.command())) {
      throw new StoreException(StoreException.Kind.OVERLOADED, "more than " + MAX_WAITING
          + " commands wait to be written; try again in a moment: " + submission.key());
    }
    while (waiting.get() >= MAX_WAITING) {
      writeOne();
    }
  }

  /** What can be refused without losing anything: everything else has happened already. */
  private static boolean request(LedgerCommand command) {
    return command instanceof LedgerCommand.Stock stock
        && (stock.command() instanceof StockCommand.Reserve || stock.command() instanceof StockCommand.Transfer
            || stock.command() instanceof StockCommand.Dispatch);
  }

  /** Writes until the future is done, unless somebody else is writing: then they will see what was queued. */
  private void lead(CompletableFuture<?> until) {
    while (!until.isDone() && !queue.isEmpty() && writing.tryLock()) {
      try {
        writeSome();
      } finally {
        writing.unlock();
      }
    }
    // Whatever was queued while we held the lock has nobody else to write it.
    if (!queue.isEmpty()) {
      wake();
    }
  }

  private void wake() {
    if (!awake.get() && awake.compareAndSet(false, true)) {
      worker.execute(this::work);
    }
  }

  private void work() {
    do {
      while (!queue.isEmpty()) {
        writeOne();
      }
      awake.set(false);
    } while (!queue.isEmpty() && awake.compareAndSet(false, true));
  }

  private void writeOne() {
    writing.lock();
    try {
      writeSome();
    } finally {
      writing.unlock();
    }
  }

  /** Takes what waits, and writes it. Never throws: whatever happens is somebody's answer. */
  private void writeSome() {
    List<Submission> batch = new ArrayList<>();
    for (Submission next = queue.poll(); next != null; next = batch.size() < MAX_BATCH ? queue.poll() : null) {
      batch.add(next);
    }
    if (batch.isEmpty()) {
      return;
    }
    waiting.addAndGet(-batch.size());
    // A caller that was interrupted must not take others' commands down with it.
    boolean interrupted = Thread.interrupted();
    try {
      write(batch);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void write(List<Submission> batch) {
    write(batch, true);
  }

  private void write(List<Submission> batch, boolean mayAsk) {
    List<Submission> all = batch;
    try {
      all = withExpiries(batch);
      expiry.expect(batch);
    } catch (RuntimeException | Error e) {
      answers.fail(batch, e);
      return;
    }
    commit(all, mayAsk);
  }

  /** Puts the ends of holds whose time is over before everything else, so that their units are free for it. */
  private List<Submission> withExpiries(List<Submission> batch) {
    Instant now = clock.get();
    List<Submission> ends = expiry.due(now);
    while (ends.size() == Expiry.MAX_EXPIRIES) {
      commit(ends, false);
      ends.forEach(end -> end.future().join());
      ends = expiry.due(now);
    }
    if (ends.isEmpty()) {
      return batch;
    }
    List<Submission> all = new ArrayList<>(ends);
    all.addAll(batch);
    return all;
  }

  /**
   * Writes, or fails, all of them.
   *
   * @param mayAsk whether a refusal may ask once more for holds that are over; once, so that this ends
   */
  private void commit(List<Submission> submissions, boolean mayAsk) {
    List<Batch.Answered> answered;
    try {
      answered = store(submissions, mayAsk);
    } catch (HoldsAreDue e) {
      expiry.askAgain();
      write(submissions, false);
      return;
    } catch (Error e) {
      // Nobody may wait for ever, whatever it is.
      answers.fail(submissions, e);
      return;
    } catch (RuntimeException e) {
      boolean oneCommandsFault = !(e instanceof StoreException trouble) || trouble.kind() == StoreException.Kind.VIOLATION;
      if (submissions.size() == 1 || !oneCommandsFault) {
        answers.fail(submissions, e);
      } else {
        int half = submissions.size() / 2;
        commit(submissions.subList(0, half), mayAsk);
        commit(submissions.subList(half, submissions.size()), mayAsk);
      }
      return;
    }
    answers.give(answered);
  }

  /** Also where the answer of the database was lost, something may have been written. */
  private List<Batch.Answered> store(List<Submission> submissions, boolean mayAsk) {
    Map<SellerId, Set<Sku>> touched = new HashMap<>();
    try {
      return store.write(transaction -> decide(transaction, submissions, mayAsk, touched));
    } finally {
      touched.forEach((seller, skus) -> skus.forEach(sku -> written.wrote(seller, sku)));
    }
  }

  private List<Batch.Answered> decide(
      StoreTransaction transaction, List<Submission> submissions, boolean mayAsk, Map<SellerId, Set<Sku>> touched) {
    Instant now = clock.get();
    Map<SellerId, List<Submission>> bySeller = new TreeMap<>();
    for (Submission submission : submissions) {
      bySeller.computeIfAbsent(submission.seller(), any -> new ArrayList<>()).add(submission);
    }
    List<Batch.Answered> answered = new ArrayList<>(submissions.size());
    boolean refused = false;
    for (Map.Entry<SellerId, List<Submission>> entry : bySeller.entrySet()) {
      Batch batch = new Batch(transaction, entry.getKey(), entry.getValue(), decider, now);
      answered.addAll(batch.run());
      touched.computeIfAbsent(entry.getKey(), any -> new HashSet<>()).addAll(batch.touched());
      refused |= batch.wasShort();
    }
    if (mayAsk && refused && store.shared() && othersAreDue(transaction, submissions, now)) {
      throw new HoldsAreDue();
    }
    return answered;
  }

  /** Returns whether holds are over that this batch does not end: what it saved cannot be read back yet. */
  private static boolean othersAreDue(StoreTransaction transaction, List<Submission> submissions, Instant now) {
    Set<DueHold> ended = new HashSet<>();
    for (Submission submission : submissions) {
      if (submission.command() instanceof LedgerCommand.Expire expire) {
        ended.add(new DueHold(submission.seller(), expire.reservation()));
      }
    }
    return !ended.containsAll(transaction.due(now, ended.size() + 1));
  }

  /** A reservation would be refused while holds that another process made are over: they must end first. */
  private static final class HoldsAreDue extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HoldsAreDue() {
      super("holds are due", null, false, false);
    }
  }

  @Override
  public void close() {
    worker.close();
  }
}
