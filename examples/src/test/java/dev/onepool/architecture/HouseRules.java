package dev.onepool.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Map;
import java.util.Set;

/**
 * The rules of the house. They are written for any root package, so that the same rules hold {@code dev.onepool} and,
 * in a test of the tests, a small house with planted violations.
 *
 * <p>To get an exception, list the class here with its reason; do not widen a rule.
 */
final class HouseRules {

  /** Who may ask the system for the time, by name below the root package, and why. */
  static final Map<String, String> CLOCK_READERS = Map.of(
      "core.Onepool$Builder", "where no clock is given, the engine runs on the system's; all else is handed that one",
      "testkit.contract.Certificate", "a certificate bears the day on which somebody made it, not one of a test's");

  /** Who may write to a terminal, by name below the root package, and why. */
  static final Map<String, String> PRINTERS = Map.of(
      "testkit.contract.Terminal", "shows a capability card to whoever runs the contracts");

  /** Who may name a connection outside the store, by name below the root package, and why. */
  static final Map<String, String> CONNECTION_BEARERS = Map.of(
      "core.Onepool$Builder", "the application hands over where its connections come from",
      "StockLedger", "the application hands over the connection that its own transaction is open on",
      "core.internal.commit.CoreStockLedger", "hands that connection to the store unopened");

  /** Who may see remembered positions, by name below the root package, and why. */
  static final Map<String, String> REMEMBERERS = Map.of(
      "core.internal.commit.CoreStockLedger", "answers an application that asked for one, and never itself",
      "core.internal.engine.Engine", "makes the one that all sellers share",
      "core.internal.sync.CoreInventory", "hands it on to the ledger");

  /** Which classes of connectors may see another library, by name below the root package, which, and why. */
  static final Map<String, String> QUEUE_READERS = Map.of(
      "connector.amazon.Notifications$SqsSource",
      "reads the queue of notifications by the AWS SDK, which an application adds if it has one");

  private static final String[] SQL = {
    "java.sql..", "javax.sql..", "org.jdbi..", "com.zaxxer..", "org.flywaydb..", "org.sqlite.."
  };

  private final String api;
  private final String planning;
  private final String spi;
  private final String core;
  private final String testkit;
  private final String connectors;
  private final Set<String> clockReaders;

  /** Makes the rules for the house below this package. */
  HouseRules(String root) {
    this(root, CLOCK_READERS.keySet());
  }

  /** Makes the rules for the house below this package, with other readers of a clock. */
  HouseRules(String root, Set<String> clockReaders) {
    this.api = root;
    this.planning = root + ".planning";
    this.spi = root + ".spi";
    this.core = root + ".core";
    this.testkit = root + ".testkit";
    this.connectors = root + ".connector";
    this.clockReaders = clockReaders;
  }

  ArchRule apiStandsAlone() {
    return classes().that().resideInAnyPackage(api, planning, spi)
        .should().onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", api, planning, spi))
        .because("whoever compiles against the api must not inherit anybody's libraries");
  }

  ArchRule apiDoesNotMentionTheSpi() {
    return noClasses().that().resideInAnyPackage(api, planning)
        .should().dependOnClassesThat().resideInAPackage(spi)
        .because("an application never needs what connector authors implement");
  }

  ArchRule connectorsSeeOnlyTheApi() {
    return classes().that().resideInAPackage(connectors + "..").and(not(mayReadAQueue()))
        .should().onlyDependOnClassesThat(
            // The JDK's signatures are in javax.crypto: notifications are verified by their connector.
            resideInAnyPackage("java..", "javax.crypto..", "org.jspecify..", "com.fasterxml.jackson..", api, spi,
                connectors + ".."))
        .because("a connector is protocol translation; transport and retries live once, in core");
  }

  ArchRule queueReadersSeeTheQueueOnly() {
    return classes().that(mayReadAQueue())
        .should().onlyDependOnClassesThat(
            resideInAnyPackage("java..", "org.jspecify..", "software.amazon.awssdk..", api, spi, connectors + ".."))
        .because("an exception is for the library that it names");
  }

  private DescribedPredicate<JavaClass> mayReadAQueue() {
    return DescribedPredicate.describe("may read a queue",
        type -> QUEUE_READERS.keySet().stream().anyMatch(name -> type.getName().equals(api + "." + name)));
  }

  ArchRule connectorsDoNotSeeEachOther() {
    return slices().matching(connectors + ".(*)..")
        .should().notDependOnEachOther()
        .because("a channel must be installable without the others");
  }

  ArchRule coreSeesNobodyAbove() {
    return classes().that().resideInAPackage(core + "..")
        .should().onlyDependOnClassesThat(ownOrForeign(api, planning, spi, core + ".."))
        .because("the engine must not know its test kit, its connectors or its examples");
  }

  ArchRule testkitSeesOnlyCoreAndApi() {
    return classes().that().resideInAPackage(testkit + "..")
        .should().onlyDependOnClassesThat(ownOrForeign(api, planning, spi, core + "..", testkit + ".."))
        .because("the kit is published for connectors and must not need one");
  }

  ArchRule sqlOnlyInTheStore() {
    return noClasses().that().resideOutsideOfPackage(core + ".internal.store..")
        .and(not(DescribedPredicate.describe("are listed as bearers of a connection",
            type -> CONNECTION_BEARERS.keySet().stream().anyMatch(name -> type.getName().equals(api + "." + name)))))
        .should().dependOnClassesThat().resideInAnyPackage(SQL)
        .because("what the database is must be a secret of the store");
  }

  ArchRule nobodyDecidesOnMemory() {
    return noClasses().that().resideOutsideOfPackage(core + ".internal.reading..").and(not(mayRemember()))
        .should().dependOnClassesThat().resideInAPackage(core + ".internal.reading..")
        .because("a remembered position may be out of date: it is shown, and nothing is decided on it");
  }

  private DescribedPredicate<JavaClass> mayRemember() {
    return DescribedPredicate.describe("may see remembered positions",
        type -> REMEMBERERS.keySet().stream().anyMatch(name -> type.getName().equals(api + "." + name)));
  }

  ArchRule signaturesNameOnlyOurTypes() {
    return classes().that(arePublished()).and(VisibleTypes.arePublic())
        .should(VisibleTypes.nameOnlyTypesOf(api))
        .because("a library in a public signature can never be changed or dropped again");
  }

  ArchRule nobodyReadsAClock() {
    return classes().that(not(areListed()))
        .should(TimeSources.notReadTheTime())
        .because("time is injected: tests and simulations run on a clock of their own");
  }

  ArchRule listedClockReadersReadIt() {
    return classes().that(areListed())
        .should(TimeSources.readTheTime())
        .because("an exception that nobody needs any more is a hole");
  }

  ArchRule onlyProgramsUseAStopwatch() {
    return classes().that(arePublished())
        .should(TimeSources.notUseTheStopwatch())
        .because("only examples and benchmarks measure how long a run took");
  }

  ArchRule coreHasOneEntry() {
    return classes().that().resideInAPackage(core + "..").and().resideOutsideOfPackage("..internal..")
        .should(PublicTypes.beOnlyThisOne(core + ".Onepool"))
        .because("what is public stays for ever");
  }

  ArchRule connectorsHaveOnePublicClass() {
    return classes().that().resideInAPackage(connectors + "..")
        .should(PublicTypes.beOneProviderBelow(connectors, spi + ".ChannelConnectorProvider"))
        .because("a connector is found by its provider and needs no other door");
  }

  ArchRule packagesAreNullMarked() {
    return classes().should(PublicTypes.liveInANullMarkedPackage())
        .because("what may be null is marked, everywhere else null is a mistake");
  }

  ArchRule apiTypesAreClosed() {
    return classes().that().resideInAnyPackage(api, planning, spi).and(VisibleTypes.arePublic())
        .should(PublicTypes.beClosedOr(api + ".InventoryException"))
        .because("a class that can be extended by chance can never be changed again");
  }

  ArchRule noJavaUtilLogging() {
    return noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..")
        .because("the house logs by SLF4J");
  }

  ArchRule noStandardStreams() {
    return noClasses().that(arePublished()).and(not(DescribedPredicate.describe("are listed as printers",
            type -> PRINTERS.keySet().stream().anyMatch(name -> type.getName().equals(api + "." + name)))))
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
        .because("a library does not write to its host's terminal");
  }

  ArchRule noLoggingInApiAndTestkit() {
    return noClasses().that().resideInAnyPackage(api, planning, spi, testkit + "..")
        .should().dependOnClassesThat().resideInAPackage("org.slf4j..")
        .because("values and test kits have nothing to log");
  }

  ArchRule internalsHaveNoCycles() {
    return slices().matching(core + ".internal.(*)..")
        .should().beFreeOfCycles()
        .because("packages that need each other are one package");
  }

  /** What others depend on, in contrast to the programs in examples and benchmarks. */
  private DescribedPredicate<JavaClass> arePublished() {
    return resideInAnyPackage(api, planning, spi, core + "..", testkit + "..", connectors + "..").as("are published");
  }

  /** Classes in these packages, and whatever does not belong to the house. */
  private DescribedPredicate<JavaClass> ownOrForeign(String... own) {
    return resideInAnyPackage(own).or(not(resideInAPackage(api + ".."))).as("belong to %s", String.join(", ", own));
  }

  private DescribedPredicate<JavaClass> areListed() {
    return DescribedPredicate.describe("are listed as readers of a clock",
        type -> clockReaders.stream().anyMatch(name -> type.getName().equals(api + "." + name)));
  }
}
