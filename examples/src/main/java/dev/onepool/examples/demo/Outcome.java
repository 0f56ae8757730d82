package dev.onepool.examples.demo;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Map;
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
 * @param booksAgree for each channel, whether its own books and the ledger agree; null where no ledger is kept
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
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Boolean> booksAgree,
    @JsonIgnore @Nullable String auditVerdict) {

  /** The outcome of a contender that keeps no ledger. */
  Outcome(long orders, long unitsAsked, long unitsDelivered, long unitsOversold, long ordersCancelled,
      long unitsRefusedWithStockLeft, long writes, @Nullable Long auditFindings, long linesRefused,
      @Nullable String auditVerdict) {
    this(orders, unitsAsked, unitsDelivered, unitsOversold, ordersCancelled, unitsRefusedWithStockLeft, writes,
        auditFindings, linesRefused, null, auditVerdict);
  }

  /** Returns this outcome with what came of looking at the contender's ledger. */
  Outcome withBooks(long findings, String verdict, Map<String, Boolean> agree) {
    return new Outcome(orders, unitsAsked, unitsDelivered, unitsOversold, ordersCancelled, unitsRefusedWithStockLeft,
        writes, findings, linesRefused, agree, verdict);
  }
}
