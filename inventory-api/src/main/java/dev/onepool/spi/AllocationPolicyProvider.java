package dev.onepool.spi;

import dev.onepool.AllocationPolicy;
import java.util.Map;

/**
 * Makes allocation policies of one kind. It is found by {@link java.util.ServiceLoader}; finding it activates nothing, a
 * configured policy does.
 *
 * <p>A provider is public and final, its public constructor without parameters does nothing, and it keeps no state. What
 * its policies answer is checked every time: an answer that breaks the rules of {@link AllocationPolicy} is not used.
 */
public interface AllocationPolicyProvider {

  /** Returns the kind's name, such as {@code "by-weekday"}: lower case letters, digits and hyphens; the same on every call. */
  String id();

  /**
   * Returns a policy with these settings.
   *
   * @param settings texts by name, as configured; not secret
   * @throws dev.onepool.ConfigurationException naming everything that is wrong with the settings
   */
  AllocationPolicy create(Map<String, String> settings);
}
