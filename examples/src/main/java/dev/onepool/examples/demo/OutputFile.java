package dev.onepool.examples.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out before a run, not after it, whether a result can be written. */
final class OutputFile {

  private OutputFile() {}

  /**
   * Adds what is wrong with a file that an option names, if anything is.
   *
   * @param file null where the option was not given
   * @param orders the orders' file, which must stay what it is; null for none
   */
  static void check(List<String> problems, String option, @Nullable Path file, @Nullable Path orders) {
    if (file == null) {
      return;
    }
    Path directory = file.toAbsolutePath().getParent();
    if (file.toString().isBlank() || Files.isDirectory(file)) {
      problems.add(option + " must name a file, was '" + file + "'");
    } else if (directory == null || !Files.isDirectory(directory)) {
      problems.add(option + ": there is no directory " + directory + "; create it, or name another file");
    } else if (!Files.isWritable(Files.exists(file) ? file : directory)) {
      problems.add(option + ": no permission to write " + file);
    } else if (orders != null && isSame(file, orders)) {
      problems.add(option + " must not be the file given to --orders, which it would replace: " + file);
    }
  }

  private static boolean isSame(Path file, Path orders) {
    try {
      return Files.exists(orders) && Files.exists(file) && Files.isSameFile(orders, file);
    } catch (IOException e) {
      return false;
    }
  }
}
