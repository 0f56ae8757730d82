package dev.onepool.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.ListingImport;
import dev.onepool.SyncReport;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.PublishResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Channels that want fewer calls than there is to ask: nothing is lost, and the host is told when to go on. */
class SyncPutOffTest extends SyncHarness {

  private Instant spent(int calls) {
    shop.budget = calls;
    shop.budgetAgain = clock.instant().plusSeconds(3);
    return shop.budgetAgain;
  }

  /** Three listings on three pages, with only two calls allowed. */
  private ListingImport firstImport() {
    for (String sku : List.of("A", "B", "C")) {
      stocked(sku, 10);
    }
    shop.pageSize = 1;
    spent(2);
    return inventory.channels().importListings(SHOP);
  }

  @Test
  void import_beyondTheBudget_saysWhenToGoOnAndMapsNothing() {
    assertThat(firstImport()).isEqualTo(ListingImport.unfinished(clock.instant().plusSeconds(3)));
    assertThat(inventory.channels().listings(SHOP)).isEmpty();
  }

  @Test
  void import_unfinished_isNotComplete() {
    assertThat(firstImport().complete()).isFalse();
  }

  @Test
  void import_goneOnWith_mapsAllOfThem() {
    firstImport();
    spent(1);

    assertThat(inventory.channels().importListings(SHOP)).satisfies(done -> {
      assertThat(done.again()).isNull();
      assertThat(done.mapped()).isEqualTo(3);
    });
  }

  @Test
  void import_afterAnotherFailure_beginsAnew() {
    firstImport();
    shop.pageSize = -1;
    spent(9);
    assertThatThrownBy(() -> inventory.channels().importListings(SHOP)).isInstanceOf(RuntimeException.class);
    shop.pageSize = 1;
    spent(3);

    assertThat(inventory.channels().importListings(SHOP).mapped()).isEqualTo(3);
  }

  @Test
  void import_refusedAtTheFirstPage_throws() {
    stocked("A", 10);
    spent(0);
    assertThatThrownBy(() -> inventory.channels().importListings(SHOP))
        .isInstanceOfSatisfying(ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.THROTTLED));
  }

  /** Twelve listings, ten of which can be read in a call, and one call allowed. */
  private SyncReport firstReading() {
    for (int i = 10; i < 22; i++) {
      stocked("A" + i, 10);
    }
    inventory.channels().importListings(SHOP);
    pass(Duration.ofMinutes(11));
    spent(1);
    return inventory.sync();
  }

  @Test
  void firstReading_beyondTheBudget_keepsWhatWasRead() {
    firstReading();
    assertThat(read()).isEqualTo(10);
  }

  @Test
  void firstReading_beyondTheBudget_saysWhenToGoOnAndIsNoFailure() {
    SyncReport report = firstReading();
    assertThat(report.again()).isEqualTo(clock.instant().plusSeconds(3));
    assertThat(report.failures()).isEmpty();
  }

  @Test
  void firstReading_goneOnWith_readsTheRest() {
    firstReading();
    shop.budget = null;

    assertThat(inventory.sync().again()).isNull();
    assertThat(read()).isEqualTo(12);
  }

  @Test
  void firstReading_answeredInPart_asksForTheRestAtOnce() {
    shop.readsInACall = 4;
    stocked("A", 10);
    for (int i = 0; i < 9; i++) {
      stocked("B" + i, 10);
    }
    inventory.channels().importListings(SHOP);
    inventory.sync();
    assertThat(read()).isEqualTo(10);
  }

  @Test
  void firstReading_answeredInPartUntilTheLimit_keepsThePartAndSaysWhenToGoOn() {
    shop.readsInACall = 4;
    assertThat(firstReading().again()).isEqualTo(clock.instant().plusSeconds(3));
    assertThat(read()).isEqualTo(4);
  }

  @Test
  void firstReading_ofListingsThatAreGone_asksOnce() {
    stocked("A", 10);
    stocked("B", 10);
    inventory.channels().importListings(SHOP);
    shop.shows.clear();
    inventory.sync();
    assertThat(shop.reads).containsExactly(2);
  }

  private long read() {
    return shop.listed.stream().filter(listing -> !attempts(SHOP, listing.sellerCode()).isEmpty()).count();
  }

  @Test
  void write_putOff_saysWhenToGoOn() {
    stocked("A", 10);
    live(SHOP);
    Instant until = clock.instant().plusSeconds(7);
    shop.answers(new PublishResult.Throttled(until));

    assertThat(inventory.sync().again()).isEqualTo(until);
  }

  @Test
  void orders_askedTooEarly_areNoFailure() {
    stocked("A", 10);
    shop.pages.add(() -> {
      throw ConnectorException.throttled(clock.instant().plusSeconds(100));
    });

    SyncReport report = inventory.sync();

    assertThat(report.failures()).isEmpty();
    assertThat(report.again()).isNull();
  }

  @Test
  void orders_putOffBetweenPages_areGoneOnWith() {
    stocked("A", 10);
    Instant until = clock.instant().plusSeconds(100);
    shop.pages.add(() -> shop.page(List.of(), true));
    shop.pages.add(() -> {
      throw ConnectorException.throttled(until);
    });

    assertThat(inventory.sync().again()).isEqualTo(until);
    inventory.sync();
    assertThat(shop.cursors).endsWith("c1");
  }

  @Test
  void orders_unavailable_areAFailure() {
    stocked("A", 10);
    shop.pages.add(() -> {
      throw new ConnectorException(FailureKind.UNAVAILABLE, "closed for lunch");
    });
    assertThat(inventory.sync().failures()).singleElement().asString().contains("closed for lunch");
  }
}
