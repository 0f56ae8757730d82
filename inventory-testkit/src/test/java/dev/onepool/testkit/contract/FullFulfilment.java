package dev.onepool.testkit.contract;

import dev.onepool.ChannelFulfilment.Preview;
import dev.onepool.ChannelFulfilment.Shipment;
import dev.onepool.ChannelFulfilment.State;
import dev.onepool.ChannelFulfilment.Status;
import dev.onepool.ListingId;
import dev.onepool.spi.FulfilmentService;
import dev.onepool.spi.PublishResult;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fulfilment service of a {@link FullMarket}. */
final class FullFulfilment implements FulfilmentService {

  private final FullConnector connector;

  FullFulfilment(FullConnector connector) {
    this.connector = connector;
  }

  @Override
  public Preview preview(Shipment shipment, Instant deadline) {
    Map<ListingId, Long> missing = new HashMap<>();
    shipment.units().forEach((listing, units) -> {
      RemoteBooks.Reading there = connector.market().get(listing);
      long lacking = units - (there == null ? 0 : there.units());
      if (lacking > 0) {
        missing.put(listing, lacking);
      }
    });
    return new Preview(missing.isEmpty(), missing, null);
  }

  @Override
  public PublishResult create(Shipment shipment, Instant deadline) {
    connector.market().shipments.merge(shipment.id(), shipment.units(), (old, same) -> old);
    return new PublishResult.Accepted(shipment.id());
  }

  @Override
  public PublishResult cancel(String id, Instant deadline) {
    return new PublishResult.Applied(null);
  }

  @Override
  public @Nullable Status status(String id, Instant deadline) {
    Map<ListingId, Long> units = connector.market().shipments.get(id);
    return units == null ? null : new Status(State.RECEIVED, Objects.requireNonNull(Map.of()), Map.of());
  }
}
