package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.Sku;
import dev.onepool.SyncReport;
import dev.onepool.core.Commands;
import dev.onepool.core.Onepool;
import dev.onepool.spi.OrderPage;
import dev.onepool.spi.OrderPage.Unreadable;
import dev.onepool.spi.OrderSnapshot;
import dev.onepool.spi.QuantityWrite;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One order that cannot be understood stops neither its page nor its channel, and nothing that it may have sold is let go. */
class SyncAsideTest extends SyncHarness {

  @TempDir
  private Path folder;

  private Instant placed;

  @Override
  Onepool.Builder builder() {
    return super.builder().sqlite(folder.resolve("ledger.db"));
  }

  /** Two SKUs are shown, and one order of the first cannot be read. */
  @BeforeEach
  void shown() {
    stocked("A", 10);
    stocked("B", 10);
    live(SHOP);
    inventory.sync();
    settled();
    placed = clock.instant();
  }

  private static Unreadable broken(String order, String... listings) {
    return new Unreadable(OrderId.of(order),
        java.util.Arrays.stream(listings).map(ListingId::of).collect(java.util.stream.Collectors.toSet()), "it adds up to no sum");
  }

  private void page(List<OrderSnapshot> orders, Unreadable... unreadable) {
    shop.pages.add(() -> {
      OrderPage page = shop.page(orders, false);
      return new OrderPage(page.orders(), page.next(), false, page.completeThrough(), List.of(unreadable));
    });
  }

  private SyncReport setAside() {
    page(List.of(order("o2", "s-B", 1, placed)), broken("o1", "s-A"));
    return inventory.sync();
  }

  private void restart() {
    engine.close();
    start();
  }

  private long reserved(String sku) {
    return inventory.ledger().position(Sku.of(sku)).locations().get(0).reserved().units();
  }

  /** Sells most of what both show, so that both would be raised. */
  private void sellAndRestock() {
    shop.ordered(order("a", "s-A", 5, clock.instant()), order("b", "s-B", 5, clock.instant()));
    inventory.sync();
    inventory.ledger().post(Commands.receive("more-a", "A", 100)).posted();
    inventory.ledger().post(Commands.receive("more-b", "B", 100)).posted();
    shop.writes.clear();
  }

  private List<String> raised() {
    return shop.writes.stream().filter(write -> write.quantity() > 0).map(QuantityWrite::listing).map(ListingId::value).toList();
  }

  @Test
  void unreadable_othersOnThePage_areApplied() {
    setAside();
    assertThat(reserved("B")).isEqualTo(1);
  }

  @Test
  void unreadable_theCursorMovesOn() {
    setAside();
    inventory.sync();
    assertThat(shop.cursors).endsWith("c0", "c1");
  }

  @Test
  void unreadable_isAnIncidentOnce() {
    setAside();
    setAside();
    assertThat(incidentKinds()).containsExactly("unreadable-order");
  }

  @Test
  void unreadable_isToldInEveryRound() {
    setAside();
    assertThat(inventory.sync().failures()).singleElement().asString().contains("1 orders of shop", "o1");
  }

  @Test
  void unreadable_isCountedAsQuarantined() {
    setAside();
    assertThat(inventory.channels().status(SHOP).quarantined()).isEqualTo(1);
  }

  @Test
  void unreadable_itsListingIsNotRaised_andOthersAre() {
    setAside();
    sellAndRestock();
    inventory.sync();
    assertThat(raised()).containsExactly("s-B");
  }

  @Test
  void unreadable_afterARestart_itsListingIsNotRaised() {
    setAside();
    sellAndRestock();
    restart();
    inventory.sync();
    assertThat(raised()).containsExactly("s-B");
  }

  @Test
  void unreadable_whatItMayHaveSold_staysCharged() {
    setAside();
    long before = exposure(SHOP, "A");
    inventory.ledger().post(Commands.count("c", "A", 0)).posted();
    inventory.sync();
    settled();
    settled();
    assertThat(exposure(SHOP, "A")).isEqualTo(before);
  }

  @Test
  void readable_whatWasSoldBefore_isChargedNoMore() {
    inventory.ledger().post(Commands.count("c", "A", 0)).posted();
    inventory.sync();
    settled();
    settled();
    assertThat(exposure(SHOP, "A")).isZero();
  }

  @Test
  void unreadable_listingsUnknown_raisesNothingOnTheChannel() {
    page(List.of(), broken("o1"));
    inventory.sync();
    sellAndRestock();
    inventory.sync();
    assertThat(raised()).isEmpty();
    assertThat(inventory.explain(Sku.of("A"), SHOP).held()).singleElement().asString()
        .contains("is not raised: an order that cannot be read may have sold it");
  }

  @Test
  void unreadable_listingsUnknown_keepsTheWatermark() {
    Instant before = inventory.channels().status(SHOP).watermark();
    page(List.of(), broken("o1"));
    pass(Duration.ofMinutes(1));
    inventory.sync();
    inventory.sync();
    assertThat(inventory.channels().status(SHOP).watermark()).isEqualTo(before);
  }

  @Test
  void unreadable_listingsKnown_movesTheWatermark() {
    Instant before = inventory.channels().status(SHOP).watermark();
    pass(Duration.ofMinutes(1));
    setAside();
    assertThat(inventory.channels().status(SHOP).watermark()).isEqualTo(before.plusSeconds(60));
  }

  @Test
  void laterReadableByName_isAppliedAndRaisedAgain() {
    setAside();
    shop.byId.put(OrderId.of("o1"), order("o1", "s-A", 6, placed));
    pass(Duration.ofMinutes(15));
    inventory.ledger().post(Commands.receive("more", "A", 100)).posted();
    assertThat(inventory.sync().failures()).isEmpty();
    assertThat(reserved("A")).isEqualTo(6);
    assertThat(raised()).contains("s-A");
  }

  @Test
  void askedByName_aMomentAgo_isNotAskedAgain() {
    setAside();
    shop.byId.put(OrderId.of("o1"), order("o1", "s-A", 6, placed));
    pass(Duration.ofMinutes(14));
    inventory.sync();
    assertThat(reserved("A")).isZero();
  }

  @Test
  void laterReadableOnAPage_isApplied() {
    setAside();
    shop.ordered(order("o1", "s-A", 6, placed));
    assertThat(inventory.sync().failures()).isEmpty();
    assertThat(reserved("A")).isEqualTo(6);
  }

  @Test
  void laterReadable_longAfter_isNoLateOrder() {
    setAside();
    pass(Duration.ofMinutes(40));
    inventory.sync();
    shop.ordered(order("o1", "s-A", 6, placed));
    inventory.sync();
    assertThat(incidentKinds()).containsExactly("unreadable-order");
  }

  @Test
  void laterReadableInPart_staysAside() {
    setAside();
    shop.ordered(new OrderSnapshot(OrderId.of("o1"), placed, 0, placed, false,
        List.of(OrderSnapshot.Line.of("1", ListingId.of("s-A"), 1))));
    assertThat(inventory.sync().failures()).singleElement().asString().contains("o1");
  }

  @Test
  void tooMany_stopThePage() {
    Unreadable[] many = IntStream.rangeClosed(0, ReadPosition.MOST_ASIDE).mapToObj(i -> broken("o" + i, "s-A"))
        .toArray(Unreadable[]::new);
    page(List.of(), many);
    assertThat(inventory.sync().failures()).anyMatch(failure -> failure.contains("more than 100 orders"));
    inventory.sync();
    assertThat(shop.cursors).endsWith("c0", "c0");
  }

  @Test
  void setAside_sameOrderOnTheNextPage_keepsItsFirstWatermark() {
    ReadPosition once = new ReadPosition("c", List.of()).with(OrderId.of("o1"), Set.of(ListingId.of("l")), placed);
    ReadPosition twice = once.with(OrderId.of("o1"), Set.of(ListingId.of("m")), placed.plusSeconds(60));
    assertThat(twice.watermark(ListingId.of("l"), placed.plusSeconds(90))).isEqualTo(placed);
    assertThat(twice.watermark(ListingId.of("m"), placed.plusSeconds(90))).isEqualTo(placed);
    assertThat(twice.watermark(ListingId.of("n"), placed.plusSeconds(90))).isEqualTo(placed.plusSeconds(90));
  }
}
