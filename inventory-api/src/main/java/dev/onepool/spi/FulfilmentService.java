package dev.onepool.spi;

import dev.onepool.ChannelFulfilment.Preview;
import dev.onepool.ChannelFulfilment.Shipment;
import dev.onepool.ChannelFulfilment.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Ships stock that a channel holds for orders of other channels. The address passes through and is kept nowhere. What
 * is shipped, and how sure such stock is, says {@link dev.onepool.ChannelFulfilment}, which hands everything through.
 */
public interface FulfilmentService {

  /** Returns whether the order could be shipped now, and what of it not. Keeps nothing aside. */
  Preview preview(Shipment shipment, Instant deadline);

  /** Asks for the shipment. Asking twice with one id ships once. */
  PublishResult create(Shipment shipment, Instant deadline);

  /** Asks to cancel it; whether it was not too late says {@link #status}. */
  PublishResult cancel(String id, Instant deadline);

  /** Returns how it stands; null if the channel knows none of this id. */
  @Nullable Status status(String id, Instant deadline);
}
