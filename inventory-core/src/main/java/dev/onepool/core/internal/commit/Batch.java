package dev.onepool.core.internal.commit;

import dev.onepool.EffectConflictException;
import dev.onepool.EffectKey;
import dev.onepool.EventKind;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.core.internal.ledger.Answer;
import dev.onepool.core.internal.ledger.Changes;
import dev.onepool.core.internal.ledger.Decider;
import dev.onepool.core.internal.ledger.Decision;
import dev.onepool.core.internal.ledger.Happened;
import dev.onepool.core.internal.ledger.Needs;
import dev.onepool.core.internal.store.EffectRow;
import dev.onepool.core.internal.store.EffectSpan;
import dev.onepool.core.internal.store.SavedEffects;
import dev.onepool.core.internal.store.StoreTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

  private final Set<EventKind> wanted;
  private final Result[] results;
  private final List<EffectSpan> spans = new ArrayList<>();
  private final Map<EffectKey, Integer> claimedHere = new HashMap<>();
  private SavedEffects saved = SavedEffects.NONE;
  private boolean refused;
  private boolean wasShort;
  private Set<Sku> touched = Set.of();

  /** What a submission gets: {@code span} is the index of its effect, or -1; {@code before} is an effect of earlier. */
  record Result(Answer answer, int span, @Nullable EffectRow before, boolean conflict) {}

  Batch(StoreTransaction transaction, SellerId seller, List<Submission> submissions, Decider decider, Instant now) {
    this.transaction = transaction;
    this.seller = seller;
    this.submissions = submissions;
    this.decider = decider;
    this.now = now;
    this.wanted = transaction.wanted(seller);
    this.results = new Result[submissions.size()];
  }

  /** Returns whether a reservation was refused because there is too little. */
  boolean wasShort() {
    return wasShort;
  }

  /** Returns the SKUs whose balances it changes. */
  Set<Sku> touched() {
    return touched;
  }

  /** Decides and writes, and returns what to answer each submission, in order. */
  List<Answered> run() {
    TreeMap<EffectKey, String> keys = new TreeMap<>();
    for (Submission submission : submissions) {
      EffectKey key = submission.key();
      String hash = submission.hash();
      if (key != null && hash != null) {
        keys.putIfAbsent(key, hash);
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
    for (int i = 0; i < results.length; i++) {
      results[i] = decide(submissions.get(i), used, changes);
    }
    if (refused) {
      transaction.requireProof();
    }
    touched = changes.pools().stream().map(pool -> pool.key().sku()).collect(Collectors.toSet());
    saved = changes.isEmpty() && spans.isEmpty()
        ? SavedEffects.NONE
        : transaction.save(seller, changes, spans, now);
    return answers();
  }

  private Result decide(Submission submission, Map<EffectKey, EffectRow> used, Changes changes) {
    EffectKey key = submission.key();
    if (key != null && used.containsKey(key)) {
      EffectRow row = used.get(key);
      boolean conflict = !row.hash().equals(submission.hash());
      return new Result(Answer.DONE, -1, row, conflict);
    }
    Integer twin = key == null ? null : claimedHere.get(key);
    if (twin != null) {
      boolean conflict = !java.util.Objects.equals(spans.get(twin).hash(), submission.hash());
      return new Result(Answer.DONE, twin, null, conflict);
    }
    Decision decision = decider.decide(changes, submission.command(), now);
    if (!decision.answer().effective()) {
      refused = true;
      wasShort |= decision.answer() instanceof Answer.Short;
      return new Result(decision.answer(), -1, null, false);
    }
    if (!wanted.isEmpty()) {
      changes.tell(Happened.in(decision.changes(), wanted));
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
    return new Result(decision.answer(), span, null, false);
  }

  private List<Answered> answers() {
    List<Answered> answers = new ArrayList<>(results.length);
    for (int i = 0; i < results.length; i++) {
      answers.add(new Answered(submissions.get(i), results[i], saved));
    }
    return answers;
  }

  /** An answer to be given when the transaction is durable: only then the numbers of the entries are known. */
  record Answered(Submission submission, Result result, SavedEffects saved) {

    void complete() {
      EffectKey key = submission.key();
      if (result.conflict() && key != null) {
        submission.future().completeExceptionally(new EffectConflictException(key));
      } else {
        EffectRow effect = result.span() < 0 ? result.before() : saved.get(result.span());
        submission.future().complete(new Outcome(result.answer(), effect));
      }
    }
  }
}
