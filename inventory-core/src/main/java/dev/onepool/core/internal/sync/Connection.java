package dev.onepool.core.internal.sync;

import dev.onepool.spi.ChannelConnector;
import org.jspecify.annotations.Nullable;

/**
 * A channel's connector, and what is known of its kind.
 *
 * @param connector the caller's to close
 * @param uncertified why nothing is promised of what it serves, one sentence; null if its kind is certified
 */
public record Connection(ChannelConnector connector, @Nullable String uncertified) {}
