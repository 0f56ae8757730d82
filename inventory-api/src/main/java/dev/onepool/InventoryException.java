package dev.onepool;

/** The root of what Onepool throws for reasons other than a wrong argument. */
public class InventoryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception with a message that holds the value and says what to do. */
  public InventoryException(String message) {
    super(message);
  }

  /** Makes an exception with a message and what caused it. */
  public InventoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
