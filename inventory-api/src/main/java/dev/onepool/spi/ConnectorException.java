package dev.onepool.spi;

import dev.onepool.InventoryException;

/** A call to a channel failed. The message never holds a secret. */
public final class ConnectorException extends InventoryException {

  private static final long serialVersionUID = 1L;

  private final FailureKind kind;

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

  /** Returns what kind of trouble it is. */
  public FailureKind kind() {
    return kind;
  }
}
