package dev.onepool.spi;

import java.time.Duration;
import java.util.List;

/**
 * A queue that a channel puts notifications into. The engine empties it, gives each message to {@link
 * ChannelConnector#notification}, and confirms it once its effect is durable. A message that is not confirmed comes again.
 */
public interface PushSource extends AutoCloseable {

  /**
   * Returns messages that have come.
   *
   * @param max how many at most; 1 or more. Fewer may come
   * @param wait how long to wait for the first; zero for not at all
   * @throws ConnectorException if the queue cannot be read
   */
  List<Message> receive(int max, Duration wait);

  /** Tells the queue that these need not come again. Confirming twice does nothing. */
  void confirm(List<Message> messages);

  /** Ends the source. Closing twice does nothing. */
  @Override
  void close();

  /**
   * A message of the queue.
   *
   * @param receipt confirms this delivery; meaningful to the source only
   * @param notification what it says
   */
  record Message(String receipt, Notification notification) {}
}
