package dev.onepool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.Allocation.Share;
import dev.onepool.AllocationRequest.Candidate;
import dev.onepool.AllocationRequest.Unseen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * What every composition of the policies must keep, whatever the request. A rule is anything that can be wrapped around
 * a policy; rules are wrapped in the order of their list, so the last one is outermost.
 */
class AllocationPoliciesPropertiesTest {

  private static final List<ChannelId> CHANNELS = List.of(
      ChannelId.of("amazon"), ChannelId.of("ebay"), ChannelId.of("shop"), ChannelId.of("tiktok"));
  private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");
  private static final ChannelId AMAZON = CHANNELS.get(0);

  /** What stands inside all rules. */
  private static final List<AllocationPolicy> BASES = List.of(
      AllocationPolicies.sharedPool(),
      AllocationPolicies.equalRunOut(),
      AllocationPolicies.weightedSplit().weight(AMAZON, 3).others(1).build(),
      economics());

  private enum RuleKind {
    RESERVE, BUFFER, CAP, PRIORITY, RESERVE_PART, BUFFER_PART, BUFFER_DAYS, BUFFER_COST, BUFFER_ALL, END, LOW
  }

  /** One decorator, as data, so that a failing example can be read. */
  private record Rule(RuleKind kind, ChannelId channel, long units, List<ChannelId> order) {
    AllocationPolicy around(AllocationPolicy policy) {
      return switch (kind) {
        case RESERVE -> policy.reserving(channel, units);
        case BUFFER -> policy.buffering(channel, units);
        case CAP -> policy.capping(channel, units);
        case PRIORITY -> policy.prioritising(order);
        case RESERVE_PART -> policy.reserving(Reservations.builder().percent(channel, percent()).build());
        case BUFFER_PART -> policy.buffering(channel, Buffer.percent(percent()));
        case BUFFER_DAYS -> policy.buffering(channel, Buffer.daysOfCover(percent() / 10.0));
        case BUFFER_COST -> policy.buffering(
            channel, Buffer.byCost().ofOverselling(percent()).ofHoldingBack(1).untilMeasured(units).build());
        case BUFFER_ALL -> policy.buffering(Buffer.units(units));
        case END -> policy.endingBelow(channel, units);
        case LOW -> policy.belowUnits(units, AllocationPolicies.equalRunOut().capping(channel, percent()));
      };
    }

    int percent() {
      return (int) (1 + units % 100);
    }

    boolean setsAside() {
      return kind == RuleKind.RESERVE || kind == RuleKind.RESERVE_PART;
    }

    /** Whether it may change what a rule inside says of a channel: it names that channel, or changes the pool. */
    boolean concerns(ChannelId other) {
      return kind == RuleKind.BUFFER_ALL || kind == RuleKind.LOW
          || kind != RuleKind.PRIORITY && channel.equals(other);
    }
  }

  @Property(tries = 2_000)
  void anyComposition_sharesSumToAtMostThePool(
      @ForAll("requests") AllocationRequest request, @ForAll("rules") List<Rule> rules) {
    long left = request.units();
    for (Share share : allocate(request, rules)) {
      assertThat(share.share()).isBetween(0L, left);
      left -= share.share();
    }
  }

  @Property(tries = 2_000)
  void anyComposition_noShareExceedsItsLimitAndNoLimitThePool(
      @ForAll("requests") AllocationRequest request, @ForAll("rules") List<Rule> rules) {
    assertThat(allocate(request, rules)).allSatisfy(share -> {
      assertThat(share.limit()).isBetween(0L, request.units());
      assertThat(share.share()).isLessThanOrEqualTo(share.limit());
    });
  }

  @Property
  void anyComposition_answersForEveryListing(
      @ForAll("requests") AllocationRequest request, @ForAll("rules") List<Rule> rules) {
    assertThat(allocate(request, rules)).hasSameSizeAs(request.listings());
  }

  @Property
  void anyComposition_sameRequest_sameAnswer(
      @ForAll("requests") AllocationRequest request, @ForAll("rules") List<Rule> rules) {
    assertThat(allocate(request, rules)).isEqualTo(allocate(request, rules));
  }

  @Property
  void anyComposition_everyShareHasAReason(
      @ForAll("requests") AllocationRequest request, @ForAll("rules") List<Rule> rules) {
    assertThat(allocate(request, rules)).allSatisfy(share -> assertThat(share.reasons()).isNotEmpty());
  }

  @Property(tries = 2_000)
  void changedNumbers_carryOneMoreReason(
      @ForAll("requests") AllocationRequest request,
      @ForAll("rules") List<Rule> rules,
      @ForAll("rule") Rule outermost) {
    if (outermost.setsAside() || outermost.kind() == RuleKind.BUFFER_ALL || outermost.kind() == RuleKind.LOW) {
      return; // It asks the inner policy about another pool, or another policy: there is no "before" to compare with.
    }
    List<Share> before = allocate(request, rules);
    List<Share> after = allocate(request, plus(rules, outermost));
    for (int i = 0; i < before.size(); i++) {
      if (before.get(i).share() != after.get(i).share() || before.get(i).limit() != after.get(i).limit()) {
        assertThat(after.get(i).reasons()).hasSize(before.get(i).reasons().size() + 1);
      }
    }
  }

  @Property(tries = 2_000)
  void capping_aroundAnything_isHonoured(
      @ForAll("requests") AllocationRequest request, @ForAll("rules") List<Rule> rules, @ForAll("units") long cap) {
    List<Share> shares = allocate(request, plus(rules, new Rule(RuleKind.CAP, AMAZON, cap, List.of())));
    assertThat(sum(request, shares, AMAZON)).isLessThanOrEqualTo(cap);
    assertThat(limits(request, shares, AMAZON)).allMatch(limit -> limit <= cap);
  }

  @Property(tries = 2_000)
  void capping_insideRulesForOthers_isHonoured(
      @ForAll("requests") AllocationRequest request, @ForAll("rules") List<Rule> rules, @ForAll("units") long cap) {
    List<Share> shares = allocate(request, innermost(new Rule(RuleKind.CAP, AMAZON, cap, List.of()), rules));
    assertThat(sum(request, shares, AMAZON)).isLessThanOrEqualTo(cap);
  }

  @Property(tries = 2_000)
  void buffering_aroundAnything_isHonoured(
      @ForAll("requests") AllocationRequest request, @ForAll("rules") List<Rule> rules, @ForAll("units") long buffer) {
    List<Share> shares = allocate(request, plus(rules, new Rule(RuleKind.BUFFER, AMAZON, buffer, List.of())));
    assertThat(sum(request, shares, AMAZON)).isLessThanOrEqualTo(Math.max(0, request.units() - buffer));
  }

  @Property(tries = 2_000)
  void buffering_insideRulesForOthers_isHonoured(
      @ForAll("requests") AllocationRequest request, @ForAll("rules") List<Rule> rules, @ForAll("units") long buffer) {
    List<Share> shares = allocate(request, innermost(new Rule(RuleKind.BUFFER, AMAZON, buffer, List.of()), rules));
    assertThat(sum(request, shares, AMAZON)).isLessThanOrEqualTo(Math.max(0, request.units() - buffer));
  }

  @Property(tries = 2_000)
  void reserving_aroundAnything_isHonoured(
      @ForAll("requests") AllocationRequest request, @ForAll("rules") List<Rule> rules, @ForAll("units") long units) {
    List<Share> shares = allocate(request, plus(rules, new Rule(RuleKind.RESERVE, AMAZON, units, List.of())));
    if (listed(request, AMAZON)) {
      assertThat(sum(request, shares, AMAZON)).isGreaterThanOrEqualTo(Math.min(units, request.units()));
    }
  }

  @Property(tries = 2_000)
  void reserving_insideRulesForOthers_isHonoured(
      @ForAll("requests") AllocationRequest request, @ForAll("rules") List<Rule> rules, @ForAll("units") long units) {
    List<Rule> all = innermost(new Rule(RuleKind.RESERVE, AMAZON, units, List.of()), rules);
    List<Share> shares = allocate(request, all);
    long left = request.units();
    for (int i = all.size() - 1; i > 0; i--) { // The outer rule takes first.
      Rule rule = all.get(i);
      if (rule.kind() == RuleKind.RESERVE && listed(request, rule.channel())) {
        left -= Math.min(rule.units(), left);
      } else if (rule.kind() == RuleKind.RESERVE_PART && listed(request, rule.channel())) {
        left -= Percent.of(left, rule.percent());
      }
    }
    if (listed(request, AMAZON)) {
      assertThat(sum(request, shares, AMAZON)).isGreaterThanOrEqualTo(Math.min(units, left));
    }
  }

  @Property(tries = 2_000)
  void prioritising_laterRanksWaitForEarlierNeeds(
      @ForAll("requests") AllocationRequest request, @ForAll("orders") List<ChannelId> order) {
    List<Share> shares = AllocationPolicies.sharedPool().prioritising(order).allocate(request).shares();
    for (int i = 0; i < shares.size(); i++) {
      Candidate hungry = request.listings().get(i);
      long need = Math.min(need(hungry, request.horizon()), shares.get(i).limit());
      if (shares.get(i).share() < need) {
        for (int j = 0; j < shares.size(); j++) {
          if (rank(order, request.listings().get(j)) > rank(order, hungry)) {
            assertThat(shares.get(j).share()).as("listing %d while %d is hungry", j, i).isZero();
          }
        }
      }
    }
  }

  @Property(tries = 2_000)
  void sharedPool_offersEveryUnit(@ForAll("requests") AllocationRequest request) {
    List<Share> shares = AllocationPolicies.sharedPool().allocate(request).shares();
    assertThat(shares.stream().mapToLong(Share::share).sum()).isEqualTo(shares.isEmpty() ? 0 : request.units());
  }

  @Property(tries = 2_000)
  void sharedPool_busierListing_neverGetsLess(@ForAll("requests") AllocationRequest request) {
    List<Candidate> sameLine = request.listings().stream()
        .map(listing -> new Candidate(listing.channel(), listing.listing(), listing.unitsPerDay(), 3))
        .toList();
    // Beyond a million million, rounding a double may turn two shares round.
    long units = Math.min(request.units(), 1_000_000_000_000L);
    AllocationRequest equalLines = new AllocationRequest(request.sku(), units, sameLine, request.horizon(), NOW);
    List<Share> shares = AllocationPolicies.sharedPool().allocate(equalLines).shares();
    for (int i = 0; i < shares.size(); i++) {
      for (int j = 0; j < shares.size(); j++) {
        if (sameLine.get(i).unitsPerDay() > sameLine.get(j).unitsPerDay()) {
          assertThat(shares.get(i).share()).isGreaterThanOrEqualTo(shares.get(j).share());
        }
      }
    }
  }

  @Property(tries = 2_000)
  void limitingOneChannel_losesNoUnitThatAnotherCouldTake(
      @ForAll("requests") AllocationRequest request,
      @ForAll("units") long cap,
      @ForAll("orders") List<ChannelId> order) {
    List<Share> shares = AllocationPolicies.sharedPool()
        .capping(AMAZON, cap)
        .prioritising(order)
        .allocate(request)
        .shares();
    boolean room = shares.stream().anyMatch(share -> share.share() < share.limit());
    long placed = shares.stream().mapToLong(Share::share).sum();
    assertThat(room && placed < request.units()).isFalse();
  }

  @Property(tries = 2_000)
  void showingAtLeast_aroundAnything_changesNoShareAndKeepsEachWithinItsLimit(
      @ForAll("requests") AllocationRequest request, @ForAll("rules") List<Rule> rules, @ForAll("units") long least) {
    OversellPermit permit = new OversellPermit("owner", "delivered the same day");
    List<Share> before = allocate(request, rules);
    AllocationPolicy policy = any -> new Allocation(before);
    List<Share> after = policy.showingAtLeast(AMAZON, least, permit).allocate(request).shares();
    assertThat(after).extracting(Share::share).isEqualTo(before.stream().map(Share::share).toList());
    assertThat(after).allSatisfy(share -> assertThat(share.share()).isLessThanOrEqualTo(share.limit()));
    assertThat(limits(request, after, AMAZON)).allMatch(limit -> limit >= least);
  }

  @Property(tries = 2_000)
  void bufferOnEveryChannel_aroundAndWithinAnything_isOfferedByNobody(
      @ForAll("requests") AllocationRequest request, @ForAll("rules") List<Rule> rules, @ForAll("units") long buffer,
      @ForAll("orders") List<ChannelId> order) {
    List<Rule> all = plus(plus(rules, new Rule(RuleKind.BUFFER_ALL, AMAZON, buffer, List.of())),
        new Rule(RuleKind.PRIORITY, AMAZON, 0, order));
    long left = Math.max(0, request.units() - buffer);
    for (Share share : allocate(request, all)) {
      assertThat(share.limit()).isLessThanOrEqualTo(Math.max(0, request.units() - buffer));
      left -= share.share();
    }
    assertThat(left).isNotNegative();
  }

  @Property(tries = 2_000)
  void equalRunOut_nobodyWhoGetsUnits_lastsLongerThanAnotherByMoreThanOneUnit(
      @ForAll("requests") AllocationRequest any) {
    // Beyond a million million, rounding a double is more than a unit.
    AllocationRequest request = any.withUnits(Math.min(any.units(), 1_000_000_000_000L));
    List<Share> shares = AllocationPolicies.equalRunOut().allocate(request).shares();
    assertThat(shares.stream().mapToLong(Share::share).sum()).isEqualTo(shares.isEmpty() ? 0 : request.units());
    for (int i = 0; i < shares.size(); i++) {
      for (int j = 0; j < shares.size(); j++) {
        Candidate one = request.listings().get(i);
        Candidate other = request.listings().get(j);
        if (shares.get(i).share() > 0 && one.unitsPerDay() > 0 && other.unitsPerDay() > 0) {
          double days = (one.held() + shares.get(i).share() - 1) / one.unitsPerDay();
          double others = (other.held() + shares.get(j).share() + 1) / other.unitsPerDay();
          assertThat(days).isLessThanOrEqualTo(others * (1 + 1e-9));
        }
      }
    }
  }

  @Property(tries = 2_000)
  void weightedSplit_everyListing_isWithinOneUnitOfItsPart(
      @ForAll("requests") AllocationRequest request, @ForAll("weights") List<Double> weights) {
    WeightedSplit.Builder builder = AllocationPolicies.weightedSplit();
    for (int i = 0; i < CHANNELS.size(); i++) {
      builder.weight(CHANNELS.get(i), weights.get(i));
    }
    List<Candidate> single = CHANNELS.stream()
        .map(channel -> new Candidate(channel, ListingId.of("one"), 1, 1)).toList();
    long units = Math.min(request.units(), 1_000_000_000_000L);
    AllocationRequest each = new AllocationRequest(request.sku(), units, single, request.horizon(), NOW);
    List<Share> shares = builder.build().allocate(each).shares();
    double all = weights.stream().mapToDouble(Double::doubleValue).sum();
    for (int i = 0; i < shares.size(); i++) {
      assertThat((double) shares.get(i).share())
          .isBetween(Math.floor(units * weights.get(i) / all - 1e-3), Math.ceil(units * weights.get(i) / all + 1e-3));
      assertThat(shares.get(i).limit()).isEqualTo(shares.get(i).share());
    }
  }

  @Property(tries = 2_000)
  void economics_channelThatEarnsMore_isLimitedToNoLess(@ForAll("requests") AllocationRequest request) {
    List<Candidate> single = new ArrayList<>();
    for (ChannelId channel : CHANNELS) { // In the order of their margins.
      request.listings().stream().filter(listing -> listing.channel().equals(channel)).findFirst().ifPresent(single::add);
    }
    AllocationRequest each = new AllocationRequest(
        request.sku(), request.units(), single, request.horizon(), NOW, request.unseen());
    List<Share> shares = economics().allocate(each).shares();
    for (int i = 1; i < shares.size(); i++) {
      assertThat(shares.get(i).limit()).isLessThanOrEqualTo(shares.get(i - 1).limit());
    }
  }

  @Provide
  Arbitrary<List<Double>> weights() {
    return Arbitraries.doubles().between(0.01, 1_000).list().ofSize(CHANNELS.size());
  }

  private static AllocationPolicy economics() {
    EconomicPriority.Builder builder = AllocationPolicies.byEconomics(CHANNELS);
    double[] margins = {14, 9, 9, -2};
    for (int i = 0; i < margins.length; i++) {
      builder.margin(CHANNELS.get(i), Margin.of(margins[i]));
    }
    return builder.build();
  }

  @Provide
  Arbitrary<AllocationRequest> requests() {
    Arbitrary<Candidate> candidate = Combinators.combine(
            Arbitraries.of(CHANNELS),
            Arbitraries.integers().between(0, 99),
            Arbitraries.doubles().between(0, 500).ofScale(2),
            Arbitraries.longs().between(1, 30),
            Arbitraries.doubles().between(0, 2_000).ofScale(1),
            Arbitraries.longs().between(0, 40))
        .as((channel, listing, demand, line, variance, held) ->
            new Candidate(channel, ListingId.of("L" + listing), demand, line, variance, held));
    Arbitrary<Unseen> unseen = Combinators.combine(
            Arbitraries.doubles().between(0, 800).ofScale(2), Arbitraries.doubles().between(0, 5_000).ofScale(1), units())
        .as(Unseen::new)
        .injectNull(0.3);
    return Combinators.combine(
            units(), candidate.list().ofMaxSize(6), Arbitraries.integers().between(0, 60), unseen)
        .as((units, listings, days, demand) ->
            new AllocationRequest(Sku.of("mug"), units, listings, Duration.ofDays(days), NOW, demand));
  }

  @Provide
  Arbitrary<Long> units() {
    return Arbitraries.frequencyOf(
        Tuple.of(8, Arbitraries.longs().between(0, 60)),
        Tuple.of(4, Arbitraries.longs().between(0, 10_000)),
        Tuple.of(1, Arbitraries.longs().between(0, Long.MAX_VALUE)));
  }

  @Provide
  Arbitrary<List<Rule>> rules() {
    return rule().list().ofMaxSize(4);
  }

  @Provide
  Arbitrary<Rule> rule() {
    return Combinators.combine(Arbitraries.of(RuleKind.class), Arbitraries.of(CHANNELS), units(), orders())
        .as(Rule::new);
  }

  @Provide
  Arbitrary<List<ChannelId>> orders() {
    return Arbitraries.shuffle(CHANNELS).flatMap(all ->
        Arbitraries.integers().between(0, all.size()).map(size -> List.copyOf(all.subList(0, size))));
  }

  private static List<Share> allocate(AllocationRequest request, List<Rule> rules) {
    AllocationPolicy policy = BASES.get((int) (request.units() % BASES.size()));
    for (Rule rule : rules) {
      policy = rule.around(policy);
    }
    return policy.allocate(request).shares();
  }

  private static List<Rule> plus(List<Rule> rules, Rule outermost) {
    List<Rule> all = new ArrayList<>(rules);
    all.add(outermost);
    return all;
  }

  /** The rule first, and around it those that do not name its channel. */
  private static List<Rule> innermost(Rule first, List<Rule> rules) {
    List<Rule> all = new ArrayList<>(List.of(first));
    rules.stream().filter(rule -> !rule.concerns(first.channel())).forEach(all::add);
    return Collections.unmodifiableList(all);
  }

  private static boolean listed(AllocationRequest request, ChannelId channel) {
    return request.listings().stream().anyMatch(listing -> listing.channel().equals(channel));
  }

  private static long sum(AllocationRequest request, List<Share> shares, ChannelId channel) {
    return IntStream.range(0, shares.size())
        .filter(i -> request.listings().get(i).channel().equals(channel))
        .mapToLong(i -> shares.get(i).share())
        .sum();
  }

  private static List<Long> limits(AllocationRequest request, List<Share> shares, ChannelId channel) {
    return IntStream.range(0, shares.size())
        .filter(i -> request.listings().get(i).channel().equals(channel))
        .mapToObj(i -> shares.get(i).limit())
        .toList();
  }

  private static int rank(List<ChannelId> order, Candidate listing) {
    int index = order.indexOf(listing.channel());
    return index < 0 ? order.size() : index;
  }

  private static long need(Candidate listing, Duration horizon) {
    return Math.max(listing.usualLine(), (long) Math.ceil(listing.unitsPerDay() * horizon.toDays()));
  }
}
