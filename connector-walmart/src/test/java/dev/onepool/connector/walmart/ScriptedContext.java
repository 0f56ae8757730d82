package dev.onepool.connector.walmart;

import dev.onepool.spi.AccessToken;
import dev.onepool.spi.HttpCall;
import dev.onepool.spi.HttpOutcome;
import dev.onepool.testkit.contract.ScriptedSurroundings;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the tests of this connector write answers for: an account whose settings are complete. */
final class ScriptedContext extends ScriptedSurroundings {

  /** Whether tokens are asked for, instead of being there. */
  boolean obtains;

  private ScriptedContext(Map<String, String> more, Function<HttpCall, HttpOutcome> answers) {
    super(new WalmartProvider(), with(more), answers);
  }

  private static Map<String, String> with(Map<String, String> more) {
    Map<String, String> given = new HashMap<>(Map.of("client-id", "client", "client-secret", "the-client-secret", "feed.threshold", "0"));
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

  WalmartConnector connector() {
    return (WalmartConnector) create();
  }

  @Override
  protected String token(Function<@Nullable String, AccessToken> obtain) {
    return obtains ? obtain.apply(null).value() : super.token(obtain);
  }
}
