package dev.onepool.connector.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.PublishResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call.
 *
 * @param kind whether it was answered, and if not, whether Amazon may have done it
 * @param status of HTTP; 0 without an answer
 * @param body what was answered; missing where there is none
 * @param message why it was not answered well, to read and without secrets
 * @param failure what kind of trouble that is
 * @param until when to call again, where it is too often now
 */
record Reply(Kind kind, int status, JsonNode body, String message, FailureKind failure, @Nullable Instant until) {

  /** What is known of a call's effect. */
  enum Kind {
    /** Amazon did it, and what it answered can be read. */
    ANSWERED,
    /** Amazon did not do it, and will not. */
    REFUSED,
    /** Nothing was done, because it was too often. */
    THROTTLED,
    /** Amazon may have done it. */
    DOUBTFUL
  }

  static Reply answered(int status, JsonNode body) {
    return new Reply(Kind.ANSWERED, status, body, "", FailureKind.MALFORMED, null);
  }

  static Reply refused(FailureKind failure, int status, String message) {
    return new Reply(Kind.REFUSED, status, MissingNode.getInstance(), message, failure, null);
  }

  static Reply throttled(Instant until) {
    return new Reply(Kind.THROTTLED, 429, MissingNode.getInstance(), "too many calls", FailureKind.THROTTLED, until);
  }

  static Reply doubtful(FailureKind failure, int status, String message) {
    return new Reply(Kind.DOUBTFUL, status, MissingNode.getInstance(), message, failure, null);
  }

  boolean is(Kind other) {
    return kind == other;
  }

  /** Returns the body, or throws what kept it away. */
  JsonNode orThrow() {
    if (kind == Kind.ANSWERED) {
      return body;
    }
    throw until != null ? ConnectorException.throttled(until) : new ConnectorException(failure, message);
  }

  /** Returns what to say of a write that was not answered well. */
  PublishResult asResult() {
    return switch (kind) {
      case ANSWERED -> new PublishResult.Unknown("Amazon answered with something else than was asked");
      case REFUSED -> new PublishResult.Rejected(failure, message);
      case THROTTLED -> new PublishResult.Throttled(until == null ? Instant.MAX : until);
      case DOUBTFUL -> new PublishResult.Unknown(message);
    };
  }

  /** Shows nothing of the body. */
  @Override
  public String toString() {
    return "Reply[" + kind + " " + status + "]";
  }
}
