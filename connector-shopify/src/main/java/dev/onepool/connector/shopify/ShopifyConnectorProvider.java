package dev.onepool.connector.shopify;

import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ChannelConnectorProvider;
import dev.onepool.spi.ConnectorContext;
import dev.onepool.spi.SettingsSpec;

/** Makes connectors to Shopify shops; its settings stand in the module's README. */
public final class ShopifyConnectorProvider implements ChannelConnectorProvider {

  /** Makes a provider; does nothing else. */
  public ShopifyConnectorProvider() {}

  @Override
  public String id() {
    return "shopify";
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public SettingsSpec settings() {
    return ShopifySettings.SPEC;
  }

  /**
   * Returns a connector for one location of one shop.
   *
   * @throws dev.onepool.ConfigurationException if settings do not fit together; names all that do not
   */
  @Override
  public ChannelConnector create(ConnectorContext context) {
    return new ShopifyConnector(context, ShopifySettings.of(context.channel(), context.settings()));
  }
}
