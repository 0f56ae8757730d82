/**
 * TikTok Shop, by the Partner Open API: protocol translation and nothing else.
 *
 * <p>The provider is the only door; what its settings mean, what a listing is and how orders are told stands in the module's
 * README.
 */
@NullMarked
package dev.onepool.connector.tiktok;

import org.jspecify.annotations.NullMarked;
