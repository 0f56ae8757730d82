package dev.onepool.core.internal.planning;

import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.core.internal.store.LedgerStore;
import dev.onepool.planning.Backtest;
import dev.onepool.planning.ChannelAdvice;
import dev.onepool.planning.ChannelQuestion;
import dev.onepool.planning.DemandHistory;
import dev.onepool.planning.Forecast;
import dev.onepool.planning.ForecastOptions;
import dev.onepool.planning.FulfilmentChoice;
import dev.onepool.planning.FulfilmentQuestion;
import dev.onepool.planning.PlanReport;
import dev.onepool.planning.Planning;
import dev.onepool.planning.PlanningAnswer;
import dev.onepool.planning.Replenishment;
import dev.onepool.planning.ReplenishmentPlan;
import dev.onepool.planning.SendIn;
import dev.onepool.planning.SendInPlan;
import dev.onepool.planning.WeeklyPattern;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** A seller's planning, put together from its parts. */
public final class CorePlanning implements Planning {

  private final LedgerStore store;
  private final SellerId seller;

  /** Makes the planning of a seller. */
  public CorePlanning(LedgerStore store, SellerId seller) {
    this.store = store;
    this.seller = seller;
  }

  @Override
  public List<DemandHistory> demand(LocalDate until) {
    return LedgerDemand.read(store, seller, until);
  }

  @Override
  public Replenishment.Stock stock(Sku sku) {
    return LedgerDemand.stock(store, seller, sku);
  }

  @Override
  public WeeklyPattern weeklyPattern(Collection<DemandHistory> histories) {
    return Forecaster.weeklyPattern(histories);
  }

  @Override
  public PlanningAnswer<Forecast> forecast(DemandHistory history, ForecastOptions options) {
    return Forecaster.forecast(history, options);
  }

  @Override
  public PlanningAnswer<Backtest> backtest(DemandHistory history, LocalDate heldOutFrom, ForecastOptions options) {
    return HeldOut.run(history, heldOutFrom, options);
  }

  @Override
  public PlanningAnswer<ReplenishmentPlan> replenish(Replenishment question) {
    return Replenisher.plan(question);
  }

  @Override
  public PlanningAnswer<List<ReplenishmentPlan>> withinBudget(List<ReplenishmentPlan> plans, double budget) {
    return Budget.fit(plans, budget);
  }

  @Override
  public PlanningAnswer<SendInPlan> sendIn(SendIn question) {
    return SendInPlanner.plan(question);
  }

  @Override
  public PlanningAnswer<FulfilmentChoice> fulfilment(FulfilmentQuestion question) {
    return FulfilmentChooser.choose(question);
  }

  @Override
  public PlanningAnswer<ChannelAdvice> advise(ChannelQuestion question) {
    return ChannelAdvisor.advise(question);
  }

  @Override
  public String table(PlanReport report) {
    return PlanTable.text(report);
  }

  @Override
  public String page(PlanReport report) {
    return PlanPage.html(report);
  }
}
