package dev.onepool.testkit.contract;

/**
 * What a channel may have and others lack. A {@link RemoteSide} names what its channel has; rules about anything else are
 * not applicable. A connector that declares a capability needs the feature to prove it.
 */
public enum Feature {
  /** Calls can be left without an answer: {@link Trouble#SILENCE}. */
  SILENCE,
  /** Access tokens are issued and expire: {@link RemoteSide#expireTokens}. */
  TOKENS,
  /** Writes can be applied after their call: {@link RemoteSide#applyLate}. */
  LATE_WRITES,
  /** Readings can be old: {@link RemoteSide#readStale}. */
  STALE_READS,
  /** Orders can wait, unpaid: {@link RemoteOrders#placePending}. */
  PENDING_ORDERS,
  /** Orders can turn up after later ones: {@link RemoteOrders#placeBehind}. */
  LATE_ORDERS,
  /** A line's units can be changed: {@link RemoteOrders#editLine}. */
  EDITS,
  /** The channel may tell an order's lines in another order: {@link RemoteOrders#shuffleLines}. */
  SHUFFLED_LINES,
  /** Some of a line can be cancelled, and not only all of it. */
  PARTIAL_CANCELS,
  /** Orders are cancelled whole, with all their lines, and not line by line. */
  WHOLE_ORDER_CANCELS,
  /** Some of a line can be shipped, and not only all of it. */
  PARTIAL_SHIPMENTS,
  /** A shipment can be taken back: {@link RemoteOrders#voidShipment}. */
  VOIDED_SHIPMENTS,
  /** The channel tells of units that came back: {@link RemoteOrders#giveBack}. */
  RETURNS,
  /** The channel tells of returned units put back on sale: {@link RemoteOrders#restock}. */
  RESTOCKS,
  /** Money can be given back without goods: {@link RemoteOrders#refund}. */
  REFUNDS,
  /** There are {@link Sale.Kind#REPLACEMENT}s. */
  REPLACEMENTS,
  /** There are {@link Sale.Kind#SAMPLE}s. */
  SAMPLES,
  /** A line may name no listing: {@link RemoteOrders#placeNameless}. */
  NAMELESS_LINES,
  /** An order can come to contradict itself: {@link RemoteOrders#spoil}. */
  BROKEN_ORDERS,
  /** The channel sends notifications: {@link RemoteMessages}. */
  NOTIFICATIONS,
  /** Notifications are signed with keys that the channel is asked for, by the names that the signatures give. */
  SIGNING_KEYS,
  /** A notification may hold a part of an order: {@link RemoteMessages#partial}. */
  PARTIAL_NOTIFICATIONS,
  /** Notifications come by a queue: {@link RemoteMessages#push}. */
  QUEUE,
  /** Subscriptions to notifications can get lost: {@link RemoteMessages#dropSubscriptions}. */
  SUBSCRIPTIONS,
  /** The channel takes {@link dev.onepool.spi.OrderAction.Acknowledge}. */
  ACKNOWLEDGE,
  /** The channel takes {@link dev.onepool.spi.OrderAction.Ship}. */
  SHIP,
  /** The channel takes {@link dev.onepool.spi.OrderAction.Cancel}. */
  CANCEL,
  /** The channel holds stock for the seller: {@link RemoteServices#listHeld}. */
  HELD_STOCK,
  /** The channel ships held stock for others' orders: {@link RemoteServices#shipments}. */
  FULFILMENT,
  /** The channel knows where the seller ships from: {@link RemoteServices#locations}. */
  LOCATIONS
}
