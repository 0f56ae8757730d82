package dev.onepool.core.internal.ledger;

import dev.onepool.ChannelId;
import dev.onepool.ListingId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * One listing on a channel of which everything is known, next to what the ledger believes of it.
 *
 * <p>The channel applies writes whenever it likes within what it declares, out of order too; and it sells. The
 * ledger learns of answers, sales and readings late and in any order. Seconds are coarse, so that many things share a time
 * stamp.
 */
final class ExposureSimulation {

  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final int MAX_DELAY = 40;
  private static final int SKEW = 5;

  private final Exposure exposure;
  private final Random random;
  private final ChannelTerms terms;
  private final boolean readable;
  private final int clockAhead;
  private final List<Write> writes = new ArrayList<>();
  private final List<Sale> sales = new ArrayList<>();
  private final List<Reading> readings = new ArrayList<>();
  private final List<String> story = new ArrayList<>();
  private ListingAccount account =
      ListingAccount.seen(new ListingKey(ChannelId.of("shop"), ListingId.of("l")));
  private int now = 100;
  private long shown;
  private int read;
  private int watermark = Integer.MIN_VALUE;

  /** A write, as the channel and chance treat it; times of application in channel time. */
  private static final class Write {
    long sequence;
    long value;
    Fate fate = Fate.RECEIPT;
    int answeredAt;
    int appliedAt = Integer.MAX_VALUE;
    int receiptAt = Integer.MAX_VALUE;
    boolean exact;
    boolean applied;
    boolean answered;
    boolean done;
  }

  private enum Fate { RECEIPT, ACCEPTED, UNKNOWN, REJECTED }

  private static final class Sale {
    final int placedAt;
    final long units;
    final boolean drew;
    boolean known;

    Sale(int placedAt, long units, boolean drew) {
      this.placedAt = placedAt;
      this.units = units;
      this.drew = drew;
    }
  }

  private record Reading(int asOf, long shown) {}

  ExposureSimulation(Rules rules, long seed) {
    this.exposure = new Exposure(rules);
    this.random = new Random(seed);
    int kind = random.nextInt(3);
    this.readable = kind == 1;
    this.clockAhead = random.nextInt(2 * SKEW + 1) - SKEW;
    this.terms = new ChannelTerms(
        Duration.ofSeconds(SKEW), Duration.ofSeconds(MAX_DELAY), kind == 0, kind == 2, false);
    this.shown = random.nextInt(9);
  }

  /** Runs this many steps. Returns null, or what happened until the exposure was too low. */
  String run(int steps) {
    // Orders from before the first reading are open, and some become known only later.
    for (int i = random.nextInt(4); i > 0; i--) {
      sales.add(new Sale(channelNow() - random.nextInt(4), 1 + random.nextInt(3), true));
    }
    read = channelNow();
    sales.forEach(sale -> tell("older sale of " + sale.units + " at " + sale.placedAt));
    account = exposure.baseline(account, shown, channel(read), ours());
    tell("baseline " + shown);
    int older = sales.size();
    for (int i = 0; i < steps; i++) {
      step();
      long sold = 0;
      for (Sale sale : sales.subList(older, sales.size())) {
        sold += sale.drew && !sale.known ? sale.units : 0;
      }
      if (account.exposure() < shown + sold) {
        return "exposure " + account.exposure() + ", but the channel shows " + shown + " and sold " + sold
            + " unseen, after:\n  " + String.join("\n  ", story);
      }
    }
    return null;
  }

  private void step() {
    int chance = random.nextInt(100);
    if (chance < 30) {
      pass(random.nextInt(12));
    } else if (chance < 50) {
      sell();
    } else if (chance < 60) {
      write();
    } else if (chance < 80) {
      learn();
    } else if (chance < 88) {
      read();
    } else {
      settle();
    }
  }

  private void pass(int seconds) {
    now += seconds;
    applyDue();
    for (Write write : List.copyOf(writes)) {
      answer(write);
    }
  }

  private void applyDue() {
    writes.stream()
        .filter(write -> !write.applied && write.appliedAt <= channelNow())
        .sorted(Comparator.comparingInt(write -> write.appliedAt))
        .forEach(write -> {
          write.applied = true;
          shown = write.value;
          tell("channel applies #" + write.sequence + " at " + write.appliedAt);
        });
  }

  private void answer(Write write) {
    if (!write.answered && write.answeredAt <= now) {
      write.answered = true;
      switch (write.fate) {
        case RECEIPT -> receipt(write);
        case ACCEPTED -> account = exposure.accepted(account, write.sequence, "t", ours(), terms);
        case UNKNOWN -> account = exposure.unknown(account, write.sequence, ours(), terms);
        case REJECTED -> account = exposure.rejected(account, write.sequence);
      }
      tell("answer to #" + write.sequence + ": " + write.fate);
    } else if (write.answered && !write.done && write.receiptAt <= now && write.applied) {
      write.done = true;
      receipt(write);
      tell("late receipt for #" + write.sequence);
    }
  }

  private void receipt(Write write) {
    Instant at = write.exact ? channel(write.appliedAt) : null;
    account = terms.receipts()
        ? exposure.applied(account, write.sequence, at, ours(), terms)
        : exposure.accepted(account, write.sequence, "", ours(), terms);
  }

  private void write() {
    Write write = new Write();
    write.sequence = account.nextSequence();
    // Often the number that is shown already: then a reading cannot tell the two apart.
    write.value = random.nextInt(3) == 0 ? shown : random.nextInt(4) == 0 ? 0 : random.nextInt(9);
    account = exposure.charge(account, write.value, ours(), terms);
    write.exact = random.nextBoolean();
    write.fate = Fate.values()[random.nextInt(Fate.values().length)];
    write.answeredAt = now + random.nextInt(4);
    int quick = channelNow() + random.nextInt(write.answeredAt - now + 1);
    int latest = write.answeredAt + clockAhead + MAX_DELAY;
    int slow = channelNow() + random.nextInt(latest - channelNow() + 1);
    switch (write.fate) {
      case RECEIPT -> write.appliedAt = quick;
      case ACCEPTED -> {
        // Only a channel that declares it applies everything that it accepts.
        if (terms.acceptedIsApplied() || random.nextInt(4) > 0) {
          write.appliedAt = slow;
          write.receiptAt =
              terms.receipts() && random.nextBoolean() ? now + random.nextInt(2 * MAX_DELAY) : Integer.MAX_VALUE;
        }
      }
      case UNKNOWN -> write.appliedAt = random.nextBoolean() ? slow : Integer.MAX_VALUE;
      case REJECTED -> write.appliedAt = Integer.MAX_VALUE;
    }
    writes.add(write);
    tell("write #" + write.sequence + " of " + write.value + ", " + write.fate + (write.exact ? " with time" : ""));
    applyDue();
  }

  private void sell() {
    boolean drew = random.nextInt(5) > 0;
    if (drew && shown == 0) {
      return;
    }
    long units = drew ? 1 + random.nextInt((int) shown) : 1 + random.nextInt(3);
    sales.add(new Sale(channelNow(), units, drew));
    shown -= drew ? units : 0;
    tell((drew ? "sale of " : "replacement of ") + units + " at " + channelNow());
  }

  private void learn() {
    List<Sale> news = sales.stream().filter(sale -> !sale.known).toList();
    if (news.isEmpty()) {
      return;
    }
    Sale sale = news.get(random.nextInt(news.size()));
    sale.known = true;
    if (sale.drew || exposure.countsEverySale()) {
      account = exposure.sold(account, sale.units, channel(sale.placedAt), channel(sale.placedAt));
    }
    tell("learns of the " + sale.units + " at " + sale.placedAt);
  }

  /** Reads now, or hears of what was read before. */
  private void read() {
    if (!readable) {
      return;
    }
    readings.add(new Reading(channelNow(), shown));
    if (random.nextBoolean()) {
      Reading reading = readings.remove(random.nextInt(readings.size()));
      account = exposure.readBack(account, reading.shown(), channel(reading.asOf()), terms);
      tell("hears that " + reading.shown() + " were shown at " + reading.asOf());
    }
  }

  private void settle() {
    // Sound: whatever was placed before it is known.
    int sound = channelNow() - random.nextInt(6);
    for (Sale sale : sales) {
      sound = sale.known ? sound : Math.min(sound, sale.placedAt);
    }
    watermark = Math.max(watermark, sound);
    account = exposure.settle(account, channel(watermark), ours(), terms);
    tell("settles up to " + watermark);
  }

  private void tell(String event) {
    story.add(now + ": " + event + " -> shows " + shown + ", e " + account.exposure() + " " + brief());
  }

  private String brief() {
    StringBuilder text = new StringBuilder();
    for (Attempt attempt : account.attempts()) {
      text.append('#').append(attempt.sequence()).append(' ').append(attempt.state()).append(' ')
          .append(attempt.remaining()).append('/').append(attempt.value()).append(' ');
    }
    return text.toString();
  }

  private int channelNow() {
    return now + clockAhead;
  }

  private Instant ours() {
    return START.plusSeconds(now);
  }

  private static Instant channel(int seconds) {
    return START.plusSeconds(seconds);
  }
}
