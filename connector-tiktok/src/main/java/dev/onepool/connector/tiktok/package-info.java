/**
 * The TikTok Shop connector: protocol translation and nothing else.
 *
 * <p>Nothing is here yet. The protocol will be written against {@link dev.onepool.spi.ChannelConnector}; until then
 * no provider is registered, so this module is never discovered.
 */
@NullMarked
package dev.onepool.connector.tiktok;

import org.jspecify.annotations.NullMarked;
