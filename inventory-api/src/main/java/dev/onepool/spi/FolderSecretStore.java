package dev.onepool.spi;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One file for each name: written beside its place, flushed, and then moved there in one step, so that reading needs no lock.
 * Beside it lies an empty file that is locked while the secret changes; it is never deleted, because whoever waits for its
 * lock would then hold another one than who comes later.
 *
 * <p>A file lock belongs to a process, so threads are kept apart by a lock of their own, shared by all stores of a process.
 */
final class FolderSecretStore implements SecretStore {

  private static final NameLocks<Path> LOCKS = new NameLocks<>();
  private static final int READABLE = 60;

  private final Path folder;
  private final boolean posix;

  private FolderSecretStore(Path folder) {
    this.folder = folder;
    this.posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  static FolderSecretStore in(Path folder) {
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    try {
      if (!Files.isDirectory(folder)) {
        create(folder, posix);
      }
      return new FolderSecretStore(folder.toRealPath());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep secrets in " + folder + "; its parent must be there and be writable", e);
    }
  }

  private static void create(Path folder, boolean posix) throws IOException {
    try {
      Files.createDirectory(folder, permissions(posix, "rwx------"));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  private static FileAttribute<?>[] permissions(boolean posix, String which) {
    return posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(which))}
        : new FileAttribute<?>[0];
  }

  @Override
  public @Nullable String read(String name) {
    Path file = file(name);
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      return null;
    } catch (ClosedByInterruptException e) {
      throw interrupted();
    } catch (IOException e) {
      throw failed("read", file, e);
    }
  }

  @Override
  public String change(String name, Function<@Nullable String, String> change) {
    Path file = file(name);
    return LOCKS.alone(file, () -> {
      try (FileChannel channel = lockFile(beside(file, ".lock"))) {
        // Closing the channel gives the lock back.
        channel.lock();
        String changed = change.apply(read(name));
        keep(file, changed);
        return changed;
      } catch (ClosedByInterruptException | FileLockInterruptionException e) {
        throw interrupted();
      } catch (IOException e) {
        throw failed("change", file, e);
      }
    });
  }

  private FileChannel lockFile(Path path) throws IOException {
    createFile(path);
    return FileChannel.open(path, StandardOpenOption.WRITE);
  }

  private void createFile(Path path) throws IOException {
    try {
      Files.createFile(path, permissions(posix, "rw-------"));
    } catch (FileAlreadyExistsException e) {
      // Left by an earlier change, and made with the same permissions.
    }
  }

  /**
   * An interrupt must not come between: the channel has taken the old secret back already, and the new one would be lost.
   */
  private void keep(Path file, String secret) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      Path unfinished = beside(file, ".unfinished");
      Files.deleteIfExists(unfinished);
      createFile(unfinished);
      try (FileOutputStream out = new FileOutputStream(unfinished.toFile())) {
        out.write(secret.getBytes(StandardCharsets.UTF_8));
        out.getFD().sync();
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      flushFolder();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Only then is the new file durable, too. Windows has no such thing, and does it by itself. */
  private void flushFolder() throws IOException {
    if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows")) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static Path beside(Path file, String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  /** A name's beginning is for people; its hash tells apart what file systems would take to be the same. */
  private Path file(String name) {
    String readable = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "_");
    return folder.resolve(readable.substring(0, Math.min(READABLE, readable.length())) + "." + hash(name));
  }

  private static String hash(String name) {
    try {
      return HexFormat.of().formatHex(
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static CancellationException interrupted() {
    return new CancellationException("interrupted while waiting for a secret");
  }

  private static UncheckedIOException failed(String what, Path file, IOException e) {
    return new UncheckedIOException("cannot " + what + " the secret in " + file, e);
  }

  @Override
  public String toString() {
    return "secrets in " + folder;
  }
}
