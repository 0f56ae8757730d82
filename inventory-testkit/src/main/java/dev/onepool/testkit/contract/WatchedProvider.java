package dev.onepool.testkit.contract;

import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ChannelConnectorProvider;
import dev.onepool.spi.ConnectorContext;
import dev.onepool.spi.SettingsSpec;
import java.util.List;
import java.util.Set;

/** Looks which threads another provider's {@code create} starts; those that core starts for it are not among them. */
final class WatchedProvider implements ChannelConnectorProvider {

  private final ChannelConnectorProvider watched;
  private List<String> started = List.of();

  WatchedProvider(ChannelConnectorProvider watched) {
    this.watched = watched;
  }

  @Override
  public ChannelConnector create(ConnectorContext context) {
    Set<Thread> before = threads();
    ChannelConnector connector = watched.create(context);
    started = startedSince(before);
    return connector;
  }

  List<String> started() {
    return started;
  }

  static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet();
  }

  static List<String> startedSince(Set<Thread> before) {
    // Threads of the JVM itself, such as compilers, live in other groups.
    ThreadGroup own = Thread.currentThread().getThreadGroup();
    return threads().stream()
        .filter(thread -> !before.contains(thread) && thread.getThreadGroup() == own)
        .map(Thread::getName).toList();
  }

  @Override
  public String id() {
    return watched.id();
  }

  @Override
  public int spiVersion() {
    return watched.spiVersion();
  }

  @Override
  public SettingsSpec settings() {
    return watched.settings();
  }
}
