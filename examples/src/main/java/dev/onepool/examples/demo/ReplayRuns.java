package dev.onepool.examples.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Replays under several policies at once, each in a world of its own, on as many threads as there are processors. */
final class ReplayRuns {

  private final Progress progress;
  private final long[] done;
  private long total;

  private ReplayRuns(Progress progress, int runs) {
    this.progress = progress;
    done = new long[runs];
  }

  /** Returns what came of each policy, in the order of the policies. */
  static List<Replay.Run> all(Replay replay, List<ReplayPolicy> policies, Progress progress) throws InterruptedException {
    ReplayRuns together = new ReplayRuns(progress, policies.size());
    ExecutorService workers = Executors.newFixedThreadPool(Math.min(policies.size(), Runtime.getRuntime().availableProcessors()));
    try {
      List<Future<Replay.Run>> running = new ArrayList<>();
      for (int i = 0; i < policies.size(); i++) {
        ReplayPolicy policy = policies.get(i);
        int run = i;
        running.add(workers.submit(() -> replay.run(policy, (lines, all) -> together.at(run, lines, all))));
      }
      List<Replay.Run> runs = new ArrayList<>();
      for (Future<Replay.Run> one : running) {
        runs.add(one.get());
      }
      return runs;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a replay failed: " + e.getCause(), e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private synchronized void at(int run, long lines, long all) {
    total += lines - done[run];
    done[run] = lines;
    progress.at(total, all * done.length);
  }
}
