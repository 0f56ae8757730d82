package dev.onepool.core.internal.ledger;

import dev.onepool.Shortfall.Cause;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of a pool's shortfall.
 *
 * @param closed whether the causes kept so far are over; that comes first
 * @param causes what made it grow since, in order
 */
public record ShortfallNews(boolean closed, List<Cause> causes) {

  /** The shortfall is gone, and with it its causes. */
  static final ShortfallNews CLOSED = new ShortfallNews(true, List.of());

  /** Copies the list. */
  public ShortfallNews {
    causes = List.copyOf(causes);
  }

  /** Returns both, one after the other. */
  ShortfallNews then(ShortfallNews later) {
    if (later.closed) {
      return later;
    }
    List<Cause> both = new ArrayList<>(causes);
    both.addAll(later.causes);
    return new ShortfallNews(closed, both);
  }
}
