package dev.onepool.spi;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps secrets as long as the process runs. */
final class MemorySecretStore implements SecretStore {

  private final NameLocks<String> locks = new NameLocks<>();
  private final Map<String, String> secrets = new ConcurrentHashMap<>();

  @Override
  public @Nullable String read(String name) {
    return secrets.get(name);
  }

  @Override
  public String change(String name, Function<@Nullable String, String> change) {
    return locks.alone(name, () -> {
      String changed = change.apply(secrets.get(name));
      secrets.put(name, changed);
      return changed;
    });
  }

  @Override
  public String toString() {
    return "secrets in memory";
  }
}
