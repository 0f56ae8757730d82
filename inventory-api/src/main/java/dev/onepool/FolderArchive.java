package dev.onepool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One file for each name: written beside its place, flushed, and then moved there in one step. */
final class FolderArchive implements Archive {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,149}");

  private final Path folder;

  FolderArchive(Path folder) {
    this.folder = folder;
  }

  @Override
  public void store(String name, InputStream content) throws IOException {
    Path file = file(name);
    Path unfinished = Files.createTempFile(folder, ".", ".unfinished");
    try {
      try (FileChannel out = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
        content.transferTo(Channels.newOutputStream(out));
        out.force(true);
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      flushFolder();
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Only then is the new name durable, too. Windows has no such thing, and does it by itself. */
  private void flushFolder() throws IOException {
    if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows")) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public @Nullable InputStream open(String name) throws IOException {
    try {
      return Files.newInputStream(file(name));
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private Path file(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a name for a file in the archive: " + name);
    }
    return folder.resolve(name);
  }

  @Override
  public String toString() {
    return "archive in " + folder;
  }
}
