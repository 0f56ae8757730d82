package dev.onepool.core.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.AllocationPolicies;
import dev.onepool.AllocationPolicy;
import dev.onepool.ChannelId;
import dev.onepool.ConfigurationException;
import dev.onepool.spi.AllocationPolicyProvider;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyProvidersTest {

  /** A good one: caps eBay at what its setting says. */
  public static final class Capping implements AllocationPolicyProvider {
    @Override
    public String id() {
      return "capping-ebay";
    }

    @Override
    public AllocationPolicy create(Map<String, String> settings) {
      String most = settings.getOrDefault("most", "");
      if (!most.matches("\\d+")) {
        throw new ConfigurationException("capping-ebay", List.of("most must be a number, was \"" + most + "\""));
      }
      return AllocationPolicies.sharedPool().capping(ChannelId.of("ebay"), Long.parseLong(most));
    }
  }

  /** Another with the same id. */
  public static final class SameId extends Planted {
    @Override
    public String id() {
      return "capping-ebay";
    }
  }

  /** Cannot be made. */
  public static final class Unmade extends Planted {
    public Unmade() {
      throw new IllegalStateException("planted");
    }
  }

  /** Makes nothing. */
  public static final class MakesNull extends Planted {
    @Override
    public String id() {
      return "makes-null";
    }
  }

  /** Throws. */
  public static final class Throws extends Planted {
    @Override
    public String id() {
      return "throws";
    }

    @Override
    public AllocationPolicy create(Map<String, String> settings) {
      throw new IllegalStateException("planted");
    }
  }

  /** Has an id that no setting could name. */
  public static final class Shouting extends Planted {
    @Override
    public String id() {
      return "LOUD!";
    }
  }

  private abstract static class Planted implements AllocationPolicyProvider {
    @Override
    public String id() {
      return "planted";
    }

    @Override
    public AllocationPolicy create(Map<String, String> settings) {
      return null;
    }
  }

  @TempDir Path folder;

  @Test
  void providerOfAService_isFoundById() throws IOException {
    assertThat(found(Capping.class).ids()).containsExactly("capping-ebay");
  }

  @Test
  void create_passesTheSettings() throws IOException {
    assertThat(found(Capping.class).create("capping-ebay", Map.of("most", "3")).toString()).contains("units=3");
  }

  @Test
  void create_settingsRefused_saysSo() throws IOException {
    PolicyProviders providers = found(Capping.class);
    assertThatThrownBy(() -> providers.create("capping-ebay", Map.of("most", "some")))
        .isInstanceOf(ConfigurationException.class).hasMessageContaining("most must be a number, was \"some\"");
  }

  @Test
  void create_unknownId_namesTheKnownAndTheBroken() throws IOException {
    PolicyProviders providers = found(Unmade.class, Capping.class, Shouting.class);
    assertThatThrownBy(() -> providers.create("by-weekday", Map.of()))
        .isInstanceOf(ConfigurationException.class).hasMessageContaining("policy by-weekday")
        .hasMessageContaining("known are [capping-ebay]").hasMessageContaining("Unmade")
        .hasMessageContaining("malformed id \"LOUD!\"");
  }

  @Test
  void brokenProvider_hidesNoOther() throws IOException {
    assertThat(found(Unmade.class, Capping.class).ids()).containsExactly("capping-ebay");
  }

  @Test
  void twoWithOneId_theFirstIsUsed() throws IOException {
    assertThat(found(Capping.class, SameId.class).create("capping-ebay", Map.of("most", "3"))).isNotNull();
  }

  @Test
  void create_providerMakesNull_isRefused() throws IOException {
    PolicyProviders providers = found(MakesNull.class);
    assertThatThrownBy(() -> providers.create("makes-null", Map.of()))
        .isInstanceOf(ConfigurationException.class).hasMessageContaining("made no policy but null");
  }

  @Test
  void create_providerThrows_isRefused() throws IOException {
    PolicyProviders providers = found(Throws.class);
    assertThatThrownBy(() -> providers.create("throws", Map.of()))
        .isInstanceOf(ConfigurationException.class).hasMessageContaining("java.lang.IllegalStateException: planted");
  }

  /** Finds what a service file in the folder names, in its order. */
  private PolicyProviders found(Class<?>... types) throws IOException {
    Path file = folder.resolve("META-INF/services").resolve(AllocationPolicyProvider.class.getName());
    Files.createDirectories(file.getParent());
    Files.writeString(file, Stream.of(types).map(Class::getName).collect(Collectors.joining("\n")));
    try (URLClassLoader loader = new URLClassLoader(new URL[] {url(folder)}, getClass().getClassLoader())) {
      return PolicyProviders.in(loader);
    }
  }

  private static URL url(Path path) throws MalformedURLException {
    return path.toUri().toURL();
  }
}
