package dev.onepool.core.internal.commit;

import java.util.ArrayList;
import java.util.List;

/**
 * Answers callers. Those who wait are answered at once, which only wakes them. What hangs on a stage runs on a thread of its
 * own, a whole batch at a time: where it ran on the writer's thread, a stage that waits would stop everybody's writing.
 */
final class Answers implements AutoCloseable {

  private final Worker worker = new Worker("onepool-answers");

  /** Answers a batch that is durable. */
  void give(List<Batch.Answered> answered) {
    List<Batch.Answered> later = new ArrayList<>();
    for (Batch.Answered one : answered) {
      if (one.submission().async()) {
        later.add(one);
      } else {
        one.complete();
      }
    }
    if (!later.isEmpty()) {
      worker.execute(() -> later.forEach(Batch.Answered::complete));
    }
  }

  /** Tells everybody that nothing came of it. */
  void fail(List<Submission> submissions, Throwable cause) {
    List<Submission> later = new ArrayList<>();
    for (Submission submission : submissions) {
      if (submission.async()) {
        later.add(submission);
      } else {
        submission.future().completeExceptionally(cause);
      }
    }
    if (!later.isEmpty()) {
      worker.execute(() -> later.forEach(submission -> submission.future().completeExceptionally(cause)));
    }
  }

  @Override
  public void close() {
    worker.close();
  }
}
