package dev.onepool.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.ListingId;
import dev.onepool.spi.PublishResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Quantities out, while answers are lost, broken, late or refused. */
public abstract class TroubledWritesContract extends ConnectorContract {

  private static final Duration WAIT = Duration.ofSeconds(30);

  /** For the author's test class. */
  protected TroubledWritesContract() {}

  @Rule(id = "lost-answer-unknown",
      says = "A write whose answer was lost after it was applied is unknown, not rejected.")
  void lostAnswerUnknown() {
    ListingId listing = bench.list("MUG", 5);
    assertUnknown(listing, Trouble.LOST_AFTER);
    bench.settleWrites();
    assertThat(bench.remote.shows(listing)).as("shown").isEqualTo(3);
  }

  @Rule(id = "lost-call-unknown",
      says = "A write that was sent and got no answer is unknown, though it was not applied.")
  void lostCallUnknown() {
    assertUnknown(bench.list("MUG", 5), Trouble.LOST_BEFORE);
  }

  @Rule(id = "server-error-unknown", says = "A write answered with the channel's internal error is unknown.")
  void serverErrorUnknown() {
    assertUnknown(bench.list("MUG", 5), Trouble.SERVER_ERROR);
  }

  @Rule(id = "garbage-unknown", says = "A write answered with something that is no answer is unknown.")
  void garbageUnknown() {
    assertUnknown(bench.list("MUG", 5), Trouble.GARBAGE);
  }

  @Rule(id = "truncated-unknown", says = "A write whose answer ends in the middle is unknown.")
  void truncatedUnknown() {
    assertUnknown(bench.list("MUG", 5), Trouble.TRUNCATED);
  }

  @Rule(id = "attempt-not-repeated",
      says = "Whatever goes wrong, one publish makes one call to write, and no second try.")
  void attemptNotRepeated() {
    for (Trouble trouble : List.of(Trouble.LOST_BEFORE, Trouble.LOST_AFTER, Trouble.SERVER_ERROR, Trouble.GARBAGE)) {
      ListingId listing = bench.list("MUG-" + trouble, 5);
      bench.shown(listing);
      long before = bench.remote.calls(Call.WRITE);
      bench.remote.trouble(Call.WRITE, trouble);
      Tries.publish(bench, bench.write(listing, 3), bench.deadline());
      bench.settleWrites();
      assertThat(bench.remote.calls(Call.WRITE) - before).as("calls to write, the first of which met " + trouble)
          .isEqualTo(1);
    }
  }

  @Rule(id = "trouble-passes", says = "After a call that went wrong, the next write works.")
  void troublePasses() {
    for (Trouble trouble : List.of(Trouble.LOST_BEFORE, Trouble.SERVER_ERROR, Trouble.GARBAGE, Trouble.TRUNCATED)) {
      ListingId listing = bench.list("MUG-" + trouble, 5);
      bench.remote.trouble(Call.WRITE, trouble);
      Tries.publish(bench, bench.write(listing, 3), bench.deadline());
      // Longer than any pause that a channel out of order is given.
      bench.clock.advance(Duration.ofMinutes(10));
      bench.publish(bench.write(listing, 2));
      bench.settleWrites();
      assertThat(bench.remote.shows(listing)).as("shown after " + trouble + " and another write").isEqualTo(2);
    }
  }

  @Rule(id = "late-after-timeout",
      says = "A write that got no answer stays unknown and is left alone, and may be applied later.")
  void lateAfterTimeout() {
    bench.need(Feature.LATE_WRITES);
    ListingId listing = bench.list("MUG", 5);
    bench.shown(listing);
    bench.remote.applyLate(bench.card().maxWriteDelay().dividedBy(2));
    long before = bench.remote.calls(Call.WRITE);
    assertUnknown(listing, Trouble.LOST_AFTER);
    bench.clock.advance(bench.card().maxWriteDelay());
    bench.shown(listing);
    assertThat(bench.remote.shows(listing)).as("shown after the longest delay").isEqualTo(3);
    assertThat(bench.remote.calls(Call.WRITE) - before).as("calls to write").isEqualTo(1);
  }

  @Rule(id = "late-declared", says = "Where writes can be applied late, a delay is declared.")
  void lateDeclared() {
    bench.need(Feature.LATE_WRITES);
    assertThat(bench.card().maxWriteDelay()).as("maxWriteDelay").isPositive();
  }

  @Rule(id = "late-not-applied",
      says = "A write that is not in force yet is not said to be applied, neither by publish nor by poll.")
  void lateNotApplied() {
    bench.need(Feature.LATE_WRITES);
    ListingId listing = bench.list("MUG", 5);
    bench.remote.applyLate(Duration.ofMinutes(5));
    PublishResult result = bench.publish(bench.write(listing, 3));
    assertThat(result).as("said of a write that waits").isNotInstanceOf(PublishResult.Applied.class)
        .isNotInstanceOf(PublishResult.Rejected.class);
    if (result instanceof PublishResult.Accepted accepted) {
      bench.clock.advance(Duration.ofMinutes(1));
      assertThat(bench.connector().poll(List.of(accepted.token()))).singleElement()
          .as("said of it a minute later").isNotInstanceOf(PublishResult.Applied.class)
          .isNotInstanceOf(PublishResult.Rejected.class);
    }
  }

  @Rule(id = "poll-answers-each",
      says = "Polling answers for each token in its place, and never takes an accepted write back.")
  void pollAnswersEach() {
    assertThat(bench.connector().poll(List.of())).as("poll of nothing").isEmpty();
    ListingId one = bench.list("ONE", 5);
    ListingId two = bench.list("TWO", 5);
    if (bench.has(Feature.LATE_WRITES)) {
      bench.remote.applyLate(Duration.ofMinutes(5));
    }
    PublishResult first = bench.publish(bench.write(one, 3));
    PublishResult second = bench.publish(bench.write(two, 4));
    bench.need(first instanceof PublishResult.Accepted && second instanceof PublishResult.Accepted,
        "writes are not only accepted");
    List<String> tokens =
        List.of(((PublishResult.Accepted) first).token(), ((PublishResult.Accepted) second).token());
    assertThat(tokens).as("tokens").doesNotHaveDuplicates();
    bench.clock.advance(Duration.ofMinutes(6));
    assertThat(bench.connector().poll(tokens)).hasSize(2).allMatch(Tries::taken);
  }

  @Rule(id = "throttled-until",
      says = "A write that the channel refuses as one too many is throttled, until the channel says, and then works.")
  void throttledUntil() {
    ListingId listing = bench.list("MUG", 5);
    bench.shown(listing);
    Instant said = bench.remote.throttle(Call.WRITE, WAIT);
    PublishResult result = Tries.publish(bench, bench.write(listing, 3), bench.deadline());
    assertThat(result).isInstanceOf(PublishResult.Throttled.class);
    Instant until = ((PublishResult.Throttled) result).until();
    assertThat(until).as("not before").isAfter(bench.clock.instant());
    if (said != null) {
      assertThat(until).as("not before, where the channel says " + said).isBetween(said, said.plusSeconds(60));
    }
    bench.clock.advanceTo(until.isAfter(bench.clock.instant().plus(WAIT)) ? until : bench.clock.instant().plus(WAIT));
    bench.publish(bench.write(listing, 3));
    bench.settleWrites();
    assertThat(bench.remote.shows(listing)).as("shown, written when the time was over").isEqualTo(3);
  }

  @Rule(id = "throttled-once", says = "A throttled write makes at most one call, and is not applied.")
  void throttledOnce() {
    ListingId listing = bench.list("MUG", 5);
    bench.shown(listing);
    bench.remote.throttle(Call.WRITE, WAIT);
    long before = bench.remote.calls(Call.WRITE);
    Tries.publish(bench, bench.write(listing, 3), bench.deadline());
    assertThat(bench.remote.calls(Call.WRITE) - before).as("calls to write").isLessThanOrEqualTo(1);
    bench.clock.advance(WAIT.plusSeconds(1));
    bench.settleWrites();
    assertThat(bench.remote.effects(listing)).as("writes applied later").isZero();
  }

  private void assertUnknown(ListingId listing, Trouble trouble) {
    bench.remote.trouble(Call.WRITE, trouble);
    PublishResult result = Tries.publish(bench, bench.write(listing, 3), bench.deadline());
    assertThat(result).as("said of a write that met " + trouble).isInstanceOf(PublishResult.Unknown.class);
  }
}
