package dev.onepool.core.internal.commit;

import static dev.onepool.core.Commands.SECOND;
import static dev.onepool.core.Commands.adjust;
import static dev.onepool.core.Commands.anywhere;
import static dev.onepool.core.Commands.arrive;
import static dev.onepool.core.Commands.await;
import static dev.onepool.core.Commands.cancel;
import static dev.onepool.core.Commands.confirm;
import static dev.onepool.core.Commands.count;
import static dev.onepool.core.Commands.defineKit;
import static dev.onepool.core.Commands.dispatch;
import static dev.onepool.core.Commands.fulfil;
import static dev.onepool.core.Commands.giveBack;
import static dev.onepool.core.Commands.kit;
import static dev.onepool.core.Commands.kitAnywhere;
import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.lose;
import static dev.onepool.core.Commands.part;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.release;
import static dev.onepool.core.Commands.reserve;
import static dev.onepool.core.Commands.reserveInsteadOf;
import static dev.onepool.core.Commands.reserveUntil;
import static dev.onepool.core.Commands.restock;
import static dev.onepool.core.Commands.sale;
import static dev.onepool.core.Commands.ship;
import static dev.onepool.core.Commands.snapshot;
import static dev.onepool.core.Commands.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.EffectKey;
import dev.onepool.LocationId;
import dev.onepool.Quantity;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two inputs have one hash where they are equal, and only there. */
class InputHashTest {

  /** Makes every command anew, so that equal ones are not the same object. */
  private static List<StockCommand> all() {
    return List.of(receive("1", "A", 1), receive("1", "A", 2), receive("2", "A", 1), receive("1", "A", SECOND, 1),
        reserve("R1", line("A", 1)), reserve("R1", line("A", 2)), reserve("R1", line("A", SECOND, 1)),
        reserve("R1", line("A", 1), line("A", 1)), reserveUntil(Instant.EPOCH, "R1", line("A", 1)),
        reserveUntil(Instant.EPOCH.plusNanos(1), "R1", line("A", 1)), reserve("R2", line("A", 1)),
        reserve("R1", kit("A", 1)), reserve("R1", anywhere("A", 1)), reserve("R1", kitAnywhere("A", 1)),
        reserveInsteadOf("R9", "R1", line("A", 1)), count("1", "A", 1, 1), snapshot("1", "A", 1, Instant.EPOCH),
        defineKit("1", "KIT", part("A", 1)), defineKit("1", "KIT", part("A", 2)), dispatch("T1", "A", 1),
        arrive("1", "T1", 1), lose("1", "T1", 1), confirm("R1"), await("1", "R1", Instant.EPOCH),
        fulfil("R1"), release("R1"), release("R2"), sale("O1", "A", 1), sale("O2", "A", 1),
        cancel("1", "O1", 1), ship("1", "O1", 1), giveBack("1", "O1", 1), restock("1", "O1", 1),
        adjust("1", "A", 1), adjust("1", "A", -1), count("1", "A", 0), count("1", "A", 1), transfer("1", "A", 1));
  }

  static Stream<Integer> eachCommand() {
    return Stream.iterate(0, i -> i + 1).limit(all().size());
  }

  @ParameterizedTest
  @MethodSource("eachCommand")
  void equalCommands_haveOneHash(int which) {
    assertThat(InputHash.of(all().get(which))).isEqualTo(InputHash.of(all().get(which)));
  }

  @Test
  void differentCommands_haveDifferentHashes() {
    assertThat(all().stream().map(InputHash::of)).doesNotHaveDuplicates();
  }

  @Test
  void identifiersThatLookLikeTwo_areToldApart() {
    EffectKey key = EffectKey.of("receipt", "1");
    Quantity one = Quantity.of(1);
    StockCommand odd = new StockCommand.Receive(key, Sku.of("A, location=B"), LocationId.of("C"), one);
    StockCommand even = new StockCommand.Receive(key, Sku.of("A"), LocationId.of("B, location=C"), one);

    assertThat(InputHash.of(odd)).isNotEqualTo(InputHash.of(even));
  }

  @Test
  void linesThatLookLikeOne_areToldApart() {
    assertThat(InputHash.of(reserve("R1", line("A", 1), line("B", 1))))
        .isNotEqualTo(InputHash.of(reserve("R1", line("A", LocationId.of("mainB"), 1), line("B", 1))));
  }
}
