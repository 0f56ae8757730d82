package dev.onepool.connector.walmart;

import dev.onepool.ChannelId;
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

  final List<HttpCall> calls = new ArrayList<>();
  final Map<String, Rate> learned = new HashMap<>();
  final Map<String, Instant> paused = new HashMap<>();
  /** Whether tokens are asked for, instead of being there. */
  boolean obtains;
  private final Map<String, String> given;
  private final Function<HttpCall, HttpOutcome> answers;

  private ScriptedContext(Map<String, String> more, Function<HttpCall, HttpOutcome> answers) {
    given = new HashMap<>(Map.of("client-id", "client", "client-secret", "the-client-secret", "feed.threshold", "0"));
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

  static HttpOutcome answer(int status, String body) {
    return new HttpOutcome.Answer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  WalmartConnector connector() {
    return (WalmartConnector) new WalmartProvider().create(this);
  }

  @Override
  public ChannelId channel() {
    return ChannelId.of("walmart");
  }

  @Override
  public Settings settings() {
    return new Settings() {
      @Override
      public String text(String key) {
        String value = given.get(key);
        return value != null ? value : WalmartSettings.SPEC.settings().stream()
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
        return obtains ? obtain.apply(null).value() : "the-access-token";
      }

      @Override
      public void rejected(String name, String value) {}
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
      public void learn(String budget, Rate rate) {
        learned.put(budget, rate);
      }

      @Override
      public void pause(String budget, Instant until) {
        paused.put(budget, until);
      }
    };
  }
}
