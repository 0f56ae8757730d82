package dev.onepool.core.internal.host;

import dev.onepool.ChannelId;
import dev.onepool.spi.ConnectorContext;
import java.time.Clock;

/** What one connector is given. Its text is safe to log, because that of its settings is. */
record HostContext(ChannelId channel, CheckedSettings settings, Clock clock) implements ConnectorContext {}
