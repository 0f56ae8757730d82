package dev.onepool.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.Allocation.Share;
import dev.onepool.AllocationRequest;
import dev.onepool.AllocationRequest.Candidate;
import dev.onepool.ChannelId;
import dev.onepool.Guarantee;
import dev.onepool.ListingId;
import dev.onepool.Sku;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayPolicyTest {

  private static final Workload MUGS = Samples.workload(Samples.line(0, 0, "MUG", 20));

  /** Returns the limits and shares of 100 units, in the order of the channels, each of which sells 2 a day. */
  private static List<Share> shares(String policy, String margins) {
    return ReplayPolicy.parse(policy).policy(MUGS, Margins.parse(margins)).allocate(request(Instant.EPOCH, null)).shares();
  }

  private static AllocationRequest request(Instant asOf, AllocationRequest.@Nullable Unseen unseen) {
    List<Candidate> listings = ChannelAssignment.CHANNELS.stream()
        .map(channel -> new Candidate(ChannelId.of(channel), ListingId.of("MUG"), 2, 1)).toList();
    return new AllocationRequest(Sku.of("MUG"), 100, listings, Duration.ofDays(3), asOf, unseen);
  }

  private static List<Share> ask(String policy, Instant asOf, AllocationRequest.@Nullable Unseen unseen) {
    return ReplayPolicy.parse(policy).policy(MUGS, Margins.parse("30")).allocate(request(asOf, unseen)).shares();
  }

  private static List<Long> on(String policy, String instant) {
    return ask(policy, Instant.parse(instant), null).stream().map(Share::limit).toList();
  }

  private static List<Long> limits(String policy) {
    return shares(policy, "30").stream().map(Share::limit).toList();
  }

  private static List<Long> shares(String policy) {
    return shares(policy, "30").stream().map(Share::share).toList();
  }

  @Test
  void parse_guaranteeAlone_dividesASharedPool() {
    ReplayPolicy policy = ReplayPolicy.parse(" AUTO:0.05 ");
    assertThat(policy.guarantee().guarantee()).isEqualTo(Guarantee.auto(0.05));
    assertThat(shares("auto:0.05")).containsExactly(20L, 20L, 20L, 20L, 20L);
  }

  @Test
  void reserved_unitsAndPercent_areSetAside() {
    assertThat(limits("rights+reserved:shopify=20%,ebay=5")).containsExactly(75L, 95L, 75L, 80L, 75L);
  }

  @Test
  void buffer_ofOneChannelAndOfAll_isNeverShown() {
    assertThat(limits("rights+buffer:ebay=7,tiktok=10%")).containsExactly(100L, 100L, 100L, 93L, 90L);
    assertThat(limits("rights+buffer:4")).containsOnly(96L);
    assertThat(limits("rights+buffer:25%")).containsOnly(75L);
  }

  @Test
  void buffer_ofDaysOfCover_isWhatAllShopsSell() {
    assertThat(limits("rights+buffer:1.5d")).containsOnly(85L);
    assertThat(limits("rights+buffer:ebay=2d")).containsExactly(100L, 100L, 100L, 80L, 100L);
  }

  @Test
  void buffer_measured_isWhatWasMeasured_andNothingUntilThen() {
    AllocationRequest.Unseen unseen = new AllocationRequest.Unseen(2.08, 2.08, 7);
    assertThat(ask("mirror+buffer:measured", Instant.EPOCH, unseen)).extracting(Share::limit).containsOnly(93L);
    assertThat(limits("mirror+buffer:measured")).containsOnly(100L);
  }

  @Test
  void buffer_byCost_weighsThem() {
    AllocationRequest.Unseen unseen = new AllocationRequest.Unseen(2.08, 2.08, 0);
    assertThat(ask("rights+buffer:25vs0.4", Instant.EPOCH, unseen)).extracting(Share::limit).containsOnly(94L);
    assertThat(ask("rights+buffer:0.4vs25", Instant.EPOCH, unseen)).extracting(Share::limit).containsOnly(100L);
  }

  @Test
  void reserved_forATime_isSetAsideThenOnly() {
    String policy = "rights+reserved:shopify=50%@2011-03-01..2011-03-08,ebay=5@2011-03-07..2011-03-09";
    assertThat(on(policy, "2011-02-28T23:59:59Z")).containsOnly(100L);
    assertThat(on(policy, "2011-03-01T00:00:00Z")).containsExactly(50L, 100L, 50L, 50L, 50L);
    assertThat(on(policy, "2011-03-08T00:00:00Z")).containsExactly(95L, 95L, 95L, 100L, 95L);
  }

  @Test
  void atLeast_showsWhatIsNotThere() {
    assertThat(limits("mirror+at-least:ebay=120,tiktok=7")).containsExactly(100L, 100L, 100L, 120L, 100L);
    assertThat(shares("rights+at-least:ebay=120")).containsOnly(20L);
  }

  @Test
  void whenLow_theRulesAfterItStand() {
    assertThat(limits("mirror+cap:ebay=9+when-low:101+cap:tiktok=4+buffer:1")).containsExactly(99L, 99L, 99L, 99L, 4L);
    assertThat(limits("mirror+cap:ebay=9+when-low:100+cap:tiktok=4")).containsExactly(100L, 100L, 100L, 9L, 100L);
  }

  @Test
  void whenLow_byDaysOfCover_isLowerThanTheyLast() {
    assertThat(limits("mirror+when-low:10d+run-out+cap:ebay=1")).containsExactly(100L, 100L, 100L, 100L, 100L);
    assertThat(limits("mirror+when-low:10.1d+cap:ebay=1")).containsExactly(100L, 100L, 100L, 1L, 100L);
  }

  @Test
  void whenLow_byEconomics_needsMargins() {
    assertThat(ReplayPolicy.parse("rights+when-low:9+economics").byEconomics()).isTrue();
    assertThat(ReplayPolicy.parse("rights+when-low:9+run-out").byEconomics()).isFalse();
  }

  @Test
  void parse_severalThingsWrong_saysAll() {
    assertThatThrownBy(() -> ReplayPolicy.parse("rights+cap:shop=1+buffer:x+when-low:y+end-below:3"))
        .hasMessageContaining("'shop' is no channel").hasMessageContaining("'x' is no size")
        .hasMessageContaining("'y' is neither units nor days").hasMessageContaining("'3' is no setting");
  }

  @Test
  void cap_isTheMost() {
    assertThat(limits("mirror+cap:EBAY=3,tiktok=2")).containsExactly(100L, 100L, 100L, 3L, 2L);
  }

  @Test
  void endBelow_showsNothingWhileFewerAreLeft() {
    assertThat(limits("mirror+end-below:ebay=101,tiktok=100")).containsExactly(100L, 100L, 100L, 0L, 100L);
  }

  @Test
  void split_goesByWeight() {
    assertThat(shares("rights+split:amazon=6,shopify=1,others=1")).containsExactly(60L, 10L, 10L, 10L, 10L);
  }

  @Test
  void priority_servesTheFirstFirst() {
    assertThat(shares("rights+split:tiktok=1+priority:tiktok,ebay").get(4)).isEqualTo(100);
    assertThat(shares("rights+buffer:95+priority:walmart,ebay")).containsExactly(0L, 0L, 5L, 0L, 0L);
  }

  @Test
  void runOut_dividesEvenly() {
    assertThat(limits("rights+run-out")).containsOnly(20L);
  }

  @Test
  void economics_keepsUnitsForWhoEarnsMore() {
    List<Long> limits = shares("rights+economics", "10,amazon=50").stream().map(Share::limit).toList();
    assertThat(limits.get(0)).isEqualTo(100);
    assertThat(limits.subList(1, 5)).allMatch(limit -> limit < 100);
    assertThat(ReplayPolicy.parse("rights+economics").byEconomics()).isTrue();
    assertThat(ReplayPolicy.parse("rights+shared").byEconomics()).isFalse();
  }

  @Test
  void rules_standFromLeftToRight() {
    assertThat(limits("mirror+reserved:shopify=10+cap:shopify=4")).containsExactly(90L, 4L, 90L, 90L, 90L);
  }

  @Test
  void policyOfSomebodyElse_isFoundByItsId() {
    assertThat(shares("rights+only-one-channel:channel=ebay")).containsExactly(0L, 0L, 0L, 100L, 0L);
  }

  @Test
  void policyOfSomebodyElse_thatRefusesItsSettings_isRefusedInItsWords() {
    assertThatThrownBy(() -> ReplayPolicy.parse("rights+only-one-channel")).hasMessageContaining("channel is missing")
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
    "perhaps                               | 'perhaps' is not a guarantee; write rights, mirror, mirror:UNITS",
    "reserved:shopify=10                   | is not a guarantee; write rights",
    "rights:1                              | 'rights:1' is not a guarantee",
    "auto:0                                | 'auto:0' is not a guarantee",
    "auto:0.01+                            | '' is not a rule; write one of shared",
    "rights+nonsense                       | 'nonsense' is not a rule; write one of shared",
    "rights+shared:2                       | 'shared:2': it has no settings; write shared",
    "rights+economics:amazon=2             | 'economics:amazon=2': it has no settings; write economics",
    "rights+reserved                       | 'reserved': '' is no setting; write reserved:CHANNEL=UNITS or reserved:CHANNEL=PERCENT%",
    "rights+reserved:shopify               | 'shopify' is no setting",
    "rights+reserved:shopify=              | 'shopify=' is no setting",
    "rights+reserved:shop=1                | 'shop' is no channel; write one of amazon, shopify, walmart, ebay, tiktok",
    "rights+reserved:shopify=-1            | '-1' is not a whole number",
    "rights+reserved:shopify=0%            | percent for shopify must be from 1 to 100, was 0",
    "rights+reserved:shopify=60%,ebay=41%  | percentages must come to 100 at most, were 101",
    "rights+reserved:shopify=1,shopify=2   | 'shopify' is set twice; name it once",
    "rights+buffer:ebay=x                  | 'x' is no size; write units as 2, a part of what there is as 10%, days of cover as 1.5d",
    "rights+buffer:0d                      | 'buffer:0d': days of cover must be greater than 0",
    "rights+buffer:1.5.1d                  | '1.5.1d' is no size",
    "rights+buffer:25vs                    | '25vs' is no size",
    "rights+buffer:0vs0                    | ofOverselling must be more than 0, was 0.0; ofHoldingBack must be more than 0",
    "rights+reserved:ebay=9@2011-03-01     | '2011-03-01' is no time; write it like 2011-03-01..2011-03-08",
    "rights+reserved:ebay=9@2011-03-01..x  | 'x' is no day; write it like 2011-03-01",
    "rights+reserved:ebay=9@2011-03-08..2011-03-08 | must end after it begins",
    "rights+reserved:ebay=60%@2011-03-01..2011-03-08,tiktok=41% | percentages must come to 100 at most, were 101",
    "rights+at-least:ebay=-1               | '-1' is not a whole number; write at-least:CHANNEL=UNITS",
    "rights+at-least:3                     | '3' is no setting; write at-least:CHANNEL=UNITS",
    "rights+when-low:20                    | no rule stands after it; write the rules for that time behind it, such as when-low:20+run-out",
    "rights+when-low:x+run-out             | 'x' is neither units nor days of cover; write when-low:UNITS or when-low:DAYSd",
    "rights+when-low:0d+run-out            | days of cover must be greater than 0",
    "rights+cap:ebay=2+when-low:9+buffer:1+run-out | 'run-out' divides all units, so it must be the first rule: write when-low:9+run-out",
    "rights+when-low:9+buffer:1+when-low:3 | no rule stands after it",
    "rights+buffer:101%                    | percent of a buffer must be from 1 to 100, was 101",
    "rights+buffer:x%                      | 'x%' is not a percentage; write it like 20%",
    "rights+cap:ebay=1.5                   | '1.5' is not a whole number; write cap:CHANNEL=UNITS",
    "rights+split:amazon=0                 | at least one weight must be above 0",
    "rights+priority:ebay,ebay             | a channel stands twice in the order of priority",
    "rights+cap:ebay=2+run-out             | 'run-out' divides all units, so it must be the first rule",
    "rights+shared+economics               | 'economics' divides all units, so it must be the first rule",
  })
  void parse_whatIsNoPolicy_saysWhatToWrite(String text, String message) {
    assertThatThrownBy(() -> ReplayPolicy.parse(text)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message).hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rights+reserved:shopify=60%,ebay=40%", "rights+cap:ebay=0", "rights+buffer:100%", "mirror:0+end-below:ebay=0"})
  void parse_theLastThatIsRight_isTaken(String text) {
    assertThat(ReplayPolicy.parse(text).toString()).isEqualTo(text);
  }
}
