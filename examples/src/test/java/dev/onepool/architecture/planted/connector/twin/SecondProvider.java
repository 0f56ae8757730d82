package dev.onepool.architecture.planted.connector.twin;

import dev.onepool.architecture.planted.spi.ChannelConnectorProvider;

/** Planted: the other of two. */
public final class SecondProvider implements ChannelConnectorProvider {

  @Override
  public String id() {
    return "planted";
  }
}
