package dev.onepool.benchmarks.crash;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One process's own file, in which stands what it asked and what it was told. A line is handed to the operating system
 * before the call is made, or before anybody acts on its answer, so it outlives the process. Thread-safe.
 */
final class Journal implements AutoCloseable {

  private static final String ENDING = ".journal";

  private final FileOutputStream out;
  private long calls;

  private Journal(FileOutputStream out) {
    this.out = out;
  }

  /** Opens a journal of this name, which nobody may have used before. */
  static Journal open(Path folder, String name) {
    Path file = folder.resolve(name + ENDING);
    if (Files.exists(file)) {
      throw new IllegalArgumentException("there is a journal already: " + file);
    }
    try {
      Files.createDirectories(folder);
      return new Journal(new FileOutputStream(file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Notes what is asked, and returns the number of the call. */
  synchronized long asked(Deed deed) {
    long call = ++calls;
    write("asked " + call + " " + System.nanoTime() + " " + deed);
    return call;
  }

  /** Notes what came of it. */
  synchronized void told(long call, Told told) {
    write("told " + call + " " + System.nanoTime() + " " + told);
  }

  private void write(String line) {
    try {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads every journal of a folder; a last line may be cut short and then counts as not written. */
  static List<Call> readAll(Path folder) {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Call> calls = new ArrayList<>();
    for (Path file : files) {
      calls.addAll(read(file));
    }
    return calls;
  }

  private static List<Call> read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String process = file.getFileName().toString().replace(ENDING, "");
    Map<Long, Call> calls = new HashMap<>();
    Told nothing = new Told(Told.Kind.UNKNOWN, 0, 0, "the process ended");
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      String[] words = line.split(" ", 4);
      long number = Long.parseLong(words[1]);
      long at = Long.parseLong(words[2]);
      if (words[0].equals("asked")) {
        calls.put(number, new Call(process, Deed.parse(words[3]), at, nothing, Long.MAX_VALUE));
      } else {
        Call asked = calls.get(number);
        calls.put(number, new Call(process, asked.deed(), asked.askedAt(), Told.parse(words[3]), at));
      }
    }
    return List.copyOf(calls.values());
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
