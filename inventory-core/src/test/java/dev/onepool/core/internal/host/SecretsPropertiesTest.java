package dev.onepool.core.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ChannelId;
import dev.onepool.ConfigurationException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A secret is never seen, whatever else is wrong. */
class SecretsPropertiesTest {

  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
  private static final ChannelId CHANNEL = ChannelId.of("shop");
  // Every secret begins and ends with these, and no message has them by itself: a part of a secret is seen too.
  private static final String MARK = "\u00A7\u00B6";
  private static final String MARK_END = "\u00B6\u00A7";

  @Property(tries = 300)
  void settings_wrongInAnyWay_neverShowTheSecret(
      @ForAll("secrets") String secret, @ForAll("otherSettings") Map<String, String> others,
      @ForAll("secretKeys") String secretKey) {
    Map<String, String> settings = new LinkedHashMap<>(others);
    settings.put(secretKey, secret);
    ConnectorHost host = ConnectorHost.of(List.of(new Providers.Good()));

    String shown = host.problems(CHANNEL, "shopify", settings) + "\n" + outcome(host, settings);

    assertThat(shown).doesNotContain(MARK, MARK_END);
  }

  @Property(tries = 300)
  void connector_thatSaysItsSecret_isSilenced(@ForAll("secrets") String secret) {
    ConnectorHost host = ConnectorHost.of(List.of(new Providers.Talkative()));

    assertThat(outcome(host, Map.of("token", secret))).contains("***").doesNotContain(MARK, MARK_END);
  }

  /** Returns everything that a log could show of an attempt to connect. */
  private static String outcome(ConnectorHost host, Map<String, String> settings) {
    try {
      Providers.SilentConnector connector =
          (Providers.SilentConnector) host.connect(CHANNEL, "shopify", settings, CLOCK);
      return connector.context + " " + connector.context.settings() + " " + host;
    } catch (ConfigurationException refusal) {
      return ConnectorHostConnectTest.printed(refusal) + refusal.problems();
    }
  }

  @Provide
  Arbitrary<String> secrets() {
    Arbitrary<String> rest = Arbitraries.strings().ascii().ofMinLength(6).ofMaxLength(700);
    return rest.map(text -> MARK + text + MARK_END);
  }

  @Provide
  Arbitrary<String> secretKeys() {
    return Arbitraries.of("access-token", "acces-token", "ACCESS_TOKEN", "token", "");
  }

  @Provide
  Arbitrary<Map<String, String>> otherSettings() {
    return Arbitraries.maps(
        Arbitraries.of("shop", "page-size", "test-mode", "poll-every", "note", "unknown"),
        Arbitraries.of("", "acme", "1", "true", "10m", "\u0000")).ofMaxSize(6);
  }
}
