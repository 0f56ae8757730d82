package dev.onepool.testkit;

import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The marketplaces that configured channels can reach, by name, in this process: where {@link SimulatedChannelProvider}
 * looks when one of its connectors is called.
 */
public final class SimulatedMarketplaces {

  private static final ConcurrentMap<String, SimulatedMarketplace> REGISTERED = new ConcurrentHashMap<>();

  private SimulatedMarketplaces() {}

  /**
   * Makes a marketplace reachable by its name. Registering the same one again changes nothing.
   *
   * @throws IllegalStateException if another one has the name; unregister it first
   */
  public static void register(SimulatedMarketplace marketplace) {
    SimulatedMarketplace before = REGISTERED.putIfAbsent(marketplace.name(), marketplace);
    if (before != null && before != marketplace) {
      throw new IllegalStateException("another simulated marketplace is registered as \"" + marketplace.name() + "\"");
    }
  }

  /**
   * Makes the marketplace of this name unreachable: calls of its channels fail as {@link FailureKind#UNAVAILABLE}
   * until one is registered again. A name that is not registered changes nothing.
   */
  public static void unregister(String name) {
    REGISTERED.remove(name);
  }

  static SimulatedMarketplace reach(String name) {
    SimulatedMarketplace marketplace = REGISTERED.get(name);
    if (marketplace == null) {
      throw new ConnectorException(FailureKind.UNAVAILABLE, "no simulated marketplace is registered as \"" + name
          + "\"; registered are " + new TreeSet<>(REGISTERED.keySet()));
    }
    return marketplace;
  }
}
