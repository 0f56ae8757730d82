package dev.onepool.core.internal.keeping;

import dev.onepool.AuditReport;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockState;
import dev.onepool.core.internal.ledger.PoolKey;
import dev.onepool.core.internal.store.LedgerStore;
import dev.onepool.core.internal.store.PoolProof;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks the books from the entries alone: their sums, with those of the checkpoint, must be the balances, the promises must
 * be what orders and reservations hold, incoming units what transfers have under way, and the exposures what the listings'
 * attempts add up to. One pool after the other, so it takes as much memory for a million as for one.
 */
public final class Auditor implements PoolProof.Reader {

  private static final List<StockState> COUNTED =
      List.of(StockState.AVAILABLE, StockState.RESERVED, StockState.UNSELLABLE, StockState.INCOMING);

  private final List<String> findings = new ArrayList<>();
  private long more;
  private long entries;
  private long balances;
  private @Nullable Sku sku;
  private BigInteger between = BigInteger.ZERO;

  private Auditor() {}

  /** Audits a seller's books, as they are at one moment. */
  public static AuditReport audit(LedgerStore store, SellerId seller) {
    Auditor auditor = new Auditor();
    store.keeping().prove(seller, auditor);
    auditor.checkBetween();
    return new AuditReport(auditor.entries, auditor.balances, auditor.findings, auditor.more);
  }

  @Override
  public void line(String line, long open, long counted) {
    finding("order line " + line + ": " + counted + " units are open by its counts, its row says " + open);
  }

  @Override
  public void pool(PoolProof proof) {
    if (!proof.key().sku().equals(sku)) {
      checkBetween();
      sku = proof.key().sku();
      between = BigInteger.ZERO;
    }
    between = between.add(proof.moved(StockState.TRANSIT));
    entries += proof.entries();
    PoolProof.Balance balance = proof.balance();
    if (balance == null) {
      checkNothing(proof);
    } else {
      balances++;
      check(proof, balance);
    }
  }

  /** What leaves one location of a SKU must reach another. */
  private void checkBetween() {
    if (between.signum() != 0) {
      finding(sku + ": " + between + " units are lost between locations");
    }
  }

  private void checkNothing(PoolProof proof) {
    for (StockState state : COUNTED) {
      if (proof.moved(state).signum() != 0) {
        finding(proof.key() + ": entries say " + proof.moved(state) + " units " + state + ", but there is no balance");
      }
    }
    if (proof.promised().signum() != 0 || proof.underWay().signum() != 0 || proof.exposed().signum() != 0) {
      finding(proof.key() + ": " + proof.promised() + " units are promised, " + proof.underWay() + " under way and "
          + proof.exposed() + " exposed, but there is no balance");
    }
  }

  private void check(PoolProof proof, PoolProof.Balance balance) {
    PoolKey key = proof.key();
    sum(proof, StockState.AVAILABLE, balance.available());
    sum(proof, StockState.RESERVED, balance.reserved());
    sum(proof, StockState.UNSELLABLE, balance.unsellable());
    sum(proof, StockState.INCOMING, balance.incoming());
    same(key, "promises, reserved or short,", proof.promised(),
        BigInteger.valueOf(balance.reserved()).add(BigInteger.valueOf(balance.shortfall())));
    same(key, "units of transfers under way", proof.underWay(), BigInteger.valueOf(balance.incoming()));
    same(key, "exposure of the listings", proof.exposed(), BigInteger.valueOf(balance.exposed()));
    same(key, "mapped listings", BigInteger.valueOf(proof.listings()), BigInteger.valueOf(balance.listings()));
    checkShortfall(key, balance);
    if (!proof.linked()) {
      finding(key + ": its entries do not follow each other up to the one that the balance names as its newest");
    }
  }

  private void checkShortfall(PoolKey key, PoolProof.Balance balance) {
    if (balance.shortSince() != null && balance.shortfall() == 0) {
      finding(key + ": nothing is short, but it is said to be since " + balance.shortSince());
    }
    if (balance.shortSince() == null && balance.shortfall() > 0) {
      finding(key + ": " + balance.shortfall() + " units are short, but it is not said since when");
    }
    if (balance.available() > 0 && balance.shortfall() > 0) {
      finding(key + ": " + balance.available() + " units are available while " + balance.shortfall() + " are short");
    }
  }

  private void sum(PoolProof proof, StockState state, long balance) {
    same(proof.key(), "units " + state + " by the entries", proof.moved(state), BigInteger.valueOf(balance));
  }

  private void same(PoolKey key, String what, BigInteger expected, BigInteger found) {
    if (!expected.equals(found)) {
      finding(key + ": " + what + " are " + expected + ", the balance says " + found);
    }
  }

  private void finding(String text) {
    if (findings.size() < AuditReport.MAX_FINDINGS) {
      findings.add(text);
    } else {
      more++;
    }
  }
}
