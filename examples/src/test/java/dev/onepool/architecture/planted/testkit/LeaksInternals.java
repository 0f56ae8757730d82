package dev.onepool.architecture.planted.testkit;

import dev.onepool.architecture.planted.core.internal.red.Red;

/** Planted: an internal type is part of a signature. */
public final class LeaksInternals {

  /** Planted. */
  public final Red red = new Red();
}
