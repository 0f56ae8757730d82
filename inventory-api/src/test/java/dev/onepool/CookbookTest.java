package dev.onepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.Allocation.Share;
import dev.onepool.AllocationRequest.Candidate;
import dev.onepool.AllocationRequest.Unseen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every example of {@code docs/policies.md}, run; and a test that the page shows nothing else. */
class CookbookTest {

  private static final Path PAGE = Path.of("..", "docs", "policies.md");
  private static final Path SELF = Path.of("src", "test", "java", "dev", "onepool", "CookbookTest.java");
  private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern TABLE = Pattern.compile("\\| `\\w+` \\| [^\n]*");

  private final ChannelId amazon = ChannelId.of("amazon");
  private final ChannelId ebay = ChannelId.of("ebay");
  private final ChannelId shop = ChannelId.of("shop");

  @Test
  void sharedPool() {
    AllocationPolicy policy = AllocationPolicies.sharedPool();

    shows(policy, 100, limit(100), share(59), limit(100), share(23), limit(100), share(18));
  }

  @Test
  void reservedPerChannel() {
    AllocationPolicy policy = AllocationPolicies.sharedPool()
        .reserving(Reservations.builder()
            .percent(shop, 20)
            .units(ebay, 5)
            .build());

    shows(policy, 100, limit(75), share(44), limit(80), share(22), limit(95), share(34));
  }

  @Test
  void reservedForATime() {
    Instant friday = Instant.parse("2026-11-27T00:00:00Z");
    AllocationPolicy policy = AllocationPolicies.sharedPool()
        .reserving(Reservations.builder()
            .percent(shop, 50, friday, friday.plus(Duration.ofDays(1)))
            .build());

    shows(policy, 100, limit(50), share(29), limit(50), share(12), limit(100), share(59));
  }

  @Test
  void bufferOnOneChannel() {
    AllocationPolicy policy = AllocationPolicies.sharedPool()
        .buffering(ebay, Buffer.units(5))
        .buffering(amazon, Buffer.percent(10));

    shows(policy, 20, limit(18), share(11), limit(15), share(5), limit(20), share(4));
  }

  @Test
  void bufferOnEveryChannel() {
    AllocationPolicy policy = AllocationPolicies.sharedPool().buffering(Buffer.measured(3));

    shows(policy, 20, limit(14), share(8), limit(14), share(3), limit(14), share(3));
  }

  @Test
  void bufferInDaysOfCover() {
    AllocationPolicy policy = AllocationPolicies.sharedPool().buffering(ebay, Buffer.daysOfCover(1));

    shows(policy, 20, limit(20), share(11), limit(8), share(5), limit(20), share(4));
  }

  @Test
  void bufferByCost() {
    Buffer buffer = Buffer.byCost()
        .ofOverselling(25.00)
        .ofHoldingBack(0.40)
        .untilMeasured(3)
        .build();
    AllocationPolicy policy = AllocationPolicies.sharedPool().buffering(buffer);

    shows(policy, 20, limit(14), share(8), limit(14), share(3), limit(14), share(3));
  }

  @Test
  void cap() {
    AllocationPolicy policy = AllocationPolicies.sharedPool().capping(ebay, 2);

    shows(policy, 20, limit(20), share(13), limit(2), share(2), limit(20), share(5));
  }

  @Test
  void endWhenFewAreLeft() {
    AllocationPolicy policy = AllocationPolicies.sharedPool().endingBelow(ebay, 5);

    shows(policy, 4, limit(4), share(3), limit(0), share(0), limit(4), share(1));
  }

  @Test
  void minimumShown() {
    OversellPermit permit = new OversellPermit("Ann, purchasing", "the supplier delivers the same day");
    AllocationPolicy policy = AllocationPolicies.sharedPool().showingAtLeast(shop, 2, permit);

    shows(policy, 1, limit(1), share(1), limit(1), share(0), limit(2), share(0));
  }

  @Test
  void weightedSplit() {
    AllocationPolicy policy = AllocationPolicies.weightedSplit()
        .weight(amazon, 60)
        .weight(shop, 30)
        .others(10)
        .build();

    shows(policy, 21, limit(13), share(13), limit(2), share(2), limit(6), share(6));
  }

  @Test
  void equalRunOut() {
    AllocationPolicy policy = AllocationPolicies.equalRunOut();

    shows(policy, 24, limit(18), share(18), limit(4), share(4), limit(2), share(2));
  }

  @Test
  void strictPriority() {
    AllocationPolicy policy = AllocationPolicies.sharedPool().prioritising(List.of(shop, ebay));

    shows(policy, 20, limit(20), share(0), limit(20), share(13), limit(20), share(7));
  }

  @Test
  void priorityByEconomics() {
    Margin amazonMargin = Margin.builder()
        .price(30.00)
        .cost(12.00)
        .feePercent(15)
        .shipping(4.00)
        .returns(0.75)
        .ads(0.75)
        .build();
    AllocationPolicy policy = AllocationPolicies.byEconomics(List.of(amazon, ebay, shop))
        .margin(amazon, amazonMargin)
        .margin(ebay, Margin.of(6.00))
        .margin(shop, Margin.of(14.00))
        .nextReceipt(Instant.parse("2026-11-29T00:00:00Z"))
        .build();

    shows(policy, 20, limit(18), share(14), limit(5), share(4), limit(20), share(2));
  }

  @Test
  void otherRulesWhenLow() {
    AllocationPolicy low = AllocationPolicies.sharedPool().prioritising(List.of(shop)).capping(ebay, 0);
    AllocationPolicy policy = AllocationPolicies.sharedPool()
        .belowDaysOfCover(2, low);

    shows(policy, 20, limit(20), share(13), limit(0), share(0), limit(20), share(7));
  }

  @Test
  void composed() {
    AllocationPolicy policy = AllocationPolicies.sharedPool()
        .prioritising(List.of(shop))
        .reserving(shop, 3)
        .buffering(ebay, 2)
        .capping(amazon, 9);

    shows(policy, 20, limit(9), share(9), limit(17), share(0), limit(20), share(11));
  }

  @Test
  void refusedAllAtOnce() {
    assertThatThrownBy(() -> Reservations.builder()
        .percent(shop, 70)
        .percent(ebay, 70)
        .units(amazon, -1)
        .build())
        .hasMessageContaining("units for amazon must not be negative: -1")
        .hasMessageContaining("percentages must come to 100 at most, were 140");
  }

  @Test
  void page_showsOnlyWhatIsRunHere() throws IOException {
    String self = Files.readString(SELF);
    List<MatchResult> blocks = CODE.matcher(Files.readString(PAGE)).results().toList();
    assertThat(blocks).hasSizeGreaterThanOrEqualTo(16);
    assertThat(blocks).allSatisfy(block ->
        assertThat(self).contains(block.group(1).strip().indent(4).stripTrailing().replaceAll("\n +\n", "\n\n")));
  }

  @Test
  void page_tellsTheNumbersThatComeOut() throws IOException {
    String page = Files.readString(PAGE);
    String self = Files.readString(SELF);
    List<String> tables = TABLE.matcher(page).results().map(MatchResult::group).toList();
    assertThat(tables).hasSizeGreaterThanOrEqualTo(15);
    for (String row : tables) {
      String[] cells = row.split(" \\| ");
      String method = cells[0].replaceAll("[|` ]", "");
      String numbers = self.substring(self.indexOf("void " + method + "()"));
      numbers = numbers.substring(numbers.indexOf("shows("), numbers.indexOf(");\n", numbers.indexOf("shows(")));
      String said = "shows(policy, " + cells[1].strip();
      for (int i = 2; i < 5; i++) {
        String[] pair = cells[i].replaceAll("[| ]", "").split("/");
        said += ", limit(" + pair[0] + "), share(" + pair[1] + ")";
      }
      assertThat(numbers + ")").as(row).isEqualTo(said + ")");
    }
  }

  private static long limit(long units) {
    return units;
  }

  private static long share(long units) {
    return units;
  }

  /** Checks the numbers of Amazon, eBay and the shop, on the morning of a Friday. */
  private void shows(AllocationPolicy policy, long units, long... numbers) {
    AllocationRequest request = new AllocationRequest(Sku.of("mug"), units,
        List.of(new Candidate(amazon, ListingId.of("B0MUG"), 9, 1), new Candidate(ebay, ListingId.of("110"), 2, 1),
            new Candidate(shop, ListingId.of("mug"), 1, 1)),
        Duration.ofDays(7), Instant.parse("2026-11-27T08:00:00Z"), new Unseen(2.08, 2.08, 6));
    List<Share> shares = policy.allocate(request).shares();
    assertThat(shares.stream().flatMap(share -> Stream.of(share.limit(), share.share())).toList())
        .isEqualTo(Arrays.stream(numbers).boxed().toList());
  }
}
