package dev.onepool.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.testkit.SimulationReport.Measure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The short form of the simulation; the long one is {@code benchmarks/run simulation}. Worlds are named by their seeds. */
class HostileSimulationTest {

  private static final int WORLDS = 500;
  private static final int WORLDS_TO_CATCH = 1_000;

  private static final SimulationReport SOUND = worlds(HostileSimulation.sound(), WORLDS);

  private static final int SHORT_WORLDS = 40;
  private static final SimulationReport SHORT = worlds(HostileSimulation.sound().shortOfStock(), SHORT_WORLDS);

  private static SimulationReport worlds(HostileSimulation simulation, int count) {
    SimulationReport report = SimulationReport.none();
    for (long seed = 1; seed <= count; seed++) {
      report = report.plus(simulation.run(seed));
    }
    return report;
  }

  @Test
  void sound_oversellsNothing() {
    assertThat(SOUND.count(Measure.OVERSOLD)).as("%s", SOUND).isZero();
  }

  @Test
  void sound_breaksNoInvariant() {
    assertThat(SOUND.failures()).isEmpty();
    assertThat(SOUND.count(Measure.VIOLATIONS)).isZero();
  }

  @Test
  void sound_isReallyTried() {
    assertThat(SOUND.count(Measure.ORDERS)).isGreaterThan(50_000);
    assertThat(SOUND.count(Measure.STOCK_OUTS)).isGreaterThan(WORLDS);
    assertThat(SOUND.count(Measure.CRASHES)).isGreaterThan(WORLDS);
  }

  @ParameterizedTest
  @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "UNSEEN_RESEND")
  void sound_meetsEveryFault(Fault fault) {
    assertThat(SOUND.count(fault)).isGreaterThan(100);
  }

  /** No world notices the two that are left out, in 1,000 runs: the simulation shows nothing about those rules yet. */
  @ParameterizedTest
  @EnumSource(value = Mutant.class, mode = EnumSource.Mode.EXCLUDE, names = {"NO_CLOCK_SKEW", "SAME_INSTANT_IS_LATER"})
  void mutant_isCaught(Mutant mutant) {
    assertThat(MutantHunt.hunt(mutant, WORLDS_TO_CATCH)).matches(MutantHunt.Found::caught, "was caught");
  }

  @Test
  void shortOfStock_sound_oversellsNothing() {
    assertThat(SHORT.count(Measure.OVERSOLD)).as("%s", SHORT).isZero();
    assertThat(SHORT.failures()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "UNSEEN_RESEND")
  void shortOfStock_sound_meetsEveryFaultWhileSupplyIsShort(Fault fault) {
    assertThat(SHORT.countWhileShort(fault)).isBetween(100L, SHORT.count(fault));
  }

  @ParameterizedTest
  @EnumSource(Mishap.class)
  void shortOfStock_sound_meetsEveryMishapWhileSupplyIsShort(Mishap mishap) {
    assertThat(SHORT.countWhileShort(mishap)).isBetween(100L, SHORT.count(mishap));
  }

  @Test
  void shortOfStock_run_sellsOftenAndSellsOut() {
    assertThat(SHORT.count(Measure.ORDERS)).isGreaterThan(1_000 * SHORT_WORLDS);
    assertThat(SHORT.count(Measure.STOCK_OUTS)).isGreaterThan(10 * SHORT_WORLDS);
  }

  @Test
  void run_sameSeed_givesTheSameHistory() {
    assertThat(HostileSimulation.sound().run(7)).isEqualTo(HostileSimulation.sound().run(7));
    assertThat(HostileSimulation.sound().trace(7, 40)).isEqualTo(HostileSimulation.sound().trace(7, 40));
  }

  @Test
  void run_otherSeed_givesAnotherHistory() {
    assertThat(HostileSimulation.sound().run(7)).isNotEqualTo(HostileSimulation.sound().run(8));
  }
}
