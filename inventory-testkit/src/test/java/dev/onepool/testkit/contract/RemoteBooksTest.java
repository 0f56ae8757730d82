package dev.onepool.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.testkit.ManualClock;
import dev.onepool.testkit.contract.RemoteBooks.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The books that fakes of marketplaces are made of. */
class RemoteBooksTest {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final ManualClock clock = new ManualClock(START);
  private final FullMarket books = new FullMarket(clock);
  private final ListingId mug = books.list("MUG", 5);

  @Test
  void write_isInForceAtOnce_andCounted() {
    assertThat(books.put(mug, 3, null, null)).isEqualTo(Written.WRITTEN);
    assertThat(books.shows(mug)).isEqualTo(3);
    assertThat(books.effects(mug)).isEqualTo(1);
  }

  @Test
  void write_toAnUnknownListing_orAHeldOne_isRefused() {
    ListingId held = books.listHeld("HELD", 2);
    assertThat(books.put(books.unknownListing(), 3, null, null)).isEqualTo(Written.UNKNOWN_LISTING);
    assertThat(books.put(held, 3, null, null)).isEqualTo(Written.NOT_YOURS);
    assertThat(books.shows(held)).isEqualTo(2);
  }

  @Test
  void write_thatExpectsSomethingElse_isStale_andOneThatExpectsWhatIsShown_isNot() {
    assertThat(books.put(mug, 3, 4L, null)).isEqualTo(Written.STALE);
    assertThat(books.put(mug, 3, 5L, null)).isEqualTo(Written.WRITTEN);
  }

  @Test
  void write_applyingLate_isInForceWhenItsTimeHasCome_andNotBefore() {
    books.applyLate(Duration.ofMinutes(5));
    assertThat(books.put(mug, 3, null, null)).isEqualTo(Written.TAKEN);
    clock.advance(Duration.ofMinutes(5).minusMillis(1));
    assertThat(books.shows(mug)).isEqualTo(5);
    clock.advance(Duration.ofMillis(1));
    assertThat(books.shows(mug)).isEqualTo(3);
  }

  @Test
  void reading_thatIsStale_isWhatWasShownThen() {
    clock.advance(Duration.ofMinutes(10));
    books.edit(mug, 2);
    clock.advance(Duration.ofMinutes(1));
    assertThat(books.get(mug)).extracting(RemoteBooks.Reading::units).isEqualTo(2L);
    books.readStale(Duration.ofMinutes(3));
    assertThat(books.get(mug)).isEqualTo(
        new RemoteBooks.Reading(mug, "MUG", 5, START.plus(Duration.ofMinutes(8)), false));
  }

  @Test
  void sale_lowersTheShownNumber_andAReplacementDoesNot() {
    books.place(new Sale(mug, 2));
    books.place(new Sale(mug, 1, Sale.Kind.REPLACEMENT));
    assertThat(books.shows(mug)).isEqualTo(3);
  }

  @Test
  void cancellation_restoresTheShownNumber_onlyWhereTheMarketplaceDoesThat() {
    FullMarket other = new FullMarket(clock, Set.of());
    ListingId cup = other.list("CUP", 5);
    other.cancel(other.place(new Sale(cup, 2)), 0, 2);
    books.cancel(books.place(new Sale(mug, 2)), 0, 2);
    assertThat(other.shows(cup)).isEqualTo(3);
    assertThat(books.shows(mug)).isEqualTo(5);
  }

  @Test
  void line_cannotShipMoreThanItHas_orReturnMoreThanItShipped() {
    OrderId order = books.place(new Sale(mug, 2));
    books.ship(order, 0, 2);
    assertThatThrownBy(() -> books.ship(order, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> books.giveBack(order, 0, 3)).isInstanceOf(IllegalArgumentException.class);
    books.giveBack(order, 0, 2);
    assertThatThrownBy(() -> books.restock(order, 0, 3)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void seller_cannotShipWhatIsNotThere() {
    OrderId order = books.place(new Sale(mug, 2));
    String line = Objects.requireNonNull(books.order(order)).lines().get(0).id();
    assertThat(books.shipOut(order, line, 3)).isFalse();
    assertThat(books.shipOut(order, "no such line", 1)).isFalse();
    assertThat(books.shipOut(books.unknownOrder(), line, 1)).isFalse();
    assertThat(books.shipOut(order, line, 2)).isTrue();
  }

  @Test
  void trouble_meetsOneCallOfItsKind_andNoneThatIsThrottled() {
    books.trouble(Call.WRITE, Trouble.LOST_AFTER);
    books.throttle(Call.WRITE, Duration.ofSeconds(5));
    assertThat(books.call(Call.READ, books.token(), clock.instant(), () -> 1).status()).isEqualTo(200);
    assertThat(books.call(Call.WRITE, books.token(), clock.instant(), () -> 1).status()).isEqualTo(429);
    clock.advance(Duration.ofSeconds(5));
    assertThat(books.call(Call.WRITE, books.token(), clock.instant(), () -> 1).status()).isZero();
    assertThat(books.call(Call.WRITE, books.token(), clock.instant(), () -> 1).status()).isEqualTo(200);
    assertThat(books.calls(Call.WRITE)).isEqualTo(3);
  }

  @Test
  void token_thatExpired_isNotAccepted_andNoneIsIssuedAfterRevoking() {
    String token = books.token();
    books.expireTokens();
    assertThat(books.call(Call.READ, token, clock.instant(), () -> 1).status()).isEqualTo(401);
    assertThat(books.call(Call.READ, books.token(), clock.instant(), () -> 1).status()).isEqualTo(200);
    books.revoke();
    assertThat(books.token()).isEmpty();
  }

  @Test
  void orderBehind_isStampedInThePast_andComesFirst() {
    OrderId late = books.placeBehind(Duration.ofMinutes(3), new Sale(mug, 1));
    OrderId now = books.place(new Sale(mug, 1));
    assertThat(books.since(START.minus(Duration.ofMinutes(3)))).extracting(BookedOrder::order).containsExactly(late, now);
    assertThat(books.since(START)).extracting(BookedOrder::order).containsExactly(now);
  }
}
