package dev.onepool.testkit;

import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ChannelConnectorProvider;
import dev.onepool.spi.ConnectorContext;
import dev.onepool.spi.SettingsSpec;

/**
 * Connects channels of the kind {@code simulated} with a {@link SimulatedMarketplace} of this process. Its one setting,
 * {@code marketplace}, names it as it was given to {@link SimulatedMarketplaces#register}.
 *
 * <p>The marketplace is looked up at every call and not before, so that it may be registered after its channel is made,
 * taken away for an outage, and brought back.
 */
public final class SimulatedChannelProvider implements ChannelConnectorProvider {

  private static final String MARKETPLACE = "marketplace";

  /** Makes the provider. */
  public SimulatedChannelProvider() {}

  @Override
  public String id() {
    return "simulated";
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public SettingsSpec settings() {
    return SettingsSpec.builder()
        .required(MARKETPLACE, SettingsSpec.Type.TEXT, "The name of a registered simulated marketplace.")
        .build();
  }

  @Override
  public ChannelConnector create(ConnectorContext context) {
    String name = context.settings().text(MARKETPLACE);
    return new SimulatedChannel(() -> SimulatedMarketplaces.reach(name));
  }
}
