package dev.onepool.architecture.planted.connector.good;

import dev.onepool.architecture.planted.spi.ChannelConnectorProvider;

/** Innocent: the one public class of its connector. */
public final class GoodProvider implements ChannelConnectorProvider {

  @Override
  public String id() {
    return "planted";
  }
}
