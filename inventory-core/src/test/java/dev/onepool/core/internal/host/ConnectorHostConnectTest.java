package dev.onepool.core.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.onepool.ChannelId;
import dev.onepool.ConfigurationException;
import dev.onepool.spi.ChannelConnectorProvider;
import dev.onepool.spi.ConnectorContext;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectorHostConnectTest {

  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
  private static final ChannelId CHANNEL = ChannelId.of("my shop");
  private static final String SECRET = "hunter2-Zx81";
  private static final ConnectorHost HOST =
      ConnectorHost.of(List.of(new Providers.Good(), new Providers.Amazon()));

  @Test
  void connect_goodSettings_givesTheConnectorItsContext() {
    ConnectorContext context = contextOf(Map.of("shop", "acme", "access-token", SECRET, "poll-every", "30s"));

    assertThat(context.channel()).isEqualTo(CHANNEL);
    assertThat(context.clock()).isSameAs(CLOCK);
    assertThat(context.settings().text("shop")).isEqualTo("acme");
    assertThat(context.settings().text("access-token")).isEqualTo(SECRET);
    assertThat(context.settings().number("page-size")).isEqualTo(50);
    assertThat(context.settings().flag("test-mode")).isFalse();
    assertThat(context.settings().duration("poll-every")).isEqualTo(Duration.ofSeconds(30));
    assertThat(context.settings().text("note")).isEmpty();
  }

  @Test
  void connect_contextText_showsNoSecret() {
    assertThat(contextOf(Map.of("shop", "acme", "access-token", SECRET)).toString())
        .contains("my shop", "shop=acme", "access-token=***", "page-size=50")
        .doesNotContain(SECRET);
  }

  @Test
  void connect_settingsChangedLater_changesNothing() {
    Map<String, String> settings = new HashMap<>(Map.of("shop", "acme", "access-token", SECRET));
    ConnectorContext context = contextOf(settings);
    settings.put("shop", "other");

    assertThat(context.settings().text("shop")).isEqualTo("acme");
  }

  @Test
  void connect_unknownProvider_namesItTheNearestAndAll() {
    ConfigurationException refusal = refusal(HOST, "shopfy", Map.of());

    assertThat(refusal.problems()).containsExactly(
        "unknown connector \"shopfy\"; did you mean \"shopify\"? Known are: amazon, shopify");
    assertThat(refusal).hasMessageStartingWith("channel \"my shop\": 1 problem");
  }

  @Test
  void connect_providerLikeNothingKnown_proposesNothing() {
    assertThat(refusal(HOST, "walmart", Map.of()).problems())
        .containsExactly("unknown connector \"walmart\"; known are: amazon, shopify");
  }

  @Test
  void connect_wrongSettings_listsAllAtOnce() {
    ConfigurationException refusal = refusal(HOST, "shopify",
        Map.of("acces-token", SECRET, "page-size", "ten", "test-mode", "yes", "poll-every", "soon", "note", " "));

    assertThat(refusal.problems()).containsExactly(
        "setting \"shop\" is missing; it is required: The shop's name.",
        "setting \"access-token\" is missing; it is required: The token of the custom app.",
        "setting \"page-size\" must be a whole number, was \"ten\"",
        "setting \"test-mode\" must be true or false, was \"yes\"",
        "setting \"poll-every\" must be a duration such as 500ms, 30s, 10m, 2h, 1d or PT10M, was \"soon\"",
        "setting \"note\" is blank; give it a value or leave it out",
        "unknown setting \"acces-token\"; did you mean \"access-token\"?");
    assertThat(refusal).hasMessageStartingWith("channel \"my shop\" (connector \"shopify\"): 7 problems")
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void problems_ofSeveralChannels_nameTheirChannel() {
    assertThat(HOST.problems(ChannelId.of("one"), "amazon", Map.of("x", "y"))).containsExactly(
        "channel \"one\": unknown setting \"x\"; this connector has no settings, remove it");
    assertThat(HOST.problems(ChannelId.of("two"), "amazon", Map.of())).isEmpty();
  }

  @Test
  void connect_createThrows_isWrappedWithChannelAndClassAndCause() {
    ConfigurationException refusal = refusal(hostOf(new Providers.Incompatible()), "shopify", Map.of());

    assertThat(refusal).hasMessageContainingAll("\"my shop\"", Providers.Incompatible.class.getName(),
        "NoClassDefFoundError: com/fasterxml/jackson/databind/ObjectMapper");
    assertThat(refusal.getCause()).isInstanceOf(NoClassDefFoundError.class);
  }

  @Test
  void connect_createSaysItsSecret_saysItToNobody() {
    ConfigurationException refusal = refusal(hostOf(new Providers.Talkative()), "shopify", Map.of("token", SECRET));

    assertThat(printed(refusal)).doesNotContain(SECRET)
        .contains("cannot use ***", "invalid header value: \"***\"", "Providers$Talkative.create");
  }

  @Test
  void connect_createRefusesSettings_listsItsProblemsWithoutSecrets() {
    ConfigurationException refusal = refusal(hostOf(new Providers.Picky()), "shopify", Map.of("token", SECRET));

    assertThat(refusal.problems()).containsExactly("give a key or a certificate", "token *** is too short");
    assertThat(refusal).hasMessageContaining(Providers.Picky.class.getName());
    assertThat(printed(refusal)).doesNotContain(SECRET);
  }

  @Test
  void connect_createReturnsNull_isRefused() {
    assertThat(refusal(hostOf(new Providers.CreatesNull()), "shopify", Map.of()))
        .hasMessageContainingAll("\"my shop\"", Providers.CreatesNull.class.getName(), "returned null from create()");
  }

  static String printed(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  private static ConnectorHost hostOf(ChannelConnectorProvider provider) {
    return ConnectorHost.of(List.of(provider));
  }

  private static ConnectorContext contextOf(Map<String, String> settings) {
    return ((Providers.SilentConnector) HOST.connect(CHANNEL, "shopify", settings, CLOCK)).context;
  }

  private static ConfigurationException refusal(ConnectorHost host, String provider, Map<String, String> settings) {
    return catchThrowableOfType(
        ConfigurationException.class, () -> host.connect(CHANNEL, provider, settings, CLOCK));
  }
}
