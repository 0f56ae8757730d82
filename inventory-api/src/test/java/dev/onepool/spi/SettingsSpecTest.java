package dev.onepool.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.spi.SettingsSpec.Setting;
import dev.onepool.spi.SettingsSpec.Type;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsSpecTest {

  @Test
  void none_hasNoSettings() {
    assertThat(SettingsSpec.none().settings()).isEmpty();
  }

  @Test
  void build_keepsTheOrderOfDeclaration() {
    SettingsSpec spec = SettingsSpec.builder()
        .required("seller-id", Type.TEXT, "The account.")
        .optional("poll.every", Type.DURATION, "PT5M", "How often orders are read.")
        .secret("token", "The key of the account.")
        .build();
    assertThat(spec.settings()).containsExactly(
        new Setting("seller-id", Type.TEXT, null, false, "The account."),
        new Setting("poll.every", Type.DURATION, "PT5M", false, "How often orders are read."),
        new Setting("token", Type.TEXT, null, true, "The key of the account."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "a-b.c", "api2-key"})
  void key_wellFormed_isAccepted(String key) {
    assertThat(SettingsSpec.builder().secret(key, "A key.").build().settings()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "a_b", "-a", ".a", "a b", "ä"})
  void key_malformed_isRefusedWithTheKey(String key) {
    assertThatThrownBy(() -> SettingsSpec.builder().secret(key, "A key.").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("malformed setting key: \"" + key + "\"");
  }

  @Test
  void key_declaredTwice_isRefusedWithTheKey() {
    SettingsSpec.Builder builder = SettingsSpec.builder()
        .required("token", Type.TEXT, "A token.")
        .secret("token", "The same token.");
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("setting declared twice: token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://example.com", "https://10.0.0.1/a?b=c", "http://localhost:1", "HTTP://LOCALHOST",
    "http://127.0.0.1", "http://127.255.254.1:80/a", "http://[::1]", "http://[0:0:0:0:0:0:0:1]:1"})
  void endpoint_encryptedOrOnThisMachine_isOne(String address) {
    assertThat(SettingsSpec.isEndpoint(URI.create(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://example.com", "http://127.0.0.1.example.com", "http://localhost.example.com",
    "http://127.0.0.256", "http://127.1", "http://[::2]", "http://[::ffff:127.0.0.1]", "http://user@example.com", "http:///a",
    "https:///a", "ws://127.0.0.1", "127.0.0.1", ""})
  void endpoint_anythingElse_isNone(String address) {
    assertThat(SettingsSpec.isEndpoint(URI.create(address))).isFalse();
  }

  @Test
  void build_builderUsedAgain_earlierSpecificationStaysAsItWas() {
    SettingsSpec.Builder builder = SettingsSpec.builder().secret("token", "A key.");
    SettingsSpec before = builder.build();
    builder.required("seller-id", Type.TEXT, "The account.").build();
    assertThat(before.settings()).hasSize(1);
  }
}
