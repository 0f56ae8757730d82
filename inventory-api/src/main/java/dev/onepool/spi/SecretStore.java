package dev.onepool.spi;

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
   * @param change gets the present secret, null if there is none, and returns the new one
   * @return the new secret
   */
  String change(String name, Function<@Nullable String, String> change);
}
