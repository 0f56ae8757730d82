/**
 * What a connector author implements: a {@link dev.onepool.spi.ChannelConnectorProvider} that is found, and the
 * {@link dev.onepool.spi.ChannelConnector} that it makes.
 *
 * <p>A connector is protocol translation and nothing else: it owns no threads, makes no second try, and keeps no state
 * that a restart would miss. Applications never need this package.
 */
@NullMarked
package dev.onepool.spi;

import org.jspecify.annotations.NullMarked;
