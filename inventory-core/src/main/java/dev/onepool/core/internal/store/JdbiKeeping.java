package dev.onepool.core.internal.store;

import dev.onepool.SellerId;
import java.util.function.Supplier;

/** Keeps the books of a database in order. */
final class JdbiKeeping implements Keeping {

  /** Runs a call with its errors in our words; see {@code JdbiStore.guarded}. */
  interface Guard {
    <T> T run(String what, Supplier<T> call);
  }

  private final Database database;
  private final Guard guard;
  private final ProofQuery proofs;

  JdbiKeeping(Database database, Guard guard) {
    this.database = database;
    this.guard = guard;
    this.proofs = new ProofQuery(database.dialect());
  }

  @Override
  public void prove(SellerId seller, PoolProof.Reader reader) {
    guard.run("audit the ledger", () -> database.atOneMoment(handle -> {
      proofs.run(handle, seller, reader);
      return true;
    }));
  }
}
