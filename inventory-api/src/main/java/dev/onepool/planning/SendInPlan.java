package dev.onepool.planning;

import dev.onepool.Sku;
import java.util.List;

/**
 * What to send to a channel's own warehouse, and what that leaves for the others.
 *
 * @param sku the SKU
 * @param wanted what the channel's warehouse lacks, units
 * @param keptForOthers what own stock keeps until it is filled again, units
 * @param send what to send, units, in whole packs
 * @param leftForOthers what own stock is left with, units
 * @param serviceThere the probability that the warehouse lasts, after sending
 * @param serviceOthersBefore the probability that own stock lasts, if nothing is sent
 * @param serviceOthersAfter the same after sending
 * @param why the numbers in sentences
 */
public record SendInPlan(
    Sku sku,
    long wanted,
    long keptForOthers,
    long send,
    long leftForOthers,
    double serviceThere,
    double serviceOthersBefore,
    double serviceOthersAfter,
    List<String> why) {

  /** Copies the list. */
  public SendInPlan {
    why = List.copyOf(why);
  }
}
