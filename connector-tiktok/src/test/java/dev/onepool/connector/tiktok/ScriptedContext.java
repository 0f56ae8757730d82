package dev.onepool.connector.tiktok;

import dev.onepool.sandbox.tiktok.TikTokSandbox;
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

  static final String TOKEN = "the-access-token-1";
  static final String FRESH = "the-access-token-2";

  /** Whether tokens are really asked for, and not invented. */
  boolean asksForTokens;

  private ScriptedContext(Map<String, String> more, Function<HttpCall, HttpOutcome> answers) {
    super(new TikTokProvider(), with(more), answers);
  }

  private static Map<String, String> with(Map<String, String> more) {
    Map<String, String> given = new HashMap<>(Map.of("app-key", "29a39d", "app-secret", "the-app-secret",
        "refresh-token", "the-refresh-token", "shop-id", TikTokSandbox.SHOP, "shop-cipher", "ROW_cipher",
        "warehouse-id", TikTokSandbox.WAREHOUSE));
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

  /** Answers every call with these data. */
  static ScriptedContext telling(String data) {
    return answering(200, "{\"code\":0,\"message\":\"Success\",\"request_id\":\"1\",\"data\":" + data + "}");
  }

  TikTokConnector connector() {
    return (TikTokConnector) create();
  }

  @Override
  protected String token(Function<@Nullable String, AccessToken> obtain) {
    return asksForTokens ? obtain.apply(null).value() : rejected().isEmpty() ? TOKEN : FRESH;
  }
}
