package dev.onepool.architecture.planted.core.internal.red;

import dev.onepool.architecture.planted.core.internal.blue.Blue;

/** Planted: needs what needs it. */
public final class Red {

  /** Planted. */
  public Blue blue() {
    return new Blue();
  }
}
