package dev.onepool.connector.tiktok;

import dev.onepool.ChannelId;
import dev.onepool.sandbox.tiktok.TikTokSandbox;
import dev.onepool.spi.AccessToken;
import dev.onepool.spi.AccessTokens;
import dev.onepool.spi.ConnectorContext;
import dev.onepool.spi.HttpCall;
import dev.onepool.spi.HttpOutcome;
import dev.onepool.spi.Pacing;
import dev.onepool.spi.Rate;
import dev.onepool.spi.Settings;
import dev.onepool.spi.SettingsSpec;
import dev.onepool.spi.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A connector's surroundings in which every answer is written by the test, and every call is kept. */
final class ScriptedContext implements ConnectorContext {

  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  static final String TOKEN = "the-access-token-1";
  static final String FRESH = "the-access-token-2";
  private static final Map<String, String> GIVEN = Map.of("app-key", "29a39d", "app-secret", "the-app-secret",
      "refresh-token", "the-refresh-token", "shop-id", TikTokSandbox.SHOP, "shop-cipher", "ROW_cipher",
      "warehouse-id", TikTokSandbox.WAREHOUSE);

  final List<HttpCall> calls = new ArrayList<>();
  final Map<String, Instant> paused = new HashMap<>();
  final List<String> rejected = new ArrayList<>();
  /** Whether tokens are really asked for, and not invented. */
  boolean asksForTokens;
  private final Map<String, String> given = new HashMap<>(GIVEN);
  private final Function<HttpCall, HttpOutcome> answers;

  private ScriptedContext(Map<String, String> more, Function<HttpCall, HttpOutcome> answers) {
    given.putAll(more);
    this.answers = answers;
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

  static HttpOutcome answer(int status, String body) {
    return new HttpOutcome.Answer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  TikTokConnector connector() {
    return (TikTokConnector) new TikTokProvider().create(this);
  }

  @Override
  public ChannelId channel() {
    return ChannelId.of("tiktok");
  }

  @Override
  public Settings settings() {
    return new Settings() {
      @Override
      public String text(String key) {
        String value = given.get(key);
        return value != null ? value : TikTokSettings.SPEC.settings().stream()
            .filter(setting -> setting.key().equals(key)).findFirst().map(SettingsSpec.Setting::fallback).orElseThrow();
      }

      @Override
      public long number(String key) {
        return Long.parseLong(text(key));
      }

      @Override
      public boolean flag(String key) {
        return Boolean.parseBoolean(text(key));
      }

      @Override
      public Duration duration(String key) {
        return Duration.parse(text(key));
      }
    };
  }

  @Override
  public Clock clock() {
    return Clock.fixed(NOW, ZoneOffset.UTC);
  }

  @Override
  public Transport transport() {
    return (call, deadline) -> {
      calls.add(call);
      return answers.apply(call);
    };
  }

  @Override
  public AccessTokens tokens() {
    return new AccessTokens() {
      @Override
      public String get(String name, Function<@Nullable String, AccessToken> obtain) {
        return asksForTokens ? obtain.apply(null).value() : rejected.isEmpty() ? TOKEN : FRESH;
      }

      @Override
      public void rejected(String name, String value) {
        rejected.add(value);
      }
    };
  }

  @Override
  public Pacing pacing() {
    return new Pacing() {
      @Override
      public @Nullable Instant take(String budget, Rate rate, long units) {
        return null;
      }

      @Override
      public void learn(String budget, Rate rate) {}

      @Override
      public void pause(String budget, Instant until) {
        paused.put(budget, until);
      }
    };
  }
}
