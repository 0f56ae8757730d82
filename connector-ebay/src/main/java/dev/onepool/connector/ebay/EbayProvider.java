package dev.onepool.connector.ebay;

import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ChannelConnectorProvider;
import dev.onepool.spi.ConnectorContext;
import dev.onepool.spi.SettingsSpec;

/** Makes connectors for seller accounts on eBay; its settings stand in the module's README. */
public final class EbayProvider implements ChannelConnectorProvider {

  /** Makes a provider; does nothing else. */
  public EbayProvider() {}

  @Override
  public String id() {
    return "ebay";
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public SettingsSpec settings() {
    return EbaySettings.SPEC;
  }

  /**
   * Returns a connector for one seller's account.
   *
   * @throws dev.onepool.ConfigurationException if settings cannot be or do not fit together; names all that do not
   */
  @Override
  public ChannelConnector create(ConnectorContext context) {
    return new EbayConnector(context, EbaySettings.of(context.channel(), context.settings()));
  }
}
