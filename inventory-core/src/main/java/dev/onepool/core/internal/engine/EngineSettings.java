package dev.onepool.core.internal.engine;

import dev.onepool.AllocationPolicy;
import dev.onepool.ChannelId;
import dev.onepool.Guarantee;
import dev.onepool.MassChangeBrake;
import dev.onepool.SellerId;
import dev.onepool.SourcingStrategy;
import dev.onepool.core.internal.store.PostgresOptions;
import dev.onepool.spi.ChannelConnectorProvider;
import dev.onepool.spi.SecretStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an engine should be.
 *
 * @param sqlite the file to keep everything in
 * @param postgres the database to keep everything in; without both it is kept in memory
 * @param secrets where connectors keep their tokens
 * @param providers connectors registered by hand, besides those that the loader finds
 */
public record EngineSettings(
    @Nullable Path sqlite,
    @Nullable PostgresOptions postgres,
    Clock clock,
    Guarantee guarantee,
    AllocationPolicy policy,
    MassChangeBrake brake,
    SourcingStrategy sourcing,
    ClassLoader loader,
    SecretStore secrets,
    List<ChannelConnectorProvider> providers,
    List<Channel> channels) {

  /** Copies the lists. */
  public EngineSettings {
    providers = List.copyOf(providers);
    channels = List.copyOf(channels);
  }

  /**
   * A channel to activate.
   *
   * @param settings may hold secrets, and so is not shown
   */
  public record Channel(SellerId seller, ChannelId channel, String provider, Map<String, String> settings) {
    @Override
    public String toString() {
      return seller + "/" + channel + " by " + provider;
    }
  }
}
