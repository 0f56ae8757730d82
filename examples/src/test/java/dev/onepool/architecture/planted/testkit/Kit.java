package dev.onepool.architecture.planted.testkit;

import dev.onepool.architecture.planted.core.Onepool;

/** Innocent: the kit may see core. */
public final class Kit {

  /** Innocent. */
  public Onepool engine() {
    return new Onepool.Builder().build();
  }
}
