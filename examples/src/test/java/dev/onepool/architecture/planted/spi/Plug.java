package dev.onepool.architecture.planted.spi;

import dev.onepool.architecture.planted.GoodValue;

/** Innocent: the spi may name the api. */
public interface Plug {

  /** Innocent. */
  GoodValue value();
}
