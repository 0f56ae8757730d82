package dev.onepool.core.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.onepool.EntryQuery;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockLedger;
import dev.onepool.StoreException;
import dev.onepool.StoreException.Kind;
import dev.onepool.core.Commands;
import dev.onepool.core.HandClock;
import dev.onepool.core.Onepool;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no ledger, or not ours alone: a clear error that names the file, and nothing touched. */
class SqliteTroubleTest {

  private static final SellerId SELLER = SellerId.of("seller");

  @TempDir
  private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() throws IOException {
    // As the error names it: the temporary folder itself may be behind a link.
    folder = folder.toRealPath();
    file = folder.resolve("ledger.db");
  }

  private static Onepool open(Path file) {
    return Onepool.builder().sqlite(file).clock(new HandClock()).build();
  }

  private static void assertRefused(Path file, Kind kind) {
    assertThatExceptionOfType(StoreException.class).isThrownBy(() -> open(file).close())
        .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(kind))
        .withMessageContaining(file.toString());
  }

  private void makeLedger(int receipts) {
    try (Onepool engine = open(file)) {
      StockLedger ledger = engine.inventory(SELLER).ledger();
      for (int i = 0; i < receipts; i++) {
        ledger.post(Commands.receive("in-" + i, "A" + i, 5)).posted();
      }
    }
  }

  @Test
  void open_randomBytes_isUnreadable() throws IOException {
    byte[] bytes = new byte[20_000];
    new Random(1).nextBytes(bytes);
    Files.write(file, bytes);

    assertRefused(file, Kind.UNREADABLE);
  }

  @Test
  void open_randomBytes_leavesThemAsTheyAre() throws IOException {
    byte[] bytes = new byte[20_000];
    new Random(1).nextBytes(bytes);
    Files.write(file, bytes);
    assertRefused(file, Kind.UNREADABLE);

    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
  }

  @Test
  void open_randomBytes_givesTheLockBack() throws IOException {
    Files.write(file, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20});
    assertRefused(file, Kind.UNREADABLE);
    Files.delete(file);

    assertThatNoException().isThrownBy(() -> open(file).close());
  }

  @Test
  void open_emptyFile_becomesALedger() throws IOException {
    Files.createFile(file);

    assertThatNoException().isThrownBy(() -> makeLedger(1));
  }

  @Test
  void open_folder_isUnreadable() {
    assertRefused(folder, Kind.UNREADABLE);
  }

  @Test
  void open_missingFolder_isUnreadable() {
    assertRefused(folder.resolve("missing").resolve("ledger.db"), Kind.UNREADABLE);
  }

  @Test
  void open_missingFolder_createsNothing() throws IOException {
    assertRefused(folder.resolve("missing").resolve("ledger.db"), Kind.UNREADABLE);

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void open_fileWhereAFolderShouldBe_isUnreadable() throws IOException {
    Files.createFile(folder.resolve("file"));

    assertRefused(folder.resolve("file").resolve("ledger.db"), Kind.UNREADABLE);
  }

  @Test
  void open_readOnlyFolder_isUnreadable() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    assumeTrue(closed.toFile().setWritable(false) && !Files.isWritable(closed),
        "this user may write everywhere, as root may, so no folder is read-only");

    assertRefused(closed.resolve("ledger.db"), Kind.UNREADABLE);
  }

  @Test
  void open_folderThatTakesNoFiles_isUnreadable() {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "this system has no folder in which nobody can make a file");

    assertRefused(Path.of("/proc/ledger.db"), Kind.UNREADABLE);
  }

  @Test
  void open_anotherApplicationsDatabase_isUnreadable() throws SQLException {
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file); Statement sql = other.createStatement()) {
      sql.execute("CREATE TABLE bookmarks (url TEXT)");
    }

    assertRefused(file, Kind.UNREADABLE);
  }

  @Test
  void open_anotherApplicationsDatabase_addsNothingToIt() throws SQLException {
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file); Statement sql = other.createStatement()) {
      sql.execute("CREATE TABLE bookmarks (url TEXT)");
      assertRefused(file, Kind.UNREADABLE);

      assertThat(sql.executeQuery("SELECT count(*) FROM sqlite_master").getInt(1)).isEqualTo(1);
    }
  }

  @Test
  void open_ledgerCutShort_isUnreadable() throws IOException {
    makeLedger(200);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));

    assertThatExceptionOfType(StoreException.class).isThrownBy(() -> {
      try (Onepool engine = open(file)) {
        engine.inventory(SELLER).ledger().audit();
      }
    }).satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Kind.UNREADABLE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"with space", "100%", "a#b", "é\u6f22", "what?", "a;b", "it's"})
  void open_oddButLegalPath_isALedger(String name) throws IOException {
    // Java cannot even name such a file where the system's encoding does not have the letters.
    Charset names = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    assumeTrue(names.newEncoder().canEncode(name), () -> "file names are " + names + " here, which has no " + name);
    file = Files.createDirectory(folder.resolve(name)).resolve(name + ".db");
    makeLedger(3);

    assertThat(file).exists();
    try (Onepool engine = open(file)) {
      assertThat(engine.inventory(SELLER).ledger().entries(EntryQuery.all()).entries()).hasSize(3);
    }
  }

  @Test
  void open_twiceInOneProcess_isInUse() {
    try (Onepool engine = open(file)) {
      assertThat(engine).isNotNull();
      assertRefused(file, Kind.IN_USE);
    }
  }

  @Test
  void open_twiceByALinkToIt_isInUse() throws IOException {
    makeLedger(1);
    Path link = folder.resolve("link.db");
    assumeTrue(canLink(link), "this file system has no symbolic links");

    try (Onepool engine = open(file)) {
      assertThat(engine).isNotNull();
      assertThatExceptionOfType(StoreException.class).isThrownBy(() -> open(link).close())
          .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Kind.IN_USE));
    }
  }

  private boolean canLink(Path link) {
    try {
      Files.createSymbolicLink(link, file);
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  @Test
  void open_twiceInOneProcess_leavesTheFirstAtWork() {
    try (Onepool engine = open(file)) {
      assertRefused(file, Kind.IN_USE);

      assertThat(engine.inventory(SELLER).ledger().post(Commands.receive("1", "A", 1)).posted().entries()).isEqualTo(1);
    }
  }

  @Test
  void open_afterTheFirstWasClosed_isALedger() {
    makeLedger(1);

    assertThatNoException().isThrownBy(() -> makeLedger(1));
  }

  @Test
  void open_whileAnotherProcessHasIt_isInUse() throws IOException {
    try (LedgerHolder holder = LedgerHolder.start(file)) {
      assertThat(holder.firstLine()).isEqualTo("open");
      assertRefused(file, Kind.IN_USE);
    }
  }

  @Test
  void open_inAnotherProcessWhileWeHaveIt_isInUse() throws IOException {
    try (Onepool engine = open(file); LedgerHolder holder = LedgerHolder.start(file)) {
      assertThat(engine).isNotNull();
      assertThat(holder.firstLine()).startsWith("IN_USE").contains(file.toString());
    }
  }

  @Test
  void open_afterTheOtherProcessWasKilled_isALedger() throws IOException {
    try (LedgerHolder holder = LedgerHolder.start(file)) {
      assertThat(holder.firstLine()).isEqualTo("open");
    }

    assertThatNoException().isThrownBy(() -> makeLedger(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"OFF", "NORMAL"})
  void open_withWeakerSync_isRefused(String synchronous) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> JdbiStore.sqlite(file, new SqliteOptions(synchronous, 0)).close())
        .withMessageContaining(file.toString()).withMessageContaining("synchronous is")
        .withMessageContaining("2 (FULL)");
  }

  @Test
  void open_withFullSync_isALedger() {
    assertThatNoException().isThrownBy(() -> JdbiStore.sqlite(file, new SqliteOptions("FULL", 0)).close());
  }

  static Stream<Consumer<StockLedger>> everyCall() {
    return Stream.of(
        ledger -> ledger.post(Commands.receive("1", "A", 1)),
        ledger -> ledger.reserve(Commands.reserve("R1", Commands.line("A", 1))),
        ledger -> ledger.position(Sku.of("A")),
        ledger -> ledger.entries(EntryQuery.all()),
        ledger -> ledger.audit());
  }

  @ParameterizedTest
  @MethodSource("everyCall")
  void anyCall_afterClose_saysThatTheStoreIsClosed(Consumer<StockLedger> call) {
    Onepool engine = open(file);
    StockLedger ledger = engine.inventory(SELLER).ledger();
    engine.close();

    assertThatExceptionOfType(StoreException.class).isThrownBy(() -> call.accept(ledger))
        .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Kind.CLOSED));
  }

  @Test
  void close_twice_doesNothing() {
    Onepool engine = open(file);
    engine.close();

    assertThatNoException().isThrownBy(engine::close);
  }
}
