package dev.onepool.testkit.contract;

import dev.onepool.ListingId;
import dev.onepool.core.internal.calls.StoredTokens;
import dev.onepool.spi.AccessToken;
import dev.onepool.spi.AccessTokens;
import dev.onepool.spi.Capabilities;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import dev.onepool.spi.SecretStore;
import dev.onepool.spi.ShownQuantity;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can be wrong with providers, and with the life of connectors. */
final class ProviderMistakes {

  private static volatile @Nullable ChannelConnector latest;

  private ProviderMistakes() {}

  static List<Mistake> all() {
    return List.of(
        Mistake.of("found-once", new PlantedProviders.Planted()).unregistered(),
        Mistake.of("provider-plain", new PlantedProviders.NotFinal()),
        Mistake.of("id-steady", new PlantedProviders.Renamed(), "found-once"),
        Mistake.of("constructor-silent", new PlantedProviders.CallsWhenMade()),
        Mistake.of("create-silent", new PlantedProviders.CallsInCreate()),
        Mistake.of("create-silent", new PlantedProviders.StartsThread()),
        Mistake.of("wrong-settings-together", new PlantedProviders.FirstProblemOnly()),
        Mistake.of("settings-described", new PlantedProviders.Undescribed()),
        Mistake.of("secrets-marked", new PlantedProviders.OpenSecret()),
        Mistake.in("secrets-unseen-text", inside -> new Wrapped(inside) {
          @Override
          public String toString() {
            return "connector with " + context.settings().text("api-key");
          }
        }),
        Mistake.in("secrets-unseen-failures", inside -> new Wrapped(inside) {
          @Override
          public List<ShownQuantity> shown(List<ListingId> listings) {
            try {
              return super.shown(listings);
            } catch (ConnectorException e) {
              if (e.kind() == FailureKind.THROTTLED) {
                throw e;
              }
              throw new ConnectorException(e.kind(), String.valueOf(e.getMessage()),
                  new IllegalStateException("header was " + context.settings().text("api-key")));
            }
          }
        }),
        Mistake.in("accounts-apart", inside -> {
          latest = inside.full();
          return new Wrapped(inside) {
            @Override
            public List<PublishResult> publish(List<QuantityWrite> batch, Instant deadline) {
              return Objects.requireNonNull(latest).publish(batch, deadline);
            }
          };
        }),
        Mistake.in("close-twice", inside -> new Wrapped(inside) {
          private int closed;

          @Override
          public void close() {
            super.close();
            if (++closed == 2) {
              throw new IllegalStateException("closed twice");
            }
          }
        }, "closed-refuses"),
        Mistake.in("closed-refuses", inside -> new Wrapped(inside) {
          @Override
          public void close() {}
        }),
        Mistake.in("two-threads", SharedQuestion::new),
        Mistake.in("deadline-passed", inside -> new Wrapped(inside) {
          @Override
          public List<PublishResult> publish(List<QuantityWrite> batch, Instant deadline) {
            return super.publish(batch, deadline.isAfter(now()) ? deadline : now().plusSeconds(60));
          }
        }),
        Mistake.in("deadline-kept", inside -> new Wrapped(inside) {
          @Override
          public List<PublishResult> publish(List<QuantityWrite> batch, Instant deadline) {
            return super.publish(batch, deadline.isAfter(now()) ? deadline.plusSeconds(3_600) : deadline);
          }
        }).with(Feature.SILENCE),
        Mistake.in("interrupt-kept", inside -> new Wrapped(inside) {
          @Override
          public List<PublishResult> publish(List<QuantityWrite> batch, Instant deadline) {
            try {
              return super.publish(batch, deadline);
            } catch (CancellationException e) {
              Thread.interrupted();
              return batch.stream().<PublishResult>map(write -> new PublishResult.Unknown("interrupted")).toList();
            }
          }
        }).with(Feature.SILENCE),
        Mistake.in("token-refreshed-once", inside -> withTokens(inside, new ForgetfulTokens()), "token-shared",
            "token-refreshed-across"),
        Mistake.in("token-shared", ProviderMistakes::withOwnTokens, "token-refreshed-across"),
        Mistake.in("token-refreshed-across", ProviderMistakes::withOwnTokens, "token-shared"),
        Mistake.in("token-expired-write", unauthorized(write -> new PublishResult.Accepted(write.attempt())),
            "revoked-unauthorized"),
        Mistake.in("revoked-unauthorized",
            unauthorized(write -> new PublishResult.Rejected(FailureKind.INVALID, "no"))),
        Mistake.in("capabilities-steady", inside -> new Wrapped(inside) {
          private int asked;

          @Override
          public Capabilities capabilities(ListingId listing) {
            return Capabilities.builder().maxBatch(++asked).build();
          }
        }),
        Mistake.in("capabilities-provable", Wrapped.Inside::full).without(Feature.ACKNOWLEDGE));
  }

  private static Function<Wrapped.Inside, ChannelConnector> unauthorized(Function<QuantityWrite, PublishResult> said) {
    return inside -> new Wrapped(inside) {
      @Override
      public List<PublishResult> publish(List<QuantityWrite> batch, Instant deadline) {
        List<PublishResult> results;
        try {
          results = super.publish(batch, deadline);
        } catch (ConnectorException e) {
          results = List.of(new PublishResult.Rejected(e.kind(), String.valueOf(e.getMessage())));
        }
        boolean kept = results.stream().anyMatch(result ->
            result instanceof PublishResult.Rejected rejected && rejected.kind() == FailureKind.UNAUTHORIZED);
        return kept ? batch.stream().map(said).toList() : results;
      }
    };
  }

  /** Keeps its tokens where no other process finds them. */
  private static ChannelConnector withOwnTokens(Wrapped.Inside inside) {
    return withTokens(inside, new StoredTokens("own/", SecretStore.inMemory(), inside.context().clock()));
  }

  private static ChannelConnector withTokens(Wrapped.Inside inside, AccessTokens tokens) {
    return new FullConnector(new OtherTokens(inside.context(), tokens));
  }

  /** Asks for a token at every call. */
  private static final class ForgetfulTokens implements AccessTokens {
    @Override
    public String get(String name, Function<@Nullable String, AccessToken> obtain) {
      return obtain.apply(null).value();
    }

    @Override
    public void rejected(String name, String value) {}
  }

  /** Answers a thread's question with the answer to another's. */
  private static final class SharedQuestion extends Wrapped {
    private @Nullable Thread before;
    private List<ListingId> asked = List.of();

    SharedQuestion(Inside inside) {
      super(inside);
    }

    @Override
    public synchronized List<ShownQuantity> shown(List<ListingId> listings) {
      boolean mixed = before != null && before != Thread.currentThread();
      List<ListingId> question = mixed ? asked : listings;
      before = Thread.currentThread();
      asked = listings;
      return super.shown(question);
    }
  }
}
