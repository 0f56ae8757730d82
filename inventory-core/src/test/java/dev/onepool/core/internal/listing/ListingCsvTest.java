package dev.onepool.core.internal.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ChannelId;
import dev.onepool.Listing;
import dev.onepool.Listing.Component;
import dev.onepool.ListingId;
import dev.onepool.LocationId;
import dev.onepool.Sku;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListingCsvTest {

  private static final ChannelId CHANNEL = ChannelId.of("ebay");
  private static final List<Sku> SKUS = Stream.concat(
      Stream.of("A", "B", "b", "x, y", "\u00C9t\u00E9"), IntStream.rangeClosed(1, 101).mapToObj(i -> "S" + i))
      .map(Sku::of).toList();

  @Test
  void parse_requiredColumnsOnly_mapsOneUnitFromMain() {
    ImportPlan plan = parse("listing,sku", "1,A", "2,B");

    assertThat(plan.toMap()).containsExactly(plain("1", "A"), plain("2", "B"));
    assertThat(plan.report().mapped()).isEqualTo(2);
    assertThat(plan.report().complete()).isTrue();
  }

  @Test
  void parse_allColumnsInAnyOrderAndCase_isRead() {
    assertThat(parse("Location, UNITS ,SKU,Listing", "berlin,3,A,1").toMap())
        .containsExactly(listing("1", "berlin", new Component(Sku.of("A"), 3)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uFEFFlisting,sku\n1,A", "\uFEFF\"listing\",\"sku\"\n1,A", "listing,sku\r\n1,A\r\n",
      "\n\nlisting,sku\n\n , \n1,A\n,\n", "listing,sku\n 1 , A ", "listing,sku\n\"1\" , \"A\"", "listing,sku,\n1,A,\n",
      "listing,sku\n1,A,,"})
  void parse_whatSpreadsheetsAdd_isTolerated(String csv) {
    ImportPlan plan = parse(csv);

    assertThat(plan.report().malformed()).isEmpty();
    assertThat(plan.toMap()).containsExactly(plain("1", "A"));
  }

  @Test
  void parse_quotedCommasAndOtherLetters_areRead() {
    assertThat(parse("listing,sku", "1,\"x, y\"", "2,\u00C9t\u00E9").toMap())
        .containsExactly(plain("1", "x, y"), plain("2", "\u00C9t\u00E9"));
  }

  @Test
  void parse_rowsOfOneListing_makeAKitWhereverTheyStand() {
    assertThat(parse("listing,sku,units", "kit,A,2", "1,A,", "kit,B,1").toMap()).containsExactly(
        listing("kit", "main", new Component(Sku.of("A"), 2), new Component(Sku.of("B"), 1)), plain("1", "A"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "1,,1,main|row 3, listing \"1\": it names no SKU",
    "1,nothing,1,main|row 3, listing \"1\": SKU \"nothing\" is not known to the ledger",
    "1,a,1,main|row 3, listing \"1\": SKU \"a\" is not known to the ledger; did you mean \"A\"? "
        + "It differs by case or white space",
    "1,\" A\",1,main|row 3, listing \"1\": SKU \" A\" is not known to the ledger; did you mean \"A\"? "
        + "It differs by case or white space",
    "1,A,0,main|row 3, listing \"1\": units must be a whole number of at least 1, was \"0\"",
    "1,A,-1,main|row 3, listing \"1\": units must be a whole number of at least 1, was \"-1\"",
    "1,A,1.0,main|row 3, listing \"1\": units must be a whole number of at least 1, was \"1.0\"",
    "1,A,two,main|row 3, listing \"1\": units must be a whole number of at least 1, was \"two\"",
    "1,A,9223372036854775808,main|row 3, listing \"1\": units must be at most 9223372036854775807, "
        + "was \"9223372036854775808\"",
    "1,A,1,\"main \"|row 3, listing \"1\": location \"main \" begins or ends with white space",
    "\" 1\",A,1,main|row 3, listing \" 1\": listing \" 1\" begins or ends with white space",
    "1,A,1,main,more|row 3, listing \"1\": value \"more\" stands in no column; "
        + "put quotation marks around a value with commas",
    "1,nothing,0,main|row 3, listing \"1\": SKU \"nothing\" is not known to the ledger; "
        + "units must be a whole number of at least 1, was \"0\""
  }, quoteCharacter = '\'')
  void parse_badRow_isReportedAndTheRestGoesOn(String row, String message) {
    ImportPlan plan = parse("listing,sku,units,location", "0,A,1,main", row, "2,B,1,main");

    assertThat(plan.report().malformed()).containsExactly(message);
    assertThat(plan.toMap()).containsExactly(plain("0", "A"), plain("2", "B"));
    assertThat(plan.report().mapped()).isEqualTo(2);
    assertThat(plan.report().complete()).isFalse();
  }

  @Test
  void parse_largestUnits_areRead() {
    assertThat(parse("listing,sku,units", "1,A,9223372036854775807").toMap())
        .containsExactly(listing("1", "main", new Component(Sku.of("A"), Long.MAX_VALUE)));
  }

  @Test
  void parse_skusThatDifferOnlyByCase_areExactOrRefused() {
    assertThat(parse("listing,sku", "1,b", "2,B").toMap()).containsExactly(plain("1", "b"), plain("2", "B"));
    assertThat(parse("listing,sku", "1,\"B \"").report().malformed()).singleElement().asString()
        .contains("did you mean \"B\" or \"b\"?");
  }

  @Test
  void parse_idsThatBreakTheRule_areReportedNotThrown() {
    ImportPlan plan =
        parse("listing,sku,location", "x".repeat(201) + ",A,", "1,A," + "y".repeat(201), "2,A,\"m\u0007n\"");

    assertThat(plan.toMap()).isEmpty();
    assertThat(plan.report().malformed()).hasSize(3).allMatch(message -> message.length() < 500)
        .noneMatch(message -> message.contains("\u0007"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"kit,nothing,1,", "kit,B,x,", "kit,A,1,", "kit,B,1,berlin"})
  void parse_badRowOfAKit_leavesTheWholeKitOut(String bad) {
    for (String csv : List.of("kit,A,1,\n" + bad + "\n1,A,,\nkit,S1,1,", bad + "\nkit,A,1,\n1,A,,")) {
      ImportPlan plan = parse("listing,sku,units,location\n" + csv);

      assertThat(plan.toMap()).containsExactly(plain("1", "A"));
      assertThat(plan.report().malformed()).hasSize(1);
    }
  }

  @Test
  void parse_sameSkuTwiceInAKit_namesBothRows() {
    assertThat(parse("listing,sku", "kit,A", "", "kit,A").report().malformed()).containsExactly(
        "row 4, listing \"kit\": SKU \"A\" stands in row 2 of the listing too; add the units up in one row");
  }

  @Test
  void parse_sameSkuInTwoListings_isFine() {
    assertThat(parse("listing,sku", "1,A", "2,A").toMap()).hasSize(2);
  }

  @Test
  void parse_locationsWithinAKitDiffer_isReported() {
    assertThat(parse("listing,sku,location", "kit,A,", "kit,B,berlin").report().malformed()).containsExactly(
        "row 3, listing \"kit\": location \"berlin\" differs from \"main\" of row 2; a listing has one location");
  }

  @Test
  void parse_rowWithoutListing_takesTheRowAboveWithIt() {
    ImportPlan plan = parse("listing,sku", "1,A", "kit,A", ",B", "2,B");

    assertThat(plan.toMap()).containsExactly(plain("1", "A"), plain("2", "B"));
    assertThat(plan.report().malformed()).containsExactly("row 4: it names no listing; "
        + "listing \"kit\" of the row above is left out, because it may belong to that");
  }

  @Test
  void parse_firstRowWithoutListing_costsOnlyItself() {
    ImportPlan plan = parse("listing,sku", ",B", "1,A");

    assertThat(plan.toMap()).containsExactly(plain("1", "A"));
    assertThat(plan.report().malformed()).containsExactly("row 2: it names no listing");
  }

  @Test
  void parse_100Skus_areAKitAnd101AreNot() {
    assertThat(parse(kitOf(100)).toMap()).singleElement()
        .satisfies(listing -> assertThat(listing.components()).hasSize(100));
    assertThat(parse(kitOf(101)).toMap()).isEmpty();
    assertThat(parse(kitOf(101)).report().malformed())
        .containsExactly("row 102, listing \"kit\": a listing can have at most 100 SKUs");
  }

  @Test
  void parse_1000BadRows_areAllTold() {
    assertThat(parse(badRows(1_000)).report().malformed()).hasSize(1_000).last().asString().startsWith("row 1001,");
  }

  @Test
  void parse_moreThan1000BadRows_areCounted() {
    assertThat(parse(badRows(1_023)).report().malformed()).hasSize(1_001).last().isEqualTo("and 23 more");
  }

  private static String kitOf(int skus) {
    StringBuilder csv = new StringBuilder("listing,sku\n");
    IntStream.rangeClosed(1, skus).forEach(i -> csv.append("kit,S").append(i).append('\n'));
    return csv.toString();
  }

  private static String badRows(int count) {
    return "listing,sku\n" + "1,nothing\n".repeat(count);
  }

  private static ImportPlan parse(String... lines) {
    return ListingCsv.parse(CHANNEL, new StringReader(String.join("\n", lines)), SKUS);
  }

  private static Listing plain(String id, String sku) {
    return Listing.of(CHANNEL, ListingId.of(id), Sku.of(sku));
  }

  private static Listing listing(String id, String location, Component... components) {
    return new Listing(CHANNEL, ListingId.of(id), List.of(components), LocationId.of(location));
  }
}
