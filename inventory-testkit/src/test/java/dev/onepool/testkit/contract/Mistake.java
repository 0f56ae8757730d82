package dev.onepool.testkit.contract;

import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ChannelConnectorProvider;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A connector that breaks a rule: the full one with one thing wrong.
 *
 * @param rule the rule that it was made for
 * @param fails the rules that have to fail, that one and no others than are stated
 * @param provider what makes it
 * @param connector puts the mistake into the full connector
 * @param features what the market has
 * @param registered whether the service file names the provider
 */
record Mistake(
    String rule, Set<String> fails, ChannelConnectorProvider provider, Function<Wrapped.Inside, ChannelConnector> connector,
    Set<Feature> features, boolean registered) {

  /** A mistake in the connector that breaks this rule, and these others with it. */
  static Mistake in(String rule, Function<Wrapped.Inside, ChannelConnector> connector, String... others) {
    Set<String> fails = new HashSet<>(List.of(others));
    fails.add(rule);
    // Waiting for silence takes real time, and hardly a mistake shows there.
    Set<Feature> features = EnumSet.complementOf(EnumSet.of(Feature.SILENCE, Feature.WHOLE_ORDER_CANCELS, Feature.SIGNING_KEYS));
    return new Mistake(rule, fails, new PlantedProviders.Planted(), connector, features, true);
  }

  /** A mistake in the provider. */
  static Mistake of(String rule, ChannelConnectorProvider provider, String... others) {
    Mistake plain = in(rule, Wrapped.Inside::full, others);
    return new Mistake(rule, plain.fails, provider, plain.connector, plain.features, true);
  }

  Mistake with(Feature feature) {
    Set<Feature> more = EnumSet.copyOf(features);
    more.add(feature);
    return new Mistake(rule, fails, provider, connector, more, registered);
  }

  Mistake without(Feature feature) {
    Set<Feature> fewer = EnumSet.copyOf(features);
    fewer.remove(feature);
    return new Mistake(rule, fails, provider, connector, fewer, registered);
  }

  Mistake unregistered() {
    return new Mistake(rule, fails, provider, connector, features, false);
  }

  Subject subject() {
    PlantedProviders.planted = connector;
    return new Subject(provider, clock -> new FullMarket(clock, features), new OneService(registered ? provider : null));
  }

  @Override
  public String toString() {
    return rule;
  }
}
