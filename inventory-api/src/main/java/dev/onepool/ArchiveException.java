package dev.onepool;

/** The archive did not take or give back a segment. Nothing was deleted that it does not hold; repeat the call. */
public final class ArchiveException extends InventoryException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception that names the segment. */
  public ArchiveException(String message, Throwable cause) {
    super(message, cause);
  }
}
