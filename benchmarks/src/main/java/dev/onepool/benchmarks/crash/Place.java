package dev.onepool.benchmarks.crash;

import dev.onepool.core.Onepool;
import java.nio.file.Path;
import java.time.Duration;

/** Where a ledger is, in a form that fits into the arguments of a process. */
record Place(String text) {

  /** Less than an application would have, so that some callers give up while a server is dead. */
  private static final Duration IMPATIENT = Duration.ofSeconds(5);

  static Place postgres(String url) {
    return new Place(url);
  }

  static Place sqlite(Path file) {
    return new Place(file.toString());
  }

  /** Opens an engine as an application would. */
  Onepool open() {
    return builder().build();
  }

  /** Opens an engine whose calls give up early, where there is a server to give up on. */
  Onepool openImpatiently() {
    return served() ? builder().storeTimeout(IMPATIENT).build() : open();
  }

  private Onepool.Builder builder() {
    return served()
        ? Onepool.builder().postgres(text, CrashServer.USER, CrashServer.PASSWORD)
        : Onepool.builder().sqlite(Path.of(text));
  }

  private boolean served() {
    return text.startsWith("jdbc:postgresql:");
  }
}
