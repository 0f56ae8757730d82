package dev.onepool.architecture.planted;

/** Innocent: this one is meant to be extended. */
public class InventoryException extends RuntimeException {

  private static final long serialVersionUID = 1L;
}
