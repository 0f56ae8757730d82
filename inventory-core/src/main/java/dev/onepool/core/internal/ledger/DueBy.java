package dev.onepool.core.internal.ledger;

import dev.onepool.spi.OrderSnapshot;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * By when an order has to be shipped, and which snapshot said so: the newest that says anything wins, in whatever order they
 * arrive.
 */
public record DueBy(Instant shipBy, Instant saidAt, long sequence) {

  private static final Comparator<DueBy> AGE =
      Comparator.comparing(DueBy::saidAt).thenComparing(DueBy::sequence).thenComparing(DueBy::shipBy);

  /** Returns what is known with this snapshot, to the microsecond. */
  static @Nullable DueBy after(@Nullable DueBy known, OrderSnapshot snapshot) {
    Instant shipBy = snapshot.shipBy();
    if (shipBy == null) {
      return known;
    }
    DueBy said = new DueBy(shipBy.truncatedTo(ChronoUnit.MICROS), snapshot.updatedAt().truncatedTo(ChronoUnit.MICROS),
        snapshot.sequence());
    return known == null || AGE.compare(said, known) > 0 ? said : known;
  }
}
