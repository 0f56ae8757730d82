package dev.onepool.connector.walmart;

import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ChannelConnectorProvider;
import dev.onepool.spi.ConnectorContext;
import dev.onepool.spi.SettingsSpec;

/** Makes connectors for seller accounts on Walmart Marketplace (US); one channel is one account. */
public final class WalmartProvider implements ChannelConnectorProvider {

  /** For the service loader. */
  public WalmartProvider() {}

  @Override
  public String id() {
    return "walmart";
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public SettingsSpec settings() {
    return WalmartSettings.SPEC;
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.onepool.ConfigurationException if an address leads elsewhere than it may, a number is beyond Walmart's limits, or
   *     a setting is none of the words it may be
   */
  @Override
  public ChannelConnector create(ConnectorContext context) {
    return new WalmartConnector(context, WalmartSettings.of(context.settings()));
  }
}
