package dev.onepool.benchmarks.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * A process that was started to be one of several at a database, and perhaps to be killed, as its parent sees it. It says a
 * line for everything that it did.
 */
final class Child implements AutoCloseable {


  private final String name;
  private final Process process;
  private final PrintWriter tell;
  private final Semaphore progress = new Semaphore(0);
  private final Thread reader;

  private Child(String name, Process process) {
    this.name = name;
    this.process = process;
    this.tell = new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
    this.reader = new Thread(this::read, "reader-of-" + name);
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts a program in a process of its own. */
  static Child start(String name, Class<?> program, Object... arguments) {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), program.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    try {
      return new Child(name, new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        progress.release();
      }
    } catch (IOException e) {
      // It was killed.
    }
  }

  String name() {
    return name;
  }

  void tell(String words) {
    tell.println(words);
  }

  /** Waits until it said so many more lines. */
  void awaitProgress(int lines) {
    if (!process.isAlive()) {
      throw new IllegalStateException(name + " has ended");
    }
    Waiting.acquire(progress, lines, name + " should go on");
  }

  /** Forgets what it said so far. */
  void forgetProgress() {
    progress.drainPermits();
  }

  /** Kills it as nothing can be that has time to prepare: SIGKILL. */
  void kill() {
    process.toHandle().destroyForcibly();
    process.onExit().join();
  }

  /** Ends it in good order. */
  void stop() {
    tell("stop");
    process.onExit().join();
    if (process.exitValue() != 0) {
      throw new IllegalStateException(name + " ended with " + process.exitValue());
    }
  }

  @Override
  public void close() {
    kill();
  }
}
