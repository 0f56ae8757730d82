package dev.onepool.core.internal.host;

import dev.onepool.ConfigurationException;
import dev.onepool.ListingId;
import dev.onepool.spi.Capabilities;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ChannelConnectorProvider;
import dev.onepool.spi.ConnectorContext;
import dev.onepool.spi.ListingPage;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import dev.onepool.spi.SettingsSpec;
import dev.onepool.spi.SettingsSpec.Type;
import dev.onepool.spi.ShownQuantity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Providers, good and bad. They are public so that a service loader can make them. */
public final class Providers {

  private Providers() {}

  /** Good, but for what a subclass makes worse. */
  public abstract static class Base implements ChannelConnectorProvider {
    @Override
    public String id() {
      return "shopify";
    }

    @Override
    public int spiVersion() {
      return SPI_VERSION;
    }

    @Override
    public SettingsSpec settings() {
      return SettingsSpec.none();
    }

    @Override
    public ChannelConnector create(ConnectorContext context) {
      return new SilentConnector(context);
    }
  }

  public static final class Good extends Base {
    @Override
    public SettingsSpec settings() {
      return SettingsSpec.builder()
          .required("shop", Type.TEXT, "The shop's name.")
          .secret("access-token", "The token of the custom app.")
          .optional("page-size", Type.NUMBER, "50", "Orders per page.")
          .optional("test-mode", Type.FLAG, "false", "Whether it is a test shop.")
          .optional("poll-every", Type.DURATION, "10m", "How often to read orders.")
          .optional("note", Type.TEXT, "", "A person's words.")
          .build();
    }
  }

  public static final class Amazon extends Base {
    @Override
    public String id() {
      return "amazon";
    }
  }

  /** Needs a setting with the name that it was given. */
  public static final class Labelled extends Base {
    private String label = "discovered";

    public Labelled() {}

    Labelled(String label) {
      this.label = label;
    }

    @Override
    public String id() {
      return "labelled";
    }

    @Override
    public SettingsSpec settings() {
      return SettingsSpec.builder().required(label, Type.TEXT, "A setting.").build();
    }
  }

  /** Has the id of {@link Good}. */
  public static final class Twin extends Base {}

  public static final class Explodes extends Base {
    public Explodes() {
      throw new IllegalStateException("boom in constructor");
    }
  }

  public static final class FromTheFuture extends Base {
    @Override
    public int spiVersion() {
      return 2;
    }

    @Override
    public SettingsSpec settings() {
      throw new AssertionError("settings of another version must not be read");
    }
  }

  public static final class BlankId extends Base {
    @Override
    public String id() {
      return " ";
    }
  }

  public static final class ShoutingId extends Base {
    @Override
    public String id() {
      return "Shopify_2";
    }
  }

  public static final class NullAnswers extends Base {
    @Override
    @SuppressWarnings("NullAway")
    public String id() {
      return null;
    }

    @Override
    @SuppressWarnings("NullAway")
    public SettingsSpec settings() {
      return null;
    }
  }

  public static final class ThrowingAnswers extends Base {
    @Override
    public String id() {
      throw new IllegalStateException("no id today");
    }

    @Override
    public SettingsSpec settings() {
      throw new NoSuchMethodError("Builder.required");
    }
  }

  public static final class BadDefault extends Base {
    @Override
    public SettingsSpec settings() {
      return SettingsSpec.builder().optional("page-size", Type.NUMBER, "many", "Orders per page.").build();
    }
  }

  /** Left out of the jars. */
  public abstract static class Missing extends Base {}

  public static final class NeedsMissing extends Missing {}

  public static final class NotPublicConstructor extends Base {
    NotPublicConstructor() {}
  }

  public static final class NoProvider {}

  public static final class CreatesNull extends Base {
    @Override
    @SuppressWarnings("NullAway")
    public ChannelConnector create(ConnectorContext context) {
      return null;
    }
  }

  /** Says its secret in every way that a careless library would. */
  public static final class Talkative extends Base {
    @Override
    public SettingsSpec settings() {
      return SettingsSpec.builder().secret("token", "The token.").build();
    }

    @Override
    public ChannelConnector create(ConnectorContext context) {
      String token = context.settings().text("token");
      IllegalArgumentException cause = new IllegalArgumentException("invalid header value: \"" + token + "\"");
      cause.addSuppressed(new IllegalStateException(token));
      throw new IllegalStateException("cannot use " + token, cause);
    }
  }

  public static final class Picky extends Base {
    @Override
    public SettingsSpec settings() {
      return SettingsSpec.builder().secret("token", "The token.").build();
    }

    @Override
    public ChannelConnector create(ConnectorContext context) {
      throw new ConfigurationException("picky", List.of("give a key or a certificate", "token "
          + context.settings().text("token") + " is too short"));
    }
  }

  public static final class Incompatible extends Base {
    @Override
    public ChannelConnector create(ConnectorContext context) {
      throw new NoClassDefFoundError("com/fasterxml/jackson/databind/ObjectMapper");
    }
  }

  /** Does nothing, and keeps what it was given. */
  public static final class SilentConnector implements ChannelConnector {
    final ConnectorContext context;

    SilentConnector(ConnectorContext context) {
      this.context = context;
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.builder().build();
    }

    @Override
    public List<PublishResult> publish(List<QuantityWrite> batch, Instant deadline) {
      return List.of();
    }

    @Override
    public List<ShownQuantity> shown(List<ListingId> listings) {
      return List.of();
    }

    @Override
    public OrderPage orders(@Nullable String cursor) {
      return new OrderPage(List.of(), "", false, Instant.EPOCH);
    }

    @Override
    public ListingPage listings(@Nullable String cursor) {
      return new ListingPage(List.of(), null);
    }

    @Override
    public void close() {}
  }
}
