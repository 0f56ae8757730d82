package dev.onepool.core.internal.policy;

import dev.onepool.AllocationPolicy;
import dev.onepool.ConfigurationException;
import dev.onepool.spi.AllocationPolicyProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The policies that others wrote, as {@link ServiceLoader} finds them. One that is broken hides no other: it is named only
 * when a policy is asked for that is not there.
 */
public final class PolicyProviders {

  /** The loader may throw the same for ever, where no class path entry can be read. */
  private static final int MAX_BROKEN = 100;

  private final Map<String, AllocationPolicyProvider> byId = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  private PolicyProviders() {}

  /** Returns the policies that this loader finds. */
  public static PolicyProviders in(ClassLoader loader) {
    PolicyProviders found = new PolicyProviders();
    Iterator<AllocationPolicyProvider> iterator = ServiceLoader.load(AllocationPolicyProvider.class, loader).iterator();
    boolean more = true;
    while (more && found.problems.size() < MAX_BROKEN) {
      more = found.step(iterator);
    }
    return found;
  }

  /** Returns the ids of those that can be used, sorted. */
  public List<String> ids() {
    return List.copyOf(byId.keySet());
  }

  /**
   * Returns a policy of this kind.
   *
   * @throws ConfigurationException if there is none, or its provider does not take the settings
   */
  public AllocationPolicy create(String id, Map<String, String> settings) {
    AllocationPolicyProvider provider = byId.get(id);
    if (provider == null) {
      List<String> all = new ArrayList<>(List.of("there is no policy of this kind; known are " + byId.keySet()));
      all.addAll(problems);
      throw new ConfigurationException("policy " + id, all);
    }
    try {
      @Nullable AllocationPolicy policy = provider.create(Map.copyOf(settings));
      if (policy != null) {
        return policy;
      }
    } catch (ConfigurationException refused) {
      throw refused;
    } catch (RuntimeException | LinkageError thrown) {
      throw new ConfigurationException("policy " + id, List.of(provider.getClass().getName() + " threw " + thrown));
    }
    throw new ConfigurationException("policy " + id, List.of(provider.getClass().getName() + " made no policy but null"));
  }

  /** Takes the next provider, or what is thrown in its place; returns false after the last. */
  private boolean step(Iterator<AllocationPolicyProvider> iterator) {
    try {
      if (!iterator.hasNext()) {
        return false;
      }
      add(iterator.next());
    } catch (VirtualMachineError fatal) {
      throw fatal;
    } catch (Throwable failure) {
      problems.add("a policy provider cannot be loaded: " + failure + "; replace or remove it");
    }
    return true;
  }

  private void add(AllocationPolicyProvider provider) {
    @Nullable String id = provider.id();
    String type = provider.getClass().getName();
    if (id == null || !id.matches("[a-z0-9][a-z0-9-]*")) {
      problems.add(type + " has the malformed id \"" + id + "\"; it needs lower case letters, digits and hyphens");
      return;
    }
    AllocationPolicyProvider other = byId.putIfAbsent(id, provider);
    if (other != null) {
      problems.add(type + " has the same id as " + other.getClass().getName() + ": " + id + "; the first is used");
    }
  }
}
