package dev.onepool.examples.cornershop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.testkit.contract.ActionsContract;
import dev.onepool.testkit.contract.LifeContract;
import dev.onepool.testkit.contract.NotificationsContract;
import dev.onepool.testkit.contract.OrderFeedContract;
import dev.onepool.testkit.contract.OrderStatesContract;
import dev.onepool.testkit.contract.ProviderContract;
import dev.onepool.testkit.contract.ReadingsContract;
import dev.onepool.testkit.contract.TroubledWritesContract;
import dev.onepool.testkit.contract.WritesContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/writing-a-connector.md} to the files that it walks through. */
class DocumentTest {

  private static final Path DOCUMENT = Path.of("..", "..", "docs", "writing-a-connector.md");
  private static final Pattern BLOCK = Pattern.compile("<!-- (\\S+) -->\n```\\w+\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CODE = Pattern.compile("```(java|xml|properties)\n");
  private static final List<Class<?>> CONTRACTS = List.of(ProviderContract.class, LifeContract.class, WritesContract.class,
      TroubledWritesContract.class, ReadingsContract.class, OrderFeedContract.class, OrderStatesContract.class,
      NotificationsContract.class, ActionsContract.class);
  private static final Path CONNECTOR =
      Path.of("src", "main", "java", "dev", "onepool", "examples", "cornershop", "CornerShopConnector.java");

  @Test
  void everyBlock_isAPieceOfItsFile() throws IOException {
    List<MatchResult> blocks = BLOCK.matcher(Files.readString(DOCUMENT)).results().toList();
    assertThat(blocks).hasSizeGreaterThanOrEqualTo(10);
    for (MatchResult block : blocks) {
      assertThat(Files.readString(Path.of(block.group(1)))).as(block.group(1)).contains(block.group(2));
    }
  }

  @Test
  void everyBlockOfCode_namesItsFile() throws IOException {
    String text = Files.readString(DOCUMENT);
    long named = BLOCK.matcher(text).results().filter(block -> CODE.matcher(block.group()).find()).count();
    assertThat(CODE.matcher(text).results().count()).isEqualTo(named);
  }

  @Test
  void everyMethodOfTheConnector_isWalkedThrough() throws IOException {
    String text = Files.readString(DOCUMENT);
    assertThat(List.of("capabilities()", "publish(List", "shown(List", "listings(", "orders(", "call("))
        .allSatisfy(method -> assertThat(text).contains(method));
  }

  @Test
  void cardThatIsShown_saysAsManyRulesAsTheCertificate() throws IOException {
    String certificate =
        Files.readString(Path.of("src", "main", "resources", "META-INF", "onepool", "certificates", "corner-shop.properties"));
    String rules = certificate.lines().filter(line -> line.startsWith("rules=")).findFirst().orElseThrow().substring(6);
    long others = CONTRACTS.stream().mapToLong(DocumentTest::rules).sum() - Long.parseLong(rules);
    assertThat(Files.readString(DOCUMENT))
        .contains(": " + rules + " rules passed, " + others + " not applicable, 0 failed");
  }

  private static long rules(Class<?> contract) {
    return Arrays.stream(contract.getDeclaredMethods())
        .filter(method -> Arrays.stream(method.getAnnotations())
            .anyMatch(annotation -> annotation.annotationType().getSimpleName().equals("Rule")))
        .count();
  }

  @Test
  void connector_hasFewerThanAHundredLinesOfCode() throws IOException {
    assertThat(Files.readAllLines(CONNECTOR).stream().map(String::strip).filter(DocumentTest::isCode).count())
        .isLessThan(100);
  }

  private static boolean isCode(String line) {
    return !line.isEmpty() && !line.startsWith("import ") && !line.startsWith("package ") && !line.startsWith("/*")
        && !line.startsWith("*") && !line.startsWith("//") && !line.matches("@\\w+");
  }
}
