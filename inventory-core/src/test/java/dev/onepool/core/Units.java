package dev.onepool.core;

import dev.onepool.LocationId;
import dev.onepool.Position;
import dev.onepool.Position.AtLocation;

/** The counted units of one SKU at one location, to compare at a glance. */
public record Units(long available, long reserved, long unsellable, long shortfall) {

  /** Nothing at all. */
  public static final Units NONE = new Units(0, 0, 0, 0);

  /** Returns units on hand, without anything unsellable or short. */
  public static Units onHand(long available, long reserved) {
    return new Units(available, reserved, 0, 0);
  }

  /** Returns what a position says of a location; {@link #NONE} where it does not name it. */
  public static Units of(Position position, LocationId location) {
    return position.locations().stream()
        .filter(at -> at.location().equals(location))
        .map(Units::of)
        .findFirst()
        .orElse(NONE);
  }

  private static Units of(AtLocation at) {
    return new Units(at.available().units(), at.reserved().units(), at.unsellable().units(), at.shortfall().units());
  }
}
