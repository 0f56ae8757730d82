package dev.onepool.core.internal.ledger;

import dev.onepool.Listing;
import dev.onepool.Listing.Component;
import dev.onepool.PostingResult.RefusalKind;
import dev.onepool.core.internal.ledger.LedgerCommand.Baseline;
import dev.onepool.core.internal.ledger.LedgerCommand.Charge;
import dev.onepool.core.internal.ledger.LedgerCommand.Found;
import dev.onepool.core.internal.ledger.LedgerCommand.IgnoreListing;
import dev.onepool.core.internal.ledger.LedgerCommand.MapListing;
import dev.onepool.core.internal.ledger.LedgerCommand.ReadBack;
import dev.onepool.core.internal.ledger.LedgerCommand.SeeListing;
import dev.onepool.core.internal.ledger.LedgerCommand.Settle;
import dev.onepool.core.internal.ledger.LedgerCommand.Sight;
import dev.onepool.core.internal.ledger.LedgerCommand.WriteAnswered;
import dev.onepool.spi.PublishResult;
import java.time.Instant;

/** What happens to listings: mapped, read, written to. */
final class ListingDecider {

  private final Changes changes;
  private final Exposure exposure;

  ListingDecider(Changes changes, Exposure exposure) {
    this.changes = changes;
    this.exposure = exposure;
  }

  Answer decide(LedgerCommand command, Instant now) {
    if (command instanceof SeeListing see) {
      if (changes.listing(see.listing()) == null) {
        changes.put(ListingAccount.seen(see.listing()));
      }
      return Answer.DONE;
    }
    if (command instanceof MapListing map) {
      return map(map.listing());
    }
    if (command instanceof IgnoreListing ignore) {
      return ignore(ignore.listing());
    }
    if (command instanceof Charge charge) {
      return charge(charge, now);
    }
    return known(command, now);
  }

  /** Changes to an account that must exist. */
  private Answer known(LedgerCommand command, Instant now) {
    if (command instanceof Baseline baseline) {
      return change(baseline.listing(),
          account -> exposure.baseline(account, baseline.shown(), baseline.asOf(), now));
    }
    if (command instanceof WriteAnswered answered) {
      return change(answered.listing(), account -> answered(account, answered, now));
    }
    if (command instanceof ReadBack read) {
      return change(read.listing(), account -> exposure.readBack(account, read.shown(), read.asOf(), read.terms()));
    }
    if (command instanceof Sight sight) {
      return change(sight.listing(), account -> exposure.sighted(account, sight.shown(), sight.asOf(), now));
    }
    if (command instanceof Found found) {
      return found(found, now);
    }
    Settle settle = (Settle) command;
    return change(settle.listing(),
        account -> exposure.settle(account, settle.watermark(), now, settle.terms()));
  }

  private Answer found(Found found, Instant now) {
    ListingAccount account = changes.listing(found.listing());
    if (account == null || !account.mapped()) {
      return unknown(found.listing());
    }
    ListingAccount after = exposure.found(account, found.shown(), found.asOf(), now, found.terms());
    if (after == null) {
      return Answer.refused(RefusalKind.WRONG_STATE, "what listing %s showed at %s cannot be told apart from its last writes",
          found.listing(), found.asOf());
    }
    changes.put(after);
    if (after.exposure() > account.exposure()) {
      changes.add("foreign-change", found.listing(), "listing " + found.listing() + " shows " + found.shown()
          + " units at " + found.asOf() + ", more than was written; somebody else has changed it");
    }
    return Answer.DONE;
  }

  private Answer change(ListingKey key, java.util.function.UnaryOperator<ListingAccount> change) {
    ListingAccount account = changes.listing(key);
    if (account == null) {
      return unknown(key);
    }
    changes.put(change.apply(account));
    return Answer.DONE;
  }

  private Answer map(Listing listing) {
    ListingKey key = new ListingKey(listing.channel(), listing.id());
    ListingAccount before = changes.listing(key);
    ListingAccount account = before == null ? ListingAccount.seen(key) : before;
    if (account.mapped() && !account.toListing().equals(listing) && account.exposure() != 0
        && !exposure.remapsWhileExposed()) {
      return Answer.refused(RefusalKind.WRONG_STATE, "listing %s is mapped otherwise and may still take %d units; pause"
          + " its channel at zero, and map it again when its exposure is 0", key, account.exposure());
    }
    changes.put(account.mappedAs(listing));
    return Answer.DONE;
  }

  private Answer ignore(ListingKey key) {
    ListingAccount before = changes.listing(key);
    ListingAccount account = before == null ? ListingAccount.seen(key) : before;
    if (account.exposure() != 0 && account.mapped()) {
      return Answer.refused(RefusalKind.WRONG_STATE, "listing %s may still take %d units; pause its channel at zero, and"
          + " ignore it when its exposure is 0", key, account.exposure());
    }
    changes.put(account.ignored());
    return Answer.DONE;
  }

  /**
   * A promised write must fit into what nobody else has a right to. That holds where rights are broken and the write seems
   * to lower, too: what a listing may take is a bound, and it may show less than is written. Only zero always fits.
   */
  private Answer charge(Charge charge, Instant now) {
    ListingAccount account = changes.listing(charge.listing());
    if (account == null || !account.mapped()) {
      return unknown(charge.listing());
    }
    if (charge.promised() && charge.value() > 0 && !fits(account, charge.value())) {
      return Answer.refused(RefusalKind.TOO_MANY, "%d units for %s do not fit into what is free", charge.value(),
          charge.listing());
    }
    long sequence = account.nextSequence();
    changes.put(exposure.charge(account, charge.value(), now, charge.terms()));
    return new Answer.Charged(sequence);
  }

  private boolean fits(ListingAccount account, long value) {
    for (Component component : account.components()) {
      if (Math.multiplyExact(value, component.units()) > changes.pool(account.pool(component)).uncommitted()) {
        return false;
      }
    }
    return true;
  }

  private ListingAccount answered(ListingAccount account, WriteAnswered answered, Instant now) {
    long sequence = answered.sequence();
    PublishResult result = answered.result();
    if (result instanceof PublishResult.Applied && !answered.terms().receipts()) {
      // The channel does not give receipts, so this is its word and no more.
      return exposure.accepted(account, sequence, "", now, answered.terms());
    }
    if (result instanceof PublishResult.Applied applied) {
      return exposure.applied(account, sequence, applied.at(), now, answered.terms());
    }
    if (result instanceof PublishResult.Accepted accepted) {
      return exposure.accepted(account, sequence, accepted.token(), now, answered.terms());
    }
    if (result instanceof PublishResult.Unknown) {
      return exposure.unknown(account, sequence, now, answered.terms());
    }
    return exposure.rejected(account, sequence);
  }

  private static Answer unknown(ListingKey key) {
    return Answer.refused(RefusalKind.UNKNOWN, "no mapped listing %s", key);
  }
}
