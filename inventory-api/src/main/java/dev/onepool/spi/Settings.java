package dev.onepool.spi;

import java.time.Duration;

/** A channel's settings. Asking for a key that was not declared is an {@link IllegalArgumentException}. */
public interface Settings {

  /** Returns the text of this key: given, or the default. */
  String text(String key);

  /** Returns the whole number of this key. */
  long number(String key);

  /** Returns the flag of this key. */
  boolean flag(String key);

  /** Returns the duration of this key. */
  Duration duration(String key);

  /** Returns the keys with their values, secrets replaced by stars. */
  @Override
  String toString();
}
