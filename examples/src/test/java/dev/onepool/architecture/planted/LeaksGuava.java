package dev.onepool.architecture.planted;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/** Planted: a library's type is part of a signature, behind a type argument. */
public final class LeaksGuava {

  /** Planted. */
  public Optional<ImmutableList<String>> names() {
    return Optional.of(hidden());
  }

  private static ImmutableList<String> hidden() {
    return ImmutableList.of();
  }
}
