package dev.onepool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the segments of closed periods are kept: a folder, a bucket, a tape. A name always stands for the same content, so
 * storing it again may do nothing or replace it.
 *
 * <p>Called by the thread that closes a period or verifies; an implementation that serves several sellers is called by
 * several threads.
 */
public interface Archive {

  /**
   * Keeps content under a name. When this returns the content must be durable, because the ledger then deletes what it holds.
   *
   * @param name letters, digits, {@code . _ -}; at most 150 characters
   * @param content some megabytes at most; closed by the caller
   * @throws IOException if it may not be durable; nothing is deleted then, and closing the period again repeats the call
   */
  void store(String name, InputStream content) throws IOException;

  /**
   * Returns what was stored under a name, or null if there is nothing. The caller closes it.
   *
   * @throws IOException if that cannot be told
   */
  @Nullable InputStream open(String name) throws IOException;

  /**
   * Returns an archive of one file for each name in a folder. A file appears whole or not at all, and is flushed to disk with
   * its folder before {@code store} returns. Thread-safe.
   *
   * @param folder must be there
   */
  static Archive folder(Path folder) {
    return new FolderArchive(folder);
  }
}
