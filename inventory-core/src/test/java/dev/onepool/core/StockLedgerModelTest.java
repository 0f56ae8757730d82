package dev.onepool.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.EffectConflictException;
import dev.onepool.EffectKey;
import dev.onepool.PostingResult.Posted;
import dev.onepool.PostingResult.Refused;
import dev.onepool.PostingResult;
import dev.onepool.Quantity;
import dev.onepool.Shortfall;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.StockLedger;
import dev.onepool.StockState;
import dev.onepool.core.LedgerModel.Place;
import dev.onepool.core.LedgerModel.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;
import net.jqwik.api.statistics.Statistics;

/** Does the ledger answer as {@link LedgerModel} does, whatever is asked of it and in whatever order? */
class StockLedgerModelTest {

  private static RoomExtension memory;
  private static RoomExtension sqlite;
  private static RoomExtension postgres;

  @BeforeContainer
  static void open() throws IOException {
    memory = RoomExtension.memory().open();
    sqlite = RoomExtension.sqlite().open();
    postgres = RoomExtension.postgres().open();
  }

  @AfterContainer
  static void close() throws IOException {
    memory.close();
    sqlite.close();
    postgres.close();
  }

  /** The ledger and its model, side by side. */
  static final class Both {
    private final StockLedger ledger;
    private final HandClock clock;
    private final Instant begin;
    private final LedgerModel model = new LedgerModel();
    private final List<AnyCommand.Template> asked = new ArrayList<>();
    private final Map<EffectKey, Posted> firstAnswers = new HashMap<>();

    Both(RoomExtension room) {
      ledger = room.ledger(room.newSeller());
      clock = room.clock();
      begin = clock.instant();
    }

    private void postAgain(int which) {
      if (!asked.isEmpty()) {
        post(asked.get(which % asked.size()));
      }
    }

    private void post(AnyCommand.Template template) {
      asked.add(template);
      StockCommand command = template.startingAt(begin);
      Verdict expected = model.post(command, clock.instant());
      Statistics.label("answers").collect(expected);
      try {
        PostingResult answer = ledger.post(command);
        if (answer instanceof Refused refused) {
          assertThat(Verdict.of(refused.kind())).as("%s to %s", answer, command).isEqualTo(expected);
        } else if (expected == Verdict.REPEATED) {
          assertThat(answer).as("again %s", command).isEqualTo(firstAnswers.get(command.key()));
        } else {
          assertThat(Verdict.POSTED).as("%s to %s", answer, command).isEqualTo(expected);
          firstAnswers.put(command.key(), answer.posted());
        }
      } catch (EffectConflictException e) {
        assertThat(Verdict.CONFLICT).as("conflict of %s", command).isEqualTo(expected);
      }
      samePositions();
      sameShortfalls();
    }

    private void safetyStock(Place place, long units) {
      model.safetyStock(place, units, clock.instant());
      ledger.safetyStock(place.sku(), place.location(), Quantity.of(units));
      samePositions();
    }

    private void samePositions() {
      for (Place place : model.places()) {
        assertThat(Units.of(ledger.position(place.sku()), place.location())).as("%s", place)
            .isEqualTo(model.units(place));
        ledger.position(place.sku()).locations().stream().filter(at -> at.location().equals(place.location()))
            .forEach(at -> {
              assertThat(at.availableToPromise().units()).as("free %s", place).isEqualTo(model.free(place));
              assertThat(at.incoming().units()).as("incoming %s", place).isEqualTo(model.incoming(place));
            });
      }
    }

    private void sameShortfalls() {
      Map<Place, Instant> expected = new HashMap<>();
      for (Place place : model.places()) {
        if (model.shortSince(place) != null) {
          expected.put(place, model.shortSince(place));
        }
      }
      Map<Place, Instant> found = new HashMap<>();
      for (Shortfall open : ledger.shortfalls()) {
        Place place = new Place(open.sku(), open.location());
        found.put(place, open.since());
        assertThat(open.units().units()).as("short %s", place).isEqualTo(model.units(place).shortfall());
        assertThat(open.causes()).as("causes %s", place).isNotEmpty();
      }
      assertThat(found).as("short since").isEqualTo(expected);
    }

    private void sameBooks() {
      assertThat(ledger.audit().findings()).isEmpty();
      Fold fold = Fold.of(ledger);
      fold.assertMatches(ledger);
      assertThat(net(fold, StockState.SUPPLIER)).as("received").isEqualTo(model.received());
      assertThat(net(fold, StockState.CUSTOMER)).as("with customers").isEqualTo(-model.withCustomers());
    }

    private static long net(Fold fold, StockState state) {
      return fold.netFrom(Sku.of("A"), state) + fold.netFrom(Sku.of("B"), state);
    }
  }

  @Property(tries = 1_000, shrinking = ShrinkingMode.BOUNDED)
  void ledgerInMemory_anyCommands_doesAsTheModel(@ForAll("inMemory") ActionChain<Both> chain) {
    chain.run().sameBooks();
    // Whatever is generated, every kind of answer must be among it often enough to mean something.
    Statistics.label("answers").coverage(answers -> {
      for (Verdict verdict : Verdict.values()) {
        answers.check(verdict).count(count -> count > 200);
      }
    });
  }

  @Property(tries = 30, shrinking = ShrinkingMode.BOUNDED)
  void ledgerInSqlite_anyCommands_doesAsTheModel(@ForAll("inSqlite") ActionChain<Both> chain) {
    chain.run().sameBooks();
  }

  @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
  void ledgerInPostgres_anyCommands_doesAsTheModel(@ForAll("inPostgres") ActionChain<Both> chain) {
    chain.run().sameBooks();
  }

  @Provide
  Arbitrary<ActionChain<Both>> inPostgres() {
    return chains(postgres, AnyCommand.every());
  }

  @Provide
  Arbitrary<ActionChain<Both>> inMemory() {
    return chains(memory, AnyCommand.every());
  }

  @Provide
  Arbitrary<ActionChain<Both>> inSqlite() {
    return chains(sqlite, AnyCommand.every());
  }

  private static Arbitrary<ActionChain<Both>> chains(
      RoomExtension room, Arbitrary<AnyCommand.Template> commands) {
    return ActionChain.startWith(() -> new Both(room))
        .withAction(12, new Post(commands))
        .withAction(2, new PostAgain())
        .withAction(1, new Wait())
        .withAction(1, new KeepBack())
        .withMaxTransformations(50);
  }

  private static final class Post implements Action.Independent<Both> {
    private final Arbitrary<AnyCommand.Template> commands;

    private Post(Arbitrary<AnyCommand.Template> commands) {
      this.commands = commands;
    }

    @Override
    public Arbitrary<Transformer<Both>> transformer() {
      return commands.map(template -> Transformer.mutate(
          "post " + template.startingAt(HandClock.START), both -> both.post(template)));
    }
  }

  private static final class PostAgain implements Action.Independent<Both> {
    @Override
    public Arbitrary<Transformer<Both>> transformer() {
      return Arbitraries.integers().between(0, 49)
          .map(which -> Transformer.mutate("post number " + which + " again", both -> both.postAgain(which)));
    }
  }

  private static final class Wait implements Action.Independent<Both> {
    @Override
    public Arbitrary<Transformer<Both>> transformer() {
      return Arbitraries.integers().between(1, 3).map(times -> Duration.ofMinutes(5L * times))
          .map(step -> Transformer.mutate("wait " + step, both -> both.clock.advance(step)));
    }
  }

  private static final class KeepBack implements Action.Independent<Both> {
    @Override
    public Arbitrary<Transformer<Both>> transformer() {
      return Combinators.combine(AnyCommand.place(), Arbitraries.longs().between(0, 4)).as((place, units) ->
          Transformer.mutate("keep back " + units + " of " + place, both -> both.safetyStock(place, units)));
    }
  }
}
