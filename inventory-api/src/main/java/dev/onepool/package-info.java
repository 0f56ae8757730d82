/**
 * What an application calls: one seller's {@link dev.onepool.Inventory}, its {@link dev.onepool.StockLedger}, its
 * channels, and the values they speak in.
 *
 * <p>Nothing here depends on a database, a framework or a marketplace. Connector authors implement
 * {@code dev.onepool.spi} instead.
 */
@NullMarked
package dev.onepool;

import org.jspecify.annotations.NullMarked;
