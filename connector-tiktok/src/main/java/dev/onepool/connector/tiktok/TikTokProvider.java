package dev.onepool.connector.tiktok;

import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ChannelConnectorProvider;
import dev.onepool.spi.ConnectorContext;
import dev.onepool.spi.SettingsSpec;

/** Makes connectors to shops of TikTok Shop; its settings stand in the module's README. */
public final class TikTokProvider implements ChannelConnectorProvider {

  /** Makes a provider; does nothing else. */
  public TikTokProvider() {}

  @Override
  public String id() {
    return "tiktok";
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public SettingsSpec settings() {
    return TikTokSettings.SPEC;
  }

  /**
   * Returns a connector for one shop.
   *
   * @throws dev.onepool.ConfigurationException if settings do not fit together; names all that do not
   */
  @Override
  public ChannelConnector create(ConnectorContext context) {
    return new TikTokConnector(context, TikTokSettings.of(context.channel(), context.settings()));
  }
}
