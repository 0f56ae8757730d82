package dev.onepool.spi;

import dev.onepool.ChannelId;
import java.time.Clock;

/**
 * What the engine gives to a connector.
 *
 * <p>It holds what all connectors share, so that none brings its own.
 */
public interface ConnectorContext {

  /** Returns the channel that the connector serves. */
  ChannelId channel();

  /** Returns the channel's settings, checked against the provider's {@link SettingsSpec}. */
  Settings settings();

  /** Returns the only clock that a connector may read. */
  Clock clock();

  /** Returns what sends its HTTP calls. */
  Transport transport();

  /** Returns its access tokens. */
  AccessTokens tokens();

  /** Returns the budgets of its calls. */
  Pacing pacing();
}
