package dev.onepool.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the code in docs/planning.md, as it stands there. */
class PlanningDocumentTest {

  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void example_runs_andPrintsReasonsAndARefusal() throws Exception {
    Matcher matcher = JAVA.matcher(Files.readString(Path.of("..", "docs", "planning.md")));
    assertThat(matcher.find()).isTrue();
    assertThat(Snippet.run(folder, matcher.group(1), "PlanningExample"))
        .contains("pinball loss", "the reorder point of", "in packs of 24", "STOCK_FIRST: gains", "Refused[problems=[the lead time must be 0 to 730 days, was -3.0]]");
  }
}
