package dev.onepool.core;

import static dev.onepool.core.Commands.arrive;
import static dev.onepool.core.Commands.dispatch;
import static dev.onepool.core.Commands.line;
import static dev.onepool.core.Commands.receive;
import static dev.onepool.core.Commands.reserve;
import static dev.onepool.core.Commands.sale;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.AuditReport;
import dev.onepool.core.internal.keeping.Auditor;
import dev.onepool.core.internal.store.Keeping;
import dev.onepool.core.internal.store.LedgerStore;
import dev.onepool.core.internal.store.PoolProof;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What an audit of every store looks at. */
abstract class AuditContract extends OrderHarness {

  private void everyKindOfPromise() {
    given(receive("1", "A", 10), receive("2", "B", 5), dispatch("T1", "A", 2), reserve("R1", line("A", 1)), sale("O1", "A", 3),
        sale("O2", "B", 9));
    given(map("L1", part("A", 2), part("B", 1)));
  }

  private List<PoolProof> proofs() {
    List<PoolProof> proofs = new ArrayList<>();
    room().store().keeping().prove(seller, new PoolProof.Reader() {
      @Override
      public void pool(PoolProof proof) {
        proofs.add(proof);
      }

      @Override
      public void line(String line, long open, long counted) {
        throw new AssertionError("contradicts itself: " + line);
      }
    });
    return proofs;
  }

  @Test
  void prove_everyKindOfPromise_sumsThemUp() {
    everyKindOfPromise();

    assertThat(proofs()).extracting(proof -> proof.key() + " " + proof.promised() + " " + proof.underWay() + " "
            + proof.listings() + " " + proof.entries())
        .containsExactly("A at main 4 0 1 4", "A at second 0 2 0 1", "B at main 9 0 1 2");
  }

  @Test
  void prove_nothing_handsOverNothing() {
    assertThat(proofs()).isEmpty();
  }

  @Test
  void prove_namesThatSortOtherwiseInOtherAlphabets_comesInOneRunForEach() {
    given(receive("1", "a", 1), receive("2", "B", 1), receive("3", "ä", 1), receive("4", "a", 1));

    assertThat(proofs()).extracting(proof -> proof.key().sku().value()).containsExactly("B", "a", "ä");
  }

  @Test
  void audit_unitsUnderWay_isClean() {
    everyKindOfPromise();
    given(arrive("1", "T1", 1));

    assertThat(ledger.audit()).isEqualTo(new AuditReport(8, 3, List.of()));
  }

  @Test
  void audit_whileSomebodyWrites_isOfOneMoment() {
    everyKindOfPromise();
    AuditReport before = ledger.audit();
    AuditReport report = Auditor.audit(withAWriterAtTheFirstPool(), seller);

    assertThat(report).isEqualTo(before);
    assertThat(ledger.audit().entriesRead()).isGreaterThan(before.entriesRead());
  }

  /** Returns the store as one that is written to when an audit has seen one pool and not yet the others. */
  private LedgerStore withAWriterAtTheFirstPool() {
    LedgerStore store = room().store();
    Keeping keeping = (toSeller, reader) -> store.keeping().prove(toSeller, new PoolProof.Reader() {
      private boolean written;

      @Override
      public void pool(PoolProof proof) {
        if (!written) {
          written = true;
          // Somebody else: a thread inside a transaction of the database would write in that.
          CompletableFuture.runAsync(() -> given(receive("3", "A", 1), receive("4", "B", 1))).join();
        }
        reader.pool(proof);
      }

      @Override
      public void line(String line, long open, long counted) {
        reader.line(line, open, counted);
      }
    });
    return (LedgerStore) Proxy.newProxyInstance(
        LedgerStore.class.getClassLoader(), new Class<?>[] {LedgerStore.class}, (proxy, method, arguments) -> {
          try {
            return method.getName().equals("keeping") ? keeping : method.invoke(store, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }
}
