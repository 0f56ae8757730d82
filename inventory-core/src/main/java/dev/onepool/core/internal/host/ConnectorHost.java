package dev.onepool.core.internal.host;

import dev.onepool.ChannelId;
import dev.onepool.ConfigurationException;
import dev.onepool.SellerId;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ChannelConnectorProvider;
import dev.onepool.spi.SecretStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows the connectors' providers and makes the connectors of channels. Internal.
 *
 * <p>Each provider is asked for its id and settings once, when it is found. Immutable; may be used from any thread.
 */
public final class ConnectorHost {

  private static final SellerId ALONE = SellerId.of("seller");

  private final List<Candidate> candidates;
  private final ProviderIndex index;

  private ConnectorHost(List<Candidate> candidates) {
    this.candidates = List.copyOf(candidates);
    this.index = new ProviderIndex(this.candidates);
  }

  /**
   * Returns a host with every provider that the loader finds. Providers that cannot be used are among the
   * {@link #problems()}; discovery ends after 100 of them.
   */
  public static ConnectorHost discover(ClassLoader loader) {
    return new ConnectorHost(ProviderDiscovery.in(loader));
  }

  /** Returns a host with these providers, registered by hand. */
  public static ConnectorHost of(List<ChannelConnectorProvider> providers) {
    return new ConnectorHost(
        providers.stream().map(provider -> ProviderInspection.inspect(provider, true)).toList());
  }

  /**
   * Returns a host that has this provider too. It takes the place of a provider of the same class and id that was
   * discovered; against any other of that id it is a duplicate.
   */
  public ConnectorHost with(ChannelConnectorProvider provider) {
    List<Candidate> more = new ArrayList<>(candidates);
    more.add(ProviderInspection.inspect(provider, true));
    return new ConnectorHost(more);
  }

  /** Returns what is wrong with the providers, one sentence each; empty if all can be used. */
  public List<String> problems() {
    return index.problems();
  }

  /**
   * Returns all that keeps this channel from being connected, one sentence each, naming the channel and no secret;
   * empty if nothing does.
   */
  public List<String> problems(ChannelId channel, String providerId, Map<String, String> settings) {
    String prefix = "channel " + Text.quoted(channel.value()) + ": ";
    FoundProvider provider = index.find(providerId);
    List<String> problems =
        provider == null ? List.of(index.whyNot(providerId)) : SettingsCheck.problems(provider.settings(), settings);
    return problems.stream().map(problem -> prefix + problem).toList();
  }

  /**
   * Returns why nothing can be promised of what a connector of this kind serves, one sentence; null if it is certified, or
   * there is none.
   */
  public @Nullable String uncertified(String providerId) {
    FoundProvider provider = index.find(providerId);
    return provider == null || provider.uncertified() == null
        ? null
        : "connector " + Text.quoted(providerId) + " of " + provider.provider().getClass().getName() + " "
            + provider.uncertified();
  }

  /**
   * Returns a connector for the channel of a seller who is alone, by this clock; its tokens are forgotten with the process.
   *
   * @throws ConfigurationException if there is no such provider, the settings are wrong, or the provider fails
   */
  public ChannelConnector connect(ChannelId channel, String providerId, Map<String, String> settings, Clock clock) {
    return connect(ALONE, channel, providerId, settings, Surroundings.of(clock, SecretStore.inMemory()));
  }

  /**
   * Returns a connector for the seller's channel, made by the provider of this id.
   *
   * @throws ConfigurationException if there is no such provider, the settings are wrong, or the provider fails
   */
  public ChannelConnector connect(
      SellerId seller, ChannelId channel, String providerId, Map<String, String> settings, Surroundings surroundings) {
    Map<String, String> given = SettingsCheck.copy(settings);
    FoundProvider provider = index.find(providerId);
    if (provider == null) {
      throw new ConfigurationException(subject(channel), List.of(index.whyNot(providerId)));
    }
    List<String> problems = SettingsCheck.problems(provider.settings(), given);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(subject(channel) + " (connector " + Text.quoted(providerId) + ")", problems);
    }
    return create(
        provider, surroundings.context(seller, channel, new CheckedSettings(provider.settings(), given)));
  }

  private static ChannelConnector create(FoundProvider provider, HostContext context) {
    ChannelConnector connector;
    try {
      connector = provider.provider().create(context);
    } catch (VirtualMachineError fatal) {
      throw fatal;
    } catch (Throwable broken) {
      throw notCreated(provider, context, broken);
    }
    if (connector == null) {
      throw new ConfigurationException(
          subject(context.channel()), List.of(provider + " returned null from create(); report this to its author"));
    }
    return connector;
  }

  /** A connector checks what no specification can say, such as "either of two settings", by throwing. */
  private static ConfigurationException notCreated(FoundProvider provider, HostContext context, Throwable broken) {
    Redaction redaction = new Redaction(context.settings().secrets());
    List<String> problems = broken instanceof ConfigurationException refusal
        ? refusal.problems().stream().map(redaction::text).map(Text::clipped).toList()
        : List.of("it threw " + Text.described(broken, redaction::text)
            + "; correct the settings, or report this to its author");
    ConfigurationException wrapped =
        new ConfigurationException(subject(context.channel()) + ": " + provider + " made no connector", problems);
    wrapped.initCause(redaction.cause(broken));
    return wrapped;
  }

  private static String subject(ChannelId channel) {
    return "channel " + Text.quoted(channel.value());
  }

  @Override
  public String toString() {
    return "ConnectorHost" + index.ids();
  }
}
