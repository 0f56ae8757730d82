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

  @ParameterizedTest
  @EnumSource(Mutant.class)
  void mutant_isCaught(Mutant mutant) {
    HostileSimulation simulation = HostileSimulation.of(mutant);
    long seed = 1;
    while (seed <= WORLDS_TO_CATCH && simulation.run(seed).count(Measure.OVERSOLD) == 0) {
      seed++;
    }
    assertThat(seed).as("worlds until %s oversold", mutant).isLessThanOrEqualTo(WORLDS_TO_CATCH);
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
