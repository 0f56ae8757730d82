package dev.onepool.core.internal.commit;

import dev.onepool.SellerId;
import dev.onepool.StockCommand;
import dev.onepool.core.internal.ledger.Answer;
import dev.onepool.core.internal.ledger.LedgerCommand;
import dev.onepool.core.internal.store.DueHold;
import dev.onepool.core.internal.store.StoreTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A reservation inside a transaction that is somebody else's to end. It does not queue with others: it waits for their locks
 * and they for its own. Due holds end inside the same transaction, because one of the engine's would wait for locks that this
 * one may hold, and it for that one.
 */
final class HostReservation {

  private final GroupCommit commit;
  private final Host host;

  /** Runs work inside the host's transaction; if it throws, nothing of it is left. */
  interface Host {
    List<Batch.Answered> run(Function<StoreTransaction, List<Batch.Answered>> work);
  }

  HostReservation(GroupCommit commit, Host host) {
    this.commit = commit;
    this.host = host;
  }

  Answer reserve(SellerId seller, StockCommand.Reserve reserve) {
    Submission submission = Submission.blocking(seller, new LedgerCommand.Stock(reserve));
    commit.expect(List.of(submission));
    try {
      return answer(host.run(transaction -> decide(transaction, submission, List.of())), submission);
    } catch (Refusal e) {
      if (!e.holdsAreDue) {
        return e.answer;
      }
    }
    return afterExpiries(submission);
  }

  /** Ends what is over and tries again. Where it is refused all the same, the holds are left for the engine to end. */
  private Answer afterExpiries(Submission submission) {
    try {
      return answer(host.run(transaction -> {
        List<Submission> ends = new ArrayList<>();
        for (DueHold hold : transaction.due(submission.seller(), commit.now(), Expiry.MAX_EXPIRIES)) {
          ends.add(Submission.blocking(hold.seller(), new LedgerCommand.Expire(hold.reservation())));
        }
        return decide(transaction, submission, ends);
      }), submission);
    } catch (Refusal e) {
      return e.answer;
    }
  }

  private List<Batch.Answered> decide(StoreTransaction transaction, Submission submission, List<Submission> first) {
    Instant now = commit.now();
    List<Submission> all = new ArrayList<>(first);
    all.add(submission);
    List<Batch.Answered> answered = new Batch(transaction, submission.seller(), all, commit.decider(), now).run();
    Answer answer = answered.get(first.size()).result().answer();
    if (!answer.effective()) {
      throw new Refusal(answer, answer instanceof Answer.Short
          && first.isEmpty() && !transaction.due(submission.seller(), now, 1).isEmpty());
    }
    return answered;
  }

  private static Answer answer(List<Batch.Answered> answered, Submission submission) {
    answered.forEach(Batch.Answered::complete);
    return GroupCommit.join(submission.future()).answer();
  }

  /** Undoes what was done for a reservation that is refused. */
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Answer answer;
    private final boolean holdsAreDue;

    Refusal(Answer answer, boolean holdsAreDue) {
      super("refused", null, false, false);
      this.answer = answer;
      this.holdsAreDue = holdsAreDue;
    }
  }
}
