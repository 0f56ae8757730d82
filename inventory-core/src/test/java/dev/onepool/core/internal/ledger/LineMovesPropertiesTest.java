package dev.onepool.core.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.LineId;
import dev.onepool.Listing.Component;
import dev.onepool.LocationId;
import dev.onepool.OrderId;
import dev.onepool.Sku;
import dev.onepool.core.Commands;
import dev.onepool.core.Snapshots;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** From any state of a line to any other, with any stock: what the pool says depends on where it ends, not on the way. */
class LineMovesPropertiesTest {

  private static final PoolKey A = PureLedger.key("A");
  private static final OrderKey ORDER = new OrderKey(Snapshots.SHOP, OrderId.of("O1"));

  private static Changes stocked(long stock) {
    PureLedger ledger = new PureLedger();
    if (stock > 0) {
      ledger.with(Commands.receive("1", "A", stock));
    }
    return ledger.state();
  }

  private static void move(Changes changes, LineCounts before, LineCounts after, long each) {
    LineState line = new LineState(LineId.of("1"), null, List.of(new Component(Sku.of("A"), each)), LocationId.MAIN,
        OrderVersion.NONE, false, after, LineCounts.NONE);
    new LineMoves(changes, new Stockroom(changes, null, ORDER), ORDER).move(before, line);
  }

  /** Everything that a balance says of units, without its version. */
  private static List<Long> units(Changes changes) {
    Pool pool = changes.pool(A);
    return List.of(pool.available(), pool.reserved(), pool.unsellable(), pool.shortfall(), pool.unexplained());
  }

  @Property
  void move_directlyOrByAnotherState_endsTheSame(@ForAll @LongRange(max = 12) long stock,
      @ForAll @LongRange(min = 1, max = 3) long each, @ForAll("counts") LineCounts way, @ForAll("counts") LineCounts end) {
    Changes direct = stocked(stock);
    move(direct, LineCounts.NONE, end, each);
    Changes around = stocked(stock);
    move(around, LineCounts.NONE, way, each);
    move(around, way, end, each);

    assertThat(units(around)).isEqualTo(units(direct));
  }

  @Property
  void move_thereAndBack_leavesTheStockAsItWas(@ForAll @LongRange(max = 12) long stock,
      @ForAll @LongRange(min = 1, max = 3) long each, @ForAll("counts") LineCounts way) {
    Changes changes = stocked(stock);
    move(changes, LineCounts.NONE, way, each);
    move(changes, way, LineCounts.NONE, each);

    assertThat(units(changes)).isEqualTo(List.of(stock, 0L, 0L, 0L, 0L));
  }

  @Property
  void move_any_keepsWhatIsCountedWithinBounds(@ForAll @LongRange(max = 12) long stock,
      @ForAll @LongRange(min = 1, max = 3) long each, @ForAll("counts") LineCounts way, @ForAll("counts") LineCounts end) {
    Changes changes = stocked(stock);
    move(changes, LineCounts.NONE, way, each);
    move(changes, way, end, each);
    Pool pool = changes.pool(A);

    assertThat(units(changes)).allMatch(units -> units >= 0);
    assertThat(pool.available() == 0 || pool.shortfall() == 0).as("available while short: %s", pool).isTrue();
    assertThat(pool.reserved() + pool.shortfall()).as("promised").isEqualTo(end.open() * each);
    assertThat(pool.available() + pool.reserved() - pool.unexplained()).as("on hand, less what was found")
        .isEqualTo(stock - (end.shipped() - end.restocked()) * each);
  }

  @Property
  void fitted_any_neverTakesBackMoreThanWentOut(@ForAll("anyCounts") LineCounts counts) {
    LineCounts fitted = counts.fitted();

    assertThat(fitted.cancelled() + fitted.shipped()).isLessThanOrEqualTo(fitted.ordered());
    assertThat(fitted.returned()).isLessThanOrEqualTo(fitted.shipped());
    assertThat(fitted.restocked()).isLessThanOrEqualTo(fitted.returned());
    assertThat(fitted.fitted()).isEqualTo(fitted);
  }

  @Property
  void fitted_ofWhatFits_isTheSame(@ForAll("counts") LineCounts counts) {
    assertThat(counts.fitted()).isEqualTo(counts);
  }

  @Property
  void max_ofTwoReports_doesNotDependOnWhoCameFirst(
      @ForAll("anyCounts") LineCounts channel, @ForAll("anyCounts") LineCounts host) {
    assertThat(channel.max(host)).isEqualTo(host.max(channel));
    assertThat(channel.max(channel)).isEqualTo(channel);
  }

  @Provide
  Arbitrary<LineCounts> counts() {
    return anyCounts().map(LineCounts::fitted);
  }

  @Provide
  Arbitrary<LineCounts> anyCounts() {
    Arbitrary<Long> units = Arbitraries.longs().between(0, 6);
    return Combinators.combine(units, units, units, units, units).as(LineCounts::new);
  }
}
