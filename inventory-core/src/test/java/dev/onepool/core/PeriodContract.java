package dev.onepool.core;

import static dev.onepool.core.Commands.arrive;
import static dev.onepool.core.Commands.dispatch;
import static dev.onepool.core.Commands.fulfil;
import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.reserve;
import static dev.onepool.core.Commands.sale;
import static dev.onepool.core.Commands.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.onepool.Archive;
import dev.onepool.ArchiveException;
import dev.onepool.ClosedPeriod;
import dev.onepool.EntryQuery;
import dev.onepool.LedgerEntry;
import dev.onepool.PostingResult;
import dev.onepool.ReservationId;
import dev.onepool.SellerId;
import dev.onepool.StockLedger;
import dev.onepool.core.internal.keeping.PeriodCloser;
import dev.onepool.core.internal.ledger.ReservationState;
import dev.onepool.core.internal.store.Archiving;
import dev.onepool.core.internal.store.Segment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store's ledger does with closed periods and the archive. */
abstract class PeriodContract {

  @TempDir
  private Path folder;
  private SellerId seller;
  private StockLedger ledger;

  /** Returns the parts that all tests of the class share. */
  abstract RoomExtension room();

  @BeforeEach
  void keepBooksForTwoDays() {
    seller = room().newSeller();
    ledger = room().ledger(seller);
    given(receive("1", "A", 10), dispatch("T1", "A", 2), arrive("1", "T1", 1), reserve("R1", line("A", 3)), fulfil("R1"),
        sale("O1", "B", 4));
  }

  @AfterEach
  void theBooksAreRight() {
    assertThat(ledger.audit().findings()).as("findings of the audit after the test").isEmpty();
  }

  private void given(dev.onepool.StockCommand... commands) {
    for (dev.onepool.StockCommand command : commands) {
      ledger.post(command).posted();
    }
  }

  /** Lets this time pass, and returns a time at which what was written before is old enough to be archived. */
  private Instant pass(Duration time) {
    room().clock().advance(time);
    return room().clock().instant().minus(Duration.ofHours(24));
  }

  private Archive archive() {
    return Archive.folder(folder);
  }

  private ClosedPeriod close() {
    return ledger.closePeriod(pass(Duration.ofHours(25)), archive());
  }

  private List<LedgerEntry> live() {
    return ledger.entries(EntryQuery.all()).entries();
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void close_oldEntries_archivesThemAndKeepsTheirSums() {
    int before = live().size();
    ClosedPeriod closed = close();

    assertThat(closed.entries()).isEqualTo(before);
    assertThat(live()).isEmpty();
    assertThat(ledger.audit().clean()).isTrue();
    assertThat(ledger.audit().balancesChecked()).isEqualTo(3);
    assertThat(ledger.verify(archive()).entries()).isEqualTo(before);
  }

  @Test
  void close_youngEntries_stay() {
    Instant then = pass(Duration.ofHours(25));
    given(receive("2", "A", 1));
    ledger.closePeriod(then, archive());

    assertThat(live()).extracting(entry -> entry.effect().id()).containsExactly("2");
  }

  @Test
  void close_ofTheLastDay_isRefused() {
    Instant now = room().clock().instant();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ledger.closePeriod(now.minus(Duration.ofHours(24)).plusNanos(1_000), archive()))
        .withMessageContaining("no later");
    assertThat(ledger.closePeriod(now.minus(Duration.ofHours(24)), archive()).entries()).isZero();
  }

  @Test
  void close_again_findsNothingMore() {
    ClosedPeriod first = close();
    ClosedPeriod second = close();

    assertThat(second.entries()).isZero();
    assertThat(second.digest()).isEqualTo(second.previousDigest()).isEqualTo(first.digest());
  }

  @Test
  void close_secondPeriod_chainsToTheFirst() {
    ClosedPeriod first = close();
    given(receive("2", "A", 1));
    ClosedPeriod second = close();

    assertThat(second.previousDigest()).isEqualTo(first.digest());
    assertThat(second.lastSegment()).isEqualTo(2);
    assertThat(ledger.verify(archive()).segments()).isEqualTo(2);
    assertThat(ledger.verify(archive()).findings()).isEmpty();
  }

  @Test
  void entries_afterEverythingWasArchived_areNumberedOn() {
    ClosedPeriod closed = close();
    given(receive("2", "A", 1));

    assertThat(live()).singleElement().satisfies(entry -> assertThat(entry.id()).isGreaterThan(closed.lastEntry()));
  }

  @Test
  void command_repeatedAfterItsPeriodWasClosed_answersAsBefore() {
    PostingResult first = ledger.post(receive("1", "A", 10));
    close();

    assertThat(ledger.post(receive("1", "A", 10))).isEqualTo(first);
    assertThat(live()).isEmpty();
  }

  @Test
  void snapshot_ofAClosedPeriod_isRefused() {
    Instant asOf = room().clock().instant();
    close();

    assertThat(ledger.post(snapshot("1", "A", 6, asOf))).isInstanceOfSatisfying(PostingResult.Refused.class,
        refused -> assertThat(refused.message()).contains("closed period").contains("count again"));
  }

  @Test
  void snapshot_ofTheEndOfAClosedPeriod_isTaken() {
    ClosedPeriod closed = close();
    given(snapshot("1", "A", 6, closed.before()));

    assertThat(ledger.position(dev.onepool.Sku.of("A")).available().units()).isEqualTo(7);
  }

  @Test
  void archive_thatFails_leavesEverythingAsItWas() {
    int before = live().size();
    Instant then = pass(Duration.ofHours(25));

    assertThatExceptionOfType(ArchiveException.class).isThrownBy(() -> ledger.closePeriod(then, new Failing(false)));
    assertThat(live()).hasSize(before);
    assertThat(files()).isEmpty();
  }

  @Test
  void crash_afterTheArchiveHasASegment_isFinishedByRepeating() {
    int before = live().size();
    Instant then = pass(Duration.ofHours(25));

    assertThatExceptionOfType(ArchiveException.class).isThrownBy(() -> ledger.closePeriod(then, new Failing(true)));
    assertThat(live()).hasSize(before);
    assertThat(ledger.closePeriod(then, archive()).entries()).isEqualTo(before);
    assertThat(files()).hasSize(1);
    assertThat(ledger.verify(archive()).entries()).isEqualTo(before);
  }

  @Test
  void crash_beforeSealing_isFinishedByRepeating() {
    crashAtSeal(false);
  }

  @Test
  void crash_afterSealing_isFinishedByRepeating() {
    crashAtSeal(true);
  }

  private void crashAtSeal(boolean sealed) {
    int before = live().size();
    Instant then = pass(Duration.ofHours(25));
    Instant now = room().clock().instant();

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> PeriodCloser.close(crashing(sealed), seller, then, archive(), now));
    assertThat(live()).hasSize(sealed ? 0 : before);
    assertThat(ledger.closePeriod(then, archive()).entries()).isEqualTo(sealed ? 0 : before);
    assertThat(ledger.verify(archive()).entries()).isEqualTo(before);
    assertThat(ledger.verify(archive()).findings()).isEmpty();
  }

  /** Returns what closes periods, with a process that dies when a segment is sealed. */
  private Archiving crashing(boolean sealed) {
    Archiving archiving = room().store().archiving();
    return (Archiving) Proxy.newProxyInstance(
        Archiving.class.getClassLoader(), new Class<?>[] {Archiving.class}, (proxy, method, arguments) -> {
          boolean sealing = method.getName().equals("seal");
          if (sealing && !sealed) {
            throw new IllegalStateException("died");
          }
          try {
            Object result = method.invoke(archiving, arguments);
            if (sealing) {
              throw new IllegalStateException("died");
            }
            return result;
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }

  @Test
  void entry_thatTurnsUpWhileASegmentIsArchived_isNotLost() {
    int before = live().size();
    Instant then = pass(Duration.ofHours(25));
    Instant old = then.minusSeconds(1);
    Archive late = new Failing(true) {
      private boolean added;

      @Override
      public void store(String name, InputStream content) throws IOException {
        archive().store(name, content);
        if (!added) {
          added = true;
          // Recorded by a process whose clock says that it belongs to the period.
          Duration back = Duration.between(old, room().clock().instant());
          room().clock().setBack(back);
          given(receive("2", "A", 1));
          room().clock().advance(back);
        }
      }
    };

    assertThat(ledger.closePeriod(then, late).entries()).isEqualTo(before + 1);
    assertThat(ledger.verify(archive()).entries()).isEqualTo(before + 1);
  }

  @Test
  void seal_otherEntriesStandInItsRange_changesNothing() {
    List<LedgerEntry> all = live();
    Instant then = pass(Duration.ofHours(25));
    Segment fewer = new Segment(1, all.get(0).id(), all.get(all.size() - 1).id(), all.size() - 1, then, "0".repeat(64));

    assertThat(room().store().archiving().seal(seller, fewer, Map.of())).isFalse();
    assertThat(live()).isEqualTo(all);
    assertThat(room().store().archiving().last(seller)).isNull();
  }

  @Test
  void seal_numberTaken_changesNothing() {
    close();
    given(receive("2", "A", 1));
    LedgerEntry entry = live().get(0);
    Instant then = pass(Duration.ofHours(25));
    Segment taken = new Segment(1, entry.id(), entry.id(), 1, then, "0".repeat(64));

    assertThat(room().store().archiving().seal(seller, taken, Map.of())).isFalse();
    assertThat(live()).containsExactly(entry);
  }

  @Test
  void verify_fileGone_namesTheSegment() throws IOException {
    close();
    given(receive("2", "A", 1));
    close();
    Files.delete(files().get(1));

    assertThat(ledger.verify(archive()).findings()).singleElement().asString().startsWith("segment 2 ")
        .endsWith("is missing");
    assertThat(ledger.verify(archive()).segments()).isEqualTo(1);
  }

  @Test
  void verify_fileDamaged_namesTheSegment() throws IOException {
    close();
    byte[] bytes = Files.readAllBytes(files().get(0));
    bytes[bytes.length / 2] ^= 1;
    Files.write(files().get(0), bytes);

    assertThat(ledger.verify(archive()).findings()).singleElement().asString().startsWith("segment 1 ")
        .contains("was changed");
  }

  @Test
  void verify_entryForged_namesTheSegment() throws IOException {
    close();
    Path file = files().get(0);
    String lines;
    try (InputStream in = new java.util.zip.GZIPInputStream(Files.newInputStream(file))) {
      lines = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
    try (java.io.OutputStream out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(lines.replace("\"quantity\":10", "\"quantity\":11").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    assertThat(ledger.verify(archive()).findings()).singleElement().asString().endsWith("was changed: its digest is another");
  }

  @Test
  void verify_filesExchanged_namesTheFirst() throws IOException {
    close();
    given(receive("2", "A", 1));
    close();
    byte[] first = Files.readAllBytes(files().get(0));
    Files.write(files().get(0), Files.readAllBytes(files().get(1)));
    Files.write(files().get(1), first);

    assertThat(ledger.verify(archive()).findings()).singleElement().asString().startsWith("segment 1 ")
        .contains("holds other entries");
  }

  @Test
  void verify_withoutClosedPeriods_isClean() {
    assertThat(ledger.verify(archive()).clean()).isTrue();
  }

  @Test
  void forgetKeys_ofAClosedPeriod_letsACommandTakeEffectAgain() {
    ClosedPeriod closed = close();

    assertThat(ledger.forgetKeys(closed.before())).isPositive();
    given(receive("1", "A", 10));
    assertThat(live()).hasSize(1);
    Map<ReservationId, ReservationState> kept = room().store().write(transaction ->
        transaction.reservations(seller, List.of(ReservationId.of("R1"))));
    assertThat(kept).isEmpty();
  }

  @Test
  void forgetKeys_beforeThePeriodWasClosed_keepsThem() {
    ClosedPeriod closed = close();

    assertThat(ledger.forgetKeys(closed.before().minusNanos(1_000))).isZero();
    given(receive("1", "A", 10));
    assertThat(live()).isEmpty();
  }

  @Test
  void forgetKeys_ofAHoldThatStillHolds_keepsIt() {
    given(reserve("R2", line("A", 1)));
    ClosedPeriod closed = close();
    ledger.forgetKeys(closed.before());

    assertThat(ledger.held(ReservationId.of("R2"))).hasSize(1);
  }

  /** An archive that fails, with or without having kept what it was given. */
  private class Failing implements Archive {
    private final boolean keeps;

    Failing(boolean keeps) {
      this.keeps = keeps;
    }

    @Override
    public void store(String name, InputStream content) throws IOException {
      if (keeps) {
        archive().store(name, content);
      }
      throw new IOException("the archive died");
    }

    @Override
    public InputStream open(String name) throws IOException {
      return archive().open(name);
    }
  }
}
