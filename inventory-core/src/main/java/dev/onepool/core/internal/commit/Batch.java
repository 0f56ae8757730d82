package dev.onepool.core.internal.commit;

import dev.onepool.EffectConflictException;
import dev.onepool.EffectKey;
import dev.onepool.SellerId;
import dev.onepool.core.internal.ledger.Answer;
import dev.onepool.core.internal.ledger.Changes;
import dev.onepool.core.internal.ledger.Decider;
import dev.onepool.core.internal.ledger.Decision;
import dev.onepool.core.internal.ledger.Needs;
import dev.onepool.core.internal.store.EffectRow;
import dev.onepool.core.internal.store.EffectSpan;
import dev.onepool.core.internal.store.StoreTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * One seller's part of a transaction: claim the keys, read what is needed, decide in the order of arrival, write everything
 * at once. The caller completes the futures when the transaction is durable.
 */
final class Batch {

  private final StoreTransaction transaction;
  private final SellerId seller;
  private final List<Submission> submissions;
  private final Decider decider;
  private final Instant now;

  /** What a submission gets: an outcome, another submission's outcome, or a failure. */
  private final List<Result> results = new ArrayList<>();

  private final List<EffectSpan> spans = new ArrayList<>();
  private final Map<EffectKey, Integer> claimedHere = new HashMap<>();

  /** Exactly one of the first two says what happened; {@code span} is the index of its effect, or -1. */
  record Result(Answer answer, int span, java.util.Optional<EffectRow> before, boolean conflict) {}

  Batch(StoreTransaction transaction, SellerId seller, List<Submission> submissions, Decider decider, Instant now) {
    this.transaction = transaction;
    this.seller = seller;
    this.submissions = submissions;
    this.decider = decider;
    this.now = now;
  }

  /** Decides and writes, and returns what to complete each submission with, in order. */
  List<Completion> run() {
    TreeSet<EffectKey> keys = new TreeSet<>();
    for (Submission submission : submissions) {
      EffectKey key = submission.key();
      if (key != null) {
        keys.add(key);
      }
    }
    Map<EffectKey, EffectRow> used = transaction.claim(seller, keys);
    Needs needs = new Needs();
    for (Submission submission : submissions) {
      EffectKey key = submission.key();
      if (key == null || !used.containsKey(key)) {
        needs.add(submission.command());
      }
    }
    Changes changes = new Changes(Loaded.read(transaction, seller, needs));
    for (Submission submission : submissions) {
      results.add(decide(submission, used, changes));
    }
    List<EffectRow> rows = changes.isEmpty() && spans.isEmpty()
        ? List.of()
        : transaction.save(seller, changes, spans, now);
    return complete(rows);
  }

  private Result decide(Submission submission, Map<EffectKey, EffectRow> used, Changes changes) {
    EffectKey key = submission.key();
    if (key != null && used.containsKey(key)) {
      EffectRow row = used.get(key);
      boolean conflict = !row.hash().equals(submission.hash());
      return new Result(Answer.DONE, -1, java.util.Optional.of(row), conflict);
    }
    Integer twin = key == null ? null : claimedHere.get(key);
    if (twin != null) {
      boolean conflict = !java.util.Objects.equals(spans.get(twin).hash(), submission.hash());
      return new Result(Answer.DONE, twin, java.util.Optional.empty(), conflict);
    }
    Decision decision = decider.decide(changes, submission.command(), now);
    if (!decision.answer().effective()) {
      return new Result(decision.answer(), -1, java.util.Optional.empty(), false);
    }
    int movements = decision.changes().movements().size();
    changes.merge(decision.changes());
    int span = -1;
    if (key != null || movements > 0) {
      span = spans.size();
      spans.add(new EffectSpan(submission.effect(), submission.hash(), movements));
      if (key != null) {
        claimedHere.put(key, span);
      }
    }
    return new Result(decision.answer(), span, java.util.Optional.empty(), false);
  }

  private List<Completion> complete(List<EffectRow> rows) {
    List<Completion> completions = new ArrayList<>(submissions.size());
    for (int i = 0; i < submissions.size(); i++) {
      Submission submission = submissions.get(i);
      Result result = results.get(i);
      EffectKey key = submission.key();
      if (result.conflict() && key != null) {
        completions.add(() -> submission.future().completeExceptionally(new EffectConflictException(key)));
      } else {
        EffectRow row = result.before().orElse(result.span() < 0 ? null : rows.get(result.span()));
        Outcome outcome = new Outcome(result.answer(), row);
        completions.add(() -> submission.future().complete(outcome));
      }
    }
    return completions;
  }

  /** Completes a future once the transaction is durable. */
  interface Completion {
    void run();
  }
}
