package dev.onepool.core;

import static dev.onepool.core.Commands.confirm;
import static dev.onepool.core.Commands.fulfil;
import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.release;
import static dev.onepool.core.Commands.reserve;
import static dev.onepool.core.Commands.reserveUntil;
import static dev.onepool.core.Commands.sale;
import static dev.onepool.core.Snapshots.ordered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.onepool.Event;
import dev.onepool.EventKind;
import dev.onepool.Events;
import dev.onepool.LocationId;
import dev.onepool.OrderId;
import dev.onepool.ReservationId;
import dev.onepool.Sku;
import dev.onepool.core.internal.commit.CoreEvents;
import dev.onepool.core.internal.ledger.LedgerCommand.ApplyOrder;
import dev.onepool.spi.OrderSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store tells those who subscribed to it. */
abstract class EventContract extends OrderHarness {

  private static final Instant DUE = HandClock.START.plus(Duration.ofDays(2));

  private Events events;

  @BeforeEach
  void takeItsEvents() {
    events = new CoreEvents(seller, room().store());
  }

  private List<EventKind> kinds() {
    return events.read("mail", 100).stream().map(Event::kind).toList();
  }

  private void confirmAll() {
    List<Event> all = events.read("mail", 100);
    events.confirm("mail", all.get(all.size() - 1));
  }

  private static ApplyOrder due(int version, Instant shipBy) {
    OrderSnapshot plain = Snapshots.snapshot("O1", version, true, List.of(ordered("1", "L", 2)));
    return Snapshots.apply(new OrderSnapshot(plain.order(), plain.updatedAt(), 0, plain.placedAt(), true, plain.lines(), shipBy));
  }

  @Test
  void read_afterAReservationsLife_tellsEachStep() {
    events.subscribe("mail");
    given(receive("1", "A", 3), reserve("R1", line("A", 2)), confirm("R1"), fulfil("R1"), reserve("R2", line("A", 1)),
        release("R2"));

    assertThat(kinds()).containsExactly(EventKind.RESERVATION_HELD, EventKind.RESERVATION_CONFIRMED,
        EventKind.RESERVATION_FULFILLED, EventKind.RESERVATION_HELD, EventKind.RESERVATION_RELEASED);
    assertThat(events.read("mail", 1)).singleElement().satisfies(event -> {
      assertThat(event.subject()).isEqualTo(new Event.Hold(ReservationId.of("R1")));
      assertThat(event.units().units()).isEqualTo(2);
      assertThat(event.at()).isEqualTo(room().clock().instant());
      assertThat(event.dueBy()).isNull();
      assertThat(event.message()).contains("R1").contains("2");
    });
  }

  @Test
  void read_afterAHoldEndedByItself_tellsSo() {
    events.subscribe("mail");
    given(receive("1", "A", 1), reserveUntil(room().clock().instant().plusSeconds(60), "R1", line("A", 1)));
    room().clock().advance(Duration.ofSeconds(60));
    given(receive("2", "A", 1));

    assertThat(kinds()).containsExactly(EventKind.RESERVATION_HELD, EventKind.RESERVATION_EXPIRED);
  }

  @Test
  void read_afterAShortfall_tellsThatItOpenedGrewAndClosed() {
    events.subscribe("mail", Set.of(EventKind.SHORTFALL_OPENED, EventKind.SHORTFALL_GREW, EventKind.SHORTFALL_CLOSED));
    given(receive("1", "A", 1), sale("O1", "A", 3), sale("O2", "A", 1), receive("2", "A", 1), receive("3", "A", 5));

    assertThat(events.read("mail", 100)).extracting(Event::kind, event -> event.units().units())
        .containsExactly(org.assertj.core.groups.Tuple.tuple(EventKind.SHORTFALL_OPENED, 2L),
            org.assertj.core.groups.Tuple.tuple(EventKind.SHORTFALL_GREW, 3L),
            org.assertj.core.groups.Tuple.tuple(EventKind.SHORTFALL_CLOSED, 0L));
    assertThat(events.read("mail", 1).get(0).subject()).isEqualTo(new Event.Stock(Sku.of("A"), LocationId.MAIN));
  }

  @Test
  void read_afterAnOrder_tellsThatItIsNewChangedAndDue() {
    events.subscribe("mail");
    given(due(1, null), due(2, DUE), due(3, DUE), due(4, DUE.plusSeconds(1)));
    given(Snapshots.complete("O1", 5, ordered("1", "L", 1)));

    assertThat(kinds()).containsExactly(
        EventKind.ORDER_NEW, EventKind.DUE_BY, EventKind.DUE_BY, EventKind.ORDER_CHANGED);
    assertThat(events.read("mail", 2).get(1)).satisfies(event -> {
      assertThat(event.subject()).isEqualTo(new Event.Order(Snapshots.SHOP, OrderId.of("O1")));
      assertThat(event.dueBy()).isEqualTo(DUE);
    });
  }

  @Test
  void read_ofAnOlderTimeToShipBy_tellsNothing() {
    events.subscribe("mail");
    given(due(3, DUE), due(2, DUE.plusSeconds(1)));

    assertThat(kinds()).containsExactly(EventKind.ORDER_NEW, EventKind.DUE_BY);
  }

  @Test
  void read_ofARefusedOrRepeatedCommand_tellsNothing() {
    events.subscribe("mail");
    given(receive("1", "A", 1));
    ledger.reserve(reserve("R1", line("A", 2)));
    assertThat(kinds()).isEmpty();
    given(reserve("R1", line("A", 1)), reserve("R1", line("A", 1)));

    assertThat(kinds()).containsExactly(EventKind.RESERVATION_HELD);
  }

  @Test
  void read_whatWasNotConfirmed_isDeliveredAgain() {
    events.subscribe("mail");
    given(receive("1", "A", 3), reserve("R1", line("A", 1)), reserve("R2", line("A", 1)));
    List<Event> first = events.read("mail", 1);

    assertThat(events.read("mail", 1)).isEqualTo(first);
    events.confirm("mail", first.get(0));
    assertThat(events.read("mail", 100)).hasSize(1).doesNotContainAnyElementsOf(first);
    // Confirming what was confirmed long ago goes back to nothing.
    confirmAll();
    events.confirm("mail", first.get(0));
    assertThat(events.read("mail", 100)).isEmpty();
    given(reserve("R3", line("A", 1)));
    assertThat(kinds()).containsExactly(EventKind.RESERVATION_HELD);
  }

  @Test
  void read_beforeTheSubscription_tellsNothing() {
    given(receive("1", "A", 2), reserve("R1", line("A", 1)));
    events.subscribe("mail");
    assertThat(kinds()).isEmpty();
    given(reserve("R2", line("A", 1)));

    assertThat(kinds()).hasSize(1);
  }

  @Test
  void subscribe_again_keepsItsPlace() {
    events.subscribe("mail");
    given(receive("1", "A", 2), reserve("R1", line("A", 1)));
    events.subscribe("mail");

    assertThat(kinds()).hasSize(1);
  }

  @Test
  void subscribe_toSomeKinds_tellsNoOthers() {
    events.subscribe("mail", Set.of(EventKind.RESERVATION_RELEASED));
    events.subscribe("all");
    given(receive("1", "A", 2), reserve("R1", line("A", 1)), release("R1"));

    assertThat(kinds()).containsExactly(EventKind.RESERVATION_RELEASED);
    assertThat(events.read("all", 100)).hasSize(2);
    assertThat(events.lag("all")).isEqualTo(2);
    assertThat(events.lag("mail")).isEqualTo(1);
  }

  @Test
  void confirm_byOneOfTwo_leavesTheOthers() {
    events.subscribe("mail");
    events.subscribe("other");
    given(receive("1", "A", 2), reserve("R1", line("A", 1)));
    confirmAll();

    assertThat(kinds()).isEmpty();
    assertThat(events.lag("mail")).isZero();
    assertThat(events.read("other", 100)).hasSize(1);
  }

  @Test
  void unsubscribe_thenSubscribe_beginsAnew() {
    events.subscribe("mail");
    given(receive("1", "A", 2), reserve("R1", line("A", 1)));
    events.unsubscribe("mail");
    events.unsubscribe("mail");
    assertThatIllegalArgumentException().isThrownBy(() -> events.read("mail", 1)).withMessageContaining("subscribe first");
    given(release("R1"));
    events.subscribe("mail");

    assertThat(kinds()).isEmpty();
  }

  @Test
  void read_unknownNamesAndBadLimits_areRefused() {
    events.subscribe("mail");
    assertThat(events.read("mail", Events.MAX_LIMIT)).isEmpty();

    assertThatIllegalArgumentException().isThrownBy(() -> events.read("mail", 0));
    assertThatIllegalArgumentException().isThrownBy(() -> events.read("mail", Events.MAX_LIMIT + 1));
    assertThatIllegalArgumentException().isThrownBy(() -> events.read("nobody", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> events.lag("nobody"));
    assertThatIllegalArgumentException().isThrownBy(() -> events.subscribe(" mail"));
    assertThatIllegalArgumentException().isThrownBy(() -> events.subscribe("mail", Set.of()));
  }
}
