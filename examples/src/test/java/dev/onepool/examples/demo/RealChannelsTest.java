package dev.onepool.examples.demo;

import static dev.onepool.examples.demo.Samples.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Onepool through the protocols that exist, with an Amazon whose orders are seen half an hour late. */
class RealChannelsTest {

  private static final Assumptions REAL = new Assumptions(BigDecimal.ONE, Duration.ofMinutes(15), Duration.ofMinutes(10),
      Duration.ofMinutes(5), GuaranteeOption.RIGHTS, 1, ChannelsOption.REAL, Duration.ofMinutes(30));

  /** Units asked for on all five channels, in turns, more than there are at times. */
  private static final Outcome OUTCOME = new OnepoolContender().run(
      Workload.of(Samples.orders(IntStream.range(0, 60)
          .mapToObj(i -> line(i * 3, i % 5, i % 2 == 0 ? "A" : "B", 1 + i % 4))
          .toArray(OrderLine[]::new)), REAL), Progress.NONE);

  @Test
  void books_ofEveryShop_agreeWithTheLedger() {
    assertThat(OUTCOME.booksAgree()).isEqualTo(
        Map.of("amazon", true, "shopify", true, "walmart", true, "ebay", true, "tiktok", true));
  }

  @Test
  void nothing_isOversold() {
    assertThat(OUTCOME.unitsOversold()).isZero();
  }

  @Test
  void something_isSold() {
    assertThat(OUTCOME.unitsDelivered()).isPositive();
  }

  @Test
  void audit_isClean() {
    assertThat(OUTCOME.auditFindings()).isZero();
  }

  @Test
  void books_withASaleThatTheLedgerDoesNotKnow_differ() {
    Shopfront liar = new Shopfront() {
      @Override
      public String channel() {
        return "amazon";
      }

      @Override
      public String provider() {
        return "simulated";
      }

      @Override
      public Map<String, String> settings() {
        return Map.of();
      }

      @Override
      public void list(String sku) {}

      @Override
      public boolean buy(String order, String line, String sku, long units) {
        return false;
      }

      @Override
      public long shown(String sku) {
        return 0;
      }

      @Override
      public Map<String, Long> sold() {
        return Map.of("A", 1L);
      }

      @Override
      public void close() {}
    };
    try (var onepool = dev.onepool.core.Onepool.builder().build()) {
      assertThat(BooksCheck.agree(onepool.inventory(dev.onepool.SellerId.of("s")).ledger(), List.of(liar)))
          .containsEntry("amazon", false);
    }
  }
}
