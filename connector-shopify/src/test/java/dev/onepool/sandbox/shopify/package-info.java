/**
 * A Shopify shop on a loopback address, for tests and for the demo: it sells, keeps its own books, and speaks the Admin API as
 * far as the connector uses it. It is written from the published documents, and copies none of them.
 */
@NullMarked
package dev.onepool.sandbox.shopify;

import org.jspecify.annotations.NullMarked;
