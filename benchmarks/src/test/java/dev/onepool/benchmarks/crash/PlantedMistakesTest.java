package dev.onepool.benchmarks.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.Guarantee;
import dev.onepool.SellerId;
import dev.onepool.StockLedger;
import dev.onepool.core.internal.commit.CoreStockLedger;
import dev.onepool.core.internal.commit.GroupCommit;
import dev.onepool.core.internal.ledger.Decider;
import dev.onepool.core.internal.ledger.Rules;
import dev.onepool.core.internal.store.LedgerStore;
import dev.onepool.core.internal.store.Mistake;
import dev.onepool.core.internal.store.MistakenStore;
import dev.onepool.core.internal.store.PostgresOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same races and crashes with stores that make a mistake: the checker sees it, and sees none where there is none. */
@Timeout(600)
class PlantedMistakesTest {

  private static final int REPETITIONS = 10;
  private static final int ENGINES = 4;
  private static final int CALLERS = 50;

  @TempDir
  private static Path folder;

  private static CrashServer server;
  private static int sellers;

  @BeforeAll
  static void start() throws IOException {
    server = new CrashServer(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** An engine of its own, as another process would have, around a store that perhaps makes a mistake. */
  private record Room(LedgerStore store, GroupCommit commit) implements AutoCloseable {

    static Room open(Mistake mistake) {
      PostgresOptions options = PostgresOptions.of(server.url(), CrashServer.USER, CrashServer.PASSWORD);
      LedgerStore store = MistakenStore.open(mistake, options);
      return new Room(store, new GroupCommit(store, new Decider(Guarantee.rights(), Rules.SOUND), Clock.systemUTC()));
    }

    StockLedger ledger(String seller) {
      return new CoreStockLedger(SellerId.of(seller), commit, store, Guarantee.rights());
    }

    @Override
    public void close() {
      commit.close();
      store.close();
    }
  }

  private static String newSeller() {
    return "planted-" + ++sellers;
  }

  private static List<String> race(List<Room> rooms, Room honest, Variant variant) {
    String seller = newSeller();
    Path journals = folder.resolve("journals").resolve(seller);
    try (Journal journal = Journal.open(journals, "parent")) {
      variant.stock().forEach(new Caller(honest.ledger(seller), journal)::call);
    }
    List<Runners> all = new ArrayList<>();
    List<Journal> written = new ArrayList<>();
    for (int i = 0; i < rooms.size(); i++) {
      Journal journal = Journal.open(journals, "engine-" + i);
      written.add(journal);
      all.add(new Runners(new Caller(rooms.get(i).ledger(seller), journal), variant, i, CALLERS));
    }
    long start = System.nanoTime();
    List<Thread> starters = all.stream().map(runners -> new Thread(() -> runners.go(start))).toList();
    starters.forEach(Thread::start);
    starters.forEach(Waiting::join);
    written.forEach(Journal::close);
    List<Call> calls = Journal.readAll(journals);
    return HistoryChecker.check(calls, Books.read(honest.ledger(seller), calls));
  }

  /** Returns what was found in the first race in which something was. */
  private static List<String> races(Mistake mistake, Variant variant) {
    List<Room> rooms = new ArrayList<>();
    try (Room honest = Room.open(Mistake.NONE)) {
      for (int i = 0; i < ENGINES; i++) {
        rooms.add(Room.open(mistake));
      }
      for (int i = 1; i <= REPETITIONS; i++) {
        List<String> findings = race(rooms, honest, variant);
        if (!findings.isEmpty()) {
          System.out.println(mistake + " found in race " + i + " with " + findings.size() + " findings");
          return findings;
        }
      }
      return List.of();
    } finally {
      rooms.forEach(Room::close);
    }
  }

  /** Kills the server under two engines, and returns what was found in the first round in which something was. */
  private static List<String> crashes(Mistake mistake) {
    for (int round = 1; round <= REPETITIONS; round++) {
      String seller = newSeller();
      Path journals = folder.resolve("journals").resolve(seller);
      try (Room one = Room.open(mistake); Room two = Room.open(mistake);
          Journal first = Journal.open(journals, "first"); Journal second = Journal.open(journals, "second")) {
        Semaphore posted = new Semaphore(0);
        Crowd here = new Crowd(new Caller(one.ledger(seller), first), "first", 4, round, deed -> posted.release());
        Crowd there = new Crowd(new Caller(two.ledger(seller), second), "second", 4, -round, deed -> posted.release());
        Waiting.acquire(posted, 50, "the crowd");
        server.kill();
        server.start();
        here.stop();
        there.stop();
      }
      List<Call> calls = Journal.readAll(journals);
      try (Room honest = Room.open(Mistake.NONE)) {
        List<String> findings = HistoryChecker.check(calls, Books.read(honest.ledger(seller), calls));
        if (!findings.isEmpty()) {
          System.out.println(mistake + " found in crash " + round + " with " + findings.size() + " findings");
          return findings;
        }
      }
    }
    return List.of();
  }

  @ParameterizedTest
  @CsvSource({"HOT", "BASKET", "OPPOSITE"})
  void race_withoutMistake_hasNoFindings(Variant variant) {
    assertThat(races(Mistake.NONE, variant)).isEmpty();
  }

  @Test
  void crash_withoutMistake_hasNoFindings() {
    assertThat(crashes(Mistake.NONE)).isEmpty();
  }

  @Test
  void guardSkipped_isFound() {
    assertThat(races(Mistake.GUARD_SKIPPED, Variant.HOT))
        .anySatisfy(finding -> assertThat(finding).contains("says what is left, and the entries up to it add up to"));
  }

  @Test
  void lookUpBeforeClaim_isFound() {
    assertThat(races(Mistake.LOOK_UP_BEFORE_CLAIM, Variant.OPPOSITE))
        .anySatisfy(finding -> assertThat(finding).contains("was applied in pieces"));
  }

  @Test
  void acknowledgedBeforeCommit_isFound() {
    assertThat(crashes(Mistake.ACKNOWLEDGED_BEFORE_COMMIT))
        .anySatisfy(finding -> assertThat(finding).contains("was acknowledged", "there are 0"));
  }
}
