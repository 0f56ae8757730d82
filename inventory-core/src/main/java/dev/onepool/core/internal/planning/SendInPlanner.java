package dev.onepool.core.internal.planning;

import static dev.onepool.core.internal.planning.Problems.number;
import static dev.onepool.core.internal.planning.Problems.percent;

import dev.onepool.planning.PlanningAnswer;
import dev.onepool.planning.SendIn;
import dev.onepool.planning.SendInPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What to send to a channel's own warehouse. What the others need until own stock is filled again is never sent. */
final class SendInPlanner {

  private SendInPlanner() {}

  static PlanningAnswer<SendInPlan> plan(SendIn question) {
    Problems problems = check(question);
    if (problems.any()) {
      return problems.refusal();
    }
    double[] there = new Paths(question.there(), 11).sums(question.transitDays() + question.coverDays());
    double[] others = new Paths(question.others(), 12).sums(question.ownReceiptDays());
    Arrays.sort(there);
    Arrays.sort(others);
    long wanted = Math.max(0, up(Quantiles.of(there, question.service())) - question.stockThere());
    long kept = Math.min(question.stockOwn(), up(Quantiles.of(others, question.service())));
    long free = question.stockOwn() - kept;
    // What is wanted is rounded up to packs, what may go is rounded down.
    long packs = Math.min((wanted + question.packSize() - 1) / question.packSize(), free / question.packSize());
    long send = packs * question.packSize();
    long left = question.stockOwn() - send;
    double serviceThere = Paths.shareUpTo(there, question.stockThere() + send);
    double before = Paths.shareUpTo(others, question.stockOwn());
    double after = Paths.shareUpTo(others, left);
    return problems.answer(new SendInPlan(question.there().sku(), wanted, kept, send, left, serviceThere, before, after,
        why(question, wanted, kept, send, left, serviceThere, before, after)));
  }

  private static Problems check(SendIn question) {
    Problems problems = new Problems();
    problems.noDemand(question.there(), "nothing is lacking there; send by hand what is new");
    problems.noDemand(question.others(), "nothing is kept for the others");
    problems.days("the transit time", 0, question.transitDays());
    problems.days("the cover wanted there", 0.01, question.coverDays());
    problems.days("the time until own stock is filled again", 0, question.ownReceiptDays());
    problems.share("the service level", question.service());
    problems.amount("stock there", question.stockThere());
    problems.amount("own stock", question.stockOwn());
    if (question.packSize() < 1) {
      problems.add("the pack size must be at least 1 unit, was " + question.packSize());
    }
    if (!question.there().sku().equals(question.others().sku())) {
      problems.add("both forecasts must be of one SKU, were of " + question.there().sku() + " and " + question.others().sku());
    }
    return problems;
  }

  private static long up(double units) {
    return (long) Math.ceil(units - 1e-9);
  }

  private static List<String> why(SendIn question, long wanted, long kept, long send, long left, double serviceThere, double before,
      double after) {
    List<String> why = new ArrayList<>();
    why.add("the warehouse has " + question.stockThere() + " units and lacks " + wanted + " to last "
        + number(question.transitDays()) + " days of transit and " + number(question.coverDays()) + " of cover in "
        + percent(question.service()) + " of futures");
    why.add("own stock of " + question.stockOwn() + " units keeps " + kept + " for the others until it is filled again in "
        + number(question.ownReceiptDays()) + " days");
    why.add("sending " + send + " leaves " + left + "; there it lasts with " + percent(serviceThere) + ", for the others with "
        + percent(after) + " instead of " + percent(before));
    if (send < wanted) {
      why.add("the warehouse stays short of " + (wanted - send) + " units: the others need them, or no whole pack fits");
    }
    return why;
  }
}
