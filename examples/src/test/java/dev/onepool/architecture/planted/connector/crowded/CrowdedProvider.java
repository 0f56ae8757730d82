package dev.onepool.architecture.planted.connector.crowded;

import dev.onepool.architecture.planted.spi.ChannelConnectorProvider;

/** Innocent: the provider of a crowded connector. */
public final class CrowdedProvider implements ChannelConnectorProvider {

  @Override
  public String id() {
    return "planted";
  }
}
