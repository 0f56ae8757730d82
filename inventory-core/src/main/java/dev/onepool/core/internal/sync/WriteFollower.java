package dev.onepool.core.internal.sync;

import dev.onepool.ListingId;
import dev.onepool.PostingResult.RefusalKind;
import dev.onepool.SellerId;
import dev.onepool.core.internal.commit.GroupCommit;
import dev.onepool.core.internal.commit.Outcome;
import dev.onepool.core.internal.ledger.Answer;
import dev.onepool.core.internal.ledger.Attempt;
import dev.onepool.core.internal.ledger.LedgerCommand;
import dev.onepool.core.internal.ledger.LedgerCommand.Baseline;
import dev.onepool.core.internal.ledger.LedgerCommand.Found;
import dev.onepool.core.internal.ledger.LedgerCommand.ReadBack;
import dev.onepool.core.internal.ledger.LedgerCommand.Settle;
import dev.onepool.core.internal.ledger.LedgerCommand.Sight;
import dev.onepool.core.internal.ledger.LedgerCommand.WriteAnswered;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.ListingKey;
import dev.onepool.core.internal.ledger.Rules;
import dev.onepool.core.internal.store.ChannelRow;
import dev.onepool.core.internal.store.LedgerStore;
import dev.onepool.spi.Capabilities;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.ShownQuantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what became of what listings show: the first reading of a new listing, the fate of writes that were only
 * accepted, and what time and the watermark settle by themselves.
 */
final class WriteFollower {

  private static final Logger log = LoggerFactory.getLogger(WriteFollower.class);
  private static final int PAGE = 1_000;

  private final SellerId seller;
  private final GroupCommit commit;
  private final LedgerStore store;
  private final Rules rules;

  WriteFollower(SellerId seller, GroupCommit commit, LedgerStore store, Rules rules) {
    this.seller = seller;
    this.commit = commit;
    this.store = store;
    this.rules = rules;
  }

  /** Adds what the ledger must be told of a channel's listings. Of a large number, only the last are left to the caller. */
  void follow(ChannelRuntime runtime, ChannelRow row, Round round, List<LedgerCommand> commands) {
    if (!runtime.usable()) {
      // Its orders could not be read for the same reason, which is in the report.
      return;
    }
    lookAtStale(runtime, round);
    @Nullable ListingId after = null;
    List<ListingAccount> page;
    do {
      page = store.unsettled(seller, runtime.channel(), after, PAGE);
      if (page.isEmpty()) {
        return;
      }
      int before = commands.size();
      recover(runtime, page, commands);
      try {
        readFirst(runtime, page);
        ask(runtime, page, commands);
      } catch (RuntimeException e) {
        log.warn("channel {} could not be asked about its listings", runtime.channel(), e);
        round.fail("listings of " + runtime.channel() + " could not be read: " + e.getMessage());
      }
      settle(runtime, row, page, commands, before);
      if (commands.size() >= PAGE) {
        commit.run(seller, List.copyOf(commands));
        commands.clear();
      }
      after = page.get(page.size() - 1).key().listing();
    } while (page.size() == PAGE);
  }

  /** Settles what the commands from there on change, and what time and the watermark do. */
  private void settle(
      ChannelRuntime runtime, ChannelRow row, List<ListingAccount> page, List<LedgerCommand> commands, int from) {
    Set<ListingKey> changed = new HashSet<>();
    for (LedgerCommand command : commands.subList(from, commands.size())) {
      changed.add(command instanceof ReadBack read ? read.listing() : ((WriteAnswered) command).listing());
    }
    Instant now = commit.now();
    for (ListingAccount account : page) {
      Instant watermark = runtime.position().watermark(account.key().listing(), row.watermark());
      Settle settle = new Settle(account.key(), watermark, runtime.terms(account.key().listing()));
      if (changed.contains(account.key()) || settle.changes(account, now, rules)) {
        commands.add(settle);
      }
    }
  }

  /**
   * Looks at listings that refused a write because they showed something else. The orders have been read since, so that what
   * is known by now explains as much as it can.
   */
  private void lookAtStale(ChannelRuntime runtime, Round round) {
    List<ShownQuantity> shown = new ArrayList<>();
    try {
      read(runtime, runtime.stale().toLook(commit.now()), shown::add);
    } catch (RuntimeException e) {
      log.warn("channel {} could not be asked about listings that changed", runtime.channel(), e);
      round.fail("listings of " + runtime.channel() + " could not be read: " + e.getMessage());
    }
    begin(runtime, shown, one -> new Found(new ListingKey(runtime.channel(), one.listing()), one.quantity(), one.asOf(),
        runtime.terms(one.listing()))).forEach((one, answer) -> {
          if (answer.effective()) {
            runtime.stale().seen(one.listing(), one.quantity(), commit.now());
          } else if (answer instanceof Answer.Refused refused && refused.kind() == RefusalKind.UNKNOWN) {
            runtime.stale().taken(one.listing());
          }
        });
  }

  /** A round ends with an answer to all it sent. A write without one lost it, with the process or with the store. */
  private void recover(ChannelRuntime runtime, List<ListingAccount> page, List<LedgerCommand> commands) {
    for (ListingAccount account : page) {
      for (Attempt attempt : account.attempts()) {
        if (attempt.state() == Attempt.State.SENT) {
          commands.add(new WriteAnswered(account.key(), attempt.sequence(),
              new PublishResult.Unknown("the answer was lost"), runtime.terms(account.key().listing())));
        }
      }
    }
  }

  private void readFirst(ChannelRuntime runtime, List<ListingAccount> page) {
    List<ListingAccount> unread = page.stream()
        .filter(account -> account.mapped() && account.attempts().isEmpty())
        .toList();
    begin(runtime, shown -> new Baseline(
        new ListingKey(runtime.channel(), shown.listing()), shown.quantity(), shown.asOf()), unread);
  }

  private void ask(ChannelRuntime runtime, List<ListingAccount> page, List<LedgerCommand> commands) {
    // First, because a refusal frees units, and this costs fewer calls than reading.
    poll(runtime, page, commands);
    List<ListingAccount> readable = page.stream()
        .filter(account -> runtime.capabilities(account.key().listing()).proof().equals(Capabilities.Proof.READBACK))
        .toList();
    if (!readable.isEmpty()) {
      List<ListingAccount> open = readable.stream()
          .filter(account -> account.attempts().stream().anyMatch(WriteFollower::canBeReadBack))
          .filter(account -> !runtime.capabilities(account.key().listing()).restoresOnCancel())
          .toList();
      read(runtime, ids(open), shown -> commands.add(new ReadBack(
          new ListingKey(runtime.channel(), shown.listing()),
          shown.quantity(), shown.asOf(), runtime.terms(shown.listing()))));
      look(runtime, readable);
    }
  }

  /** Where writing proves nothing, looking ends a doubt that is left when everything written is over. */
  private void look(ChannelRuntime runtime, List<ListingAccount> page) {
    Instant now = commit.now();
    List<ListingAccount> doubtful = page.stream()
        .filter(account -> account.doubtful() && over(account, now.minus(runtime.terms(account.key().listing()).skew())))
        .toList();
    begin(runtime, shown -> new Sight(
        new ListingKey(runtime.channel(), shown.listing()), shown.quantity(), shown.asOf()), doubtful);
  }

  private static boolean over(ListingAccount account, Instant channelNow) {
    return account.attempts().stream().noneMatch(attempt ->
        attempt.seen() || attempt.notAfter() == null || !attempt.notAfter().isBefore(channelNow));
  }

  /**
   * Puts readings on the books, except those that are older than a change which is known by now; these are left for another
   * round.
   */
  private Map<ShownQuantity, Answer> begin(
      ChannelRuntime runtime, List<ShownQuantity> shown, Function<ShownQuantity, LedgerCommand> command) {
    return shown.isEmpty() ? Map.of() : runtime.knowing(() -> {
      List<ShownQuantity> young = shown.stream()
          .filter(one -> runtime.canBeginWith(one.listing(), one.asOf()))
          .toList();
      List<Outcome> outcomes = commit.run(seller, young.stream().map(command).toList());
      Map<ShownQuantity, Answer> answers = new LinkedHashMap<>();
      for (int i = 0; i < young.size(); i++) {
        answers.put(young.get(i), outcomes.get(i).answer());
      }
      return answers;
    });
  }

  private void begin(
      ChannelRuntime runtime, Function<ShownQuantity, LedgerCommand> command, List<ListingAccount> accounts) {
    List<ShownQuantity> shown = new ArrayList<>();
    read(runtime, ids(accounts), shown::add);
    begin(runtime, shown, command);
  }

  /** Where the channel puts cancelled units back on display, a number proves no write, and nothing is read for it. */
  private static boolean canBeReadBack(Attempt attempt) {
    return attempt.state() == Attempt.State.ACCEPTED || attempt.state() == Attempt.State.UNKNOWN;
  }

  private static List<ListingId> ids(List<ListingAccount> accounts) {
    return accounts.stream().map(account -> account.key().listing()).toList();
  }

  private static void read(ChannelRuntime runtime, List<ListingId> listings, Consumer<ShownQuantity> consumer) {
    int size = runtime.capabilities().maxReads();
    for (int from = 0; from < listings.size(); from += size) {
      List<ListingId> ids = listings.subList(from, Math.min(listings.size(), from + size));
      try {
        readAll(runtime, ids, consumer);
      } catch (ConnectorException e) {
        Instant until = e.until();
        if (until == null) {
          throw e;
        }
        // What was read so far counts; the rest is for a later round.
        runtime.putOff(until);
        return;
      }
    }
  }

  /** Asks once more for what is missing from an answer: a connector leaves out what is unknown, and what it could not ask any more. */
  private static void readAll(ChannelRuntime runtime, List<ListingId> listings, Consumer<ShownQuantity> consumer) {
    List<ListingId> left = listings;
    int told;
    do {
      List<ShownQuantity> shown = runtime.connector().shown(left);
      shown.forEach(consumer);
      Set<ListingId> known = new HashSet<>();
      shown.forEach(one -> known.add(one.listing()));
      left = left.stream().filter(listing -> !known.contains(listing)).toList();
      told = shown.size();
    } while (told > 0 && !left.isEmpty());
  }

  /** Asks what became of accepted writes, whatever proves a write here: a channel that proves none may still refuse one. */
  private void poll(ChannelRuntime runtime, List<ListingAccount> page, List<LedgerCommand> commands) {
    List<WriteAnswered> open = new ArrayList<>();
    List<String> tokens = new ArrayList<>();
    for (ListingAccount account : page) {
      for (Attempt attempt : account.attempts()) {
        String token = attempt.token();
        if (attempt.state() == Attempt.State.ACCEPTED && token != null && !token.isEmpty()) {
          tokens.add(token);
          open.add(new WriteAnswered(account.key(), attempt.sequence(), new PublishResult.Accepted(token),
              runtime.terms(account.key().listing())));
        }
      }
    }
    if (tokens.isEmpty()) {
      return;
    }
    List<PublishResult> results = runtime.connector().poll(tokens);
    for (int i = 0; i < Math.min(results.size(), tokens.size()); i++) {
      learn(runtime, open.get(i), results.get(i), commands);
    }
  }

  /** A refusal frees what was charged. That a write was applied is believed only where the channel's answers are receipts. */
  private void learn(ChannelRuntime runtime, WriteAnswered write, PublishResult result, List<LedgerCommand> commands) {
    ListingId listing = write.listing().listing();
    if (result instanceof PublishResult.Throttled throttled) {
      // The question was put off; the write itself was taken long ago.
      runtime.putOff(throttled.until());
    } else if (result instanceof PublishResult.Rejected rejected) {
      if (rejected.kind() == FailureKind.STALE) {
        runtime.stale().refused(listing, null, commit.now());
      } else {
        log.info("channel {} did not apply a write to {} that it had taken: {}", runtime.channel(), listing,
            rejected.message());
        runtime.refused(listing, commit.now());
      }
      commands.add(new WriteAnswered(write.listing(), write.sequence(), result, write.terms()));
    } else if (result instanceof PublishResult.Applied && write.terms().receipts()) {
      runtime.applied(listing);
      commands.add(new WriteAnswered(write.listing(), write.sequence(), result, write.terms()));
    }
  }
}
