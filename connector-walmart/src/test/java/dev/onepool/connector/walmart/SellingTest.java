package dev.onepool.connector.walmart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.LineId;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.sandbox.walmart.WalmartSandbox;
import dev.onepool.spi.Capabilities;
import dev.onepool.spi.OrderAction;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.ShownQuantity;
import dev.onepool.testkit.contract.Call;
import dev.onepool.testkit.contract.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Quantities and what happens to them while orders come, are shipped and are cancelled. */
class SellingTest {

  private static final String OTHER_NODE = "79897837271126017";

  private static OrderAction.Ship ship(String order, String id, long units, String tracking) {
    return new OrderAction.Ship(OrderId.of(order), id, Map.of(LineId.of("1"), units), "UPS", tracking);
  }

  private static PublishResult act(Bench bench, OrderAction action) {
    return bench.connector().act(action, bench.deadline());
  }

  // ---- what the number means

  @Test
  void forSale_isWrittenGross_soThatBuyersCanTakeWhatIsMeant() {
    try (Bench bench = new Bench()) {
      bench.walmart.list("MUG", 9);
      bench.walmart.buy("MUG", 2);
      bench.publish(bench.write("MUG", 5));
      assertThat(bench.walmart.input("MUG")).as("what Walmart is told").isEqualTo(7);
      assertThat(bench.walmart.shows("MUG")).as("what buyers can take").isEqualTo(5);
    }
  }

  @Test
  void held_isWrittenAsItIs_withoutReading_andDeclaredSo() {
    try (Bench bench = new Bench(Map.of("quantity-meaning", "held"))) {
      bench.walmart.list("MUG", 9);
      bench.walmart.buy("MUG", 2);
      bench.publish(bench.write("MUG", 5));
      assertThat(bench.connector().capabilities().meaning()).isEqualTo(Capabilities.Meaning.HELD);
      assertThat(bench.walmart.input("MUG")).isEqualTo(5);
      assertThat(bench.walmart.shows("MUG")).isEqualTo(3);
      assertThat(bench.walmart.calls(Call.READ)).isZero();
    }
  }

  @Test
  void write_isInForce_onlyWhenItIsReadBack() {
    try (Bench bench = new Bench()) {
      bench.walmart.list("MUG", 9);
      bench.walmart.writeDelay(Duration.ofMinutes(10));
      PublishResult.Accepted accepted = (PublishResult.Accepted) bench.publish(bench.write("MUG", 5)).get(0);
      assertThat(bench.connector().poll(List.of(accepted.token()))).containsExactly(accepted);
      bench.walmart.buy("MUG", 3);
      bench.pass(Duration.ofMinutes(11));
      assertThat(bench.connector().poll(List.of(accepted.token()))).containsExactly(new PublishResult.Applied(null));
    }
  }

  @Test
  void reading_isAsOldAsItMayBe_becauseWalmartDoesNotDateIt() {
    try (Bench bench = new Bench(Map.of("reading-age", "PT7M"))) {
      bench.walmart.list("MUG", 9);
      bench.walmart.buy("MUG", 2);
      assertThat(bench.connector().shown(List.of(ListingId.of("MUG"))))
          .containsExactly(new ShownQuantity(ListingId.of("MUG"), 7, bench.clock.instant().minus(Duration.ofMinutes(7))));
    }
  }

  @Test
  void nodes_areListingsOfTheirOwn_andLeftAloneByEachOthersWrites() {
    try (Bench bench = new Bench(Map.of("ship-nodes", WalmartSandbox.NODE + "," + OTHER_NODE))) {
      bench.walmart.list("MUG", 9);
      bench.walmart.list("MUG", OTHER_NODE, 4);
      bench.walmart.list("CUP", 1);
      bench.publish(bench.write("MUG@" + OTHER_NODE, 6));
      assertThat(List.of(bench.walmart.shows("MUG"), bench.walmart.shows("MUG", OTHER_NODE))).containsExactly(9L, 6L);
      assertThat(bench.publish(bench.write("CUP@" + OTHER_NODE, 6), bench.write("MUG", 6), bench.write("MUG@1", 6)))
          .allMatch(PublishResult.Rejected.class::isInstance);
      String order = bench.walmart.place(bench.clock.instant(), false, OTHER_NODE, List.of(Map.entry("MUG", 1L)));
      assertThat(bench.connector().ordersById(java.util.Set.of(OrderId.of(order))).get(0).lines().get(0).listing())
          .isEqualTo(ListingId.of("MUG@" + OTHER_NODE));
    }
  }

  // ---- shipping

  @Test
  void shipment_leavesWhatIsForSale_whetherWalmartLowersTheHeldNumberOrNot() {
    for (boolean lowers : new boolean[] {false, true}) {
      try (Bench bench = new Bench()) {
        bench.walmart.lowersInput(lowers).list("MUG", 10);
        String order = bench.walmart.buy("MUG", 4);
        assertThat(act(bench, ship(order, "s1", 3, "1Z1"))).isInstanceOf(PublishResult.Applied.class);
        assertThat(bench.walmart.shows("MUG")).as("for sale, lowers: " + lowers).isEqualTo(6);
        assertThat(bench.walmart.input("MUG")).as("held, lowers: " + lowers).isEqualTo(7);
        assertThat(bench.walmart.acknowledged(order)).as("acknowledged before it was shipped").isEqualTo(1);
      }
    }
  }

  /** Random histories: writes, sales, shipments told through us with calls that get lost, and cancellations. */
  @Test
  void whatIsForSale_neverRisesByAShipment_inAnyHistory() {
    long seed = 20_261_123L;
    Random random = new Random(seed);
    for (int history = 0; history < 30; history++) {
      boolean lowers = random.nextBoolean();
      try (Bench bench = new Bench()) {
        bench.walmart.lowersInput(lowers).list("MUG", 0);
        java.util.ArrayDeque<String> open = new java.util.ArrayDeque<>();
        for (int step = 0; step < 30; step++) {
          bench.pass(Duration.ofMinutes(1));
          int what = random.nextInt(4);
          if (what == 0) {
            long value = random.nextInt(8);
            bench.publish(bench.write("MUG", value));
            assertThat(bench.walmart.shows("MUG")).as("seed %d, history %d, step %d", seed, history, step).isEqualTo(value);
          } else if (what == 1 && bench.walmart.shows("MUG") > 0) {
            open.add(String.valueOf(bench.walmart.buy("MUG", 1)));
          } else if (!open.isEmpty()) {
            long before = bench.walmart.shows("MUG");
            boolean lost = random.nextInt(3) == 0;
            if (lost) {
              bench.walmart.trouble(random.nextBoolean() ? Call.WRITE : Call.ACTION, random.nextBoolean() ? Trouble.LOST_AFTER : Trouble.LOST_BEFORE);
            }
            String order = open.remove();
            PublishResult result = act(bench, ship(order, "s" + order, 1, "1Z" + order));
            assertThat(bench.walmart.shows("MUG")).as("seed %d, history %d, step %d, %s", seed, history, step, result)
                .isLessThanOrEqualTo(before);
          }
        }
      }
    }
  }

  @Test
  void shipment_waitsUntilTheLowerNumberIsInForce_andIsThenTold() {
    try (Bench bench = new Bench()) {
      bench.walmart.list("MUG", 10);
      String order = bench.walmart.buy("MUG", 4);
      bench.walmart.writeDelay(Duration.ofMinutes(2));
      assertThat(act(bench, ship(order, "s1", 4, "1Z1"))).isInstanceOf(PublishResult.Throttled.class);
      assertThat(bench.walmart.order(order).lines().get(0).shipped()).as("shipped before that").isZero();
      bench.pass(Duration.ofMinutes(3));
      assertThat(act(bench, ship(order, "s1", 4, "1Z1"))).isInstanceOf(PublishResult.Applied.class);
      bench.pass(Duration.ofMinutes(3));
      assertThat(List.of(bench.walmart.shows("MUG"), bench.walmart.input("MUG"))).containsExactly(6L, 6L);
    }
  }

  @Test
  void refusedShipment_putsTheNumberBack() {
    try (Bench bench = new Bench()) {
      bench.walmart.list("MUG", 10);
      String order = bench.walmart.buy("MUG", 4);
      assertThat(act(bench, ship(order, "s1", 5, "1Z1"))).isInstanceOf(PublishResult.Rejected.class);
      assertThat(List.of(bench.walmart.shows("MUG"), bench.walmart.input("MUG"))).containsExactly(6L, 10L);
    }
  }

  @Test
  void writeBeforeAShipment_isStillProved_thoughTheShipmentLoweredItsNumber() {
    try (Bench bench = new Bench()) {
      bench.walmart.list("MUG", 10);
      String order = bench.walmart.buy("MUG", 4);
      PublishResult.Accepted accepted = (PublishResult.Accepted) bench.publish(bench.write("MUG", 5)).get(0);
      act(bench, ship(order, "s1", 1, "1Z1"));
      act(bench, ship(order, "s2", 2, "1Z2"));
      assertThat(bench.walmart.input("MUG")).isEqualTo(6);
      assertThat(bench.connector().poll(List.of(accepted.token()))).containsExactly(new PublishResult.Applied(null));
    }
  }

  @Test
  void parcelThatIsOnTheOrder_isNotToldAgain_afterARestartEither() {
    try (Bench bench = new Bench()) {
      bench.walmart.list("MUG", 10);
      String order = bench.walmart.buy("MUG", 4);
      act(bench, ship(order, "s1", 1, "1Z1"));
      bench.restart();
      assertThat(act(bench, ship(order, "s1", 1, "1Z1"))).isInstanceOf(PublishResult.Applied.class);
      assertThat(bench.walmart.order(order).lines().get(0).shipped()).isEqualTo(1);
    }
  }

  @Test
  void shipmentWhoseCallGotLost_isToldAgain_withoutLoweringTwice() {
    for (Trouble trouble : List.of(Trouble.LOST_BEFORE, Trouble.LOST_AFTER)) {
      try (Bench bench = new Bench()) {
        bench.walmart.list("MUG", 10);
        String order = bench.walmart.buy("MUG", 4);
        act(bench, new OrderAction.Acknowledge(OrderId.of(order), "seen"));
        bench.walmart.trouble(Call.ACTION, trouble);
        assertThat(act(bench, ship(order, "s1", 3, "1Z1"))).isInstanceOf(PublishResult.Unknown.class);
        assertThat(act(bench, ship(order, "s1", 3, "1Z1"))).isInstanceOf(PublishResult.Applied.class);
        assertThat(List.of(bench.walmart.shows("MUG"), bench.walmart.input("MUG"))).as(trouble.toString()).containsExactly(6L, 7L);
      }
    }
  }

  @Test
  void shipment_withoutTracking_orByAnUnknownCarrier_isRefused_unlessItCanBeTracked() {
    try (Bench bench = new Bench(); Bench tracked = new Bench(Map.of("tracking-url", "https://t.example/{number}"))) {
      for (Bench one : List.of(bench, tracked)) {
        one.walmart.list("MUG", 10);
        String order = one.walmart.buy("MUG", 4);
        OrderAction unknown = new OrderAction.Ship(OrderId.of(order), "s", Map.of(LineId.of("1"), 1L), "Bike Boys", "B 1");
        assertThat(act(one, new OrderAction.Ship(OrderId.of(order), "s", Map.of(LineId.of("1"), 1L), "UPS", null)))
            .isInstanceOf(PublishResult.Rejected.class);
        assertThat(act(one, unknown)).isInstanceOf(one == bench ? PublishResult.Rejected.class : PublishResult.Applied.class);
      }
    }
  }

  @Test
  void shipment_thatTheBuyerWantedToCancel_saysThatTheSellerDecided() {
    try (Bench bench = new Bench()) {
      bench.walmart.list("MUG", 10);
      String order = bench.walmart.buy("MUG", 4);
      bench.walmart.wantCancel(order);
      assertThat(act(bench, ship(order, "s1", 1, "1Z1"))).isInstanceOf(PublishResult.Applied.class);
    }
  }

  // ---- cancelling and acknowledging

  @Test
  void cancellation_toldTwice_cancelsOnce() {
    try (Bench bench = new Bench()) {
      bench.walmart.list("MUG", 10);
      String order = bench.walmart.buy("MUG", 4);
      OrderAction cancel = new OrderAction.Cancel(OrderId.of(order), "c1", Map.of(LineId.of("1"), 1L), OrderAction.Reason.BUYER);
      bench.walmart.trouble(Call.ACTION, Trouble.LOST_AFTER);
      assertThat(act(bench, cancel)).isInstanceOf(PublishResult.Unknown.class);
      assertThat(act(bench, cancel)).isInstanceOf(PublishResult.Applied.class);
      assertThat(bench.walmart.order(order).lines().get(0).cancelled()).isEqualTo(1);
      assertThat(bench.walmart.shows("MUG")).isEqualTo(7);
    }
  }

  @Test
  void cancellation_forLackOfStock_takesTheItemOffSale() {
    try (Bench bench = new Bench()) {
      bench.walmart.list("MUG", 10);
      String order = bench.walmart.buy("MUG", 4);
      act(bench, new OrderAction.Cancel(OrderId.of(order), "c1", Map.of(LineId.of("1"), 4L), OrderAction.Reason.NO_STOCK));
      assertThat(bench.walmart.shows("MUG")).isZero();
    }
  }

  @Test
  void oldOrders_areAcknowledgedOnce_andSaid_whenNobodyDid() {
    try (Bench bench = new Bench()) {
      bench.walmart.list("MUG", 10);
      String old = bench.walmart.buy("MUG", 1);
      bench.pass(Duration.ofMinutes(119));
      String fresh = bench.walmart.buy("MUG", 1);
      assertThat(bench.connector().maintain()).isEmpty();
      bench.pass(Duration.ofMinutes(2));
      assertThat(bench.connector().maintain()).singleElement().asString().contains(old).doesNotContain(fresh);
      assertThat(bench.connector().maintain()).isEmpty();
      assertThat(List.of(bench.walmart.acknowledged(old), bench.walmart.acknowledged(fresh))).containsExactly(1L, 0L);
    }
  }
}
