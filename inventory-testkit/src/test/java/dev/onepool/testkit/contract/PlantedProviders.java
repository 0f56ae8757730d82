package dev.onepool.testkit.contract;

import dev.onepool.ConfigurationException;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ChannelConnectorProvider;
import dev.onepool.spi.ConnectorContext;
import dev.onepool.spi.SettingsSpec;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Providers of bad connectors, and bad providers. They are nested in a public class, so that the kit may make them. */
public final class PlantedProviders {

  /** What the next connectors have wrong. One mistake is tried at a time. */
  static volatile Function<Wrapped.Inside, ChannelConnector> planted = Wrapped.Inside::full;

  private PlantedProviders() {}

  /** What all have in common. */
  abstract static class Base implements ChannelConnectorProvider {
    @Override
    public String id() {
      return "planted";
    }

    @Override
    public int spiVersion() {
      return SPI_VERSION;
    }

    @Override
    public SettingsSpec settings() {
      return FullProvider.spec();
    }

    @Override
    public ChannelConnector create(ConnectorContext context) {
      ChannelConnector full = FullProvider.make(context);
      return planted.apply(new Wrapped.Inside(full, context, FullMarket.reach(context.settings().text("market"))));
    }
  }

  /** Is good itself. */
  public static final class Planted extends Base {}

  /** Makes the minimal connector. */
  public static final class Minimal extends Base {
    @Override
    public ChannelConnector create(ConnectorContext context) {
      return new MinimalConnector(FullProvider.make(context));
    }
  }

  /** Can be extended. */
  public static class NotFinal extends Base {}

  /** Has another id each time that it is made. */
  public static final class Renamed extends Base {
    private static final AtomicInteger MADE = new AtomicInteger();
    private final String id = "planted-" + MADE.incrementAndGet();

    @Override
    public String id() {
      return id;
    }
  }

  /** Calls the market when it is made. */
  public static final class CallsWhenMade extends Base {
    /** Calls. */
    public CallsWhenMade() {
      FullMarket.knockOnAll();
    }
  }

  /** Calls the market when it makes a connector. */
  public static final class CallsInCreate extends Base {
    @Override
    public ChannelConnector create(ConnectorContext context) {
      FullMarket.knockOnAll();
      return super.create(context);
    }
  }

  /** Starts a thread when it makes a connector. */
  public static final class StartsThread extends Base {
    @Override
    public ChannelConnector create(ConnectorContext context) {
      CountDownLatch end = new CountDownLatch(1);
      Thread thread = new Thread(() -> {
        try {
          end.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }, "planted");
      thread.setDaemon(true);
      thread.start();
      ChannelConnector full = super.create(context);
      return new Wrapped(new Wrapped.Inside(full, context, FullMarket.reach(context.settings().text("market")))) {
        @Override
        public void close() {
          end.countDown();
          super.close();
        }
      };
    }
  }

  /** Stops at the first setting that is wrong. */
  public static final class FirstProblemOnly extends Base {
    @Override
    public ChannelConnector create(ConnectorContext context) {
      try {
        return super.create(context);
      } catch (ConfigurationException all) {
        throw new ConfigurationException("planted", List.of(all.problems().get(0)));
      }
    }
  }

  /** Describes a setting by its name. */
  public static final class Undescribed extends Base {
    @Override
    public SettingsSpec settings() {
      return SettingsSpec.builder()
          .required("market", SettingsSpec.Type.TEXT, "market")
          .secret("api-key", "What the market signs with and knows the account by.")
          .optional("region", SettingsSpec.Type.TEXT, "here", "Where the market is: here or there.")
          .optional("timeout", SettingsSpec.Type.DURATION, "30s", "How long a reading may take.")
          .build();
    }
  }

  /** Declares a key as a plain text. */
  public static final class OpenSecret extends Base {
    @Override
    public SettingsSpec settings() {
      return SettingsSpec.builder()
          .required("market", SettingsSpec.Type.TEXT, "The market's name.")
          .required("api-key", SettingsSpec.Type.TEXT, "What the market signs with and knows the account by.")
          .optional("region", SettingsSpec.Type.TEXT, "here", "Where the market is: here or there.")
          .optional("timeout", SettingsSpec.Type.DURATION, "30s", "How long a reading may take.")
          .build();
    }
  }
}
