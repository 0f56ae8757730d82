package dev.onepool.testkit;

import static dev.onepool.testkit.Fixtures.MUG;
import static dev.onepool.testkit.Fixtures.clock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.onepool.ChannelId;
import dev.onepool.spi.AccessTokens;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ChannelConnectorProvider;
import dev.onepool.spi.ConnectorContext;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.Pacing;
import dev.onepool.spi.Settings;
import dev.onepool.spi.Transport;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SimulatedChannelProviderTest {

  private static final String NAME = "provider-test";

  private final ChannelConnectorProvider provider = new SimulatedChannelProvider();
  private final SimulatedMarketplace market = SimulatedMarketplace.builder(NAME, clock()).build();

  @AfterEach
  void unregister() {
    SimulatedMarketplaces.unregister(NAME);
  }

  @Test
  void serviceLoader_lookingForProviders_findsItOnce() {
    assertThat(ServiceLoader.load(ChannelConnectorProvider.class).stream()
        .filter(found -> found.type() == SimulatedChannelProvider.class)).hasSize(1);
  }

  @Test
  void id_always_isSimulated() {
    assertThat(provider.id()).isEqualTo("simulated");
  }

  @Test
  void spiVersion_always_isTheOneCompiledAgainst() {
    assertThat(provider.spiVersion()).isEqualTo(ChannelConnectorProvider.SPI_VERSION);
  }

  @Test
  void settings_always_demandTheMarketplace() {
    assertThat(provider.settings().settings()).singleElement().satisfies(setting -> {
      assertThat(setting.key()).isEqualTo("marketplace");
      assertThat(setting.fallback()).isNull();
    });
  }

  @Test
  void create_beforeTheMarketplaceIsRegistered_makesNoCall() {
    try (ChannelConnector connector = provider.create(context())) {
      SimulatedMarketplaces.register(market);
      assertThat(connector.capabilities()).isSameAs(market.capabilities());
    }
  }

  @Test
  void call_toAnUnknownMarketplace_namesItAndThoseThatAreKnown() {
    SimulatedMarketplace other = SimulatedMarketplace.builder("provider-test-other", clock()).build();
    SimulatedMarketplaces.register(other);
    try (ChannelConnector connector = provider.create(context())) {
      assertThatExceptionOfType(ConnectorException.class)
          .isThrownBy(() -> connector.orders(null))
          .withMessageContaining("\"" + NAME + "\"")
          .withMessageContaining("provider-test-other")
          .satisfies(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE));
    } finally {
      SimulatedMarketplaces.unregister("provider-test-other");
    }
  }

  @Test
  void call_whileTheMarketplaceIsTakenAway_fails() {
    SimulatedMarketplaces.register(market);
    try (ChannelConnector connector = provider.create(context())) {
      connector.shown(List.of(MUG));
      SimulatedMarketplaces.unregister(NAME);
      assertThatExceptionOfType(ConnectorException.class).isThrownBy(() -> connector.shown(List.of(MUG)));
    }
  }

  @Test
  void register_theSameAgain_isAllowed() {
    SimulatedMarketplaces.register(market);
    SimulatedMarketplaces.register(market);
    assertThat(SimulatedMarketplaces.reach(NAME)).isSameAs(market);
  }

  @Test
  void register_anotherOfTheName_isRefused() {
    SimulatedMarketplaces.register(market);
    SimulatedMarketplace another = SimulatedMarketplace.builder(NAME, clock()).build();
    assertThatIllegalStateException().isThrownBy(() -> SimulatedMarketplaces.register(another));
  }

  private static ConnectorContext context() {
    return new Context(new OneSetting());
  }

  private record Context(Settings settings) implements ConnectorContext {
    @Override
    public ChannelId channel() {
      return ChannelId.of("channel");
    }

    @Override
    public Clock clock() {
      return Fixtures.clock();
    }

    @Override
    public Transport transport() {
      throw new UnsupportedOperationException("a simulated channel makes no calls");
    }

    @Override
    public AccessTokens tokens() {
      throw new UnsupportedOperationException("a simulated channel needs no tokens");
    }

    @Override
    public Pacing pacing() {
      throw new UnsupportedOperationException("a simulated channel has no budgets");
    }
  }

  private static final class OneSetting implements Settings {
    @Override
    public String text(String key) {
      assertThat(key).isEqualTo("marketplace");
      return NAME;
    }

    @Override
    public long number(String key) {
      throw new IllegalArgumentException("no number: " + key);
    }

    @Override
    public boolean flag(String key) {
      throw new IllegalArgumentException("no flag: " + key);
    }

    @Override
    public Duration duration(String key) {
      throw new IllegalArgumentException("no duration: " + key);
    }
  }
}
