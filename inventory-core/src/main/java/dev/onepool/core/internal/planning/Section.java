package dev.onepool.core.internal.planning;

import dev.onepool.planning.ChannelAdvice;
import dev.onepool.planning.FulfilmentChoice;
import dev.onepool.planning.PlanReport;
import dev.onepool.planning.SendInPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A table of a report that both text and page show.
 *
 * @param title what it decides
 * @param header its columns
 * @param rows one for each thing that was decided, as wide as the header
 * @param why sentences below it
 */
record Section(String title, List<String> header, List<List<String>> rows, List<String> why) {

  /** Returns what a report decides beyond orders. */
  static List<Section> of(PlanReport report) {
    List<Section> sections = new ArrayList<>();
    if (!report.sendIns().isEmpty()) {
      sections.add(sendIns(report.sendIns()));
    }
    if (!report.shipping().isEmpty()) {
      sections.add(shipping(report.shipping()));
    }
    ChannelAdvice advice = report.advice();
    if (advice != null) {
      sections.add(advice(advice));
    }
    return sections;
  }

  private static Section sendIns(List<SendInPlan> plans) {
    List<List<String>> rows = plans.stream().map(plan -> List.of(plan.sku().value(), units(plan.wanted()), units(plan.send()),
        units(plan.leftForOthers()), Problems.percent(plan.serviceThere()), Problems.percent(plan.serviceOthersBefore()),
        Problems.percent(plan.serviceOthersAfter()))).toList();
    return new Section("What to send to the channel's own warehouse",
        List.of("SKU", "lacking there", "send", "left for others", "lasts there", "others before", "others after"), rows, List.of());
  }

  private static Section shipping(List<PlanReport.Shipping> shipping) {
    List<List<String>> rows = new ArrayList<>();
    for (PlanReport.Shipping each : shipping) {
      for (FulfilmentChoice.Judged way : each.choice().ranked()) {
        rows.add(List.of(each.sku().value(), each.choice().channel().value(), way.option().name(), Problems.number(way.costPerUnit()),
            Problems.percent(way.confidence()), Problems.percent(way.servedShare()), Problems.number(way.expectedMarginPerDay())));
      }
    }
    return new Section("From where to ship, best first",
        List.of("SKU", "channel", "way", "cost a unit", "lasts", "serves", "earns a day"), rows,
        shipping.stream().flatMap(each -> each.choice().excluded().stream()).distinct().toList());
  }

  private static Section advice(ChannelAdvice advice) {
    List<List<String>> rows = new ArrayList<>();
    advice.expansion().forEach(judged -> rows.add(row("to add", judged)));
    advice.inUse().forEach(judged -> rows.add(row("in use", judged)));
    List<String> why = new ArrayList<>();
    advice.expansion().forEach(judged -> judged.why().forEach(sentence -> why.add(judged.channel() + ": " + sentence)));
    return new Section("Channels: the best to add first, the worst in use first",
        List.of("channel", "", "verdict", "margin a unit", "gain a day", "break-even a day", "added safety stock", "others before",
            "others after"), rows, why);
  }

  private static List<String> row(String what, ChannelAdvice.Judged judged) {
    return List.of(judged.channel().value(), what, judged.verdict().toString().toLowerCase(Locale.ROOT).replace('_', ' '),
        Problems.number(judged.marginPerUnit()), Problems.number(judged.gain()), units(judged.breakEvenUnitsPerDay()),
        Problems.number(judged.addedSafetyStock()), least(judged.serviceBefore().values()), least(judged.serviceAfter().values()));
  }

  /** The channel that is served worst decides. */
  private static String least(Collection<Double> services) {
    return services.stream().min(Double::compare).map(Problems::percent).orElse("-");
  }

  private static String units(long units) {
    return String.format(Locale.ROOT, "%,d", units);
  }

  private static String units(@Nullable Double perDay) {
    return perDay == null ? "never" : Problems.number(perDay);
  }
}
