package dev.onepool.testkit.contract;

import dev.onepool.ConfigurationException;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ChannelConnectorProvider;
import dev.onepool.spi.ConnectorContext;
import dev.onepool.spi.SettingsSpec;
import java.util.ArrayList;
import java.util.List;

/** Makes connectors to {@link FullMarket}. */
public final class FullProvider implements ChannelConnectorProvider {

  /** For the service loader. */
  public FullProvider() {}

  @Override
  public String id() {
    return "full";
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public SettingsSpec settings() {
    return spec();
  }

  static SettingsSpec spec() {
    return SettingsSpec.builder()
        .required("market", SettingsSpec.Type.TEXT, "The market's name.")
        .secret("api-key", "What the market signs with and knows the account by.")
        .optional("region", SettingsSpec.Type.TEXT, "here", "Where the market is: here or there.")
        .optional("timeout", SettingsSpec.Type.DURATION, "30s", "How long a reading may take.")
        .build();
  }

  @Override
  public ChannelConnector create(ConnectorContext context) {
    return make(context);
  }

  static ChannelConnector make(ConnectorContext context) {
    List<String> problems = new ArrayList<>();
    if (!context.settings().text("market").matches("[a-z0-9-]+")) {
      problems.add("setting \"market\" must be a market's name");
    }
    if (!List.of("here", "there").contains(context.settings().text("region"))) {
      problems.add("setting \"region\" must be here or there");
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException("full", problems);
    }
    return new FullConnector(context);
  }
}
