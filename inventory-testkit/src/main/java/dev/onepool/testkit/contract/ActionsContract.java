package dev.onepool.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ChannelFulfilment;
import dev.onepool.LineId;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.FulfilmentService;
import dev.onepool.spi.OrderAction;
import dev.onepool.spi.PublishResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Telling the channel about orders, and its fulfilment service. */
public abstract class ActionsContract extends ConnectorContract {

  private ListingId mug = ListingId.of("unset");

  /** For the author's test class. */
  protected ActionsContract() {}

  @Override
  void prepare() {
    mug = bench.list("MUG", 50);
  }

  @Rule(id = "ship-declared",
      says = "A shipment reaches the channel if, and only if, shipping is declared; else it is UNSUPPORTED.")
  void shipDeclared() {
    OrderId order = place();
    PublishResult result = act(ship(order, "ship-1"));
    if (assertDeclared(OrderAction.Ship.class, result)) {
      assertThat(bench.remote.shipped(order, 0)).as("units shipped there, said was " + result).isEqualTo(2);
    }
  }

  @Rule(id = "ship-once", says = "One shipment told twice ships once.")
  void shipOnce() {
    bench.need(bench.card().does(OrderAction.Ship.class) && bench.has(Feature.PARTIAL_SHIPMENTS),
        "parts of a line are not shipped");
    OrderId order = place();
    OrderAction.Ship half = new OrderAction.Ship(order, "ship-1", Map.of(line(order), 1L), "DHL", "JD001");
    act(half);
    bench.settleWrites();
    act(half);
    bench.settleWrites();
    assertThat(bench.remote.shipped(order, 0)).as("units shipped there").isEqualTo(1);
  }

  @Rule(id = "cancel-declared",
      says = "A cancellation reaches the channel if, and only if, cancelling is declared; else it is UNSUPPORTED.")
  void cancelDeclared() {
    OrderId order = place();
    OrderAction cancel = new OrderAction.Cancel(order, "cancel-1", Map.of(line(order), 2L), OrderAction.Reason.NO_STOCK);
    PublishResult result = act(cancel);
    if (assertDeclared(OrderAction.Cancel.class, result)) {
      assertThat(bench.remote.cancelled(order, 0)).as("units cancelled there, said was " + result).isEqualTo(2);
    }
  }

  @Rule(id = "acknowledge-declared",
      says = "An acknowledgement reaches the channel if, and only if, it is declared; else it is UNSUPPORTED.")
  void acknowledgeDeclared() {
    OrderId order = place();
    PublishResult result = act(new OrderAction.Acknowledge(order, "seen-1"));
    if (assertDeclared(OrderAction.Acknowledge.class, result)) {
      assertThat(bench.remote.acknowledged(order)).as("acknowledgements there, said was " + result).isEqualTo(1);
    }
  }

  private boolean assertDeclared(Class<? extends OrderAction> type, PublishResult result) {
    bench.settleWrites();
    if (bench.card().does(type)) {
      assertThat(Tries.taken(result)).as(type.getSimpleName() + " is declared, said was " + result).isTrue();
      return true;
    }
    assertThat(result).as(type.getSimpleName() + " is not declared").isInstanceOfSatisfying(
        PublishResult.Rejected.class, rejected -> assertThat(rejected.kind()).isEqualTo(FailureKind.UNSUPPORTED));
    assertThat(bench.remote.calls(Call.ACTION)).as("calls for actions").isZero();
    return false;
  }

  @Rule(id = "action-unknown", says = "An action that got no answer is unknown, and is not repeated.")
  void actionUnknown() {
    bench.need(bench.card().does(OrderAction.Ship.class), "shipping is not declared");
    OrderAction ship = ship(place(), "ship-1");
    bench.remote.trouble(Call.ACTION, Trouble.LOST_AFTER);
    assertThat(act(ship)).as("said of a shipment without answer").isInstanceOf(PublishResult.Unknown.class);
    assertThat(bench.remote.calls(Call.ACTION)).as("calls").isEqualTo(1);
  }

  @Rule(id = "action-refused", says = "An action for an order that the channel does not know is rejected.")
  void actionRefused() {
    bench.need(bench.card().does(OrderAction.Ship.class), "shipping is not declared");
    LineId line = line(place());
    OrderId nobodys = bench.remote.unknownOrder();
    PublishResult result = act(new OrderAction.Ship(nobodys, "ship-1", Map.of(line, 1L), "DHL", "JD001"));
    assertThat(result).as("said of a shipment of order " + nobodys).isInstanceOf(PublishResult.Rejected.class);
  }

  @Rule(id = "fulfilment-declared",
      says = "Where the channel ships no held stock for others there is no such service; where there is one, it "
          + "is the same on every call.")
  void fulfilmentDeclared() {
    FulfilmentService service = bench.connector().fulfilment();
    if (!bench.has(Feature.FULFILMENT)) {
      assertThat(service).as("service").isNull();
    }
    assertThat(bench.connector().fulfilment()).as("service, asked again").isSameAs(service);
  }

  @Rule(id = "fulfilment-once", says = "One shipment asked for twice is shipped once, and its state can be asked.")
  void fulfilmentOnce() {
    FulfilmentService service = service();
    ListingId held = held();
    ChannelFulfilment.Shipment shipment = shipment("S-1", held, 2);
    PublishResult first = service.create(shipment, bench.deadline());
    assertThat(Tries.taken(first)).as(first.toString()).isTrue();
    service.create(shipment, bench.deadline());
    assertThat(bench.remote.shipments("S-1")).as("shipments there").isEqualTo(1);
    assertThat(service.status("S-1", bench.deadline())).as("status").isNotNull();
  }

  @Rule(id = "fulfilment-unknown", says = "A shipment that was never asked for has no state.")
  void fulfilmentUnknown() {
    assertThat(service().status("S-never", bench.deadline())).isNull();
  }

  @Rule(id = "fulfilment-preview", says = "A preview names what is missing, and asks for nothing.")
  void fulfilmentPreview() {
    FulfilmentService service = service();
    ListingId held = held();
    assertThat(service.preview(shipment("S-1", held, 2), bench.deadline()).fulfillable()).as("2 of 6").isTrue();
    ChannelFulfilment.Preview tooMany = service.preview(shipment("S-2", held, 9), bench.deadline());
    assertThat(tooMany.fulfillable()).as("9 of 6").isFalse();
    assertThat(tooMany.missing().getOrDefault(held, 0L)).as("missing of 9, of which 6 are there").isPositive();
    assertThat(bench.remote.shipments("S-1")).as("shipments there").isZero();
  }

  private FulfilmentService service() {
    bench.need(Feature.FULFILMENT);
    FulfilmentService service = bench.connector().fulfilment();
    bench.need(service != null, "the connector offers no fulfilment");
    return Objects.requireNonNull(service);
  }

  private ListingId held() {
    ListingId held = bench.remote.listHeld("HELD", 6);
    bench.tick();
    return held;
  }

  private ChannelFulfilment.Shipment shipment(String id, ListingId listing, long units) {
    ChannelFulfilment.Address address = new ChannelFulfilment.Address(
        "A. Buyer", List.of("1 Any Street"), "Springfield", null, "12345", "US", null);
    Instant placedAt = bench.clock.instant();
    return new ChannelFulfilment.Shipment(id, placedAt, Map.of(listing, units), address);
  }

  private OrderId place() {
    OrderId order = bench.remote.place(new Sale(mug, 2));
    bench.tick();
    return order;
  }

  /** The line's name as the connector tells it, for that is how the engine names it. */
  private LineId line(OrderId order) {
    return bench.feed().line(order, mug).line();
  }

  private OrderAction ship(OrderId order, String id) {
    return new OrderAction.Ship(order, id, Map.of(line(order), 2L), "DHL", "JD001");
  }

  private PublishResult act(OrderAction action) {
    return Tries.one(bench, () -> List.of(bench.connector().act(action, bench.deadline())));
  }
}
