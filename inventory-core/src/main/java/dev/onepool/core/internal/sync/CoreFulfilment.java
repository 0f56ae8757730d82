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
    return service.preview(shipment, desk.deadline());
  }

  @Override
  public ActionResult create(Shipment shipment) {
    return desk.call(runtime, deadline -> service.create(shipment, deadline));
  }

  @Override
  public ActionResult cancel(String id) {
    return desk.call(runtime, deadline -> service.cancel(id, deadline));
  }

  @Override
  public @Nullable Status status(String id) {
    return service.status(id, desk.deadline());
  }
}
