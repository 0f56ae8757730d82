package dev.onepool.architecture.planted.core.internal.blue;

import dev.onepool.architecture.planted.core.internal.red.Red;

/** Planted: needs what needs it. */
public final class Blue {

  /** Planted. */
  public Red red() {
    return new Red();
  }
}
