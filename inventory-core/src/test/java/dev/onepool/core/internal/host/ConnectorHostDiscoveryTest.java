package dev.onepool.core.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.ChannelId;
import dev.onepool.ConfigurationException;
import dev.onepool.spi.ChannelConnectorProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectorHostDiscoveryTest {

  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
  private static final ChannelId CHANNEL = ChannelId.of("my shop");

  @TempDir Path temp;

  @Test
  void discover_goodProviders_areUsable() throws IOException {
    ConnectorHost host = discoverShared(Providers.Good.class, Providers.Amazon.class);

    assertThat(host.problems()).isEmpty();
    assertThat(host.toString()).isEqualTo("ConnectorHost[amazon, shopify]");
    assertThat(host.connect(CHANNEL, "amazon", Map.of(), CLOCK)).isInstanceOf(Providers.SilentConnector.class);
  }

  @Test
  void discover_nothing_saysWhatToDo() throws IOException {
    ConnectorHost host = discoverShared();

    assertThat(host.problems()).isEmpty();
    assertThat(host.problems(CHANNEL, "amazon", Map.of())).containsExactly("channel \"my shop\": unknown connector "
        + "\"amazon\"; known are: none, put a connector on the class path or register its provider");
  }

  @Test
  void discover_constructorThrows_isReportedWithClassAndPlaceAndHidesNothing() throws IOException {
    ConnectorHost host = discoverShared(Providers.Explodes.class, Providers.Amazon.class);

    assertThat(host.problems()).singleElement().asString()
        .contains(Providers.Explodes.class.getName(), "boom in constructor", "test-classes");
    assertThat(host.problems(CHANNEL, "amazon", Map.of())).isEmpty();
  }

  @Test
  void discover_otherSpiVersion_isReportedAndExplainedWhenAskedFor() throws IOException {
    ConnectorHost host = discoverShared(Providers.FromTheFuture.class, Providers.Amazon.class);

    assertThat(host.problems()).singleElement().asString()
        .contains(Providers.FromTheFuture.class.getName(), "SPI version 2", "this engine has version 1")
        .doesNotContain("settings()");
    assertThat(host.problems(CHANNEL, "shopify", Map.of())).singleElement().asString()
        .contains("connector \"shopify\" cannot be used", "SPI version 2");
    assertThat(host.problems(CHANNEL, "amazon", Map.of())).isEmpty();
  }

  @Test
  void discover_badIds_areReported() throws IOException {
    ConnectorHost host = discoverShared(Providers.BlankId.class, Providers.ShoutingId.class, Providers.Amazon.class);

    assertThat(host.problems()).hasSize(2);
    assertThat(host.problems().get(0)).contains("its id must be lower case letters, digits and hyphens, was \" \"");
    assertThat(host.problems().get(1)).contains(Providers.ShoutingId.class.getName(), "was \"Shopify_2\"");
    assertThat(host.problems(CHANNEL, "amazon", Map.of())).isEmpty();
  }

  @Test
  void discover_nullAndThrowingAnswers_areReportedAllAtOnce() throws IOException {
    ConnectorHost host =
        discoverShared(Providers.NullAnswers.class, Providers.ThrowingAnswers.class, Providers.Amazon.class);

    assertThat(host.problems()).hasSize(2);
    assertThat(host.problems().get(0)).contains("id() returned null; settings() returned null");
    assertThat(host.problems().get(1)).contains(
        "id() threw java.lang.IllegalStateException: no id today; "
            + "settings() threw java.lang.NoSuchMethodError: Builder.required");
    assertThat(host.problems(CHANNEL, "amazon", Map.of())).isEmpty();
  }

  @Test
  void discover_defaultThatCannotBeRead_isReported() throws IOException {
    assertThat(discoverShared(Providers.BadDefault.class).problems()).singleElement().asString()
        .contains("the default of setting \"page-size\" must be a whole number, was \"many\"");
  }

  @Test
  void discover_classesThatCannotBeLoaded_areReportedAndHideNothing() throws IOException {
    Path jar = ProviderJars.jar(temp, "mixed.jar",
        "com.example.NoSuchProvider",
        Providers.NeedsMissing.class.getName(),
        Providers.NotPublicConstructor.class.getName(),
        Providers.NoProvider.class.getName(),
        Providers.Base.class.getName(),
        Providers.Amazon.class.getName());
    try (URLClassLoader loader = ProviderJars.isolated(jar)) {
      ConnectorHost host = ConnectorHost.discover(loader);

      assertThat(host.problems()).hasSize(5);
      assertThat(host.problems().get(0)).contains("com.example.NoSuchProvider");
      assertThat(host.problems().get(1)).contains("NoClassDefFoundError", "Providers$Missing");
      assertThat(host.problems().get(2)).contains("Providers$NotPublicConstructor");
      assertThat(host.problems().get(3)).contains("Providers$NoProvider", "not a subtype");
      assertThat(host.problems().get(4)).contains("Providers$Base", "mixed.jar");
      assertThat(host.problems(CHANNEL, "amazon", Map.of())).isEmpty();
    }
  }

  @Test
  void discover_malformedServicesFile_hidesNoOther() throws IOException {
    Path bad = ProviderJars.folder(temp, "not a class name");
    Path good = ProviderJars.folder(temp, Providers.Amazon.class.getName());
    try (URLClassLoader loader = ProviderJars.sharing(bad, good)) {
      ConnectorHost host = ConnectorHost.discover(loader);

      assertThat(host.problems()).singleElement().asString().contains(bad.getFileName().toString());
      assertThat(host.problems(CHANNEL, "amazon", Map.of())).isEmpty();
    }
  }

  @Test
  void discover_99BrokenProviders_stillFindsTheGoodOne() throws IOException {
    ConnectorHost host = discoverBroken(99);

    assertThat(host.problems()).hasSize(99);
    assertThat(host.problems(CHANNEL, "amazon", Map.of())).isEmpty();
  }

  @Test
  void discover_100BrokenProviders_endsAndSaysSo() throws IOException {
    ConnectorHost host = discoverBroken(100);

    assertThat(host.problems()).hasSize(101).last().asString().contains("discovery ended after 100");
    assertThat(host.problems(CHANNEL, "amazon", Map.of())).singleElement().asString()
        .contains("unknown connector \"amazon\"", "com.example.Broken0", "and 98 more");
  }

  @Test
  void discover_loaderThatAlwaysFails_ends() {
    ClassLoader failing = new ClassLoader(null) {
      @Override
      public Enumeration<URL> getResources(String name) throws IOException {
        throw new IOException("disk on fire");
      }
    };

    assertThat(ConnectorHost.discover(failing).problems()).hasSize(2)
        .first().asString().contains("disk on fire");
  }

  @Test
  void discover_sameIdInTwoJars_refusesBothAndNamesClassesAndJars() throws IOException {
    Path one = ProviderJars.jar(temp, "one.jar", Providers.Good.class.getName());
    Path other = ProviderJars.jarOf(temp, "other.jar", Providers.Base.class, Providers.Twin.class);
    Path third = ProviderJars.jarOf(temp, "third.jar", Providers.Amazon.class);
    try (URLClassLoader loader = ProviderJars.isolated(other, one, third)) {
      ConnectorHost host = ConnectorHost.discover(loader);

      assertThat(host.problems()).singleElement().asString().contains("the same id \"shopify\"",
          Providers.Good.class.getName(), "one.jar", Providers.Twin.class.getName(), "other.jar");
      assertThat(host.problems(CHANNEL, "amazon", Map.of())).isEmpty();
      assertThatThrownBy(() -> host.connect(CHANNEL, "shopify", Map.of(), CLOCK))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContainingAll("\"my shop\"", "connector \"shopify\" cannot be used: these", "one.jar", "other.jar");
    }
  }

  @Test
  void of_sameClassNameFromTwoJars_isADuplicate() throws Exception {
    Path one = ProviderJars.jar(temp, "one.jar");
    Path other = ProviderJars.jar(temp, "other.jar");
    try (URLClassLoader first = ProviderJars.isolated(one); URLClassLoader second = ProviderJars.isolated(other)) {
      ConnectorHost host = ConnectorHost.of(List.of(make(first), make(second)));

      assertThat(host.problems()).singleElement().asString().contains("one.jar", "other.jar");
    }
  }

  @Test
  void discover_sameClassNamedTwice_isOne() throws IOException {
    Path one = ProviderJars.folder(temp, Providers.Amazon.class.getName());
    Path other = ProviderJars.folder(temp, Providers.Amazon.class.getName(), Providers.Amazon.class.getName());
    try (URLClassLoader loader = ProviderJars.sharing(one, other)) {
      assertThat(ConnectorHost.discover(loader).problems()).isEmpty();
    }
  }

  @Test
  void with_classThatWasDiscovered_takesItsPlace() throws IOException {
    ConnectorHost host = discoverShared(Providers.Labelled.class).with(new Providers.Labelled("by-hand"));

    assertThat(host.problems()).isEmpty();
    assertThat(host.problems(CHANNEL, "labelled", Map.of())).singleElement().asString().contains("\"by-hand\"");
  }

  private ConnectorHost discoverShared(Class<?>... providers) throws IOException {
    String[] names = List.of(providers).stream().map(Class::getName).toArray(String[]::new);
    try (URLClassLoader loader = ProviderJars.sharing(ProviderJars.folder(temp, names))) {
      return ConnectorHost.discover(loader);
    }
  }

  private ConnectorHost discoverBroken(int count) throws IOException {
    List<String> names = new ArrayList<>(
        IntStream.range(0, count).mapToObj(i -> "com.example.Broken" + i).toList());
    names.add(Providers.Amazon.class.getName());
    try (URLClassLoader loader = ProviderJars.sharing(ProviderJars.folder(temp, names.toArray(new String[0])))) {
      return ConnectorHost.discover(loader);
    }
  }

  private static ChannelConnectorProvider make(ClassLoader loader) throws ReflectiveOperationException {
    return (ChannelConnectorProvider)
        loader.loadClass(Providers.Amazon.class.getName()).getConstructor().newInstance();
  }
}
