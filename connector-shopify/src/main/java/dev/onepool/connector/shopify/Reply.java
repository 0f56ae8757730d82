package dev.onepool.connector.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onepool.spi.FailureKind;
import java.time.Instant;

/** What came of one GraphQL call. The difference decides what may be said of a write, so the weakest sure one is chosen. */
sealed interface Reply {

  /** The shop answered without an error. */
  record Data(JsonNode data) implements Reply {}

  /** The shop refused the call before it did anything of it. */
  record Refused(FailureKind kind, String message) implements Reply {}

  /** The shop wants fewer calls, and did nothing of this one. */
  record Throttled(Instant until) implements Reply {}

  /** The call may or may not have been done: no answer, a broken one, or a failure in the middle. */
  record Lost(FailureKind kind, String message) implements Reply {}

  /** Nothing of the call has reached the shop. */
  record NotSent(String message) implements Reply {}
}
