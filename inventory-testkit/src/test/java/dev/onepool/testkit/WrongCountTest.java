package dev.onepool.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the brake holds back; {@link HostileSimulationTest} shows that its absence would be noticed. */
class WrongCountTest {

  @Test
  void wrongCount_correctedInTime_isNotNoticedByBuyers() {
    for (long seed = 1; seed <= 30; seed++) {
      assertThat(new WrongCount(seed, Setting.SOUND).run()).isEmpty();
    }
  }
}
