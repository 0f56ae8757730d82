package dev.onepool.benchmarks.amazon;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a day came to.
 *
 * @param wentLive from the first call until the channel was live
 * @param rounds rounds of the engine
 * @param failures of these rounds, as reported
 * @param placed orders placed
 * @param refused buyers who found too little
 * @param told orders told by notification
 * @param ages of the watermark, once a minute after the warm-up, in order
 * @param writes what reached Amazon
 * @param feeds feeds that Amazon took
 * @param callsRefused calls that Amazon refused
 * @param oversold units sold beyond what there was
 * @param differing SKUs for which Amazon's books and the ledger differ
 * @param unseen units sold that the ledger did not know of at the end
 * @param findings of the audit
 * @param calls by operation
 */
record DayFigures(DayPlan plan, Duration wentLive, long rounds, long failures, long placed, long refused, long told,
    List<Duration> ages, WriteWatch.Seen writes, int feeds, int callsRefused, long oversold, long differing, long unseen,
    int findings, Map<String, Long> calls) {

  /** The oldest watermark that polling has to keep below, visibility delay included. */
  static final Duration KEPT_UP = Duration.ofMinutes(15);

  /** Returns whether nothing was oversold, the books are right, and Amazon had nothing to refuse. */
  boolean right() {
    return oversold == 0 && differing == 0 && findings == 0 && callsRefused == 0;
  }

  /** Returns whether the watermark was kept up with. */
  boolean keptUp() {
    return !ages.isEmpty() && age(0.99).compareTo(KEPT_UP) <= 0;
  }

  /** Returns whether all that had to be taken off display reached Amazon, and nothing that shows more did meanwhile. */
  boolean lowersFirst() {
    return writes.stillToLower() == 0 && writes.overtaken() == 0 && !writes.lowered().isEmpty();
  }

  Duration age(double part) {
    return at(ages, part);
  }

  /** Returns a quantile; zero of nothing. */
  static Duration at(List<Duration> sorted, double part) {
    return sorted.isEmpty() ? Duration.ZERO : sorted.get((int) Math.min(sorted.size() - 1, Math.floor(part * sorted.size())));
  }

  private static String quantiles(List<Duration> sorted) {
    return String.format(Locale.ROOT, "p50 %s, p99 %s, longest %s", text(at(sorted, 0.5)), text(at(sorted, 0.99)),
        text(at(sorted, 1)));
  }

  private static String text(Duration time) {
    return time.toMinutes() > 2 ? time.toMinutes() + " min" : time.toSeconds() + " s";
  }

  /** Returns the figures to keep. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("skus", plan.skus());
    json.put("hours", plan.hours());
    json.put("orders_per_hour", plan.ordersPerHour());
    json.put("notifications", plan.notifications());
    json.put("orders", placed);
    json.put("orders_refused", refused);
    json.put("orders_told_by_notification", told);
    json.put("went_live_seconds", wentLive.toSeconds());
    json.put("rounds", rounds);
    json.put("round_failures", failures);
    json.put("watermark_age_seconds", seconds(ages));
    json.put("watermark_kept_up", keptUp());
    json.put("updates", Map.of("zero", writes.zeroes(), "lower", writes.lowers(), "raise", writes.raises(), "same", writes.same()));
    json.put("feeds", feeds);
    json.put("lower_waited_seconds", seconds(writes.lowered()));
    json.put("raise_waited_seconds", seconds(writes.raised()));
    json.put("still_to_lower", writes.stillToLower());
    json.put("still_to_raise", writes.stillToRaise());
    json.put("raises_that_overtook", writes.overtaken());
    json.put("lowers_first", lowersFirst());
    json.put("units_oversold", oversold);
    json.put("books_agree", differing == 0);
    json.put("units_unseen_at_the_end", unseen);
    json.put("audit_findings", findings);
    json.put("calls_refused", callsRefused);
    json.put("calls", new TreeMap<>(calls));
    return json;
  }

  private static Map<String, Object> seconds(List<Duration> sorted) {
    Map<String, Object> seconds = new LinkedHashMap<>();
    seconds.put("count", sorted.size());
    seconds.put("p50", at(sorted, 0.5).toSeconds());
    seconds.put("p99", at(sorted, 0.99).toSeconds());
    seconds.put("max", at(sorted, 1).toSeconds());
    return seconds;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, """
        %,d SKUs, %d hours of %,d orders an hour, read by polling%s
        live after                %s, first load in %d feed(s)
        orders                    %,d placed, %,d refused for too little shown%s
        watermark's age           %s (visibility delay of %d min included): %s
        rounds                    %,d, with %,d failures reported
        updates that Amazon took  %,d to zero, %,d lower, %,d higher, %,d the same
        lower numbers waited      %s (%,d), %,d still waiting
        higher numbers waited     %s (%,d), %,d still waiting
        lower numbers first       %s
        oversold                  %,d units
        books                     %s
        audit                     %s
        calls that Amazon refused %,d
        """,
        plan.skus(), plan.hours(), plan.ordersPerHour(), plan.notifications() ? " and told by notifications" : "",
        text(wentLive), feeds, placed, refused,
        plan.notifications() ? String.format(Locale.ROOT, ", %,d told at once", told) : "",
        quantiles(ages), DayPlan.VISIBILITY_DELAY.toMinutes(), keptUp() ? "kept up"
            : "NOT KEPT UP; nothing is raised while it is older than " + KEPT_UP.plus(DayPlan.VISIBILITY_DELAY).toMinutes() + " min",
        rounds, failures, writes.zeroes(), writes.lowers(), writes.raises(), writes.same(),
        quantiles(writes.lowered()), writes.lowered().size(), writes.stillToLower(),
        quantiles(writes.raised()), writes.raised().size(), writes.stillToRaise(),
        lowersFirst() ? "yes" : "NO, overtaken " + writes.overtaken() + " times", oversold,
        differing == 0 ? "Amazon's agree with the ledger, unit for unit"
            : "DIFFER for " + differing + " SKUs; " + unseen + " units sold are not known yet",
        findings == 0 ? "clean" : findings + " FINDINGS", callsRefused);
  }
}
