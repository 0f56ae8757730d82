package dev.onepool.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Shows that the rules can go red: each is put to a small house where violations were planted, and must name exactly
 * the classes that are guilty of it.
 */
class PlantedViolationsTest {

  private static final String ROOT = "dev.onepool.architecture.planted";
  private static final HouseRules RULES = new HouseRules(ROOT);
  private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(ROOT);
  private static final Pattern PLACE = Pattern.compile("in \\((\\w+)\\.java:\\d+\\)");

  @Test
  void apiStandsAlone_namesTheGuilty() {
    assertThat(guilty(RULES.apiStandsAlone())).containsExactly("LeaksGuava", "NeedsGuava", "PrintsAndLogs");
  }

  @Test
  void apiDoesNotMentionTheSpi_namesTheGuilty() {
    assertThat(guilty(RULES.apiDoesNotMentionTheSpi())).containsExactly("MentionsSpi");
  }

  @Test
  void apiTypesAreClosed_namesTheGuilty() {
    assertThat(guilty(RULES.apiTypesAreClosed())).containsExactly("OpenClass");
  }

  @Test
  void connectorsSeeOnlyTheApi_namesTheGuilty() {
    assertThat(guilty(RULES.connectorsSeeOnlyTheApi())).containsExactly("SeesCore");
  }

  @Test
  void queueReadersSeeTheQueueOnly_namesTheGuilty() {
    assertThat(guilty(RULES.queueReadersSeeTheQueueOnly())).containsExactly("Notifications");
  }

  @Test
  void connectorsDoNotSeeEachOther_namesTheGuilty() {
    assertThat(guilty(RULES.connectorsDoNotSeeEachOther())).containsExactly("SeesAnother");
  }

  @Test
  void connectorsHaveOnePublicClass_namesTheGuilty() {
    assertThat(guilty(RULES.connectorsHaveOnePublicClass()))
        .containsExactly("CrowdedClient", "FirstProvider", "SecondProvider");
  }

  @Test
  void coreSeesNobodyAbove_namesTheGuilty() {
    assertThat(guilty(RULES.coreSeesNobodyAbove())).containsExactly("SeesTheKit");
  }

  @Test
  void coreHasOneEntry_namesTheGuilty() {
    assertThat(guilty(RULES.coreHasOneEntry())).containsExactly("SecondEntry");
  }

  @Test
  void coreHasOneEntry_withoutTheEntry_goesRed() {
    JavaClasses headless = PLANTED.that(describe("are left", type -> !type.getSimpleName().equals("Onepool")));
    assertThat(guilty(RULES.coreHasOneEntry(), headless)).contains("SeesTheKit");
  }

  @Test
  void internalsHaveNoCycles_namesTheGuilty() {
    assertThat(guilty(RULES.internalsHaveNoCycles())).containsExactly("Blue", "Red");
  }

  @Test
  void testkitSeesOnlyCoreAndApi_namesTheGuilty() {
    assertThat(guilty(RULES.testkitSeesOnlyCoreAndApi())).containsExactly("SeesAProgram");
  }

  @Test
  void sqlOnlyInTheStore_namesTheGuilty() {
    assertThat(guilty(RULES.sqlOnlyInTheStore())).containsExactly("SqlOutsideTheStore");
  }

  @Test
  void nobodyDecidesOnMemory_namesTheGuilty() {
    assertThat(guilty(RULES.nobodyDecidesOnMemory())).containsExactly("DecidesOnMemory");
  }

  @Test
  void signaturesNameOnlyOurTypes_namesTheGuilty() {
    assertThat(guilty(RULES.signaturesNameOnlyOurTypes())).containsExactly("LeaksGuava", "LeaksInternals");
  }

  @Test
  void nobodyReadsAClock_namesTheGuilty() {
    assertThat(guilty(RULES.nobodyReadsAClock())).containsExactly(
        "CallsCurrentTimeMillis", "CallsInstantNow", "CallsLocalDateTimeNow", "CallsZonedNow", "MakesADate",
        "MakesASystemClock", "MakesATickingClock", "RefersToInstantNow", "RefersToNewDate");
  }

  @Test
  void listedClockReaders_thatReadNone_goRed() {
    ArchRule rule = new HouseRules(ROOT, Set.of("core.Onepool$Builder", "core.SecondEntry")).listedClockReadersReadIt();
    assertThat(guilty(rule)).containsExactly("SecondEntry");
  }

  @Test
  void onlyProgramsUseAStopwatch_namesTheGuilty() {
    assertThat(guilty(RULES.onlyProgramsUseAStopwatch())).containsExactly("UsesAStopwatch");
  }

  @Test
  void packagesAreNullMarked_namesTheGuilty() {
    assertThat(guilty(RULES.packagesAreNullMarked())).containsExactly("Unmarked");
  }

  @Test
  void noJavaUtilLogging_namesTheGuilty() {
    assertThat(guilty(RULES.noJavaUtilLogging())).containsExactly("JulLogger");
  }

  @Test
  void noLoggingInApiAndTestkit_namesTheGuilty() {
    assertThat(guilty(RULES.noLoggingInApiAndTestkit())).containsExactly("PrintsAndLogs");
  }

  @Test
  void noStandardStreams_namesTheGuilty() {
    assertThat(guilty(RULES.noStandardStreams())).containsExactly("PrintsAndLogs");
  }

  /** Returns the source files that the rule names. */
  private static Set<String> guilty(ArchRule rule) {
    return guilty(rule, PLANTED);
  }

  private static Set<String> guilty(ArchRule rule, JavaClasses classes) {
    Set<String> names = new TreeSet<>();
    for (String line : rule.evaluate(classes).getFailureReport().getDetails()) {
      Matcher places = PLACE.matcher(line);
      while (places.find()) {
        names.add(places.group(1));
      }
    }
    return names;
  }
}
