package dev.onepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.Listing.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ListingTest {

  private static final ChannelId EBAY = ChannelId.of("ebay");
  private static final ListingId ID = ListingId.of("110-1");
  private static final Sku MUG = Sku.of("mug");

  @Test
  void of_plainListing_consumesOneUnitFromMain() {
    assertThat(Listing.of(EBAY, ID, MUG))
        .isEqualTo(new Listing(EBAY, ID, List.of(new Component(MUG, 1)), LocationId.MAIN));
  }

  @Test
  void component_oneUnit_isAccepted() {
    assertThat(new Component(MUG, 1).units()).isEqualTo(1);
  }

  @Test
  void component_zeroUnits_isRefusedWithTheSku() {
    assertThatThrownBy(() -> new Component(MUG, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a component must consume at least 1 unit, mug had 0");
  }

  @Test
  void kit_twoSkus_isAccepted() {
    List<Component> components = List.of(new Component(MUG, 2), new Component(Sku.of("MUG"), 1));
    assertThat(listing(components).components()).isEqualTo(components);
  }

  @Test
  void kit_sameSkuTwice_isRefusedWithTheSku() {
    assertThatThrownBy(() -> listing(List.of(new Component(MUG, 2), new Component(MUG, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("listing 110-1 names mug twice; add its units up");
  }

  @Test
  void kit_mostComponents_isAccepted() {
    assertThat(listing(components(Listing.MAX_COMPONENTS)).components()).hasSize(100);
  }

  @Test
  void kit_oneComponentMore_isRefused() {
    assertThatThrownBy(() -> listing(components(Listing.MAX_COMPONENTS + 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("110-1 had 101");
  }

  @Test
  void listing_withoutComponents_isRefused() {
    assertThatThrownBy(() -> listing(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("110-1 had 0");
  }

  @Test
  void listing_listChangedAfterwards_keepsItsComponents() {
    List<Component> components = new ArrayList<>(components(1));
    Listing listing = listing(components);
    components.clear();
    assertThat(listing.components()).hasSize(1);
  }

  private static Listing listing(List<Component> components) {
    return new Listing(EBAY, ID, components, LocationId.MAIN);
  }

  private static List<Component> components(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Component(Sku.of("sku-" + i), 1)).toList();
  }
}
