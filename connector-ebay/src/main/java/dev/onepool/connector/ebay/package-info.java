/**
 * The eBay connector: the Inventory, Fulfillment and Notification APIs translated, and nothing else.
 *
 * <p>{@link dev.onepool.connector.ebay.EbayProvider} is found by its service file. What eBay does and does not say, and what
 * that means for the settings, stands in the module's README.
 */
@NullMarked
package dev.onepool.connector.ebay;

import org.jspecify.annotations.NullMarked;
