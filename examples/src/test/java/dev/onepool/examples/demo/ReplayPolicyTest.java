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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayPolicyTest {

  private static final Workload MUGS = Samples.workload(Samples.line(0, 0, "MUG", 20));

  /** Returns the limits and shares of 100 units, in the order of the channels, each of which sells 2 a day. */
  private static List<Share> shares(String policy, String margins) {
    List<Candidate> listings = ChannelAssignment.CHANNELS.stream()
        .map(channel -> new Candidate(ChannelId.of(channel), ListingId.of("MUG"), 2, 1)).toList();
    return ReplayPolicy.parse(policy).policy(MUGS, Margins.parse(margins))
        .allocate(new AllocationRequest(Sku.of("MUG"), 100, listings, Duration.ofDays(3), Instant.EPOCH)).shares();
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
    "rights+buffer:ebay=x                  | 'x' is not a whole number; write buffer:UNITS or buffer:CHANNEL=UNITS",
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
