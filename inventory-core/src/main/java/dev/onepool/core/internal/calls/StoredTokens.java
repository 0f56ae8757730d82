package dev.onepool.core.internal.calls;

import dev.onepool.spi.AccessToken;
import dev.onepool.spi.AccessTokens;
import dev.onepool.spi.SecretStore;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a channel's tokens in the secret store, and the valid ones at hand.
 *
 * <p>The store's lock makes one process at a time ask the channel, and its durability keeps the secret for the next refresh
 * before the token is used. Within a process, those who wait for a token share one flight, so that a failure reaches them all
 * instead of being repeated by each.
 */
public final class StoredTokens implements AccessTokens {

  private final String prefix;
  private final SecretStore store;
  private final Clock clock;
  private final Map<String, KeptToken> atHand = new ConcurrentHashMap<>();
  private final Map<String, String> rejected = new ConcurrentHashMap<>();
  private final Map<String, Flight> flights = new ConcurrentHashMap<>();

  /** One thread asks, the others wait. */
  private record Flight(Thread pilot, CompletableFuture<KeptToken> landing) {}

  /** Makes the tokens of one account, whose names in the store begin with this prefix. */
  public StoredTokens(String prefix, SecretStore store, Clock clock) {
    this.prefix = prefix;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public String get(String name, Function<@Nullable String, AccessToken> obtain) {
    while (true) {
      KeptToken kept = atHand.get(name);
      if (kept != null && usable(name, kept)) {
        return kept.token().value();
      }
      Flight own = new Flight(Thread.currentThread(), new CompletableFuture<>());
      Flight other = flights.putIfAbsent(name, own);
      if (other == null) {
        return fly(name, own, obtain);
      }
      if (other.pilot() == Thread.currentThread()) {
        throw new IllegalStateException("obtaining token \"" + name + "\" must not ask for token \"" + name + "\"");
      }
      KeptToken landed = await(other);
      if (landed != null) {
        return landed.token().value();
      }
    }
  }

  private String fly(String name, Flight flight, Function<@Nullable String, AccessToken> obtain) {
    try {
      KeptToken token = current(name, obtain);
      atHand.put(name, token);
      rejected.remove(name);
      flight.landing().complete(token);
      return token.token().value();
    } catch (Throwable failure) {
      flight.landing().completeExceptionally(failure);
      throw failure;
    } finally {
      flights.remove(name, flight);
    }
  }

  /** Returns what another thread obtained; null if it was interrupted, which is no concern of ours. */
  private static @Nullable KeptToken await(Flight flight) {
    try {
      return flight.landing().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for an access token");
    } catch (CancellationException e) {
      return null;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException shared) {
        throw shared;
      }
      if (e.getCause() instanceof Error shared) {
        throw shared;
      }
      throw new CompletionException(e.getCause());
    }
  }

  /** Takes the stored token if it is good, which another process may have put there, or else a new one from the channel. */
  private KeptToken current(String name, Function<@Nullable String, AccessToken> obtain) {
    return KeptToken.parse(store.change(prefix + name, stored -> {
      KeptToken before = stored == null ? null : KeptToken.parse(stored);
      if (before != null && usable(name, before)) {
        return before.text();
      }
      AccessToken obtained = obtain.apply(before == null ? null : before.token().refresh());
      return new KeptToken(obtained, clock.instant()).text();
    }));
  }

  private boolean usable(String name, KeptToken kept) {
    return kept.lasts(clock.instant()) && !kept.token().value().equals(rejected.get(name));
  }

  @Override
  public void rejected(String name, String value) {
    KeptToken kept = atHand.get(name);
    if (kept != null && kept.token().value().equals(value)) {
      rejected.put(name, value);
      atHand.remove(name, kept);
    }
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return "access tokens " + atHand.keySet();
  }
}
