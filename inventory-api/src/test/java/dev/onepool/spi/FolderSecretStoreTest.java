package dev.onepool.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSecretStoreTest extends SecretStoreContract {

  @TempDir
  Path parent;

  @Override
  SecretStore store() {
    return SecretStore.folder(parent.resolve("secrets"));
  }

  @Test
  void change_ofTwoProcesses_losesNone() throws Exception {
    int each = 60;
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      processes.add(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-cp", System.getProperty("java.class.path"), Incrementing.class.getName(),
          parent.resolve("secrets").toString(), Integer.toString(each)).inheritIO().start());
    }
    for (Process process : processes) {
      assertThat(process.waitFor()).isZero();
    }
    assertThat(store().read(NAME)).isEqualTo(Integer.toString(2 * each));
  }

  /** Another process. */
  static final class Incrementing {
    public static void main(String[] arguments) {
      for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
        SecretStore.folder(Path.of(arguments[0])).change(NAME, SecretStoreContract::increment);
      }
    }
  }

  @Test
  void change_killedWhileWriting_keepsTheSecretBefore() throws IOException {
    store().change(NAME, secret -> "one");
    try (Stream<Path> files = Files.list(parent.resolve("secrets"))) {
      Path file = files.filter(path -> !path.toString().endsWith(".lock")).findFirst().orElseThrow();
      Files.writeString(file.resolveSibling(file.getFileName() + ".unfinished"), "hal");
    }
    assertThat(store().read(NAME)).isEqualTo("one");
    assertThat(store().change(NAME, secret -> secret + " two")).isEqualTo("one two");
  }

  @Test
  void change_whereOwnersAreKnown_letsTheOwnerOnlyRead() throws IOException {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    store().change(NAME, secret -> "one");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(parent.resolve("secrets"))))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(parent.resolve("secrets"))) {
      assertThat(files).isNotEmpty().allSatisfy(file ->
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------"));
    }
  }

  @Test
  void change_anyName_staysInTheFolder() throws IOException {
    store().change("../../outside", secret -> "one");
    try (Stream<Path> files = Files.list(parent)) {
      assertThat(files).containsExactly(parent.resolve("secrets"));
    }
  }

  @Test
  void folder_withoutParent_isRefusedWithItsPath() {
    Path nowhere = parent.resolve("a").resolve("b");
    assertThatThrownBy(() -> SecretStore.folder(nowhere)).isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(nowhere.toString());
  }
}
