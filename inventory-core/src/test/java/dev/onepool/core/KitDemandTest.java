package dev.onepool.core;

import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Snapshots.SHOP;
import static dev.onepool.core.Snapshots.complete;
import static dev.onepool.core.Snapshots.counts;
import static dev.onepool.core.Snapshots.ordered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.Sku;
import dev.onepool.core.internal.planning.CorePlanning;
import dev.onepool.planning.DemandHistory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Kits that channels sell are demand of what they consist of, and no demand of their own. */
class KitDemandTest extends OrderHarness {

  private static final LocalDate TODAY = HandClock.START.atOffset(ZoneOffset.UTC).toLocalDate();

  @RegisterExtension
  static final RoomExtension ROOM = RoomExtension.memory();

  @Override
  RoomExtension room() {
    return ROOM;
  }

  @BeforeEach
  void receiveAndMap() {
    given(receive("stock-a", "A", 100), receive("stock-b", "B", 100));
    given(map("LA", part("A", 1)), map("KIT", part("A", 2), part("B", 1)));
  }

  private Map<Sku, DemandHistory> demand() {
    return new CorePlanning(ROOM.store(), seller).demand(TODAY.plusDays(1)).stream()
        .collect(Collectors.toMap(DemandHistory::sku, Function.identity()));
  }

  private long sold(String sku) {
    return demand().get(Sku.of(sku)).units(SHOP, 0);
  }

  @Test
  void demand_ofAKitOnAChannel_isInItsComponents_besideTheirOwnSales() {
    given(complete("O1", 1, ordered("1", "KIT", 3), ordered("2", "LA", 5)));

    assertThat(sold("A")).isEqualTo(2 * 3 + 5);
    assertThat(sold("B")).isEqualTo(3);
  }

  @Test
  void demand_ofAKit_isNoSkuOfItsOwn() {
    given(complete("O1", 1, ordered("1", "KIT", 3)));

    assertThat(demand()).containsOnlyKeys(Sku.of("A"), Sku.of("B"));
  }

  @Test
  void demand_ofAKitCancelledInPart_isWhatIsLeft() {
    given(complete("O1", 1, counts("1", "KIT", 3, 1, 0, 0, 0)));

    assertThat(sold("A")).isEqualTo(4);
    assertThat(sold("B")).isEqualTo(2);
  }

  @Test
  void demand_ofAKitThatNeverSold_isZeroOfItsComponents_onThatChannel() {
    assertThat(demand().get(Sku.of("B")).channels()).containsExactly(SHOP);
    assertThat(sold("B")).isZero();
  }
}
