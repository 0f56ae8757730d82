package dev.onepool.core.internal.sync;

import dev.onepool.ListingId;
import dev.onepool.SellerId;
import dev.onepool.core.internal.commit.GroupCommit;
import dev.onepool.core.internal.ledger.Attempt;
import dev.onepool.core.internal.ledger.LedgerCommand;
import dev.onepool.core.internal.ledger.LedgerCommand.Baseline;
import dev.onepool.core.internal.ledger.LedgerCommand.ReadBack;
import dev.onepool.core.internal.ledger.LedgerCommand.Settle;
import dev.onepool.core.internal.ledger.LedgerCommand.Sight;
import dev.onepool.core.internal.ledger.LedgerCommand.WriteAnswered;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.ledger.ListingKey;
import dev.onepool.core.internal.store.ChannelRow;
import dev.onepool.core.internal.store.LedgerStore;
import dev.onepool.spi.Capabilities;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.ShownQuantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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

  WriteFollower(SellerId seller, GroupCommit commit, LedgerStore store) {
    this.seller = seller;
    this.commit = commit;
    this.store = store;
  }

  /** Adds what the ledger must be told of a channel's listings. Of a large number, only the last are left to the caller. */
  void follow(ChannelRuntime runtime, ChannelRow row, Round round, List<LedgerCommand> commands) {
    if (!runtime.usable()) {
      // Its orders could not be read for the same reason, which is in the report.
      return;
    }
    @Nullable ListingId after = null;
    List<ListingAccount> page;
    do {
      page = store.unsettled(seller, runtime.channel(), after, PAGE);
      if (page.isEmpty()) {
        return;
      }
      recover(runtime, page, commands);
      try {
        readFirst(runtime, page, commands);
        ask(runtime, page, commands);
      } catch (RuntimeException e) {
        log.warn("channel {} could not be asked about its listings", runtime.channel(), e);
        round.fail("listings of " + runtime.channel() + " could not be read: " + e.getMessage());
      }
      for (ListingAccount account : page) {
        commands.add(new Settle(account.key(), row.watermark(), runtime.terms()));
      }
      if (commands.size() >= PAGE) {
        commit.run(seller, List.copyOf(commands));
        commands.clear();
      }
      after = page.get(page.size() - 1).key().listing();
    } while (page.size() == PAGE);
  }

  /** A round ends with an answer to all it sent. A write without one lost it, with the process or with the store. */
  private void recover(ChannelRuntime runtime, List<ListingAccount> page, List<LedgerCommand> commands) {
    for (ListingAccount account : page) {
      for (Attempt attempt : account.attempts()) {
        if (attempt.state() == Attempt.State.SENT) {
          commands.add(new WriteAnswered(account.key(), attempt.sequence(),
              new PublishResult.Unknown("the answer was lost"), runtime.terms()));
        }
      }
    }
  }

  private void readFirst(ChannelRuntime runtime, List<ListingAccount> page, List<LedgerCommand> commands) {
    List<ListingAccount> unread = page.stream()
        .filter(account -> account.mapped() && account.attempts().isEmpty())
        .toList();
    begin(runtime, unread, Baseline::new, commands);
  }

  private void ask(ChannelRuntime runtime, List<ListingAccount> page, List<LedgerCommand> commands) {
    Capabilities.Proof proof = runtime.capabilities().proof();
    if (proof.equals(Capabilities.Proof.READBACK)) {
      List<ListingAccount> open = page.stream()
          .filter(account -> account.attempts().stream().anyMatch(WriteFollower::canBeReadBack))
          .toList();
      read(runtime, open, shown -> commands.add(new ReadBack(
          new ListingKey(runtime.channel(), shown.listing()),
          shown.quantity(), shown.asOf(), runtime.terms())));
      look(runtime, page, commands);
    } else if (proof.equals(Capabilities.Proof.RECEIPT)) {
      poll(runtime, page, commands);
    }
  }

  /** Where writing proves nothing, looking ends a doubt that is left when everything written is over. */
  private void look(ChannelRuntime runtime, List<ListingAccount> page, List<LedgerCommand> commands) {
    Instant channelNow = commit.now().minus(runtime.terms().skew());
    List<ListingAccount> doubtful = page.stream()
        .filter(account -> account.doubtful() && account.attempts().stream().noneMatch(attempt ->
            attempt.seen() || attempt.notAfter() == null || !attempt.notAfter().isBefore(channelNow)))
        .toList();
    begin(runtime, doubtful, Sight::new, commands);
  }

  /** Makes a command of what a listing showed. */
  private interface Beginning {
    LedgerCommand of(ListingKey listing, long shown, Instant asOf);
  }

  /** Reads listings anew; what is too old is left for another round. */
  private void begin(
      ChannelRuntime runtime, List<ListingAccount> accounts, Beginning beginning, List<LedgerCommand> commands) {
    read(runtime, accounts, shown -> {
      if (runtime.canBeginWith(shown.listing(), shown.asOf())) {
        commands.add(beginning.of(
            new ListingKey(runtime.channel(), shown.listing()), shown.quantity(), shown.asOf()));
      }
    });
  }

  private static boolean canBeReadBack(Attempt attempt) {
    return attempt.state() == Attempt.State.ACCEPTED || attempt.state() == Attempt.State.UNKNOWN;
  }

  private void read(ChannelRuntime runtime, List<ListingAccount> accounts, Consumer<ShownQuantity> consumer) {
    int size = runtime.capabilities().maxReads();
    for (int from = 0; from < accounts.size(); from += size) {
      List<ListingId> ids = accounts.subList(from, Math.min(accounts.size(), from + size)).stream()
          .map(account -> account.key().listing())
          .toList();
      runtime.connector().shown(ids).forEach(consumer);
    }
  }

  private void poll(ChannelRuntime runtime, List<ListingAccount> page, List<LedgerCommand> commands) {
    List<String> tokens = new ArrayList<>();
    List<ListingAccount> owners = new ArrayList<>();
    List<Long> sequences = new ArrayList<>();
    for (ListingAccount account : page) {
      for (Attempt attempt : account.attempts()) {
        if (attempt.state() == Attempt.State.ACCEPTED && attempt.token() != null) {
          tokens.add(attempt.token());
          owners.add(account);
          sequences.add(attempt.sequence());
        }
      }
    }
    if (tokens.isEmpty()) {
      return;
    }
    List<PublishResult> results = runtime.connector().poll(tokens);
    for (int i = 0; i < Math.min(results.size(), tokens.size()); i++) {
      PublishResult result = results.get(i);
      if (result instanceof PublishResult.Throttled throttled) {
        // The question was put off; the write itself was taken long ago.
        runtime.throttled(throttled.until());
      } else if (!(result instanceof PublishResult.Accepted)) {
        commands.add(new WriteAnswered(owners.get(i).key(), sequences.get(i), result, runtime.terms()));
      }
    }
  }
}
