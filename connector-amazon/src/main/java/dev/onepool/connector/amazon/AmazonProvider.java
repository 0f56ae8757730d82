package dev.onepool.connector.amazon;

import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ChannelConnectorProvider;
import dev.onepool.spi.ConnectorContext;
import dev.onepool.spi.SettingsSpec;

/** Makes connectors for seller accounts on Amazon; one channel is one account on one marketplace. */
public final class AmazonProvider implements ChannelConnectorProvider {

  /** For the service loader. */
  public AmazonProvider() {}

  @Override
  public String id() {
    return "amazon";
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public SettingsSpec settings() {
    return AmazonSettings.SPEC;
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.onepool.ConfigurationException if an address leads elsewhere than to Amazon or to this machine, the region is
   *     none of Amazon's, or a queue is named and the AWS SDK is missing
   */
  @Override
  public ChannelConnector create(ConnectorContext context) {
    return new AmazonConnector(context, AmazonSettings.of(context.settings()));
  }
}
