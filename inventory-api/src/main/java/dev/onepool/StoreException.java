package dev.onepool;

/** The database did not do what was asked. Nothing was half applied. */
public final class StoreException extends InventoryException {

  private static final long serialVersionUID = 1L;

  /** What kind of trouble it is. */
  public enum Kind {
    /** The file or server cannot be opened or read: wrong path, not a database, damaged, no permission. */
    UNREADABLE,
    /** Another process has the file. */
    IN_USE,
    /** No space left. Free some and repeat the call. */
    FULL,
    /** The database refused a row that breaks a rule of its tables: a fault of ours, or somebody changed the tables. */
    VIOLATION,
    /** More requests wait than the engine takes. Nothing was decided; try again in a moment. */
    OVERLOADED,
    /**
     * Another transaction was quicker, and the application's own transaction cannot go on as it is: roll it back and run it
     * again. Only calls inside an application's own transaction fail so.
     */
    CONFLICT,
    /** It does not answer now. Repeat the call with the same effect key. */
    UNAVAILABLE,
    /** The store was closed. */
    CLOSED
  }

  private final Kind kind;

  /** Makes an exception of this kind. */
  public StoreException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** Makes an exception of this kind with its cause. */
  public StoreException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Returns what kind of trouble it is. */
  public Kind kind() {
    return kind;
  }
}
