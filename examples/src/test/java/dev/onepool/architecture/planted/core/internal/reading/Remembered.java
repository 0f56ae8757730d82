package dev.onepool.architecture.planted.core.internal.reading;

/** Innocent: what is shown, and may be out of date. */
public final class Remembered {

  private Remembered() {}

  /** Innocent. */
  public static long units() {
    return 1;
  }
}
