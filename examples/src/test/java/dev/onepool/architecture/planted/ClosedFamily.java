package dev.onepool.architecture.planted;

/** Innocent: open, but sealed. */
public abstract sealed class ClosedFamily {

  /** Innocent: final. */
  public static final class Member extends ClosedFamily {}
}
