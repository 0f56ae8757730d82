package dev.onepool.core.internal.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ChannelId;
import dev.onepool.Listing;
import dev.onepool.ListingId;
import dev.onepool.ListingImport;
import dev.onepool.Sku;
import dev.onepool.spi.ListingPage.ChannelListing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingMatcherTest {

  private static final ChannelId CHANNEL = ChannelId.of("ebay");
  private static final List<Sku> SKUS = Stream.of("AB-1", "ab-2", "AB-2", "Ab-2", "CD-3").map(Sku::of).toList();

  @Test
  void match_exactCode_isMapped() {
    ImportPlan plan = match(listing("1", "AB-1"));

    assertThat(plan.toMap()).containsExactly(Listing.of(CHANNEL, ListingId.of("1"), Sku.of("AB-1")));
    assertThat(plan.report()).isEqualTo(new ListingImport(1, List.of(), List.of(), List.of(), List.of()));
    assertThat(plan.report().complete()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab-1", " AB-1", "AB-1\t", "AB-1\r\n", "\u00A0aB-1", "\uFEFFAB-1", "AB-1\u200B"})
  void match_codeButForCaseOrSurroundingSpace_isProposed(String code) {
    ImportPlan plan = match(listing("1", code));

    assertThat(plan.toMap()).isEmpty();
    assertThat(plan.report()).isEqualTo(new ListingImport(
        0, List.of(new ListingImport.Proposal(ListingId.of("1"), code, List.of(Sku.of("AB-1")))),
        List.of(), List.of(), List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AB1", "AB -1", "A B-1", "AB-11", "AB-1.", "AB\u20101"})
  void match_codeThatDiffersOtherwise_isUnmatched(String code) {
    assertThat(match(listing("1", code)).report().unmatched())
        .containsExactly(new ListingImport.Unmatched(ListingId.of("1"), code));
  }

  @Test
  void match_skusThatDifferOnlyByCase_areAllCandidates() {
    assertThat(match(listing("1", "aB-2")).report().proposals()).containsExactly(new ListingImport.Proposal(
        ListingId.of("1"), "aB-2", List.of(Sku.of("AB-2"), Sku.of("Ab-2"), Sku.of("ab-2"))));
  }

  @Test
  void match_lettersWithSeveralCases_areAlike() {
    List<Sku> skus = List.of(Sku.of("STRASSE"), Sku.of("k9"));

    // The second is written with the sign for Kelvin, whose lower case is a common k.
    assertThat(match(skus, Set.of(), Set.of(), listing("1", "stra\u00DFe"), listing("2", "\u212A9"))
        .report().proposals()).hasSize(2);
  }

  @Test
  void match_exactCodeAmongSkusThatDifferOnlyByCase_isMapped() {
    assertThat(match(listing("1", "Ab-2")).toMap())
        .containsExactly(Listing.of(CHANNEL, ListingId.of("1"), Sku.of("Ab-2")));
  }

  @Test
  void match_noCode_isUnmatchedWithEmptyCodeAndNoDuplicate() {
    ImportPlan plan = match(listing("1", null), listing("2", ""), listing("3", " \u00A0"), listing("4", null));

    assertThat(plan.report().unmatched()).hasSize(4).allMatch(unmatched -> unmatched.code().isEmpty());
    assertThat(plan.report().duplicates()).isEmpty();
  }

  @Test
  void match_sameCodeTwice_isDuplicateAndNeitherIsMapped() {
    ImportPlan plan = match(listing("1", "AB-1"), listing("2", "CD-3"), listing("3", "AB-1"), listing("4", "nothing"),
        listing("5", "nothing"));

    assertThat(plan.toMap()).extracting(Listing::id).containsExactly(ListingId.of("2"));
    assertThat(plan.report().mapped()).isEqualTo(1);
    assertThat(plan.report().duplicates()).containsExactly(
        new ListingImport.Duplicate("AB-1", List.of(ListingId.of("1"), ListingId.of("3"))),
        new ListingImport.Duplicate("nothing", List.of(ListingId.of("4"), ListingId.of("5"))));
    assertThat(plan.report().unmatched()).isEmpty();
  }

  @Test
  void match_codesThatDifferByCase_areNoDuplicates() {
    ImportPlan plan = match(listing("1", "AB-1"), listing("2", "ab-1"));

    assertThat(plan.toMap()).hasSize(1);
    assertThat(plan.report().proposals()).hasSize(1);
    assertThat(plan.report().duplicates()).isEmpty();
  }

  @Test
  void match_sameListingTwice_countsOnce() {
    ImportPlan plan = match(listing("1", "AB-1"), listing("1", "AB-1"));

    assertThat(plan.toMap()).hasSize(1);
    assertThat(plan.report().mapped()).isEqualTo(1);
    assertThat(plan.report().complete()).isTrue();
  }

  @Test
  void match_sameListingWithTwoCodes_isNotGuessed() {
    ImportPlan plan = match(listing("1", "AB-1"), listing("1", "CD-3"), listing("2", "CD-3"));

    assertThat(plan.toMap()).isEmpty();
    assertThat(plan.report().unmatched()).containsExactly(new ListingImport.Unmatched(ListingId.of("1"), "AB-1"));
    assertThat(plan.report().duplicates())
        .containsExactly(new ListingImport.Duplicate("CD-3", List.of(ListingId.of("2"))));
    assertThat(plan.report().malformed())
        .containsExactly("listing \"1\" came with different codes: \"AB-1\", \"CD-3\"; map it by hand");
  }

  @Test
  void match_codeAsLongAsASku_isProposed() {
    String longest = "x".repeat(200);
    List<Sku> skus = List.of(Sku.of(longest));

    assertThat(match(skus, Set.of(), Set.of(), listing("1", longest)).toMap()).hasSize(1);
    assertThat(match(skus, Set.of(), Set.of(), listing("1", " " + longest)).report().proposals()).hasSize(1);
  }

  @Test
  void match_codesThatNoSkuCanHave_areUnmatchedEvenIfRepeated() {
    String tooLong = "x".repeat(201);

    ImportPlan plan =
        match(listing("1", tooLong), listing("2", tooLong), listing("3", "A\u0000B"), listing("4", "A\u0000B"));

    assertThat(plan.report().unmatched()).extracting(ListingImport.Unmatched::code)
        .containsExactly(tooLong, tooLong, "A\u0000B", "A\u0000B");
    assertThat(plan.report().duplicates()).isEmpty();
  }

  @Test
  void match_mappedBefore_countsWithoutBeingMappedAgain() {
    ImportPlan plan = match(SKUS, Set.of(ListingId.of("1"), ListingId.of("gone")), Set.of(),
        listing("1", "whatever"), listing("2", "AB-1"));

    assertThat(plan.toMap()).extracting(Listing::id).containsExactly(ListingId.of("2"));
    assertThat(plan.report().mapped()).isEqualTo(2);
    assertThat(plan.report().complete()).isTrue();
  }

  @Test
  void match_codeOfAMappedListing_isDuplicate() {
    ImportPlan plan = match(SKUS, Set.of(ListingId.of("1")), Set.of(), listing("1", "AB-1"), listing("2", "AB-1"));

    assertThat(plan.toMap()).isEmpty();
    assertThat(plan.report().duplicates())
        .containsExactly(new ListingImport.Duplicate("AB-1", List.of(ListingId.of("2"))));
  }

  @Test
  void match_ignored_isLeftAloneAndSettlesADuplicate() {
    ImportPlan plan = match(SKUS, Set.of(), Set.of(ListingId.of("1")), listing("1", "AB-1"), listing("2", "AB-1"));

    assertThat(plan.toMap()).extracting(Listing::id).containsExactly(ListingId.of("2"));
    assertThat(plan.report().complete()).isTrue();
  }

  @Test
  void match_skusInAnyOrder_givesTheSame() {
    List<Sku> reversed = new ArrayList<>(SKUS);
    Collections.reverse(reversed);
    ChannelListing[] listings = {listing("2", "aB-2"), listing("1", "AB-1"), listing("3", "CD-3")};

    assertThat(match(reversed, Set.of(), Set.of(), listings)).isEqualTo(match(listings));
  }

  private static ImportPlan match(ChannelListing... listings) {
    return match(SKUS, Set.of(), Set.of(), listings);
  }

  private static ImportPlan match(
      List<Sku> skus, Set<ListingId> mapped, Set<ListingId> ignored, ChannelListing... listings) {
    return ListingMatcher.match(CHANNEL, List.of(listings), skus, mapped, ignored);
  }

  private static ChannelListing listing(String id, @Nullable String code) {
    return new ChannelListing(ListingId.of(id), code);
  }
}
