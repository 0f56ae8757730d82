package dev.onepool.core.internal.commit;

import java.util.concurrent.CompletableFuture;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/** Whatever is handed over is done, also while somebody ends the thread. */
public class WorkerLincheckTest {

  private final Worker worker = new Worker("lincheck-worker");

  @Operation
  public int handOver() {
    CompletableFuture<Integer> done = new CompletableFuture<>();
    worker.execute(() -> done.complete(1));
    return done.join();
  }

  @Operation(runOnce = true)
  public void end() {
    worker.close();
  }

  @Validate
  public void leaveNoThread() {
    worker.close();
  }

  @Test
  void everyTask_isDone() {
    new StressOptions().iterations(5).threads(3).actorsPerThread(3).actorsBefore(0).actorsAfter(0)
        .invocationsPerIteration(300).minimizeFailedScenario(false).check(WorkerLincheckTest.class);
  }
}
