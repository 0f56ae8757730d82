/**
 * The Amazon connector: the Selling Partner API translated, and nothing else.
 *
 * <p>{@link dev.onepool.connector.amazon.AmazonProvider} is found by its service file. What Amazon does and does not say, and
 * what that means for the settings, stands in the module's README.
 */
@NullMarked
package dev.onepool.connector.amazon;

import org.jspecify.annotations.NullMarked;
