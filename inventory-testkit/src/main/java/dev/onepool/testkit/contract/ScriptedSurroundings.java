package dev.onepool.testkit.contract;

import dev.onepool.ChannelId;
import dev.onepool.spi.AccessToken;
import dev.onepool.spi.AccessTokens;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ChannelConnectorProvider;
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

/**
 * A connector's surroundings in which every answer is written by the test, and every call is kept. The clock stands still, budgets
 * never end, and an access token is always there. For one thread.
 */
public abstract class ScriptedSurroundings implements ConnectorContext {

  /** What its clock says. */
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final ChannelConnectorProvider provider;
  private final Map<String, String> given;
  private final Function<HttpCall, HttpOutcome> answers;
  private final List<HttpCall> calls = new ArrayList<>();
  private final Map<String, Rate> learned = new HashMap<>();
  private final Map<String, Instant> paused = new HashMap<>();
  private final List<String> rejected = new ArrayList<>();

  /**
   * Makes surroundings.
   *
   * @param settings those that are set; the others have what the provider falls back to
   * @param answers to each call
   */
  protected ScriptedSurroundings(
      ChannelConnectorProvider provider, Map<String, String> settings, Function<HttpCall, HttpOutcome> answers) {
    this.provider = provider;
    this.given = Map.copyOf(settings);
    this.answers = answers;
  }

  /** Returns an answer without headers. */
  public static HttpOutcome answer(int status, String body) {
    return new HttpOutcome.Answer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  /** Makes a connector that lives here. */
  protected final ChannelConnector create() {
    return provider.create(this);
  }

  /** Returns the access token to use; the test may have it obtained instead. */
  protected String token(Function<@Nullable String, AccessToken> obtain) {
    return "the-access-token";
  }

  /** Returns the calls so far, in order. */
  public final List<HttpCall> calls() {
    return calls;
  }

  /** Returns the rates that were learned, by budget. */
  public final Map<String, Rate> learned() {
    return learned;
  }

  /** Returns until when budgets were paused. */
  public final Map<String, Instant> paused() {
    return paused;
  }

  /** Returns the access tokens that were told to be rejected, in order. */
  public final List<String> rejected() {
    return rejected;
  }

  @Override
  public final ChannelId channel() {
    return ChannelId.of(provider.id());
  }

  @Override
  public final Settings settings() {
    return new Settings() {
      @Override
      public String text(String key) {
        String value = given.get(key);
        return value != null ? value : provider.settings().settings().stream()
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
  public final Clock clock() {
    return Clock.fixed(NOW, ZoneOffset.UTC);
  }

  @Override
  public final Transport transport() {
    return (call, deadline) -> {
      calls.add(call);
      return answers.apply(call);
    };
  }

  @Override
  public final AccessTokens tokens() {
    return new AccessTokens() {
      @Override
      public String get(String name, Function<@Nullable String, AccessToken> obtain) {
        return token(obtain);
      }

      @Override
      public void rejected(String name, String value) {
        rejected.add(value);
      }
    };
  }

  @Override
  public final Pacing pacing() {
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
