package dev.onepool.connector.amazon;

import dev.onepool.sandbox.amazon.AmazonSandbox;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.HttpCall;
import dev.onepool.spi.HttpOutcome;
import dev.onepool.testkit.contract.ScriptedSurroundings;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** What the tests of this connector write answers for: an account whose settings are complete. */
final class ScriptedContext extends ScriptedSurroundings {

  private ScriptedContext(Map<String, String> more, Function<HttpCall, HttpOutcome> answers) {
    super(new AmazonProvider(), with(more), answers);
  }

  private static Map<String, String> with(Map<String, String> more) {
    Map<String, String> given = new HashMap<>(Map.of("region", "na", "marketplace-id", AmazonSandbox.MARKETPLACE, "seller-id", AmazonSandbox.SELLER,
        "lwa.client-id", "client", "lwa.client-secret", "the-client-secret", "lwa.refresh-token", "the-refresh-token"));
    given.putAll(more);
    return given;
  }

  static ScriptedContext of(Map<String, String> settings, Function<HttpCall, HttpOutcome> answers) {
    return new ScriptedContext(settings, answers);
  }

  /** Answers every call alike. */
  static ScriptedContext answering(int status, String body) {
    return of(Map.of(), call -> answer(status, body));
  }

  ChannelConnector connector() {
    return create();
  }
}
