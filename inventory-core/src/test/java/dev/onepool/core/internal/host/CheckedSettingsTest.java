package dev.onepool.core.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.onepool.spi.SettingsSpec;
import dev.onepool.spi.SettingsSpec.Type;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckedSettingsTest {

  private static final SettingsSpec SPEC = SettingsSpec.builder()
      .secret("token", "The token.")
      .optional("size", Type.NUMBER, "50", "A size.")
      .build();

  private final CheckedSettings settings = new CheckedSettings(SPEC, Map.of("token", "s3cret"));

  @Test
  void text_ofNumber_isItsText() {
    assertThat(settings.text("size")).isEqualTo("50");
  }

  @Test
  void number_ofText_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> settings.number("token"))
        .withMessage("setting \"token\" was declared as TEXT, not as NUMBER");
  }

  @Test
  void text_ofUndeclaredKey_isRefusedByName() {
    assertThatIllegalArgumentException().isThrownBy(() -> settings.text("tokn"))
        .withMessage("setting \"tokn\" was not declared; declared are: token, size");
  }

  @Test
  void toString_hidesSecrets() {
    assertThat(settings).hasToString("{token=***, size=50}");
  }

  @Test
  void problems_nullValue_isBlank() {
    Map<String, String> given = new HashMap<>();
    given.put("token", null);

    assertThat(SettingsCheck.problems(SPEC, given)).containsExactly("setting \"token\" is blank; give it a value");
  }

  @Test
  void problems_unknownKeys_areInOrder() {
    assertThat(SettingsCheck.problems(SPEC, Map.of("token", "t", "zzzzzz", "1", "TOKEN", "2", "siez", "3")))
        .containsExactly(
            "unknown setting \"TOKEN\"; did you mean \"token\"?",
            "unknown setting \"siez\"; did you mean \"size\"?",
            "unknown setting \"zzzzzz\"; known are: token, size");
  }
}
