package dev.onepool.architecture.planted.core;

import java.time.Clock;

/** Innocent: the one public class, and the one listed reader of a clock. */
public final class Onepool {

  private final Clock clock;

  private Onepool(Builder builder) {
    clock = builder.clock;
  }

  @Override
  public String toString() {
    return "runs on " + clock;
  }

  /** Innocent: listed. */
  public static final class Builder {
    private final Clock clock = Clock.systemUTC();

    /** Innocent. */
    public Onepool build() {
      return new Onepool(this);
    }
  }
}
