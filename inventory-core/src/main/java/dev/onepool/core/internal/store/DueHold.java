package dev.onepool.core.internal.store;

import dev.onepool.ReservationId;
import dev.onepool.SellerId;

/** A hold whose time is over. */
public record DueHold(SellerId seller, ReservationId reservation) {}
