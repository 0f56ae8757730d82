package dev.onepool.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;

/** Everything a connector said, to be searched for secrets. */
final class Whispers {

  private static final int SHORTEST_SECRET = 4;

  private final Bench bench;
  private final StringBuilder heard = new StringBuilder();

  Whispers(Bench bench) {
    this.bench = bench;
  }

  void heard(String text) {
    heard.append(text).append('\n');
  }

  /** Hears what a call returns or throws, with its stack trace, which is what a log would get. */
  void listen(Callable<?> call) {
    try {
      heard(String.valueOf(call.call()));
    } catch (Exception thrown) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace, true));
      heard(trace.toString());
    }
  }

  void assertNoSecret() {
    Set<String> secrets = new HashSet<>(bench.remote.secrets());
    bench.subject.provider().settings().settings().stream()
        .filter(setting -> setting.secret() && bench.remote.settings().containsKey(setting.key()))
        .forEach(setting -> secrets.add(bench.remote.settings().get(setting.key())));
    secrets.removeIf(secret -> secret.length() < SHORTEST_SECRET);
    bench.need(!secrets.isEmpty(), "there is no secret");
    // Neither what was said nor the secret may stand in the failure: it goes to a log, too.
    assertThat(secrets.stream().filter(secret -> heard.indexOf(secret) >= 0).count())
        .as("secrets that were shown").isZero();
  }
}
