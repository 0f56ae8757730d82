/**
 * The Walmart connector: the Marketplace API (US) translated, and nothing else.
 *
 * <p>{@link dev.onepool.connector.walmart.WalmartProvider} is found by its service file. What Walmart does and does not say, and
 * what that means for the settings, stands in the module's README.
 */
@NullMarked
package dev.onepool.connector.walmart;

import org.jspecify.annotations.NullMarked;
