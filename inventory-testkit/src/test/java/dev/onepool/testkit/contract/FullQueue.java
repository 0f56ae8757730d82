package dev.onepool.testkit.contract;

import dev.onepool.spi.PushSource;
import java.time.Duration;
import java.util.List;

/** The queue of a {@link FullMarket}. */
final class FullQueue implements PushSource {

  private final FullConnector connector;

  FullQueue(FullConnector connector) {
    this.connector = connector;
  }

  @Override
  public List<Message> receive(int max, Duration wait) {
    return connector.market().take(max).stream().map(body -> new Message(FullMarket.key(body), body)).toList();
  }

  @Override
  public void confirm(List<Message> messages) {
    messages.forEach(message -> connector.market().confirm(message.receipt()));
  }

  @Override
  public void close() {}
}
