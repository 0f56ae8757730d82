package dev.onepool.core.internal.host;

import dev.onepool.ChannelId;
import dev.onepool.spi.AccessTokens;
import dev.onepool.spi.ConnectorContext;
import dev.onepool.spi.Pacing;
import dev.onepool.spi.Transport;
import java.time.Clock;

/** What one connector is given. Its text is safe to log, because that of its parts is. */
record HostContext(
    ChannelId channel, CheckedSettings settings, Clock clock, Transport transport, AccessTokens tokens, Pacing pacing)
    implements ConnectorContext {}
