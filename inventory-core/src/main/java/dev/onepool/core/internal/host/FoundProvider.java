package dev.onepool.core.internal.host;

import dev.onepool.spi.ChannelConnectorProvider;
import dev.onepool.spi.SettingsSpec;
import org.jspecify.annotations.Nullable;

/**
 * A provider that can be used, with what it said of itself when it was found.
 *
 * @param provider makes the connectors
 * @param id its id, well formed
 * @param settings its settings, with defaults that can be read
 * @param byHand whether it was registered by hand rather than discovered
 * @param uncertified why it has no valid certificate, as the end of a sentence; null if it has one
 */
record FoundProvider(
    ChannelConnectorProvider provider, String id, SettingsSpec settings, boolean byHand, @Nullable String uncertified)
    implements Candidate {

  /** Returns whether both are one provider, found or registered more than once. */
  boolean isSame(FoundProvider other) {
    // Two instances registered by hand may differ in what they hold, whatever their class.
    return provider == other.provider
        || (provider.getClass() == other.provider.getClass() && !(byHand && other.byHand));
  }

  @Override
  public String toString() {
    return "provider " + Text.located(provider.getClass());
  }
}
