package dev.onepool.core.internal.sync;

import dev.onepool.ActionResult;
import dev.onepool.ChannelFulfilment;
import dev.onepool.spi.FulfilmentService;
import org.jspecify.annotations.Nullable;

/** Hands shipments through to a channel's service. */
final class CoreFulfilment implements ChannelFulfilment {

  private final ChannelRuntime runtime;
  private final FulfilmentService service;
  private final OrderDesk desk;

  CoreFulfilment(ChannelRuntime runtime, FulfilmentService service, OrderDesk desk) {
    this.runtime = runtime;
    this.service = service;
    this.desk = desk;
  }

  @Override
  public Preview preview(Shipment shipment) {
    FulfilmentService.Preview preview = service.preview(translated(shipment), desk.deadline());
    return new Preview(preview.fulfillable(), preview.missing(), preview.arrival());
  }

  @Override
  public ActionResult create(Shipment shipment) {
    FulfilmentService.Shipment asked = translated(shipment);
    return desk.call(runtime, deadline -> service.create(asked, deadline));
  }

  @Override
  public ActionResult cancel(String id) {
    return desk.call(runtime, deadline -> service.cancel(id, deadline));
  }

  @Override
  public @Nullable Status status(String id) {
    FulfilmentService.Status status = service.status(id, desk.deadline());
    return status == null ? null : new Status(status.state().name(), status.shipped(), status.cancelled());
  }

  private static FulfilmentService.Shipment translated(Shipment shipment) {
    Address to = shipment.address();
    return new FulfilmentService.Shipment(shipment.id(), shipment.placedAt(), shipment.units(),
        new FulfilmentService.Address(to.name(), to.lines(), to.city(), to.region(), to.postalCode(), to.country(), to.phone()));
  }
}
