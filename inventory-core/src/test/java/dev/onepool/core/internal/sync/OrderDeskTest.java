package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.onepool.ActionResult;
import dev.onepool.CancelReason;
import dev.onepool.ChannelFulfilment;
import dev.onepool.ChannelFulfilment.Preview;
import dev.onepool.ChannelFulfilment.Shipment;
import dev.onepool.ChannelFulfilment.State;
import dev.onepool.ChannelFulfilment.Status;
import dev.onepool.ChannelPlace;
import dev.onepool.LineId;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.spi.ChannelLocation;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.FulfilmentService;
import dev.onepool.spi.OrderAction;
import dev.onepool.spi.PublishResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the seller tells a channel about orders and shipments. */
class OrderDeskTest extends SyncHarness {

  private static final OrderId ORDER = OrderId.of("o1");
  private static final Map<LineId, Long> UNITS = Map.of(LineId.of("1"), 2L);

  @BeforeEach
  void able() {
    shop.card = ScriptedConnector.card().does(OrderAction.Acknowledge.class).does(OrderAction.Ship.class)
        .does(OrderAction.Cancel.class).build();
  }

  @Test
  void acknowledge_done_saysSo() {
    assertThat(inventory.channels().acknowledge(SHOP, ORDER, "a1")).isEqualTo(new ActionResult.Done());
    assertThat(shop.actions).containsExactly(new OrderAction.Acknowledge(ORDER, "a1"));
  }

  @Test
  void ship_handsEverythingThrough() {
    inventory.channels().ship(SHOP, ORDER, "s1", UNITS, "DHL", "123");
    assertThat(shop.actions).containsExactly(new OrderAction.Ship(ORDER, "s1", UNITS, "DHL", "123"));
  }

  @Test
  void cancel_handsEverythingThrough() {
    inventory.channels().cancel(SHOP, ORDER, "c1", UNITS, CancelReason.NO_STOCK);
    assertThat(shop.actions).containsExactly(
        new OrderAction.Cancel(ORDER, "c1", UNITS, OrderAction.Reason.NO_STOCK));
  }

  @Test
  void reasons_areTheSameOnBothSides() {
    assertThat(List.of(CancelReason.NO_STOCK.name(), CancelReason.BUYER.name(), CancelReason.OTHER.name())).containsExactly(
        OrderAction.Reason.NO_STOCK.name(), OrderAction.Reason.BUYER.name(), OrderAction.Reason.OTHER.name());
  }

  @Test
  void act_notOffered_isRefusedWithoutACall() {
    shop.card = ScriptedConnector.card().build();
    assertThat(acknowledged()).isInstanceOf(ActionResult.Refused.class);
    assertThat(shop.actions).isEmpty();
  }

  @Test
  void act_refused_saysWhy() {
    shop.outcomes.add(() -> new PublishResult.Rejected(FailureKind.INVALID, "shipped already"));
    assertThat(acknowledged()).isEqualTo(new ActionResult.Refused("shipped already"));
  }

  @Test
  void act_accepted_saysSo() {
    shop.outcomes.add(() -> new PublishResult.Accepted("t"));
    assertThat(acknowledged()).isEqualTo(new ActionResult.Accepted());
  }

  @Test
  void act_throttled_saysWhenAgain() {
    Instant until = clock.instant().plusSeconds(5);
    shop.outcomes.add(() -> new PublishResult.Throttled(until));
    assertThat(acknowledged()).isEqualTo(new ActionResult.Later(until));
  }

  @Test
  void act_throttledByException_saysWhenAgain() {
    Instant until = clock.instant().plusSeconds(5);
    shop.outcomes.add(() -> {
      throw ConnectorException.throttled(until);
    });
    assertThat(acknowledged()).isEqualTo(new ActionResult.Later(until));
  }

  @Test
  void act_noAnswer_isUnknown() {
    shop.outcomes.add(() -> new PublishResult.Unknown("silence"));
    assertThat(acknowledged()).isEqualTo(new ActionResult.Unknown("silence"));
  }

  @Test
  void act_connectorBreaks_isUnknownWithoutItsWords() {
    shop.outcomes.add(() -> {
      throw new IllegalStateException("s3cr3t");
    });
    assertThat(acknowledged()).isInstanceOfSatisfying(ActionResult.Unknown.class,
        unknown -> assertThat(unknown.message()).doesNotContain("s3cr3t"));
  }

  @Test
  void act_nothing_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> inventory.channels().ship(SHOP, ORDER, "s1", Map.of(), "DHL", null));
  }

  @Test
  void locations_areTheChannels() {
    shop.places.add(new ChannelLocation("7", "Berlin", true, false));
    assertThat(inventory.channels().locations(SHOP)).containsExactly(new ChannelPlace("7", "Berlin", true, false));
  }

  @Test
  void fulfilment_whereThereIsNone_isNull() {
    assertThat(inventory.channels().fulfilment(SHOP)).isNull();
  }

  @Test
  void fulfilment_handsEverythingThrough() {
    Service service = new Service();
    shop.service = service;
    ChannelFulfilment fulfilment = inventory.channels().fulfilment(SHOP);
    Map<ListingId, Long> units = Map.of(ListingId.of("h-A"), 2L);
    ChannelFulfilment.Address address =
        new ChannelFulfilment.Address("Ada", List.of("1 Road"), "London", "LND", "N1", "GB", "555");
    ChannelFulfilment.Shipment shipment = new ChannelFulfilment.Shipment("f1", clock.instant(), units, address);
    assertThat(fulfilment.preview(shipment))
        .isEqualTo(new ChannelFulfilment.Preview(false, units, clock.instant().plusSeconds(30)));
    assertThat(fulfilment.create(shipment)).isEqualTo(new ActionResult.Accepted());
    assertThat(fulfilment.cancel("f1")).isEqualTo(new ActionResult.Done());
    assertThat(fulfilment.status("f1")).isEqualTo(new ChannelFulfilment.Status(ChannelFulfilment.State.PARTIAL, units, Map.of()));
    assertThat(fulfilment.status("f2")).isNull();
    assertThat(service.shipments).containsExactly(shipment, shipment);
  }

  @Test
  void address_toString_showsNoPerson() {
    assertThat(new ChannelFulfilment.Address("Ada", List.of("1 Road"), "London", null, "N1", "GB", null).toString())
        .doesNotContain("Ada").doesNotContain("Road").doesNotContain("N1");
  }

  private ActionResult acknowledged() {
    return inventory.channels().acknowledge(SHOP, ORDER, "a1");
  }

  /** Knows one shipment. */
  private static final class Service implements FulfilmentService {
    final List<Shipment> shipments = new ArrayList<>();

    @Override
    public Preview preview(Shipment shipment, Instant deadline) {
      shipments.add(shipment);
      return new Preview(false, shipment.units(), deadline);
    }

    @Override
    public PublishResult create(Shipment shipment, Instant deadline) {
      shipments.add(shipment);
      return new PublishResult.Accepted("f1");
    }

    @Override
    public PublishResult cancel(String id, Instant deadline) {
      return new PublishResult.Applied(null);
    }

    @Override
    public Status status(String id, Instant deadline) {
      return id.equals("f1")
          ? new Status(State.PARTIAL, Map.of(ListingId.of("h-A"), 2L), Map.of())
          : null;
    }
  }
}
