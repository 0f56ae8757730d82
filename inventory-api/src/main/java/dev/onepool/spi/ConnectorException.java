package dev.onepool.spi;

import dev.onepool.InventoryException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A call to a channel failed. The message never holds a secret. */
public final class ConnectorException extends InventoryException {

  private static final long serialVersionUID = 1L;

  private final FailureKind kind;
  private @Nullable Instant until;

  /** Makes an exception of this kind. */
  public ConnectorException(FailureKind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** Makes an exception of this kind with its cause. */
  public ConnectorException(FailureKind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Returns an exception that says when to call again. */
  public static ConnectorException throttled(Instant until) {
    ConnectorException exception =
        new ConnectorException(FailureKind.THROTTLED, "the channel wants no such call before " + until);
    exception.until = until;
    return exception;
  }

  /** Returns when to call again; null where nobody said. */
  public @Nullable Instant until() {
    return until;
  }

  /** Returns what kind of trouble it is. */
  public FailureKind kind() {
    return kind;
  }
}
