package dev.onepool.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.testkit.contract.Candidates.Run;
import java.io.IOException;
import java.io.StringReader;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Makes certificates, and compares them with what came of the rules. */
class CertificateTest {

  @TempDir private Path resources;

  private final FullProvider provider = new FullProvider();

  @Test
  void write_afterEveryRulePassed_makesTheFile() throws IOException {
    Run run = write(good(new OneService(provider)));
    assertThat(run.failed()).as(run.reasons()).isEmpty();
    Properties kept = kept();
    assertThat(kept).containsOnlyKeys("provider", "id", "spi", "kit", "rules", "made")
        .containsEntry("provider", FullProvider.class.getName())
        .containsEntry("id", "full")
        .containsEntry("spi", "1")
        .containsEntry("kit", "1")
        .containsEntry("rules", Integer.toString(Rules.byId().size()));
    assertThat(kept.getProperty("made")).matches("\\d{4}-\\d\\d-\\d\\d");
  }

  @Test
  void write_afterARuleFailed_makesNoFile() {
    Run run = write(bad());
    assertThat(run.failed()).containsExactly("zero-written");
    assertThat(resources).isEmptyDirectory();
  }

  @Test
  void write_ofSomeContractsOnly_makesNoFile() {
    CardBook book = new CardBook();
    Rules.byId().keySet().stream().skip(1)
        .forEach(rule -> book.note(good(new OneService(provider)), rule, RuleResult.PASSED, ""));
    Map<String, String> configuration = Map.of("onepool.certificate", "write", "onepool.card", "off",
        "onepool.certificate.resources", resources.toString());
    book.finish(good(new OneService(provider)), key -> Optional.ofNullable(configuration.get(key)));
    assertThat(resources).isEmptyDirectory();
  }

  @Test
  void compare_withTheFileThatWasMade_isContent() throws IOException {
    write(good(new OneService(provider)));
    assertThat(compare().problems()).isEmpty();
  }

  @Test
  void compare_withFewerRulesThanPassed_failsAndSaysWhatToDo() throws IOException {
    keep("provider=" + FullProvider.class.getName() + "\nid=full\nspi=1\nkit=1\nrules=3\nmade=2026-01-01\n");
    assertThat(compare().problems()).singleElement().asString()
        .contains("rules=3").contains("-Donepool.certificate=write");
  }

  @Test
  void compare_withAnOlderKit_fails() throws IOException {
    keep("provider=" + FullProvider.class.getName() + "\nid=full\nspi=1\nkit=0\nrules=" + Rules.byId().size() + "\n");
    assertThat(compare().problems()).singleElement().asString().contains("kit=0").contains("it is 1");
  }

  @Test
  void compare_withAnotherProvider_fails() throws IOException {
    keep("provider=somebody.Else\nid=full\nspi=1\nkit=1\nrules=" + Rules.byId().size() + "\n");
    assertThat(compare().problems()).singleElement().asString().contains("somebody.Else");
  }

  @Test
  void compare_withoutAFile_isContent() throws IOException {
    assertThat(compare().problems()).isEmpty();
  }

  @Test
  void anotherMode_isRefused() {
    CapabilityCard card = new CapabilityCard("a.B", "b", 1, Map.of(), Map.of());
    assertThatThrownBy(() -> Certificate.keep(card, getClass().getClassLoader(),
            key -> Optional.of("yes"))).hasMessageContaining("\"yes\"");
  }

  @Test
  void card_saysWhatIsDeclaredAndWhatCameOfTheRules() {
    CapabilityCard card = CapabilityCard.of(good(new OneService(provider)), Map.of(
        "zero-written", new CardBook.Entry(RuleResult.FAILED, "\n expected 0\n but was 1"),
        "held-stock", new CardBook.Entry(RuleResult.NOT_APPLICABLE, "the channel has no HELD_STOCK"),
        "close-twice", new CardBook.Entry(RuleResult.PASSED, "")));
    assertThat(card.toString())
        .contains("Capability card of full (" + FullProvider.class.getName() + ")")
        .contains("1 rules passed, 1 not applicable, 1 failed")
        .containsPattern("proof of a write +receipt")
        .containsPattern("does for orders +Acknowledge, Ship, Cancel")
        .containsPattern("FAILED +zero-written +expected 0")
        .containsPattern("n/a +held-stock +the channel has no HELD_STOCK")
        .containsPattern("passed +close-twice +Closing twice does nothing.");
  }

  private Subject good(ClassLoader loader) {
    return new Subject(provider, FullMarket::new, loader);
  }

  private static Subject bad() {
    return WriteMistakes.all().stream().filter(mistake -> mistake.rule().equals("zero-written")).findFirst()
        .orElseThrow().subject();
  }

  private Run write(Subject subject) {
    return Candidates.run(subject, Map.of("onepool.certificate", "write", "onepool.card", "off",
        "onepool.certificate.resources", resources.toString()));
  }

  private void keep(String text) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), text);
  }

  private Run compare() throws IOException {
    try (Resources loader = new Resources(new OneService(provider))) {
      Run run = Candidates.run(good(loader));
      assertThat(run.failed()).as(run.reasons()).isEmpty();
      return run;
    }
  }

  private Path file() {
    return resources.resolve(Certificate.FOLDER).resolve("full.properties");
  }

  private Properties kept() throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(Files.readString(file())));
    return properties;
  }

  /** Finds the certificates of this test. */
  private final class Resources extends URLClassLoader {
    Resources(ClassLoader parent) throws MalformedURLException {
      super(new URL[] {resources.toUri().toURL()}, parent);
    }
  }
}
