package dev.onepool.core.internal.sync;

import dev.onepool.SyncReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a round did, while it is being done. */
final class Round {

  private static final int MAX_MESSAGES = 1_000;

  int orders;
  int sent;
  int applied;
  int rejected;
  int unknown;
  int throttled;
  private @Nullable Instant again;
  private final List<SyncReport.Proposed> proposed = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final List<String> held = new ArrayList<>();

  void propose(SyncReport.Proposed write) {
    if (proposed.size() < MAX_MESSAGES) {
      proposed.add(write);
    }
  }

  void fail(String message) {
    if (failures.size() < MAX_MESSAGES) {
      failures.add(message);
    }
  }

  /** Tells what keeps numbers from being sent. */
  void hold(String message) {
    if (held.size() < MAX_MESSAGES) {
      held.add(message);
    }
  }

  /** Notes when something that was put off can be done; null changes nothing. */
  void again(@Nullable Instant instant) {
    again = again == null || (instant != null && instant.isBefore(again)) ? instant : again;
  }

  SyncReport report() {
    return new SyncReport(orders, sent, applied, rejected, unknown, throttled, proposed, failures, again, held);
  }
}
