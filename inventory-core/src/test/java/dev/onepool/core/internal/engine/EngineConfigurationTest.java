package dev.onepool.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.AllocationPolicies;
import dev.onepool.ChannelId;
import dev.onepool.ConfigurationException;
import dev.onepool.Guarantee;
import dev.onepool.SellerId;
import dev.onepool.core.HandClock;
import dev.onepool.core.Onepool;
import dev.onepool.core.internal.sync.ScriptedProvider;
import dev.onepool.spi.SettingsSpec;
import dev.onepool.spi.SettingsSpec.Type;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is wrong with an engine's settings is said when it is built, all at once, and without secrets. */
class EngineConfigurationTest {

  private static final SellerId SELLER = SellerId.of("seller");
  private static final ChannelId SHOP = ChannelId.of("shop");
  private static final String SECRET = "hunter2-hunter2";

  private static Onepool.Builder builder() {
    return Onepool.builder().clock(new HandClock()).connector(new ScriptedProvider("scripted", SettingsSpec.builder()
        .required("name", Type.TEXT, "The shop's name.")
        .optional("every", Type.DURATION, "10m", "How often.")
        .secret("token", "The token.")
        .build()));
  }

  private static ConfigurationException refused(Onepool.Builder builder) {
    try (Onepool engine = builder.build()) {
      throw new AssertionError("built: " + engine);
    } catch (ConfigurationException expected) {
      return expected;
    }
  }

  @Test
  void build_withoutChannels_starts() {
    try (Onepool engine = builder().build()) {
      assertThat(engine.inventory(SELLER).channels().all()).isEmpty();
    }
  }

  @Test
  void build_unknownProvider_namesIt() {
    assertThat(refused(builder().channel(SELLER, SHOP, "scriptde", Map.of())).problems())
        .singleElement().asString().contains("scriptde");
  }

  @Test
  void build_wrongSettings_reportsAllAtOnce() {
    assertThat(refused(builder().channel(SELLER, SHOP, "scripted", Map.of("every", "often", "nmae", "x"))).problems())
        .hasSize(4);
  }

  @Test
  void build_twoWrongChannels_reportsBoth() {
    ConfigurationException refused = refused(builder()
        .channel(SELLER, SHOP, "none", Map.of())
        .channel(SELLER, ChannelId.of("market"), "none", Map.of()));
    assertThat(refused.getMessage()).contains("shop", "market");
  }

  @Test
  void build_sameChannelTwice_isRefused() {
    Map<String, String> settings = Map.of("name", "x", "token", SECRET);
    assertThat(refused(builder().channel(SELLER, SHOP, "scripted", settings).channel(SELLER, SHOP, "scripted", settings))
        .problems()).singleElement().asString().contains("shop", "configured twice");
  }

  @Test
  void build_sameChannelOfTwoSellers_starts() {
    Map<String, String> settings = Map.of("name", "x", "token", SECRET);
    try (Onepool engine = builder().channel(SELLER, SHOP, "scripted", settings)
        .channel(SellerId.of("other"), SHOP, "scripted", settings).build()) {
      assertThat(engine.inventory(SELLER).channels().all()).hasSize(1);
    }
  }

  @Test
  void build_refused_namesNoSecret() {
    assertThat(refused(builder().channel(SELLER, SHOP, "scripted", Map.of("token", SECRET))).getMessage())
        .doesNotContain(SECRET);
  }

  @Test
  void build_misspeltSecret_isNotShown() {
    assertThat(refused(builder().channel(SELLER, SHOP, "scripted", Map.of("name", "x", "tokne", SECRET))).getMessage())
        .doesNotContain(SECRET);
  }

  @Test
  void channelSettings_asText_showNoSecret() {
    assertThat(new EngineSettings.Channel(SELLER, SHOP, "scripted", Map.of("token", SECRET)).toString())
        .isEqualTo("seller/shop by scripted");
  }

  @Test
  void close_twice_doesNothing() {
    Onepool engine = builder().build();
    engine.close();
    engine.close();
    assertThat(engine).isNotNull();
  }

  @Test
  void clock_setTwice_isRefused() {
    Onepool.Builder builder = builder();
    assertThatThrownBy(() -> builder.clock(new HandClock()))
        .isInstanceOf(IllegalStateException.class).hasMessageContaining("clock");
  }

  @Test
  void sqlite_setTwice_isRefused() {
    Onepool.Builder builder = builder().sqlite(Path.of("a.db"));
    assertThatThrownBy(() -> builder.sqlite(Path.of("b.db")))
        .isInstanceOf(IllegalStateException.class).hasMessageContaining("a.db");
  }

  @Test
  void guarantee_setTwice_isRefused() {
    Onepool.Builder builder = builder().guarantee(Guarantee.rights());
    assertThatThrownBy(() -> builder.guarantee(Guarantee.mirror(1)))
        .isInstanceOf(IllegalStateException.class).hasMessageContaining("guarantee");
  }

  @Test
  void policy_setTwice_isRefused() {
    Onepool.Builder builder = builder().policy(AllocationPolicies.sharedPool());
    assertThatThrownBy(() -> builder.policy(AllocationPolicies.sharedPool()))
        .isInstanceOf(IllegalStateException.class).hasMessageContaining("policy");
  }
}
