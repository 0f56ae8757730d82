package dev.onepool.testkit.contract;

import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.spi.Capabilities;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ChannelLocation;
import dev.onepool.spi.ConnectorContext;
import dev.onepool.spi.FulfilmentService;
import dev.onepool.spi.ListingPage;
import dev.onepool.spi.Notification;
import dev.onepool.spi.NotificationResult;
import dev.onepool.spi.OrderAction;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderSnapshot;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.PushSource;
import dev.onepool.spi.QuantityWrite;
import dev.onepool.spi.ShownQuantity;
import dev.onepool.spi.StockPage;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The full connector behind a wall in which each mistake makes one hole. */
class Wrapped implements ChannelConnector {

  /** What a mistake is planted into. */
  record Inside(ChannelConnector full, ConnectorContext context, FullMarket market) {}

  final ChannelConnector full;
  final ConnectorContext context;
  final FullMarket market;

  Wrapped(Inside inside) {
    full = inside.full();
    context = inside.context();
    market = inside.market();
  }

  Instant now() {
    return context.clock().instant();
  }

  /** Changes one snapshot that a page tells. */
  OrderSnapshot told(OrderSnapshot order) {
    return order;
  }

  @Override
  public Capabilities capabilities() {
    return full.capabilities();
  }

  @Override
  public List<PublishResult> publish(List<QuantityWrite> batch, Instant deadline) {
    return full.publish(batch, deadline);
  }

  @Override
  public List<PublishResult> poll(List<String> tokens) {
    return full.poll(tokens);
  }

  @Override
  public List<ShownQuantity> shown(List<ListingId> listings) {
    return full.shown(listings);
  }

  @Override
  public OrderPage orders(@Nullable String cursor) {
    OrderPage page = full.orders(cursor);
    return new OrderPage(page.orders().stream().map(this::told).toList(), page.next(), page.more(), page.completeThrough(),
        page.unreadable());
  }

  @Override
  public List<OrderSnapshot> ordersById(Set<OrderId> ids) {
    return full.ordersById(ids);
  }

  @Override
  public ListingPage listings(@Nullable String cursor) {
    return full.listings(cursor);
  }

  @Override
  public List<ChannelLocation> locations() {
    return full.locations();
  }

  @Override
  public StockPage stock(@Nullable String cursor) {
    return full.stock(cursor);
  }

  @Override
  public NotificationResult notification(Notification notification) {
    return full.notification(notification);
  }

  @Override
  public @Nullable PushSource pushSource() {
    return full.pushSource();
  }

  @Override
  public List<String> maintain() {
    return full.maintain();
  }

  @Override
  public PublishResult act(OrderAction action, Instant deadline) {
    return full.act(action, deadline);
  }

  @Override
  public @Nullable FulfilmentService fulfilment() {
    return full.fulfilment();
  }

  @Override
  public void close() {
    full.close();
  }
}
