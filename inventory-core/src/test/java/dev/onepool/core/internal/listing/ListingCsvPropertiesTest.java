package dev.onepool.core.internal.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ChannelId;
import dev.onepool.Listing;
import dev.onepool.Sku;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ListingCsvPropertiesTest {

  private static final ChannelId CHANNEL = ChannelId.of("ebay");
  private static final List<Sku> SKUS = List.of("A", "B", "C", "D").stream().map(Sku::of).toList();

  @Property
  void parse_rowsInAnyOrder_givesTheSameKits(
      @ForAll("kits") Map<String, Map<String, Long>> kits, @ForAll long seed) {
    List<String> rows = new ArrayList<>();
    kits.forEach((listing, parts) ->
        parts.forEach((sku, units) -> rows.add(listing + "," + sku + "," + units)));
    Collections.shuffle(rows, new Random(seed));

    ImportPlan plan = parse("listing,sku,units\n" + String.join("\n", rows));

    Map<String, Map<String, Long>> read = new TreeMap<>();
    plan.toMap().forEach(listing -> listing.components().forEach(part ->
        read.computeIfAbsent(listing.id().value(), id -> new TreeMap<>()).put(part.sku().value(), part.units())));
    assertThat(read).isEqualTo(kits);
    assertThat(plan.report().complete()).isTrue();
  }

  @Property
  void parse_anyRows_mapOrReportEachListing(@ForAll("rows") List<List<String>> rows) {
    StringBuilder csv = new StringBuilder("listing,sku,units\n");
    rows.forEach(row -> csv.append(String.join(",", row)).append('\n'));

    ImportPlan plan = parse(csv.toString());

    Set<String> left = new TreeSet<>();
    rows.stream().map(row -> row.get(0)).filter(listing -> !listing.isEmpty()).forEach(left::add);
    Set<String> mapped = new HashSet<>();
    for (Listing listing : plan.toMap()) {
      mapped.add(listing.id().value());
      assertThat(listing.components()).as("every row of a mapped listing is a part of it")
          .hasSize((int) rows.stream().filter(row -> row.get(0).equals(listing.id().value())).count());
    }
    left.removeAll(mapped);
    assertThat(left).allSatisfy(listing ->
        assertThat(plan.report().malformed()).anyMatch(message -> message.contains("listing \"" + listing + "\"")));
  }

  @Property
  void parse_anyText_neverFailsOtherwiseThanByRefusing(@ForAll("texts") String text) {
    try {
      assertThat(parse(text).report().malformed().size()).isLessThanOrEqualTo(Messages.MAX + 1);
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageContaining("CSV");
    }
  }

  @Provide
  Arbitrary<Map<String, Map<String, Long>>> kits() {
    Arbitrary<Map<String, Long>> parts = Arbitraries.maps(
        Arbitraries.of("A", "B", "C", "D"), Arbitraries.longs().between(1, Long.MAX_VALUE)).ofMinSize(1);
    return Arbitraries.maps(Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(5), parts).ofMaxSize(8);
  }

  @Provide
  Arbitrary<List<List<String>>> rows() {
    Arbitrary<String> listings = Arbitraries.of("1", "2", "3", "4", "");
    Arbitrary<String> skus = Arbitraries.of("A", "B", "C", "D", "A", "B", "C", "D", "a", "");
    Arbitrary<String> units = Arbitraries.of("1", "2", "", "3", "0", "x");
    return Combinators.combine(listings, skus, units).as(List::of).list().ofMaxSize(12);
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> noise = Arbitraries.strings().withChars("lsA1,\"\n\r ;\uFEFF\u0000").ofMaxLength(40);
    return Arbitraries.oneOf(noise, noise.map(text -> "listing,sku\n" + text));
  }

  private static ImportPlan parse(String csv) {
    return ListingCsv.parse(CHANNEL, new StringReader(csv), SKUS);
  }
}
