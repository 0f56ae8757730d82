package dev.onepool.benchmarks.crash;

import dev.onepool.SellerId;
import dev.onepool.core.Onepool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Processes that write at random, and are killed at random, and so is the server under them. */
final class Crash {

  private static final int THREADS = 8;
  private static final int MOST_PROGRESS = 200;

  private final Place place;
  private final @Nullable CrashServer server;
  private final Path journals;
  private final int processes;
  private final Random random;
  private final Map<Told.Kind, Long> told = new EnumMap<>(Told.Kind.class);
  private int rounds;
  private int started;
  private int childrenKilled;
  private int serversKilled;

  /**
   * Makes the scene.
   *
   * @param server to be killed, too; null where there is none
   */
  Crash(Place place, @Nullable CrashServer server, Path journals, int processes, long seed) {
    this.place = place;
    this.server = server;
    this.journals = journals;
    this.processes = processes;
    this.random = new Random(seed);
  }

  /** Runs one round, and returns everything that was wrong with it. */
  List<String> round() {
    String seller = "crash-" + ++rounds;
    Path folder = journals.resolve(seller);
    List<Child> children = new ArrayList<>();
    try {
      for (int i = 0; i < processes; i++) {
        children.add(start(seller, folder));
      }
      children.forEach(child -> child.awaitProgress(1 + random.nextInt(MOST_PROGRESS)));
      for (int blows = 1 + random.nextInt(3); blows > 0; blows--) {
        blow(children, seller, folder);
      }
      end(children);
    } finally {
      children.forEach(Child::close);
    }
    List<Call> calls = Journal.readAll(folder);
    calls.forEach(call -> told.merge(call.told().kind(), 1L, Long::sum));
    try (Onepool engine = place.open()) {
      return HistoryChecker.check(calls, Books.read(engine.inventory(SellerId.of(seller)).ledger(), calls));
    }
  }

  private Child start(String seller, Path folder) {
    String name = "process-" + ++started;
    return Child.start(name, LoadChild.class, place.text(), folder, name, seller, THREADS, random.nextLong());
  }

  /** Kills somebody, has them start again, and waits until everybody goes on by themselves. */
  private void blow(List<Child> children, String seller, Path folder) {
    int dice = random.nextInt(3);
    boolean serverToo = server != null && dice > 0;
    if (serverToo) {
      server.kill();
      serversKilled++;
    }
    if (dice < 2) {
      int victim = random.nextInt(children.size());
      children.get(victim).kill();
      childrenKilled++;
      if (serverToo) {
        server.start();
      }
      children.set(victim, start(seller, folder));
    } else if (serverToo) {
      server.start();
    }
    children.forEach(Child::forgetProgress);
    children.forEach(child -> child.awaitProgress(1 + random.nextInt(MOST_PROGRESS)));
  }

  private void end(List<Child> children) {
    int dice = random.nextInt(3);
    if (dice == 0) {
      children.forEach(Child::stop);
    } else {
      children.forEach(Child::kill);
      childrenKilled += children.size();
    }
    if (dice == 2 && server != null) {
      server.kill();
      server.start();
      serversKilled++;
    }
  }

  int rounds() {
    return rounds;
  }

  @Override
  public String toString() {
    return rounds + " rounds, " + childrenKilled + " processes and " + serversKilled + " servers killed, calls " + told;
  }
}
