package dev.onepool.core.internal.engine;

import dev.onepool.ChannelId;
import dev.onepool.ConfigurationException;
import dev.onepool.ErasureReport;
import dev.onepool.Guarantee;
import dev.onepool.Inventory;
import dev.onepool.SellerId;
import dev.onepool.core.internal.commit.CoreStockLedger;
import dev.onepool.core.internal.commit.GroupCommit;
import dev.onepool.core.internal.host.ConnectorHost;
import dev.onepool.core.internal.host.Surroundings;
import dev.onepool.core.internal.ledger.Decider;
import dev.onepool.core.internal.ledger.Rules;
import dev.onepool.core.internal.reading.PositionCache;
import dev.onepool.core.internal.store.JdbiStore;
import dev.onepool.core.internal.store.LedgerStore;
import dev.onepool.core.internal.store.MemoryStore;
import dev.onepool.core.internal.store.SqliteOptions;
import dev.onepool.core.internal.sync.Connection;
import dev.onepool.core.internal.sync.CoreInventory;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ChannelConnectorProvider;
import dev.onepool.spi.PushSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running engine. */
public final class Engine implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Engine.class);

  private final EngineSettings settings;
  private final Rules rules;
  private final LedgerStore store;
  private final GroupCommit commit;
  private final PositionCache positions;
  private final Map<SellerId, TreeMap<ChannelId, Connection>> connectors;
  private final Map<SellerId, Inventory> inventories = new ConcurrentHashMap<>();

  private Engine(EngineSettings settings, Rules rules, LedgerStore store,
      Map<SellerId, TreeMap<ChannelId, Connection>> connectors) {
    this.settings = settings;
    this.rules = rules;
    this.store = store;
    this.connectors = connectors;
    this.commit = new GroupCommit(store, new Decider(settings.guarantee(), settings.sourcing(), rules), settings.clock());
    this.positions = CoreStockLedger.cache(commit);
  }

  /** Starts an engine with every rule in force. */
  public static Engine start(EngineSettings settings) {
    return start(settings, Rules.SOUND);
  }

  /** Starts an engine for the simulator, perhaps without one of the rules. */
  public static Engine start(EngineSettings settings, Rules rules) {
    return start(settings, rules, null);
  }

  /**
   * Starts an engine for the simulator on a store that outlived the engine before. The store is the new engine's to close,
   * except where the settings are wrong.
   */
  public static Engine start(EngineSettings settings, Rules rules, @Nullable LedgerStore survived) {
    // Without channels there is nothing to discover.
    ConnectorHost host = settings.channels().isEmpty() ? ConnectorHost.of(List.of()) : host(settings);
    check(settings, host);
    Map<SellerId, TreeMap<ChannelId, Connection>> connectors = new TreeMap<>();
    Surroundings surroundings = Surroundings.of(settings.clock(), settings.secrets());
    LedgerStore store = survived != null ? survived : open(settings);
    try {
      for (EngineSettings.Channel channel : settings.channels()) {
        connectors.computeIfAbsent(channel.seller(), any -> new TreeMap<>()).put(channel.channel(),
            new Connection(
                host.connect(channel.seller(), channel.channel(), channel.provider(), channel.settings(), surroundings),
                host.uncertified(channel.provider())));
      }
    } catch (RuntimeException e) {
      connectors.values().forEach(own -> own.values().forEach(connection -> close(connection.connector())));
      store.close();
      throw e;
    }
    return new Engine(settings, rules, store, connectors);
  }

  private static LedgerStore open(EngineSettings settings) {
    if (settings.postgres() != null) {
      return JdbiStore.postgres(settings.postgres());
    }
    return settings.sqlite() == null
        ? new MemoryStore()
        : JdbiStore.sqlite(settings.sqlite(), SqliteOptions.DURABLE);
  }

  private static ConnectorHost host(EngineSettings settings) {
    // Providers registered by hand are enough by themselves where they serve every channel: nothing is scanned then.
    ConnectorHost byHand = ConnectorHost.of(settings.providers());
    boolean served = settings.channels().stream().allMatch(
        channel -> byHand.problems(channel.channel(), channel.provider(), channel.settings()).isEmpty());
    ConnectorHost host = served ? byHand : ConnectorHost.discover(settings.loader());
    if (!served) {
      for (ChannelConnectorProvider provider : settings.providers()) {
        host = host.with(provider);
      }
    }
    host.problems().forEach(problem -> log.warn("connector not usable: {}", problem));
    if (!(settings.guarantee() instanceof Guarantee.Mirror)) {
      settings.channels().stream().map(EngineSettings.Channel::provider).distinct().map(host::uncertified)
          .filter(Objects::nonNull).forEach(why -> log.warn("nothing is promised of its channels' SKUs: {}", why));
    }
    return host;
  }

  private static void check(EngineSettings settings, ConnectorHost host) {
    List<String> problems = new ArrayList<>();
    Set<List<Object>> seen = new HashSet<>();
    for (EngineSettings.Channel channel : settings.channels()) {
      problems.addAll(host.problems(channel.channel(), channel.provider(), channel.settings()));
      if (!seen.add(List.of(channel.seller(), channel.channel()))) {
        problems.add("channel " + channel.channel() + " of " + channel.seller() + " is configured twice");
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException("the channels cannot be connected", problems);
    }
  }

  /** Returns a seller's view. */
  public Inventory inventory(SellerId seller) {
    return inventories.computeIfAbsent(seller, any -> new CoreInventory(seller, commit, store, settings.policy(),
        settings.guarantee(), rules, connectors.getOrDefault(seller, new TreeMap<>()), settings.clock(), positions));
  }

  /** Erases a seller whose channels this engine does not know. */
  public ErasureReport erase(SellerId seller) {
    TreeMap<ChannelId, Connection> own = connectors.getOrDefault(seller, new TreeMap<>());
    if (!own.isEmpty()) {
      throw new IllegalStateException("cannot erase " + seller + " while this engine looks after its channels "
          + own.keySet() + "; start it without them");
    }
    try {
      return new ErasureReport(seller, store.erase(seller));
    } finally {
      commit.written().wroteAnything();
    }
  }

  private static void close(ChannelConnector connector) {
    try {
      PushSource source = connector.pushSource();
      if (source != null) {
        source.close();
      }
    } catch (RuntimeException e) {
      log.warn("a connector's queue could not be closed", e);
    }
    try {
      connector.close();
    } catch (RuntimeException e) {
      log.warn("a connector could not be closed", e);
    }
  }

  @Override
  public void close() {
    connectors.values().forEach(own -> own.values().forEach(connection -> close(connection.connector())));
    commit.close();
    store.close();
  }
}
