package dev.onepool;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The one truth about a seller's units: an append-only record of facts, and the balances that follow from it.
 *
 * <p>Every method may be called from any thread. A call that returned has been written durably. Every command is
 * repeatable by its {@link EffectKey}: the same key and content answers as the first time and changes nothing.
 *
 * <p>What a shop expects to happen, such as no stock left, is a returned value. Exceptions are for what it does not:
 * {@link EffectConflictException} for a key used again with other content, {@link StoreException} where the database
 * did not answer (the caller may repeat the call), {@link IllegalArgumentException} for bad input, which never takes
 * effect in part.
 */
public interface StockLedger {

  /**
   * Carries out a command, and returns when it is durable.
   *
   * <p>For a {@link StockCommand.Reserve} prefer {@link #reserve}, which names what was short.
   */
  PostingResult post(StockCommand command);

  /**
   * Carries out a command without waiting. The stage fails with what {@link #post} would have thrown.
   *
   * <p>Commands that name one and the same SKU and are posted by one thread are decided in that thread's order. Others that
   * are under way together may be decided in any order: where one needs another, wait for its stage.
   */
  CompletionStage<PostingResult> postAsync(StockCommand command);

  /**
   * Reserves all lines, or none and says what was short.
   *
   * @throws IllegalArgumentException if it would expire at once, or names a kit that is not defined
   * @throws IllegalStateException if the {@link SourcingStrategy} failed; nothing is held then
   */
  ReservationResult reserve(StockCommand.Reserve reserve);

  /**
   * Reserves all lines, or none and says what was short, inside the application's own transaction on PostgreSQL. What the
   * application commits is there, with everything else it wrote; what it rolls back never happened: the identifier is unused
   * and the units are free.
   *
   * <p>Answers as {@link #reserve(StockCommand.Reserve)} does, and is as repeatable: where another open transaction uses the
   * same identifier, this waits for its end, and both get one answer. Holds whose time is over end first, in this transaction
   * too. A refusal, and every exception but {@code UNAVAILABLE}, leaves the transaction usable and has written nothing to it.
   *
   * <p>Everybody else who sells one of these SKUs waits until the transaction ends: make the call late and keep the
   * transaction short. Inside it, do not call other methods that write to the ledger: they wait for it too. Several of these
   * calls in one transaction are fine; in the order of their SKUs they do not deadlock with others that do the same.
   *
   * @param connection to the ledger's database and schema, with auto-commit off, not read-only, used by no other thread
   *     meanwhile. It is neither committed, rolled back nor closed. {@code READ COMMITTED} sees the newest stock; at a higher
   *     isolation level more calls end in {@code CONFLICT}
   * @throws UnsupportedOperationException where the ledger is not in PostgreSQL
   * @throws IllegalArgumentException if the connection is none of that kind, or as {@link #reserve(StockCommand.Reserve)} does
   * @throws IllegalStateException if the {@link SourcingStrategy} failed; nothing is held then
   * @throws EffectConflictException if the identifier was used with other content
   * @throws StoreException of kind {@link StoreException.Kind#CONFLICT} if another transaction was quicker, or a deadlock was
   *     broken: roll back, and run the whole transaction again
   */
  ReservationResult reserve(Connection connection, StockCommand.Reserve reserve);

  /**
   * Returns what a reservation holds now, by SKU and location, kits taken apart; empty if it holds nothing or is unknown.
   */
  List<StockCommand.ReserveLine> held(ReservationId reservation);

  /** Returns the units of a SKU now; without locations for a SKU that was never seen. */
  Position position(Sku sku);

  /**
   * Returns the units of a SKU as they were at most this long ago, from memory where that is recent enough: for showing, many
   * times a second, and not for deciding. What this engine wrote before the call is in it always; what other processes wrote is
   * in it after {@code maxAge} at the latest. An engine remembers 100,000 SKUs at most, none
   * for more than an hour.
   *
   * @param maxAge not negative; zero asks the store always, as {@link #position(Sku)} does
   */
  Position position(Sku sku, Duration maxAge);

  /** Returns a page of entries in the order they were written; those of closed periods are in the archive. */
  EntryPage entries(EntryQuery query);

  /**
   * Sets the units of a SKU that are never offered, and returns them as they were before.
   *
   * <p>Repeating the call changes nothing.
   */
  Quantity safetyStock(Sku sku, LocationId location, Quantity units);

  /** Returns what is promised and not there, longest open first; 1,000 at most. */
  List<Shortfall> shortfalls();

  /**
   * Returns reservations that hold units, do not end by themselves, and were made longer ago than this: perhaps nobody
   * knows of them any more. Longest held first, 1,000 at most.
   *
   * <p>Reads every hold of this seller. A {@link StockCommand.Release} gives the units back.
   *
   * @param olderThan not negative
   */
  List<OpenReservation> openReservations(Duration olderThan);

  /**
   * Folds all entries, on top of what closed periods came to, and compares the sums with the balances; and these with orders,
   * reservations, transfers and listings.
   *
   * <p>Reads everything of this seller as it is at one moment, while others write. Takes time in proportion to the number of
   * entries, and the same memory whatever their number; the database may use temporary space on disk. Repeatable; changes
   * nothing.
   */
  AuditReport audit();

  /**
   * Moves the entries that were recorded before an instant to an archive, in segments of 10,000 entries at most, and keeps
   * their sums, so that balances can still be proven by {@link #audit()}. A segment's entries are deleted here when the archive
   * says that it holds them, not before.
   *
   * <p>Afterwards {@link #entries} begins later; a {@link StockCommand.Snapshot} of a time before the instant is refused, because
   * what moved since then cannot be told any more; and {@link #audit()} has less to read. Effect keys stay: repeated commands
   * answer as before.
   *
   * <p>Repeatable: after a failure at any point, calling again finishes it, and nothing is archived twice or lost. An archive
   * may be left with a segment that {@link #verify} does not ask for. Other calls go on meanwhile. Each segment is one
   * transaction.
   *
   * @param before at least 24 hours ago
   * @return what this call archived
   * @throws IllegalArgumentException if the instant is later than that
   * @throws ArchiveException if the archive failed
   */
  ClosedPeriod closePeriod(Instant before, Archive archive);

  /**
   * Reads every archived segment again, and checks that all are there, unchanged and in order, and that their sums are those
   * that the ledger goes on from. Stops at the first segment that is not. Takes memory in proportion to the number of SKUs.
   *
   * @throws ArchiveException if the archive could not be read
   */
  ArchiveReport verify(Archive archive);

  /**
   * Forgets effect keys of archived entries, and reservations that ended, whose period was closed up to this instant or an
   * earlier one. By default, without calling this, keys are kept for ever.
   *
   * <p><b>A command that is repeated afterwards takes effect a second time</b>, as if it had never been posted; and one with
   * other content is no conflict. So choose an instant so long ago that nobody repeats a call. Keys of commands that moved
   * nothing are kept. Repeatable; done in steps of 10,000, so a failure leaves some forgotten and the rest for the next call.
   *
   * @return how many keys were forgotten
   */
  long forgetKeys(Instant before);
}
