package dev.onepool.core.internal.planning;

import dev.onepool.planning.ChannelAdvice;
import dev.onepool.planning.ChannelAdvice.Judged;
import dev.onepool.planning.ChannelOutlook;
import dev.onepool.planning.ChannelQuestion;
import dev.onepool.planning.PlanningAnswer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which channels to add, in which order, and which to drop. Candidates are taken greedily, because each changes what the next is
 * worth: it shares the pool with them.
 */
final class ChannelAdvisor {

  private static final int MOST_CHANNELS = 100;

  private final ChannelQuestion question;
  private final Problems problems;

  private ChannelAdvisor(ChannelQuestion question, Problems problems) {
    this.question = question;
    this.problems = problems;
  }

  static PlanningAnswer<ChannelAdvice> advise(ChannelQuestion question) {
    Problems problems = new Problems();
    ChannelAdvisor advisor = new ChannelAdvisor(question, problems);
    advisor.checkQuestion();
    advisor.checkChannels();
    if (problems.any()) {
      return problems.refusal();
    }
    advisor.tell();
    return problems.answer(new ChannelAdvice(advisor.expansion(), advisor.inUse()));
  }

  private void checkQuestion() {
    problems.days("the lead time", 0.01, question.leadTimeDays());
    problems.share("the service level", question.service());
    problems.amount("available units", question.available());
    problems.amount("the buffer", question.buffered());
    if (question.holdingPerUnitDay() != null) {
      problems.amount("the holding cost", question.holdingPerUnitDay());
    }
    if (question.oversellCost() != null) {
      problems.amount("the cost of an oversell", question.oversellCost());
    }
    if (question.stockOutsPerDay() != null) {
      problems.amount("stock-outs per day", question.stockOutsPerDay());
    }
    int channels = question.inUse().size() + question.candidates().size();
    if (channels == 0 || channels > MOST_CHANNELS) {
      problems.add("advice needs 1 to " + MOST_CHANNELS + " channels, got " + channels);
    }
  }

  private void checkChannels() {
    Set<Object> seen = new HashSet<>();
    for (ChannelOutlook outlook : everybody()) {
      String channel = outlook.channel().value();
      if (!seen.add(outlook.channel())) {
        problems.add(channel + " is named twice");
      }
      problems.amount("demand on " + channel, problems.known("demand on " + channel, outlook.unitsPerDay()));
      problems.amount("the price on " + channel, problems.known("the price on " + channel, outlook.price()));
      problems.amount("the unit cost on " + channel, problems.known("the unit cost on " + channel, outlook.unitCost()));
      problems.amount("the fulfilment cost on " + channel, problems.known("the fulfilment cost on " + channel, outlook.fulfilmentPerUnit()));
      problems.part("the fee share of " + channel, outlook.feeShare());
      problems.amount("the fee for a unit on " + channel, outlook.feePerUnit());
      problems.amount("other costs for a unit on " + channel, outlook.otherPerUnit());
      problems.amount("the fixed cost of " + channel, outlook.fixedPerDay());
      if (outlook.deviationPerDay() != null) {
        problems.amount("the deviation of demand on " + channel, outlook.deviationPerDay());
      }
      if (outlook.cannibalised() != null) {
        problems.part("the cannibalised share of " + channel, outlook.cannibalised());
      }
      if (outlook.loopMinutes() != null) {
        problems.amount("the loop of " + channel, outlook.loopMinutes());
      }
      if (outlook.stockReachable() != null) {
        problems.amount("stock within reach of " + channel, outlook.stockReachable());
      }
    }
  }

  private void tell() {
    if (question.holdingPerUnitDay() == null) {
      problems.assume("what keeping a unit costs is not known; added safety stock is counted in units and costs nothing here");
    }
    if (!question.rights() && question.oversellCost() == null) {
      problems.assume("what an oversell costs is not known; added oversells cost nothing here");
    }
    for (ChannelOutlook outlook : everybody()) {
      if (Addition.known(outlook.unitsPerDay()) == 0) {
        problems.assume(outlook.channel() + ": demand is 0, so it earns nothing and costs what is fixed");
      }
      if (outlook.deviationPerDay() == null) {
        problems.assume(outlook.channel() + ": how days differ is not known; they are taken as Poisson");
      }
      if (outlook.cannibalised() == null) {
        problems.assume(outlook.channel() + ": how much it takes from channels in use is not known; nothing is assumed");
      }
      if (!question.rights() && outlook.loopMinutes() == null) {
        problems.assume(outlook.channel() + ": its sync loop was not measured; an hour is assumed");
      }
    }
  }

  private List<ChannelOutlook> everybody() {
    List<ChannelOutlook> all = new ArrayList<>(question.inUse());
    all.addAll(question.candidates());
    return all;
  }

  private List<Judged> expansion() {
    List<ChannelOutlook> used = new ArrayList<>(question.inUse());
    List<ChannelOutlook> left = new ArrayList<>(question.candidates());
    List<Judged> ranked = new ArrayList<>();
    while (!left.isEmpty()) {
      List<Judged> judged = left.stream().map(candidate -> new Addition(question, used, candidate).judge(false)).toList();
      Judged best = judged.stream().max(Comparator.comparingDouble(Judged::gain)).orElseThrow();
      ranked.add(best);
      ChannelOutlook taken = left.remove(judged.indexOf(best));
      // One that is left alone is not in use when the next is judged.
      if (best.verdict() != ChannelAdvice.Verdict.LEAVE) {
        used.add(taken);
      }
    }
    return ranked;
  }

  private List<Judged> inUse() {
    List<Judged> judged = new ArrayList<>();
    for (ChannelOutlook outlook : question.inUse()) {
      List<ChannelOutlook> others = question.inUse().stream().filter(other -> other != outlook).toList();
      judged.add(new Addition(question, others, outlook).judge(true));
    }
    judged.sort(Comparator.comparingDouble(Judged::gain));
    return judged;
  }
}
