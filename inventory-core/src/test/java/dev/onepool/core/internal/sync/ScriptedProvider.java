package dev.onepool.core.internal.sync;

import dev.onepool.ChannelId;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ChannelConnectorProvider;
import dev.onepool.spi.ConnectorContext;
import dev.onepool.spi.SettingsSpec;
import java.util.HashMap;
import java.util.Map;

/** Hands out the connectors that a test made, by channel; a new one where it made none. */
public final class ScriptedProvider implements ChannelConnectorProvider {

  private final String id;
  private final SettingsSpec spec;
  private final Map<ChannelId, ScriptedConnector> connectors = new HashMap<>();

  /** Makes a provider with this id and these settings. */
  public ScriptedProvider(String id, SettingsSpec spec) {
    this.id = id;
    this.spec = spec;
  }

  ScriptedConnector connector(String channel) {
    return connectors.computeIfAbsent(ChannelId.of(channel), any -> new ScriptedConnector());
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public SettingsSpec settings() {
    return spec;
  }

  @Override
  public ChannelConnector create(ConnectorContext context) {
    return connector(context.channel().value()).at(context.clock());
  }
}
