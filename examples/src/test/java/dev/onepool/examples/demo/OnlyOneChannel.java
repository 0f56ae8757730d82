package dev.onepool.examples.demo;

import dev.onepool.AllocationPolicies;
import dev.onepool.AllocationPolicy;
import dev.onepool.ChannelId;
import dev.onepool.ConfigurationException;
import dev.onepool.spi.AllocationPolicyProvider;
import java.util.List;
import java.util.Map;

/** A policy as somebody else would write it: all units are for the channel that its setting names. */
public final class OnlyOneChannel implements AllocationPolicyProvider {

  @Override
  public String id() {
    return "only-one-channel";
  }

  @Override
  public AllocationPolicy create(Map<String, String> settings) {
    if (!settings.containsKey("channel")) {
      throw new ConfigurationException("only-one-channel", List.of("channel is missing"));
    }
    return AllocationPolicies.weightedSplit().weight(ChannelId.of(settings.get("channel")), 1).build();
  }
}
