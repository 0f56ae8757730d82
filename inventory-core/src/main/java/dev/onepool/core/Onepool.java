package dev.onepool.core;

import dev.onepool.AllocationPolicies;
import dev.onepool.AllocationPolicy;
import dev.onepool.ChannelId;
import dev.onepool.ConfigurationException;
import dev.onepool.ErasureReport;
import dev.onepool.Guarantee;
import dev.onepool.Inventory;
import dev.onepool.MassChangeBrake;
import dev.onepool.SchemaMode;
import dev.onepool.SellerId;
import dev.onepool.SourcingStrategy;
import dev.onepool.core.internal.engine.Engine;
import dev.onepool.core.internal.engine.EngineSettings;
import dev.onepool.core.internal.policy.PolicyProviders;
import dev.onepool.core.internal.store.PostgresOptions;
import dev.onepool.spi.ChannelConnectorProvider;
import dev.onepool.spi.SecretStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The engine: one store, any number of sellers, their channels. Thread-safe; close it when the application ends.
 *
 * <p>It starts no thread by itself. Call {@link Inventory#sync()} as often as channels should be kept up to date.
 */
public final class Onepool implements AutoCloseable {

  private final Engine engine;

  private Onepool(Engine engine) {
    this.engine = engine;
  }

  /** Returns a builder with its defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a seller's view; the same for the same seller. A seller needs no registration. */
  public Inventory inventory(SellerId seller) {
    return engine.inventory(seller);
  }

  /**
   * Erases everything that the store keeps of a seller: entries and their checkpoint, balances, orders, reservations, listings,
   * keys, incidents. Other sellers are untouched, and the seller may begin anew. What was archived is elsewhere and stays.
   *
   * <p>Done in steps of 10,000 rows. After a failure the seller is erased in part; calling again goes on, and erasing twice does
   * no harm. Nobody may write to the seller meanwhile. A database may keep the bytes in free pages until it is vacuumed.
   *
   * @throws IllegalStateException while this engine is configured with a channel of the seller; nothing is erased
   * @throws dev.onepool.StoreException if the database does not answer
   */
  public ErasureReport erase(SellerId seller) {
    return engine.erase(seller);
  }

  /** Closes the connectors and the store. Closing twice does nothing. */
  @Override
  public void close() {
    engine.close();
  }

  /**
   * Says how the engine should be. A value may be set once. Not thread-safe.
   *
   * <p>Defaults: stock is kept in memory and gone at the end; the system's clock; {@link Guarantee#auto} with 0.01; {@link
   * AllocationPolicies#sharedPool()}; {@link MassChangeBrake#standard()}; {@link SourcingStrategy#fewestLocations()}; connectors
   * found with the class loader of this class; {@link SecretStore#inMemory()}.
   */
  public static final class Builder {

    /** The chance that a SKU which sells out is oversold, where nobody said otherwise. */
    private static final double DEFAULT_CHANCE = 0.01;

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    private @Nullable Path sqlite;
    private @Nullable PostgresOptions postgres;
    private @Nullable SchemaMode schema;
    private @Nullable Duration storeTimeout;
    private @Nullable Clock clock;
    private @Nullable Guarantee guarantee;
    private @Nullable AllocationPolicy policy;
    private @Nullable String policyProvider;
    private Map<String, String> policySettings = Map.of();
    private @Nullable MassChangeBrake brake;
    private @Nullable SourcingStrategy sourcing;
    private @Nullable ClassLoader loader;
    private @Nullable SecretStore secrets;
    private final List<ChannelConnectorProvider> providers = new ArrayList<>();
    private final List<EngineSettings.Channel> channels = new ArrayList<>();

    private Builder() {}

    /**
     * Keeps everything in one SQLite file, for one process. The file is created if it is not there; its folder must be.
     */
    public Builder sqlite(Path file) {
      requireUnset("sqlite", sqlite);
      this.sqlite = file;
      return this;
    }

    /**
     * Keeps everything in a PostgreSQL database (14 to 18), which several processes may share. The driver comes with this
     * library; the engine makes a small pool of connections of its own.
     *
     * @param url such as {@code jdbc:postgresql://host/database}
     */
    public Builder postgres(String url, String user, String password) {
      requireUnset("a database", postgres);
      this.postgres = new PostgresOptions(null, url, user, password, SchemaMode.MIGRATE, DEFAULT_TIMEOUT);
      return this;
    }

    /**
     * Keeps everything in a PostgreSQL database that the application has connections to. The data source stays the
     * application's to close. Give it at least four connections more than the application needs itself, and a limit on
     * waiting for one that is shorter than {@link #storeTimeout}. Connections are used in auto-commit mode and with a network
     * time-out; a pool such as HikariCP sets both back.
     */
    public Builder postgres(DataSource connections) {
      requireUnset("a database", postgres);
      this.postgres = new PostgresOptions(connections, null, null, null, SchemaMode.MIGRATE, DEFAULT_TIMEOUT);
      return this;
    }

    /** Says who looks after the tables in PostgreSQL; {@link SchemaMode#MIGRATE} unless said otherwise. */
    public Builder schema(SchemaMode mode) {
      requireUnset("schema", schema);
      this.schema = mode;
      return this;
    }

    /**
     * Limits how long a call may wait for PostgreSQL before it fails with {@link
     * dev.onepool.StoreException.Kind#UNAVAILABLE}; 10 seconds unless said otherwise, and at least 5.
     */
    public Builder storeTimeout(Duration limit) {
      requireUnset("storeTimeout", storeTimeout);
      this.storeTimeout = limit;
      return this;
    }

    /** Takes the time from this clock. */
    public Builder clock(Clock source) {
      requireUnset("clock", clock);
      this.clock = source;
      return this;
    }

    /**
     * Promises this about overselling; {@link Guarantee#auto} with 0.01 unless said otherwise: of 100 SKUs that sell out, one is
     * oversold. For a promise that does not rest on measured lags, such as for tickets or deposits, say {@link
     * Guarantee#rights()}.
     */
    public Builder guarantee(Guarantee kind) {
      requireUnset("guarantee", guarantee);
      this.guarantee = kind;
      return this;
    }

    /** Divides units among listings by this policy. */
    public Builder policy(AllocationPolicy rule) {
      requireUnset("policy", policy);
      this.policy = rule;
      return this;
    }

    /**
     * Divides units among listings by a policy that somebody else wrote, as {@link java.util.ServiceLoader} finds it.
     *
     * @param provider the id of its {@link dev.onepool.spi.AllocationPolicyProvider}
     * @param settings what it is to be made with, checked by {@link #build()}
     */
    public Builder policy(String provider, Map<String, String> settings) {
      requireUnset("policy", policyProvider);
      this.policyProvider = provider;
      this.policySettings = Map.copyOf(settings);
      return this;
    }

    /** Says which changes are taken for mistakes and held back for a while; {@link MassChangeBrake#off} for none. */
    public Builder brake(MassChangeBrake settings) {
      requireUnset("brake", brake);
      this.brake = settings;
      return this;
    }

    /** Takes the units of reservations that name no location from where this says. */
    public Builder sourcing(SourcingStrategy strategy) {
      requireUnset("sourcing", sourcing);
      this.sourcing = strategy;
      return this;
    }

    /** Finds connectors with this class loader. */
    public Builder connectorsFrom(ClassLoader classLoader) {
      requireUnset("connectorsFrom", loader);
      this.loader = classLoader;
      return this;
    }

    /**
     * Keeps the connectors' access tokens here. Set it where a channel replaces refresh tokens at each use, or several
     * processes serve one account: with the default, tokens are forgotten when the process ends.
     *
     * @param store such as {@link SecretStore#folder}
     */
    public Builder secrets(SecretStore store) {
      requireUnset("secrets", secrets);
      this.secrets = store;
      return this;
    }

    /** Adds a connector by hand. May be called for several. */
    public Builder connector(ChannelConnectorProvider provider) {
      providers.add(provider);
      return this;
    }

    /**
     * Activates a channel of a seller. May be called for several.
     *
     * @param provider the provider's id
     * @param settings the channel's settings, checked by {@link #build()}
     */
    public Builder channel(SellerId seller, ChannelId channel, String provider, Map<String, String> settings) {
      channels.add(new EngineSettings.Channel(seller, channel, provider, Map.copyOf(settings)));
      return this;
    }

    /**
     * Opens the store and makes the connectors; calls no channel.
     *
     * @throws ConfigurationException with everything that is wrong with the channels, or with a policy's provider
     * @throws dev.onepool.StoreException if the store cannot be opened
     */
    public Onepool build() {
      return new Onepool(Engine.start(new EngineSettings(
          sqlite,
          postgres(),
          clock != null ? clock : Clock.systemUTC(),
          guarantee != null ? guarantee : Guarantee.auto(DEFAULT_CHANCE),
          allocation(),
          brake != null ? brake : MassChangeBrake.standard(),
          sourcing != null ? sourcing : SourcingStrategy.fewestLocations(),
          loader != null ? loader : Onepool.class.getClassLoader(),
          secrets != null ? secrets : SecretStore.inMemory(),
          providers,
          channels)));
    }

    private AllocationPolicy allocation() {
      if (policyProvider == null) {
        return policy != null ? policy : AllocationPolicies.sharedPool();
      }
      if (policy != null) {
        throw new IllegalStateException("choose one policy: one made here, or that of the provider " + policyProvider);
      }
      return PolicyProviders.in(loader != null ? loader : Onepool.class.getClassLoader())
          .create(policyProvider, policySettings);
    }

    private @Nullable PostgresOptions postgres() {
      if (postgres == null) {
        if (schema != null || storeTimeout != null) {
          throw new IllegalStateException("schema and storeTimeout are for PostgreSQL; call postgres(...) too");
        }
        return null;
      }
      if (sqlite != null) {
        throw new IllegalStateException("choose one place to keep stock in: SQLite at " + sqlite + " or PostgreSQL");
      }
      return new PostgresOptions(postgres.dataSource(), postgres.url(), postgres.user(), postgres.password(),
          schema != null ? schema : postgres.schema(), storeTimeout != null ? storeTimeout : postgres.timeout());
    }

    private static void requireUnset(String name, @Nullable Object value) {
      if (value != null) {
        throw new IllegalStateException(name + " was set already: " + value);
      }
    }
  }
}
