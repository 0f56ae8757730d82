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
   * @throws dev.onepool.ConfigurationException if settings do not fit together, or a queue is named and the AWS SDK is missing;
   *     names all that is wrong
   */
  @Override
  public ChannelConnector create(ConnectorContext context) {
    return new AmazonConnector(context, AmazonSettings.of(context.settings()));
  }
}
