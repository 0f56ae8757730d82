package dev.onepool.testkit.contract;

import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert;

/** Calls as the engine makes them. */
final class Tries {

  private Tries() {}

  /**
   * Writes one quantity. What is thrown means that nothing can have reached the channel, so it is as good as a rejection of its
   * kind.
   */
  static PublishResult publish(Bench bench, QuantityWrite write, Instant deadline) {
    return one(bench, () -> bench.connector().publish(List.of(write), deadline));
  }

  static PublishResult one(Bench bench, Supplier<List<PublishResult>> call) {
    try {
      List<PublishResult> results = call.get();
      Assertions.assertThat(results).as("results of one write").hasSize(1);
      return results.get(0);
    } catch (ConnectorException refused) {
      Instant until = refused.until();
      return refused.kind() == FailureKind.THROTTLED && until != null
          ? new PublishResult.Throttled(until)
          : new PublishResult.Rejected(refused.kind(), String.valueOf(refused.getMessage()));
    }
  }

  /** Returns whether a result says that the channel took the write, now or for later. */
  static boolean taken(PublishResult result) {
    return result instanceof PublishResult.Applied || result instanceof PublishResult.Accepted;
  }

  /** Makes a call, and once more where it failed in this way. */
  static <T> T again(FailureKind kind, Callable<T> call) throws Exception {
    try {
      return call.call();
    } catch (ConnectorException first) {
      if (first.kind() != kind) {
        throw first;
      }
      return call.call();
    }
  }

  /** Returns what the call throws, which must be a {@link ConnectorException}. */
  static ConnectorException failure(ThrowableAssert.ThrowingCallable call) {
    Throwable thrown = Assertions.catchThrowable(call);
    Assertions.assertThat(thrown).as("failure of the call").isInstanceOf(ConnectorException.class);
    return (ConnectorException) thrown;
  }
}
