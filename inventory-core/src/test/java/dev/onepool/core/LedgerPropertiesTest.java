package dev.onepool.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.EffectConflictException;
import dev.onepool.EntryQuery;
import dev.onepool.PostingResult;
import dev.onepool.PostingResult.Posted;
import dev.onepool.StockCommand;
import dev.onepool.StockLedger;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What holds after any commands whatever, without saying what each of them should do. */
class LedgerPropertiesTest {

  private static RoomExtension memory;
  private static RoomExtension sqlite;

  @BeforeContainer
  static void open() throws IOException {
    memory = RoomExtension.memory().open();
    sqlite = RoomExtension.sqlite().open();
  }

  @AfterContainer
  static void close() throws IOException {
    memory.close();
    sqlite.close();
  }

  @Property(tries = 500)
  void anyCommands_conserveUnitsAndLeaveTheBooksRight(@ForAll("everyCommand") List<AnyCommand.Template> commands) {
    StockLedger ledger = memory.ledger(memory.newSeller());
    post(ledger, at(commands, memory));

    assertThat(ledger.audit().findings()).isEmpty();
    // The fold checks that no state is ever negative, that each entry tells the balance after it, and that nothing is
    // available while something is short.
    Fold.of(ledger).assertMatches(ledger);
  }

  @Property(tries = 300)
  void anyCommands_aPrefixOfThemAgain_changesNothing(
      @ForAll("everyCommand") List<AnyCommand.Template> commands, @ForAll @IntRange(max = 40) int prefix) {
    repeatPrefix(memory, commands, prefix);
  }

  @Property(tries = 20)
  void anyCommandsInSqlite_aPrefixOfThemAgain_changesNothing(
      @ForAll("commands") List<AnyCommand.Template> commands, @ForAll @IntRange(max = 40) int prefix) {
    repeatPrefix(sqlite, commands, prefix);
  }

  private static void repeatPrefix(RoomExtension room, List<AnyCommand.Template> commands, int prefix) {
    StockLedger ledger = room.ledger(room.newSeller());
    Map<StockCommand, Posted> posted = post(ledger, at(commands, room));
    var before = ledger.entries(EntryQuery.all());
    posted.entrySet().stream().limit(prefix).forEach(
        entry -> assertThat(ledger.post(entry.getKey())).isEqualTo(entry.getValue()));

    assertThat(ledger.entries(EntryQuery.all())).isEqualTo(before);
  }

  @Property(tries = 300)
  void anyCommands_oneByOneOrAllTogether_endInTheSameBooks(@ForAll("everyCommand") List<AnyCommand.Template> commands) {
    List<StockCommand> given = at(commands, memory);
    StockLedger alone = memory.ledger(memory.newSeller());
    given.forEach(command -> answer(alone, command));
    StockLedger together = memory.ledger(memory.newSeller());
    given.stream().map(together::postAsync).toList()
        .forEach(answer -> answer.handle((result, error) -> result).toCompletableFuture().join());

    assertThat(together.entries(EntryQuery.all())).isEqualTo(alone.entries(EntryQuery.all()));
  }

  private static List<StockCommand> at(List<AnyCommand.Template> commands, RoomExtension room) {
    Instant begin = room.clock().instant();
    return commands.stream().map(command -> command.startingAt(begin)).toList();
  }

  /** Posts everything, and returns what was posted, with its first answer, in order. */
  private static Map<StockCommand, Posted> post(StockLedger ledger, List<StockCommand> commands) {
    Map<StockCommand, Posted> posted = new LinkedHashMap<>();
    for (StockCommand command : new ArrayList<>(commands)) {
      if (answer(ledger, command) instanceof Posted answer) {
        posted.putIfAbsent(command, answer);
      }
    }
    return posted;
  }

  private static PostingResult answer(StockLedger ledger, StockCommand command) {
    try {
      return ledger.post(command);
    } catch (EffectConflictException e) {
      return new PostingResult.Refused(PostingResult.RefusalKind.WRONG_STATE, e.getMessage());
    }
  }

  @Provide
  Arbitrary<List<AnyCommand.Template>> everyCommand() {
    return AnyCommand.everything().list().ofMinSize(1).ofMaxSize(40);
  }

  @Provide
  Arbitrary<List<AnyCommand.Template>> commands() {
    return AnyCommand.any().list().ofMinSize(1).ofMaxSize(40);
  }
}
