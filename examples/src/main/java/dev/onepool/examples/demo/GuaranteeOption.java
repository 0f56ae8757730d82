package dev.onepool.examples.demo;

import java.util.Locale;

/** The guarantee that Onepool is asked to give in this run; other contenders give none. */
enum GuaranteeOption {
  RIGHTS,
  MIRROR;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
