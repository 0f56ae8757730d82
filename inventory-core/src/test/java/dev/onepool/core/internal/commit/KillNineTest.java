package dev.onepool.core.internal.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.onepool.EffectKey;
import dev.onepool.Guarantee;
import dev.onepool.LedgerEntry;
import dev.onepool.PostingResult;
import dev.onepool.PostingResult.Posted;
import dev.onepool.Sku;
import dev.onepool.StockCommand.Reserve;
import dev.onepool.StockLedger;
import dev.onepool.core.Fold;
import dev.onepool.core.HandClock;
import dev.onepool.core.internal.ledger.Decider;
import dev.onepool.core.internal.ledger.Rules;
import dev.onepool.core.internal.store.JdbiStore;
import dev.onepool.core.internal.store.LedgerStore;
import dev.onepool.core.internal.store.SqliteOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code kill -9} in the middle of writing: every command that came back is there, no command is there by halves, and the
 * books are right.
 *
 * <p>What this can show, and what not: a killed process loses what it had not yet given to the operating system. It does
 * not lose what the operating system has not yet given to the disk: that is lost when the machine itself goes down, and no
 * killing of processes can imitate it. So this test alone cannot tell {@code synchronous=FULL} from {@code NORMAL} or
 * {@code OFF}. That setting is held in two other ways: a store refuses to open with less than {@code FULL}, so that a round
 * of this test with a weaker setting fails before it has written anything, as {@link #round_withWeakerSync_fails} shows;
 * and {@code SyncPerCommitTest} counts the calls that make the disk write, where the system lets it.
 */
@Timeout(300)
class KillNineTest {

  private static final int ROUNDS = 20;

  @TempDir
  private Path folder;

  /** What the children of all rounds so far said had come back. */
  private final Map<String, Posted> acknowledged = new HashMap<>();

  private Path file() {
    return folder.resolve("ledger.db");
  }

  @Test
  void killed_twentyTimesOnOneFile_losesNothingAndHalvesNothing() throws IOException {
    long seed = System.nanoTime();
    System.out.println("KillNineTest seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      Map<String, Posted> now = round(SqliteOptions.DURABLE, "round" + round, 30 + random.nextInt(400));
      assertThat(now).as("round %d, seed %d", round, seed).hasSizeGreaterThanOrEqualTo(30);
      acknowledged.putAll(now);
      check(now);
    }
    System.out.println("KillNineTest: " + acknowledged.size() + " acknowledged commands in " + ROUNDS + " rounds");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NORMAL", "OFF"})
  void round_withWeakerSync_fails(String synchronous) {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> round(new SqliteOptions(synchronous, 0), "weak", 30))
        .withMessageContaining("refused").withMessageContaining("synchronous");
  }

  /** Has a child write until it has acknowledged so many commands, kills it, and returns all that it acknowledged. */
  private Map<String, Posted> round(SqliteOptions options, String name, int killAfter) throws IOException {
    Process child = new ProcessBuilder(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
        KillNineChild.class.getName(), file().toString(), options.synchronous(), name, "1000000"))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    try (BufferedReader said = child.inputReader(StandardCharsets.UTF_8)) {
      String first = said.readLine();
      assertThat(first).as("what the child said first").isEqualTo("open");
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < killAfter; i++) {
        lines.add(said.readLine());
      }
      // SIGKILL; by its handle, because Process.destroyForcibly() would throw away what is still in the pipe.
      assertThat(child.toHandle().destroyForcibly()).isTrue();
      // What is still in the pipe came back before the end as well; a last line may be cut short.
      String rest = said.lines().collect(Collectors.joining("\n"));
      lines.addAll(rest.lines().filter(line -> line.matches("\\S+ \\d+ \\d+")).toList());
      return lines.stream().map(line -> line.split(" ")).collect(Collectors.toMap(parts -> parts[0], parts ->
          new Posted(KillNineChild.command(parts[0]).key(), Long.parseLong(parts[1]), Integer.parseInt(parts[2]))));
    } finally {
      child.destroyForcibly();
      waitFor(child);
    }
  }

  private static void waitFor(Process child) {
    try {
      child.waitFor();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Opens the file as the next process would, and looks for what was acknowledged, and for halves. */
  private void check(Map<String, Posted> now) {
    try (LedgerStore store = JdbiStore.sqlite(file(), SqliteOptions.DURABLE);
        GroupCommit commit = new GroupCommit(store, new Decider(Guarantee.rights(), Rules.SOUND), new HandClock())) {
      StockLedger ledger = new CoreStockLedger(KillNineChild.SELLER, commit, store, Guarantee.rights());
      assertThat(ledger.audit().findings()).isEmpty();
      Fold books = Fold.of(ledger);
      books.assertMatches(ledger);
      assertWhole(books);
      Set<EffectKey> there = books.entries().stream().map(LedgerEntry::effect).collect(Collectors.toSet());
      assertThat(acknowledged.values().stream().filter(posted -> posted.entries() > 0).map(Posted::key)
          .filter(key -> !there.contains(key))).as("acknowledged, and not there").isEmpty();
      assertThat(again(ledger, now.keySet())).isEqualTo(now);
      assertThat(Fold.of(ledger).entries()).as("entries after all were given again").isEqualTo(books.entries());
    }
  }

  /** Every reservation has an entry for each of its SKUs, and nothing is entered twice. */
  private static void assertWhole(Fold books) {
    Map<EffectKey, List<Sku>> byEffect = new HashMap<>();
    for (LedgerEntry entry : books.entries()) {
      byEffect.computeIfAbsent(entry.effect(), any -> new ArrayList<>()).add(entry.sku());
    }
    byEffect.forEach((effect, skus) -> {
      if (effect.source().equals("reservation")) {
        assertThat(skus).as("entries of %s", effect).containsExactlyElementsOf(KillNineChild.SKUS);
      } else {
        assertThat(skus).as("entries of %s", effect).hasSizeBetween(1, 2);
      }
    });
  }

  private static Map<String, PostingResult> again(StockLedger ledger, Set<String> ids) {
    Map<String, CompletionStage<PostingResult>> answers = new HashMap<>();
    ids.forEach(id -> answers.put(id, ledger.postAsync(KillNineChild.command(id))));
    return answers.entrySet().stream().collect(
        Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().toCompletableFuture().join()));
  }

  @Test
  void command_ofTheChild_isTheSameFromItsIdentifier() {
    assertThat(KillNineChild.command("round0-0-1")).isInstanceOf(Reserve.class)
        .isEqualTo(KillNineChild.command("round0-0-1"));
  }
}
