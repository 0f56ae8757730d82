package dev.onepool.spi;

class MemorySecretStoreTest extends SecretStoreContract {

  private final SecretStore store = SecretStore.inMemory();

  @Override
  SecretStore store() {
    return store;
  }
}
