package dev.onepool.core.internal.ledger;

import static dev.onepool.core.Snapshots.apply;
import static dev.onepool.core.Snapshots.counts;
import static dev.onepool.core.Snapshots.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.EffectKey;
import dev.onepool.OrderLineRef;
import dev.onepool.Quantity;
import dev.onepool.StockCommand;
import dev.onepool.core.Commands;
import dev.onepool.core.Units;
import dev.onepool.core.internal.ledger.LedgerCommand.Stock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * A channel and the host report what happened to one line, each for itself and in any order: every fact counts once, by
 * the larger of the two reports, and whoever speaks first makes no difference.
 */
class HostAndChannelPropertiesTest {

  private static final long ORDERED = 6;
  private static final OrderLineRef LINE = OrderLineRef.of("shop", "O1", "1");

  /** What both say in the end; the host says it one unit at a time. */
  record Story(LineCounts channel, LineCounts host, long stock, long seed) {

    List<LedgerCommand> reports() {
      List<LedgerCommand> reports = new ArrayList<>();
      reports.add(apply(snapshot("O1", 3, true, List.of(counts("1", "LA", ORDERED, channel.cancelled(),
          channel.shipped(), channel.returned(), channel.restocked())))));
      reports.add(apply(snapshot("O1", 2, true, List.of(counts("1", "LA", ORDERED, channel.cancelled() / 2,
          channel.shipped() / 2, channel.returned() / 2, channel.restocked() / 2)))));
      add(reports, "cancel", host.cancelled());
      add(reports, "ship", host.shipped());
      add(reports, "return", host.returned());
      add(reports, "restock", host.restocked());
      return reports;
    }

    private static void add(List<LedgerCommand> reports, String what, long times) {
      for (long i = 1; i <= times; i++) {
        EffectKey key = EffectKey.of(what, Long.toString(i));
        Quantity one = Quantity.of(1);
        StockCommand command = switch (what) {
          case "cancel" -> new StockCommand.Cancel(key, LINE, one);
          case "ship" -> new StockCommand.Ship(key, LINE, one);
          case "return" -> new StockCommand.Return(key, LINE, one);
          default -> new StockCommand.Restock(key, LINE, one);
        };
        reports.add(new Stock(command));
      }
    }
  }

  @Property(tries = 2_000)
  void twoParties_inAnyOrder_countEveryFactOnce(@ForAll("stories") Story story) {
    PureLedger ledger = new PureLedger().map("LA", "A", 1).with(Commands.receive("1", "A", story.stock()))
        .with(apply(snapshot("O1", 1, true, List.of(counts("1", "LA", ORDERED, 0, 0, 0, 0)))));
    List<LedgerCommand> reports = story.reports();
    java.util.Collections.shuffle(reports, new Random(story.seed()));
    // A host that is refused asks again when more is known; in the end everything fits.
    while (!reports.isEmpty()) {
      int before = reports.size();
      reports.removeIf(report -> ledger.decide(report).answer().effective());
      assertThat(reports).hasSizeLessThan(before);
    }

    LineCounts both = story.channel().max(story.host());
    long open = ORDERED - both.cancelled() - both.shipped();
    long onHand = Math.max(0, story.stock() - both.shipped() + both.restocked());
    assertThat(ledger.at("A")).isEqualTo(new Units(Math.max(0, onHand - open), Math.min(onHand, open),
        both.returned() - both.restocked(), Math.max(0, open - onHand)));
  }

  @Provide
  Arbitrary<Story> stories() {
    return Combinators.combine(Arbitraries.longs().between(0, 3), Arbitraries.longs().between(0, 3), totals(), totals(),
        Arbitraries.longs().between(1, 9), Arbitraries.longs()).as((offByChannel, offByHost, channel, host, stock, seed) ->
            new Story(with(channel, offByChannel), with(host, offByHost), stock, seed));
  }

  private static LineCounts with(LineCounts counts, long cancelled) {
    return new LineCounts(ORDERED, cancelled, counts.shipped(), counts.returned(), counts.restocked());
  }

  private static Arbitrary<LineCounts> totals() {
    Arbitrary<Long> units = Arbitraries.longs().between(0, 3);
    return Combinators.combine(units, units, units).as((shipped, returned, restocked) -> {
      long back = Math.min(shipped, returned);
      return new LineCounts(ORDERED, 0, shipped, back, Math.min(back, restocked));
    });
  }
}
