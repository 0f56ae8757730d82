package dev.onepool.spi;

import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps secrets that change while the application runs, such as refresh tokens that are replaced at each use. The
 * application may bring its own, on top of its vault. Thread-safe; secrets are shown by no {@code toString}.
 */
public interface SecretStore {

  /** Returns the secret of this name; null if there is none. */
  @Nullable String read(String name);

  /**
   * Changes a secret while nobody else does, in any thread of any process that shares this store. It is kept durably before
   * this returns. Where {@code change} throws, nothing has changed.
   *
   * @param name any text; the engine's names begin with the seller and the channel
   * @param change gets the present secret, null if there is none, and returns the new one. It may take as long as a call to
   *     a channel, and may change secrets of other names
   * @return the new secret
   * @throws java.util.concurrent.CancellationException if the thread is interrupted while it waits; the flag stays set
   */
  String change(String name, Function<@Nullable String, String> change);

  /** Returns a store that forgets everything when the process ends: for tests, and for channels whose secrets never change. */
  static SecretStore inMemory() {
    return new MemorySecretStore();
  }

  /**
   * Returns a store of one file for each name in a folder, which several processes of one machine may share. A secret
   * appears whole or not at all, and is flushed to disk with its folder before {@code change} returns. Files may be read by
   * their owner only, where the file system knows owners; they are not encrypted.
   *
   * @param folder is made if it is not there, for the owner only; its parent must be
   * @throws java.io.UncheckedIOException if it cannot be made
   */
  static SecretStore folder(Path folder) {
    return FolderSecretStore.in(folder);
  }
}
