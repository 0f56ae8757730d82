package dev.onepool.connector.tiktok;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.spi.SettingsSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README's table of settings is made from their specification. {@code -Dreadme.update=true} writes it anew. */
class ReadmeTest {

  private static final Path README = Path.of("README.md");
  private static final String BEGIN = "<!-- settings: made by ReadmeTest -->\n";
  private static final String END = "<!-- end of settings -->\n";

  @Test
  void readme_hasTheSettingsAsTheyAre() throws IOException {
    String text = Files.readString(README);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    assertThat(begin).as("the mark before the table").isNotNegative();
    assertThat(end).as("the mark behind the table").isGreaterThan(begin);
    String wanted = text.substring(0, begin + BEGIN.length()) + table() + text.substring(end);
    if (Boolean.getBoolean("readme.update")) {
      Files.writeString(README, wanted);
    }
    assertThat(Files.readString(README)).as("README.md; write it anew with -Dreadme.update=true").isEqualTo(wanted);
  }

  private static String table() {
    StringBuilder table = new StringBuilder("\n| setting | type | default | what it is |\n|---|---|---|---|\n");
    for (SettingsSpec.Setting setting : TikTokSettings.SPEC.settings()) {
      String fallback = setting.fallback() == null ? "must be given"
          : setting.fallback().isEmpty() ? "none" : "`" + setting.fallback() + "`";
      table.append("| `").append(setting.key()).append("` | ").append(setting.type().name().toLowerCase(java.util.Locale.ROOT))
          .append(setting.secret() ? ", secret" : "").append(" | ").append(fallback).append(" | ")
          .append(setting.description()).append(" |\n");
    }
    return table.append('\n').toString();
  }
}
