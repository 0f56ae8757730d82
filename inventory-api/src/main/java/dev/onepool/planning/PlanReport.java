package dev.onepool.planning;

import dev.onepool.Sku;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is shown together, as text or as a page. Start with {@link #of}, and add what was decided.
 *
 * @param title the page's title
 * @param notes sentences to begin the page with, such as what was assumed
 * @param plans SKUs with their orders; at most 200 on a page: choose those that matter
 * @param sendIns what to send to channels' own warehouses
 * @param shipping from where to ship
 * @param advice which channels to add and to drop; null where nobody asked
 */
public record PlanReport(String title, List<String> notes, List<SkuPlan> plans, List<SendInPlan> sendIns, List<Shipping> shipping,
    @Nullable ChannelAdvice advice) {

  /**
   * From where to ship a SKU's orders of a channel.
   *
   * @param sku the SKU
   * @param choice the ways to ship, best first
   */
  public record Shipping(Sku sku, FulfilmentChoice choice) {}

  /** Copies the lists. */
  public PlanReport {
    notes = List.copyOf(notes);
    plans = List.copyOf(plans);
    sendIns = List.copyOf(sendIns);
    shipping = List.copyOf(shipping);
  }

  /** Returns a report of orders only. */
  public static PlanReport of(String title, List<String> notes, List<SkuPlan> plans) {
    return new PlanReport(title, notes, plans, List.of(), List.of(), null);
  }

  /** Returns the same with what was decided beyond orders. */
  public PlanReport with(List<SendInPlan> sent, List<Shipping> shipped, @Nullable ChannelAdvice advised) {
    return new PlanReport(title, notes, plans, sent, shipped, advised);
  }
}
