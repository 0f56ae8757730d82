package dev.onepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.Listing.Component;
import dev.onepool.StockCommand.Adjust;
import dev.onepool.StockCommand.Arrive;
import dev.onepool.StockCommand.Cancel;
import dev.onepool.StockCommand.Count;
import dev.onepool.StockCommand.DefineKit;
import dev.onepool.StockCommand.Dispatch;
import dev.onepool.StockCommand.Fulfil;
import dev.onepool.StockCommand.Lose;
import dev.onepool.StockCommand.Receive;
import dev.onepool.StockCommand.RecordSale;
import dev.onepool.StockCommand.Release;
import dev.onepool.StockCommand.Reserve;
import dev.onepool.StockCommand.ReserveLine;
import dev.onepool.StockCommand.Restock;
import dev.onepool.StockCommand.Return;
import dev.onepool.StockCommand.Ship;
import dev.onepool.StockCommand.Snapshot;
import dev.onepool.StockCommand.Transfer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StockCommandTest {

  private static final EffectKey KEY = EffectKey.of("test", "1");
  private static final Sku MUG = Sku.of("mug");
  private static final LocationId EAST = LocationId.of("east");
  private static final LocationId WEST = LocationId.of("west");
  private static final OrderLineRef LINE = OrderLineRef.of("ebay", "o-1", "l-1");
  private static final TransferId LORRY = TransferId.of("lorry-3");
  private static final ReservationId CART = ReservationId.of("cart-7");

  /** A command that moves at least one unit, made from a quantity; the name is what its message calls the quantity. */
  private record Moving(String quantityName, Function<Quantity, Object> factory) {
    @Override
    public String toString() {
      return quantityName;
    }
  }

  static Stream<Moving> moving() {
    return Stream.of(
        new Moving("received quantity", units -> new Receive(KEY, MUG, EAST, units)),
        new Moving("reserved quantity", units -> new ReserveLine(MUG, EAST, units)),
        new Moving("sold quantity", units -> new RecordSale(LINE, MUG, EAST, units, Instant.EPOCH)),
        new Moving("cancelled quantity", units -> new Cancel(KEY, LINE, units)),
        new Moving("shipped quantity", units -> new Ship(KEY, LINE, units)),
        new Moving("returned quantity", units -> new Return(KEY, LINE, units)),
        new Moving("restocked quantity", units -> new Restock(KEY, LINE, units)),
        new Moving("transferred quantity", units -> new Transfer(KEY, MUG, EAST, WEST, units)),
        new Moving("dispatched quantity", units -> new Dispatch(KEY, LORRY, MUG, EAST, WEST, units)),
        new Moving("arrived quantity", units -> new Arrive(KEY, LORRY, units)),
        new Moving("lost quantity", units -> new Lose(KEY, LORRY, units)));
  }

  @ParameterizedTest
  @MethodSource("moving")
  void movingCommand_oneUnit_isAccepted(Moving command) {
    assertThatCode(() -> command.factory().apply(Quantity.of(1))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("moving")
  void movingCommand_zeroUnits_isRefusedByName(Moving command) {
    assertThatThrownBy(() -> command.factory().apply(Quantity.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(command + " must be at least 1, was 0");
  }

  @Test
  void count_zero_isAccepted() {
    assertThat(new Count(KEY, MUG, EAST, Quantity.ZERO).counted()).isEqualTo(Quantity.ZERO);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, -1, Long.MAX_VALUE, -Long.MAX_VALUE})
  void adjust_anyDifference_isAccepted(long delta) {
    assertThat(new Adjust(KEY, MUG, EAST, delta, "dropped").delta()).isEqualTo(delta);
  }

  @Test
  void adjust_zero_isRefusedWithTheSku() {
    assertThatThrownBy(() -> new Adjust(KEY, MUG, EAST, 0, "dropped"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mug at east");
  }

  @Test
  void adjust_withoutReason_isRefused() {
    assertThatThrownBy(() -> new Adjust(KEY, MUG, EAST, 1, " "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("adjustment reason");
  }

  @Test
  void transfer_toTheSamePlace_isRefused() {
    assertThatThrownBy(() -> new Transfer(KEY, MUG, EAST, EAST, Quantity.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("both were east");
  }

  @Test
  void dispatch_toTheSamePlace_isRefused() {
    assertThatThrownBy(() -> new Dispatch(KEY, LORRY, MUG, EAST, EAST, Quantity.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("both were east");
  }

  @Test
  void defineKit_oneComponent_isAccepted() {
    assertThat(new DefineKit(KEY, MUG, List.of(new Component(Sku.of("cup"), 6))).components()).hasSize(1);
  }

  @Test
  void defineKit_withoutComponents_isRefused() {
    assertThatThrownBy(() -> new DefineKit(KEY, MUG, List.of()))
        .hasMessage("kit mug had 0 components, must have 1 to 100");
  }

  @Test
  void defineKit_oneSkuTwice_isRefused() {
    assertThatThrownBy(() -> new DefineKit(
        KEY, MUG, List.of(new Component(Sku.of("cup"), 1), new Component(Sku.of("cup"), 2))))
        .hasMessage("kit mug names cup twice; add its units up");
  }

  @Test
  void defineKit_ofItself_isRefused() {
    assertThatThrownBy(() -> new DefineKit(KEY, MUG, List.of(new Component(MUG, 2))))
        .hasMessage("kit mug cannot consist of itself");
  }

  @Test
  void snapshot_zero_isAccepted() {
    assertThat(new Snapshot(KEY, MUG, EAST, Quantity.ZERO, Instant.EPOCH).onHand()).isEqualTo(Quantity.ZERO);
  }

  @Test
  void reserve_mostLines_isAccepted() {
    assertThat(new Reserve(CART, lines(Reserve.MAX_LINES), null).lines()).hasSize(1_000);
  }

  @Test
  void reserve_oneLineMore_isRefused() {
    assertThatThrownBy(() -> new Reserve(CART, lines(Reserve.MAX_LINES + 1), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("had 1001")
        .hasMessageContaining("cart-7");
  }

  @Test
  void reserve_withoutLines_isRefused() {
    assertThatThrownBy(() -> new Reserve(CART, List.of(), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("had 0");
  }

  @Test
  void reserve_sameSkuTwice_isAccepted() {
    assertThat(new Reserve(CART, lines(2), null).lines()).hasSize(2);
  }

  @Test
  void reserve_listChangedAfterwards_keepsItsLines() {
    List<ReserveLine> lines = new ArrayList<>(lines(1));
    Reserve reserve = new Reserve(CART, lines, null);
    lines.clear();
    assertThat(reserve.lines()).hasSize(1);
  }

  @Test
  void keys_ofOneReservation_differByCommand() {
    assertThat(Stream.of(new Reserve(CART, lines(1), null), new Fulfil(CART), new Release(CART)))
        .extracting(StockCommand::key)
        .doesNotHaveDuplicates();
  }

  @Test
  void keys_sameReservation_areEqual() {
    assertThat(new Reserve(CART, lines(1), null).key()).isEqualTo(new Reserve(CART, lines(2), Instant.EPOCH).key());
  }

  @Test
  void recordSale_longestIdentifiers_haveAKey() {
    String longest = "x".repeat(200);
    RecordSale sale = new RecordSale(
        OrderLineRef.of(longest, longest, longest), MUG, EAST, Quantity.of(1), Instant.EPOCH);
    assertThat(sale.key().source()).isEqualTo("sale");
  }

  private static List<ReserveLine> lines(int count) {
    return Collections.nCopies(count, new ReserveLine(MUG, EAST, Quantity.of(1)));
  }
}
