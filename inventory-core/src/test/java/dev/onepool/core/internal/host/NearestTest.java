package dev.onepool.core.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestTest {

  private static final List<String> KNOWN = List.of("access-token", "api-version", "shop");

  @ParameterizedTest
  @CsvSource({
    "acces-token,access-token", "acess-tokne,access-token", "ACCESS_TOKEN,access-token", "accessToken,access-token",
    "api-verison,api-version", "shpo,shop", "shops,shop"
  })
  void of_misspelt_isFound(String given, String expected) {
    assertThat(Nearest.of(given, KNOWN)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"axes-toke", "spot", "secret", "x", ""})
  void of_tooFar_isNot(String given) {
    assertThat(Nearest.of(given, KNOWN)).isNull();
  }

  @Test
  void of_equallyNear_isTheFirst() {
    assertThat(Nearest.of("shap", List.of("shop", "ship"))).isEqualTo("shop");
  }

  @Test
  void edits_swapOfNeighbours_isOne() {
    assertThat(Nearest.edits("token", "tokne")).isEqualTo(1);
  }
}
