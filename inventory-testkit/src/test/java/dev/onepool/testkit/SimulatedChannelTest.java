package dev.onepool.testkit;

import static dev.onepool.testkit.Fixtures.MUG;
import static dev.onepool.testkit.Fixtures.builder;
import static dev.onepool.testkit.Fixtures.stocked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.onepool.ListingId;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ListingPage;
import dev.onepool.spi.ListingPage.ChannelListing;
import dev.onepool.spi.QuantityWrite;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connector owes the engine, whatever its marketplace does. */
final class SimulatedChannelTest {

  private static final ListingId CUP = ListingId.of("cup");

  private final SimulatedMarketplace market = stocked(builder(Fixtures.clock()).maxBatch(1).pageSize(2), 10);
  private final ChannelConnector connector = market.connector();

  @Test
  void publish_moreThanABatch_isRefusedWhole() {
    market.list(CUP, null, 5);
    assertThatIllegalArgumentException().isThrownBy(() -> connector.publish(
        List.of(new QuantityWrite(MUG, 1, "a"), new QuantityWrite(CUP, 1, "b")), Instant.MAX))
        .withMessageContaining("2");
    assertThat(market.shown(MUG)).isEqualTo(10);
  }

  @Test
  void publish_oneListingTwice_isRefused() {
    ChannelConnector wide = stocked(builder(Fixtures.clock()), 10).connector();
    QuantityWrite write = new QuantityWrite(MUG, 1, "a");
    assertThatIllegalArgumentException().isThrownBy(() -> wide.publish(List.of(write, write), Instant.MAX));
  }

  @Test
  void publish_nothing_answersNothing() {
    assertThat(connector.publish(List.of(), Instant.MAX)).isEmpty();
  }

  @Test
  void shown_moreThanABatch_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> connector.shown(List.of(MUG, CUP)));
  }

  @Test
  void shown_anUnknownListing_isLeftOut() {
    assertThat(connector.shown(List.of(CUP))).isEmpty();
  }

  @Test
  void shown_aDelistedListing_isLeftOut() {
    market.delist(MUG);
    assertThat(connector.shown(List.of(MUG))).isEmpty();
  }

  @Test
  void listings_pageByPage_areAllThere() {
    market.list(CUP, null, 5);
    market.list(ListingId.of("pot"), "POT", 5);
    ListingPage first = connector.listings(null);
    assertThat(first.listings()).containsExactly(new ChannelListing(MUG, "MUG"), new ChannelListing(CUP, null));
    assertThat(connector.listings(first.next())).isEqualTo(
        new ListingPage(List.of(new ChannelListing(ListingId.of("pot"), "POT")), null));
  }

  @Test
  void listings_withADelistedOne_areTheOthers() {
    market.list(CUP, null, 5);
    market.delist(MUG);
    assertThat(connector.listings(null).listings()).containsExactly(new ChannelListing(CUP, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "2"})
  void listings_withNoCursor_areRefused(String cursor) {
    assertThatIllegalArgumentException().isThrownBy(() -> connector.listings(cursor));
  }

  @Test
  void close_twice_isAllowed() {
    connector.close();
    assertThatCode(connector::close).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void call_afterClose_isRefused(Consumer<ChannelConnector> call) {
    connector.close();
    assertThatIllegalStateException().isThrownBy(() -> call.accept(connector));
  }

  @Test
  void call_afterAnotherConnectorWasClosed_isAnswered() {
    market.connector().close();
    assertThat(connector.shown(List.of(MUG))).hasSize(1);
  }

  @Test
  void reach_whileUnavailable_failsWithTheMarketplacesReason() {
    IllegalArgumentException reason = new IllegalArgumentException("no");
    ChannelConnector unreachable = new SimulatedChannel(() -> {
      throw reason;
    });
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> unreachable.orders(null)).isSameAs(reason);
  }

  static Stream<Consumer<ChannelConnector>> calls() {
    return Stream.of(
        ChannelConnector::capabilities,
        connector -> connector.publish(List.of(), Instant.MAX),
        connector -> connector.poll(List.of()),
        connector -> connector.shown(List.of()),
        connector -> connector.orders(null),
        connector -> connector.listings(null));
  }
}
