package dev.onepool.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.onepool.ConfigurationException;
import dev.onepool.ListingId;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ChannelConnectorProvider;
import dev.onepool.spi.SettingsSpec;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;

/** Being found, being made, settings and secrets. */
public abstract class ProviderContract extends ConnectorContract {

  /** Words in a key that say that its value is a secret. */
  private static final String SECRET_WORDS = ".*(secret|password|token|private|api-key|passphrase|credential).*";

  /** For the author's test class. */
  protected ProviderContract() {}

  @Rule(id = "found-once", says = "The service file names the provider, and its id is nobody else's.")
  void foundOnce() {
    List<Class<? extends ChannelConnectorProvider>> types =
        ServiceLoader.load(ChannelConnectorProvider.class, bench.subject.loader()).stream()
            .<Class<? extends ChannelConnectorProvider>>map(ServiceLoader.Provider::type).toList();
    assertThat(types).as("providers that ServiceLoader finds").containsOnlyOnce(provider().getClass());
    List<String> ids = ServiceLoader.load(ChannelConnectorProvider.class, bench.subject.loader()).stream()
        .map(found -> found.get().id()).filter(provider().id()::equals).toList();
    assertThat(ids).as("providers called " + provider().id()).hasSize(1);
  }

  @Rule(id = "provider-plain",
      says = "The provider is public and final, and has a public constructor without parameters.")
  void providerPlain() {
    Class<?> type = provider().getClass();
    assertThat(Modifier.isPublic(type.getModifiers())).as(type + " is public").isTrue();
    assertThat(Modifier.isFinal(type.getModifiers())).as(type + " is final").isTrue();
    assertThat(type.getConstructors()).as("public constructors of " + type)
        .anyMatch(constructor -> constructor.getParameterCount() == 0);
  }

  @Rule(id = "id-steady",
      says = "The id is lower case letters, digits and hyphens, and the same for every provider made.")
  void idSteady() throws ReflectiveOperationException {
    assertThat(provider().id()).matches("[a-z0-9][a-z0-9-]*").isEqualTo(provider().id()).isEqualTo(made().id());
  }

  @Rule(id = "constructor-silent",
      says = "Making a provider, and asking its id and settings, makes no call and no thread.")
  void constructorSilent() throws ReflectiveOperationException {
    Set<Thread> before = WatchedProvider.threads();
    ChannelConnectorProvider made = made();
    made.id();
    made.settings();
    assertThat(bench.remote.calls()).as("calls to the channel").isZero();
    assertThat(WatchedProvider.startedSince(before)).as("threads started").isEmpty();
  }

  @Rule(id = "create-silent", says = "Making a connector makes no call and starts no thread.")
  void createSilent() {
    WatchedProvider watched = new WatchedProvider(provider());
    try (ChannelConnector connector = bench.connectBy(watched)) {
      assertThat(bench.remote.calls()).as("calls to the channel by " + connector.getClass()).isZero();
      assertThat(watched.started()).as("threads started by create").isEmpty();
    }
  }

  @Rule(id = "wrong-settings-together", says = "All settings that are wrong are named at once.")
  void wrongSettingsTogether() {
    Map<String, String> wrong = new HashMap<>(bench.remote.settings());
    wrong.putAll(bench.remote.wrongSettings());
    Set<String> keys = new HashSet<>(bench.remote.wrongSettings().keySet());
    provider().settings().settings().forEach(setting -> {
      if (setting.type() != SettingsSpec.Type.TEXT || setting.fallback() == null && !keys.contains(setting.key())) {
        wrong.put(setting.key(), setting.type() == SettingsSpec.Type.TEXT ? " " : "certainly-wrong");
        keys.add(setting.key());
      }
    });
    wrong.put("a-key-that-nobody-has", "1");
    keys.add("a-key-that-nobody-has");
    // Types are checked before create is called, so what only the provider knows is tried by itself too.
    assertNamed(wrong, Set.copyOf(keys), bench.remote.wrongSettings().keySet());
    if (!bench.remote.wrongSettings().isEmpty()) {
      Map<String, String> own = new HashMap<>(bench.remote.settings());
      own.putAll(bench.remote.wrongSettings());
      assertNamed(own, bench.remote.wrongSettings().keySet(), Set.of());
    }
  }

  private void assertNamed(Map<String, String> settings, Set<String> keys, Set<String> perhaps) {
    ConfigurationException refused =
        catchThrowableOfType(ConfigurationException.class, () -> bench.connect(settings));
    assertThat(refused).as("settings are wrong: " + keys + ", and a connector was made").isNotNull();
    assertThat(keys).filteredOn(key -> !perhaps.contains(key))
        .allSatisfy(key -> assertThat(refused.problems()).as("problems name " + key)
            .anyMatch(problem -> problem.contains("\"" + key + "\"") || problem.contains(key)));
  }

  @Rule(id = "settings-described", says = "Each setting is described in a sentence.")
  void settingsDescribed() {
    assertThat(provider().settings().settings())
        .allSatisfy(setting -> assertThat(setting.description().strip()).as("description of " + setting.key())
            .matches("(?s)[\\p{Lu}\\p{N}`\"].{9,}[.!]"));
  }

  @Rule(id = "secrets-marked", says = "Settings whose name says that they are secret are declared so.")
  void secretsMarked() {
    assertThat(provider().settings().settings())
        .filteredOn(setting -> setting.type() == SettingsSpec.Type.TEXT && setting.key().matches(SECRET_WORDS)
            && !setting.key().matches(".*(url|uri|endpoint|host|path)"))
        .allSatisfy(setting -> assertThat(setting.secret()).as(setting.key() + " is secret").isTrue());
  }

  @Rule(id = "secrets-unseen-text", says = "No toString shows a secret.")
  void secretsUnseenInText() {
    ListingId listing = bench.list("MUG", 5);
    bench.shown(listing);
    Whispers whispers = new Whispers(bench);
    whispers.heard(bench.connector().toString());
    whispers.heard(bench.card().toString());
    whispers.heard(provider().toString());
    whispers.heard(String.valueOf(bench.connector().pushSource()));
    whispers.heard(String.valueOf(bench.connector().fulfilment()));
    whispers.assertNoSecret();
  }

  @Rule(id = "secrets-unseen-failures",
      says = "No answer, message, cause or stack trace shows a secret, whatever goes wrong.")
  void secretsUnseenInFailures() {
    ListingId listing = bench.list("MUG", 5);
    Whispers whispers = new Whispers(bench);
    for (Trouble trouble : List.of(Trouble.SERVER_ERROR, Trouble.GARBAGE, Trouble.TRUNCATED, Trouble.LOST_BEFORE)) {
      bench.remote.trouble(Call.WRITE, trouble);
      whispers.listen(() -> bench.publish(bench.write(listing, 4)));
      bench.remote.trouble(Call.READ, trouble);
      whispers.listen(() -> bench.connector().shown(List.of(listing)));
      bench.remote.trouble(Call.ORDERS, trouble);
      whispers.listen(() -> bench.connector().orders(null));
    }
    if (bench.has(Feature.TOKENS)) {
      bench.remote.expireTokens();
      bench.remote.trouble(Call.TOKEN, Trouble.GARBAGE);
      whispers.listen(() -> bench.shown(listing));
      whispers.listen(() -> bench.shown(listing));
    }
    bench.remote.revoke();
    whispers.listen(() -> bench.publish(bench.write(listing, 3)));
    whispers.listen(() -> bench.another().listings(null));
    whispers.assertNoSecret();
  }

  @Rule(id = "accounts-apart", says = "Two connectors of one provider do not know of each other.")
  void accountsApart() {
    ListingId here = bench.list("MUG", 5);
    bench.connector().capabilities();
    try (Bench other = new Bench(bench.subject)) {
      ListingId there = other.list("MUG", 5);
      other.publish(other.write(there, 9));
      bench.publish(bench.write(here, 2));
      bench.settleWrites();
      other.settleWrites();
      assertThat(List.of(bench.remote.shows(here), other.remote.shows(there))).containsExactly(2L, 9L);
    }
  }

  private ChannelConnectorProvider provider() {
    return bench.subject.provider();
  }

  private ChannelConnectorProvider made() throws ReflectiveOperationException {
    Constructor<? extends ChannelConnectorProvider> constructor = provider().getClass().getConstructor();
    return constructor.newInstance();
  }
}
