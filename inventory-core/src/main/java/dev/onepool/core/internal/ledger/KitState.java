package dev.onepool.core.internal.ledger;

import dev.onepool.Listing.Component;
import dev.onepool.Sku;
import java.util.List;

/**
 * What a kit consists of.
 *
 * @param version 1 for its first definition; every definition is kept
 */
public record KitState(Sku kit, long version, List<Component> components) {

  /** Copies the list. */
  public KitState {
    components = List.copyOf(components);
  }
}
