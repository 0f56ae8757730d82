package dev.onepool.testkit.contract;

import dev.onepool.spi.ChannelConnectorProvider;
import dev.onepool.testkit.ManualClock;
import java.util.Objects;
import java.util.function.Function;

/** The connector that the contracts are about, and the fake marketplace that it is tried on. Immutable. */
public final class Subject {

  private final ChannelConnectorProvider provider;
  private final Function<ManualClock, RemoteSide> remote;
  private final ClassLoader loader;

  Subject(ChannelConnectorProvider provider, Function<ManualClock, RemoteSide> remote, ClassLoader loader) {
    this.provider = Objects.requireNonNull(provider, "provider");
    this.remote = Objects.requireNonNull(remote, "remote");
    this.loader = Objects.requireNonNull(loader, "loader");
  }

  /**
   * Describes a connector.
   *
   * @param provider its provider
   * @param remote makes a new remote side that runs on this clock; called once for each test
   */
  public static Subject of(ChannelConnectorProvider provider, Function<ManualClock, RemoteSide> remote) {
    return new Subject(provider, remote, provider.getClass().getClassLoader());
  }

  ChannelConnectorProvider provider() {
    return provider;
  }

  RemoteSide remote(ManualClock clock) {
    return remote.apply(clock);
  }

  /** Where the provider is to be found by its service file. */
  ClassLoader loader() {
    return loader;
  }

  @Override
  public String toString() {
    return provider.getClass().getName();
  }
}
