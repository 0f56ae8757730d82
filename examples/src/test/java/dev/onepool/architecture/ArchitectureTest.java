package dev.onepool.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds every module to the rules of the house; {@link HouseRules} says what they are and why. */
class ArchitectureTest {

  private static final HouseRules RULES = new HouseRules("dev.onepool");

  private static final JavaClasses HOUSE = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages("dev.onepool");

  /** Without this guard a wrong class path would pass every rule. A package-info counts as a class. */
  @ParameterizedTest(name = "{0} has at least {1} classes")
  @CsvSource({
    "dev.onepool, 40",
    "dev.onepool.spi, 20",
    "dev.onepool.core, 30",
    "dev.onepool.testkit, 5",
    "dev.onepool.connector.amazon, 1",
    "dev.onepool.connector.ebay, 1",
    "dev.onepool.connector.shopify, 1",
    "dev.onepool.connector.tiktok, 1",
    "dev.onepool.connector.walmart, 1",
    "dev.onepool.examples, 1"
  })
  void import_sawTheClasses(String module, int least) {
    boolean withSubpackages = !module.equals("dev.onepool");
    assertThat(HOUSE)
        .filteredOn(type -> type.getPackageName().equals(module)
            || withSubpackages && type.getPackageName().startsWith(module + "."))
        .hasSizeGreaterThanOrEqualTo(least);
  }

  @Test
  void api_standsAlone() {
    RULES.apiStandsAlone().check(HOUSE);
  }

  @Test
  void api_doesNotMentionTheSpi() {
    RULES.apiDoesNotMentionTheSpi().check(HOUSE);
  }

  @Test
  void api_typesAreClosed() {
    RULES.apiTypesAreClosed().check(HOUSE);
  }

  @Test
  void connectors_seeOnlyTheApi() {
    RULES.connectorsSeeOnlyTheApi().check(HOUSE);
  }

  @Test
  void queueReaders_seeTheQueueOnly() {
    RULES.queueReadersSeeTheQueueOnly().check(HOUSE);
  }

  @Test
  void connectors_doNotSeeEachOther() {
    RULES.connectorsDoNotSeeEachOther().check(HOUSE);
  }

  @Test
  void connectors_haveOnePublicClass() {
    RULES.connectorsHaveOnePublicClass().check(HOUSE);
  }

  @Test
  void core_seesNobodyAbove() {
    RULES.coreSeesNobodyAbove().check(HOUSE);
  }

  @Test
  void core_hasOneEntry() {
    RULES.coreHasOneEntry().check(HOUSE);
  }

  @Test
  void core_internalsHaveNoCycles() {
    RULES.internalsHaveNoCycles().check(HOUSE);
  }

  @Test
  void testkit_seesOnlyCoreAndApi() {
    RULES.testkitSeesOnlyCoreAndApi().check(HOUSE);
  }

  @Test
  void sql_onlyInTheStore() {
    RULES.sqlOnlyInTheStore().check(HOUSE);
  }

  @Test
  void rememberedPositions_decideNothing() {
    RULES.nobodyDecidesOnMemory().check(HOUSE);
  }

  @Test
  void signatures_nameOnlyOurTypes() {
    RULES.signaturesNameOnlyOurTypes().check(HOUSE);
  }

  @Test
  void clock_nobodyReadsIt() {
    RULES.nobodyReadsAClock().check(HOUSE);
  }

  @Test
  void clock_exceptionsAreStillNeeded() {
    RULES.listedClockReadersReadIt().check(HOUSE);
  }

  @Test
  void stopwatch_onlyInPrograms() {
    RULES.onlyProgramsUseAStopwatch().check(HOUSE);
  }

  @Test
  void packages_areNullMarked() {
    RULES.packagesAreNullMarked().check(HOUSE);
  }

  @Test
  void logging_notByJavaUtilLogging() {
    RULES.noJavaUtilLogging().check(HOUSE);
  }

  @Test
  void logging_notInApiAndTestkit() {
    RULES.noLoggingInApiAndTestkit().check(HOUSE);
  }

  @Test
  void output_notToStandardStreams() {
    RULES.noStandardStreams().check(HOUSE);
  }

  @Test
  void tests_importNoMockingLibrary() throws IOException {
    try (Stream<Path> sources = testSources()) {
      List<String> seen = sources.flatMap(ArchitectureTest::imports).toList();
      assertThat(seen).contains("import org.junit.jupiter.api.Test;");
      assertThat(seen).noneMatch(line -> line.matches(".* (org\\.mockito|org\\.easymock|mockit|org\\.powermock)\\..*"));
    }
  }

  private static Stream<Path> testSources() throws IOException {
    Path house = Path.of("").toAbsolutePath().getParent();
    return Files.find(house, 20, (file, attributes) -> file.toString().endsWith(".java")
        && house.relativize(file).toString().replace('\\', '/').contains("/src/test/java/"));
  }

  private static Stream<String> imports(Path source) {
    try {
      return Files.readAllLines(source).stream().filter(line -> line.startsWith("import "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
