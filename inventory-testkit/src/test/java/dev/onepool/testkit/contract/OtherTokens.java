package dev.onepool.testkit.contract;

import dev.onepool.ChannelId;
import dev.onepool.spi.AccessTokens;
import dev.onepool.spi.ConnectorContext;
import dev.onepool.spi.Pacing;
import dev.onepool.spi.Settings;
import dev.onepool.spi.Transport;
import java.time.Clock;

/** A context with other tokens. */
record OtherTokens(ConnectorContext context, AccessTokens tokens) implements ConnectorContext {

  @Override
  public ChannelId channel() {
    return context.channel();
  }

  @Override
  public Settings settings() {
    return context.settings();
  }

  @Override
  public Clock clock() {
    return context.clock();
  }

  @Override
  public Transport transport() {
    return context.transport();
  }

  @Override
  public Pacing pacing() {
    return context.pacing();
  }
}
