package dev.onepool.core.internal.planning;

import static dev.onepool.core.internal.planning.Problems.number;
import static dev.onepool.core.internal.planning.Problems.percent;

import dev.onepool.planning.FulfilmentChoice;
import dev.onepool.planning.FulfilmentChoice.Judged;
import dev.onepool.planning.FulfilmentQuestion;
import dev.onepool.planning.FulfilmentQuestion.Option;
import dev.onepool.planning.PlanningAnswer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From where to ship a channel's orders: by what is earned in the mean, which counts cost and whether there is enough to ship. */
final class FulfilmentChooser {

  private FulfilmentChooser() {}

  static PlanningAnswer<FulfilmentChoice> choose(FulfilmentQuestion question) {
    Problems problems = new Problems();
    double margin = problems.known("the margin before fulfilment on " + question.channel(), question.marginBeforeFulfilment());
    problems.days("the time the choice is for", 1, question.days());
    problems.noDemand(question.demand(), "every way serves all of it and earns nothing; the ways differ by cost only");
    List<Option> options = new ArrayList<>();
    List<String> excluded = new ArrayList<>();
    for (Option option : question.options()) {
      check(option, problems);
      String why = whyNot(option);
      if (why == null) {
        options.add(option);
      } else {
        excluded.add(option.name() + ": " + why);
      }
    }
    if (options.isEmpty()) {
      problems.add("there is no way to ship for " + question.channel() + " that could be judged: "
          + (excluded.isEmpty() ? "none was given" : String.join("; ", excluded)));
    }
    if (problems.any()) {
      return problems.refusal();
    }
    excluded.forEach(problems::assume);
    List<Judged> ranked = options.stream().map(option -> judge(question, option, margin))
        .sorted(Comparator.comparingDouble(Judged::expectedMarginPerDay).reversed()
            .thenComparing(Comparator.comparingDouble(Judged::confidence).reversed()))
        .toList();
    return problems.answer(new FulfilmentChoice(question.channel(), ranked, excluded));
  }

  private static void check(Option option, Problems problems) {
    problems.amount("the units of " + option.name(), option.units());
    problems.amount("the storage cost of " + option.name(), option.storagePerUnitDay());
    if (option.costPerUnit() != null) {
      problems.amount("the cost of " + option.name(), option.costPerUnit());
    }
    if (option.supplyDays() != null) {
      problems.days("the supply time of " + option.name(), 0, option.supplyDays());
    }
  }

  private static @Nullable String whyNot(Option option) {
    if (!option.allowed()) {
      return "the channel does not allow it";
    }
    return option.costPerUnit() == null ? "its cost for a unit is missing" : null;
  }

  private static Judged judge(FulfilmentQuestion question, Option option, double margin) {
    Double supply = option.supplyDays();
    double alone = supply == null ? question.days() : Math.min(question.days(), supply);
    double[] demand = new Paths(question.demand(), 21).sums(alone);
    double confidence = Paths.shareUpTo(demand, option.units());
    double perDay = question.demand().perDay();
    double asked = Arrays.stream(demand).average().orElse(0);
    double served = Arrays.stream(demand).map(each -> Math.min(each, option.units())).average().orElse(0);
    double whole = asked + perDay * (question.days() - alone);
    double share = whole > 0 ? (served + perDay * (question.days() - alone)) / whole : 1;
    Double each = option.costPerUnit();
    // A unit lies there for half of the time that the stock takes to sell.
    double storage = perDay > 0 ? option.storagePerUnitDay() * Math.min(option.units() / (2 * perDay), Problems.MOST_DAYS) : 0;
    double cost = (each == null ? 0 : each) + storage;
    double earned = perDay * share * (margin - cost);
    return new Judged(option, cost, confidence, share, earned, option.name() + ": " + number(cost) + " for a unit, of which " + number(storage)
        + " storage; its " + option.units() + " units last " + number(alone) + " days with " + percent(confidence) + " and serve "
        + percent(share) + " of demand; earns " + number(earned) + " a day");
  }
}
