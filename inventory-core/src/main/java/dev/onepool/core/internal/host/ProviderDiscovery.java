package dev.onepool.core.internal.host;

import dev.onepool.spi.ChannelConnectorProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Finds providers with {@link ServiceLoader}, one by one, so that a broken one costs only itself.
 *
 * <p>The loader's iterator throws for a provider that it cannot load and goes on with the next when it is asked again.
 * It may also throw the same for ever, where no class path entry can be read; therefore the number of failures is
 * limited.
 */
final class ProviderDiscovery {

  static final int MAX_BROKEN = 100;

  private final Iterator<ServiceLoader.Provider<ChannelConnectorProvider>> iterator;
  private final List<Candidate> candidates = new ArrayList<>();
  private int broken;

  private ProviderDiscovery(ClassLoader loader) {
    iterator = ServiceLoader.load(ChannelConnectorProvider.class, loader).stream().iterator();
  }

  static List<Candidate> in(ClassLoader loader) {
    ProviderDiscovery discovery = new ProviderDiscovery(loader);
    boolean more = true;
    while (more && discovery.broken < MAX_BROKEN) {
      more = discovery.step();
    }
    if (discovery.broken == MAX_BROKEN) {
      discovery.candidates.add(new BrokenProvider(null, "discovery ended after " + MAX_BROKEN
          + " connector providers that cannot be used; correct the class path, there may be more"));
    }
    return List.copyOf(discovery.candidates);
  }

  /** Takes the next provider, or what is thrown in its place; returns false after the last. */
  private boolean step() {
    ServiceLoader.Provider<ChannelConnectorProvider> next = null;
    try {
      if (!iterator.hasNext()) {
        return false;
      }
      next = iterator.next();
      add(ProviderInspection.inspect(next.get(), false));
    } catch (VirtualMachineError fatal) {
      throw fatal;
    } catch (Throwable failure) {
      add(new BrokenProvider(null, problem(next, failure)));
    }
    return true;
  }

  private void add(Candidate candidate) {
    if (candidate instanceof BrokenProvider) {
      broken++;
    }
    candidates.add(candidate);
  }

  private static String problem(
      ServiceLoader.@Nullable Provider<ChannelConnectorProvider> provider, Throwable failure) {
    String subject = provider == null ? "a connector provider" : "provider " + Text.located(provider.type());
    return subject + " cannot be loaded: " + said(failure) + "; replace or remove it";
  }

  private static String said(Throwable failure) {
    if (!(failure instanceof ServiceConfigurationError)) {
      return Text.described(failure);
    }
    Throwable cause = failure.getCause();
    String message = Text.clipped(String.valueOf(failure.getMessage()));
    return cause == null ? message : message + ", because of " + Text.described(cause);
  }
}
