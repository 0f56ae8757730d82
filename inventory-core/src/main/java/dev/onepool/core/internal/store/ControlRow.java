package dev.onepool.core.internal.store;

import dev.onepool.ChannelId;
import dev.onepool.GuaranteeStatus;
import dev.onepool.QuantityOverride;
import dev.onepool.Sku;
import dev.onepool.Stop;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a person, or the engine, has decided or found about what is sent. It outlives the process, and every process obeys it. */
public sealed interface ControlRow {

  /**
   * A mass change that the brake has found on a channel, and what became of it.
   *
   * @param since when it was found
   * @param seen when it was last found
   * @param zeroes how many listings would go to zero
   * @param listings how many listings of the channel could still sell
   * @param releasedBy who said that it is right; null while nobody has. Saved by {@link Released} alone, so that who finds it
   *     again and who releases it do not undo each other
   */
  record Braked(ChannelId channel, Instant since, Instant seen, long zeroes, long listings, @Nullable String releasedBy)
      implements ControlRow {

    /** Returns the same change, found again. */
    public Braked again(Instant now, long newZeroes, long newListings) {
      return new Braked(channel, since, now, Math.max(zeroes, newZeroes), Math.max(listings, newListings), releasedBy);
    }

    Braked by(@Nullable String author) {
      return new Braked(channel, since, seen, zeroes, listings, author);
    }
  }

  /** Somebody said that the mass change found on a channel is right. */
  record Released(ChannelId channel, String by) implements ControlRow {}

  /** Somebody said what a channel shows of a SKU. */
  record Overridden(QuantityOverride override) implements ControlRow {}

  /**
   * How a promise stands, as a round found it.
   *
   * @param since when it came to stand so; null where it did when rounds first looked
   */
  record Promised(Sku sku, GuaranteeStatus.State state, @Nullable Instant since) implements ControlRow {}

  /** Somebody stopped everything that is sent. */
  record Stopped(Stop stop) implements ControlRow {}
}
