package dev.onepool.connector.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ListingId;
import dev.onepool.spi.ListingPage;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A catalogue of more listings than Amazon pages through. */
class ListingWalkTest {

  private static int found(int listed) {
    try (Bench bench = new Bench()) {
      for (int i = 0; i < listed; i++) {
        bench.pass(Duration.ofSeconds(1));
        bench.amazon.list("S" + i, 1);
      }
      Set<ListingId> found = new HashSet<>();
      String cursor = null;
      do {
        bench.pass(Duration.ofSeconds(1));
        ListingPage page = bench.connector().listings(cursor);
        page.listings().forEach(listing -> found.add(listing.listing()));
        cursor = page.next();
      } while (cursor != null);
      return found.size();
    }
  }

  @Test
  void asManyAsAmazonPagesThrough_areAllFound() {
    assertThat(found(1_000)).isEqualTo(1_000);
  }

  @Test
  void moreThanAmazonPagesThrough_areAllFound() {
    assertThat(found(2_501)).isEqualTo(2_501);
  }
}
