package dev.onepool.examples.demo;

import dev.onepool.InventoryException;

/** An order file cannot be used at all. The message names the file and says what to do. */
final class OrderFileException extends InventoryException {

  private static final long serialVersionUID = 1L;

  OrderFileException(String message) {
    super(message);
  }

  OrderFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
