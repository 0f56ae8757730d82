package dev.onepool.planning;

/**
 * What sending units to a channel's own warehouse (FBA, WFS) depends on.
 *
 * @param there demand that is served from there, day by day
 * @param others demand of all that is served from the seller's own stock
 * @param stockThere units there and on their way there
 * @param stockOwn units that are available at the seller's own locations
 * @param transitDays from sending until units can be sold there, days
 * @param coverDays how long units there should last after that, days
 * @param ownReceiptDays days until own stock is filled again; the others must last until then
 * @param service the probability with which each side should last, strictly between 0 and 1
 * @param packSize units that are sent together, at least 1
 */
public record SendIn(
    Forecast there,
    Forecast others,
    long stockThere,
    long stockOwn,
    double transitDays,
    double coverDays,
    double ownReceiptDays,
    double service,
    long packSize) {}
