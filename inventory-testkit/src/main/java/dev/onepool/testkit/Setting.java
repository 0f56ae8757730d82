package dev.onepool.testkit;

import dev.onepool.MassChangeBrake;
import dev.onepool.core.internal.ledger.Rules;

/**
 * What a world's engine and its way to the channels are like.
 *
 * @param rules which rules are in force
 * @param faults what goes wrong
 * @param losesMarks whether a process that dies takes with it what it was to plan
 * @param brake what holds back a change of the stock that looks like a mistake
 * @param rights whether it is promised that nothing is oversold; otherwise that happens, and must not be hidden
 */
record Setting(Rules rules, Faults faults, boolean losesMarks, MassChangeBrake brake, boolean rights) {

  static final Setting SOUND = new Setting(Rules.SOUND, Faults.hostile(), false, MassChangeBrake.standard(), true);

  Setting with(Faults others) {
    return new Setting(rules, others, losesMarks, brake, rights);
  }

  Setting withoutRights() {
    return new Setting(rules, faults, losesMarks, brake, false);
  }
}
