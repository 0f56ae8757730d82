/**
 * A local eBay to try the connector on: {@link dev.onepool.sandbox.ebay.EbaySandbox} is one seller's account on a loopback
 * address, with books of its own. It refuses what the real one refuses.
 */
@NullMarked
package dev.onepool.sandbox.ebay;

import org.jspecify.annotations.NullMarked;
