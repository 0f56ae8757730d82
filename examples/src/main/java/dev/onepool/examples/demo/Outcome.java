package dev.onepool.examples.demo;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * What a contender made of a workload.
 *
 * @param orders orders that buyers tried to place; the same for every contender
 * @param unitsAsked units on all lines
 * @param unitsDelivered units sold and there
 * @param unitsOversold units sold and not there
 * @param ordersCancelled orders with at least one unit oversold
 * @param unitsRefusedWithStockLeft units of refused lines that the shelf could have filled at that moment
 * @param writes quantities sent to channels, the first one of every listing counted
 * @param auditFindings what the audit of the contender's ledger found; null where it keeps none
 * @param linesRefused lines that a channel did not sell
 * @param auditVerdict the audit's verdict in words, left out of the JSON; null where there is no ledger
 */
@JsonNaming(SnakeCaseStrategy.class)
record Outcome(
    long orders,
    long unitsAsked,
    long unitsDelivered,
    long unitsOversold,
    long ordersCancelled,
    long unitsRefusedWithStockLeft,
    long writes,
    @Nullable Long auditFindings,
    long linesRefused,
    @JsonIgnore @Nullable String auditVerdict) {

  /** Returns this outcome with what the audit of the contender's ledger found. */
  Outcome withAudit(long findings, String verdict) {
    return new Outcome(orders, unitsAsked, unitsDelivered, unitsOversold, ordersCancelled, unitsRefusedWithStockLeft,
        writes, findings, linesRefused, verdict);
  }
}
