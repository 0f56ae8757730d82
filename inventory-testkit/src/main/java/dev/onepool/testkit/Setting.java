package dev.onepool.testkit;

import dev.onepool.core.internal.ledger.Rules;

/**
 * What a world's engine and its way to the channels are like.
 *
 * @param rules which rules are in force
 * @param faults what goes wrong
 * @param losesMarks whether a process that dies takes with it what it was to plan
 */
record Setting(Rules rules, Faults faults, boolean losesMarks) {

  static final Setting SOUND = new Setting(Rules.SOUND, Faults.hostile(), false);

  Setting with(Faults others) {
    return new Setting(rules, others, losesMarks);
  }
}
