package dev.onepool.core.internal.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ChannelId;
import dev.onepool.ListingId;
import dev.onepool.ListingImport;
import dev.onepool.Sku;
import dev.onepool.spi.ListingPage.ChannelListing;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ListingMatcherPropertiesTest {

  private static final ChannelId CHANNEL = ChannelId.of("ebay");

  @Property
  void match_anything_putsEveryListingInExactlyOnePlace(
      @ForAll("listings") List<ChannelListing> listings, @ForAll("skus") List<Sku> skus,
      @ForAll("ids") Set<ListingId> mapped, @ForAll("ids") Set<ListingId> ignored) {
    ImportPlan plan = ListingMatcher.match(CHANNEL, listings, skus, mapped, ignored);

    Set<ListingId> expected = new LinkedHashSet<>();
    listings.stream().map(ChannelListing::listing)
        .filter(id -> mapped.contains(id) || !ignored.contains(id))
        .forEach(expected::add);
    List<ListingId> before = expected.stream().filter(mapped::contains).toList();
    List<ListingId> places = new ArrayList<>(before);
    plan.toMap().forEach(listing -> places.add(listing.id()));
    plan.report().proposals().forEach(proposal -> places.add(proposal.listing()));
    plan.report().unmatched().forEach(unmatched -> places.add(unmatched.listing()));
    plan.report().duplicates().forEach(duplicate -> places.addAll(duplicate.listings()));
    assertThat(places).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(plan.report().mapped()).isEqualTo(before.size() + plan.toMap().size());
  }

  @Property
  void match_anything_mapsOnlyTheOneHolderOfAnExactSku(
      @ForAll("listings") List<ChannelListing> listings, @ForAll("skus") List<Sku> skus) {
    ImportPlan plan = ListingMatcher.match(CHANNEL, listings, skus, Set.of(), Set.of());

    plan.toMap().forEach(mapped -> {
      Sku sku = mapped.components().get(0).sku();
      assertThat(skus).contains(sku);
      assertThat(listings).filteredOn(listing -> sku.value().equals(listing.sellerCode()))
          .isNotEmpty().allMatch(listing -> listing.listing().equals(mapped.id()));
    });
    for (ListingImport.Proposal proposal : plan.report().proposals()) {
      assertThat(proposal.candidates()).isNotEmpty().isSorted()
          .allMatch(sku -> sku.value().strip().equalsIgnoreCase(proposal.code().strip()));
    }
  }

  @Provide
  Arbitrary<List<ChannelListing>> listings() {
    Arbitrary<String> codes = Arbitraries.oneOf(
        Arbitraries.of("A", "a", " A", "A ", "\tb", "B", "AB", "aB", "", " ", "x".repeat(201), "A\u0007B"),
        Arbitraries.strings().withChars("aAbB ").ofMaxLength(3)).injectNull(0.1);
    return Combinators.combine(id(), codes).as(ChannelListing::new).list().ofMaxSize(25);
  }

  @Provide
  Arbitrary<List<Sku>> skus() {
    return Arbitraries.strings().withChars("aAbB").ofMinLength(1).ofMaxLength(3).map(Sku::of).list().ofMaxSize(12);
  }

  @Provide
  Arbitrary<Set<ListingId>> ids() {
    return id().set().ofMaxSize(4);
  }

  private static Arbitrary<ListingId> id() {
    return Arbitraries.integers().between(1, 20).map(number -> ListingId.of("L" + number));
  }
}
