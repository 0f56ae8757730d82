package dev.onepool.architecture.planted.connector.twin;

import dev.onepool.architecture.planted.spi.ChannelConnectorProvider;

/** Planted: one provider of two. */
public final class FirstProvider implements ChannelConnectorProvider {

  @Override
  public String id() {
    return "planted";
  }
}
