package dev.onepool.architecture.planted.examples;

/** Innocent: a program may print, and measure how long it took. */
public final class Program {

  private Program() {}

  /** Innocent. */
  public static long run() {
    long started = System.nanoTime();
    System.out.println("done");
    return System.nanoTime() - started;
  }
}
