package dev.onepool.examples.cornershop;

import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ChannelConnectorProvider;
import dev.onepool.spi.ConnectorContext;
import dev.onepool.spi.SettingsSpec;

/** Connects corner shops. */
public final class CornerShopProvider implements ChannelConnectorProvider {

  @Override
  public String id() {
    return "corner-shop";
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public SettingsSpec settings() {
    return SettingsSpec.builder()
        .required("url", SettingsSpec.Type.ENDPOINT, "Where the shop's web service is.")
        .secret("api-key", "What the shop knows the account by.")
        .build();
  }

  @Override
  public ChannelConnector create(ConnectorContext context) {
    return new CornerShopConnector(context);
  }
}
