package dev.onepool;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a channel shows the number it shows. {@link #toString()} is a block for people.
 *
 * @param sku the SKU asked about
 * @param channel the channel asked about
 * @param mode how far Onepool goes on the channel
 * @param position the units there are
 * @param guarantee what is promised, and whether it holds
 * @param listings the channel's listings of the SKU; empty where it has none
 * @param others the most that each other channel may still take, in units of the SKU
 * @param held what keeps numbers of the channels that list the SKU from being sent, one sentence each; empty if nothing does
 */
public record Explanation(
    Sku sku,
    ChannelId channel,
    ChannelMode mode,
    Position position,
    GuaranteeStatus guarantee,
    List<Offer> listings,
    List<Other> others,
    List<String> held) {

  /** Copies the lists. */
  public Explanation {
    listings = List.copyOf(listings);
    others = List.copyOf(others);
    held = List.copyOf(held);
  }

  /**
   * One listing of the SKU on the channel.
   *
   * @param listing the listing
   * @param exposure the most it may still take that the ledger does not know of, in listing units
   * @param limit the policy's limit
   * @param share the policy's share
   * @param target what the listing should be able to take now
   * @param reasons the rules that set the limit and the share
   * @param attempts the writes that can still matter, oldest first
   */
  public record Offer(
      ListingId listing,
      long exposure,
      long limit,
      long share,
      long target,
      List<Allocation.Reason> reasons,
      List<Attempt> attempts) {
    /** Copies the lists. */
    public Offer {
      reasons = List.copyOf(reasons);
      attempts = List.copyOf(attempts);
    }
  }

  /**
   * One write that can still matter.
   *
   * @param sequence rises with every attempt of the listing
   * @param value the quantity written
   * @param charge units it may still let the channel sell
   * @param state sent, accepted, applied, unknown, or lapsed: unknown, and too old to be applied any more
   * @param sentAt when it was charged, just before it was sent
   * @param notAfter the latest it can have been applied; null while its answer is awaited
   */
  public record Attempt(
      long sequence, long value, long charge, String state, Instant sentAt, @Nullable Instant notAfter) {}

  /**
   * Another channel's hold on the pool.
   *
   * @param channel the channel
   * @param exposure units of the SKU it may still take
   */
  public record Other(ChannelId channel, long exposure) {}

  @Override
  public String toString() {
    return ExplanationText.of(this);
  }
}
