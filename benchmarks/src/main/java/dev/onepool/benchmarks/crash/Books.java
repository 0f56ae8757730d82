package dev.onepool.benchmarks.crash;

import dev.onepool.EntryPage;
import dev.onepool.EntryQuery;
import dev.onepool.LedgerEntry;
import dev.onepool.Position;
import dev.onepool.Sku;
import dev.onepool.StockLedger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the database says when everybody has ended.
 *
 * @param entries all of them, in order
 * @param positions of every SKU
 * @param findings of the audit
 * @param again what the commands that were posted are answered when they are given once more
 */
record Books(List<LedgerEntry> entries, Map<Sku, Position> positions, List<String> findings, Map<Deed, Told> again) {

  Books {
    entries = List.copyOf(entries);
    positions = Map.copyOf(positions);
    findings = List.copyOf(findings);
    again = Map.copyOf(again);
  }

  /** Reads the books of a seller whose calls these are. */
  static Books read(StockLedger ledger, List<Call> calls) {
    Set<Sku> skus = new HashSet<>();
    for (Call call : calls) {
      call.deed().lines().forEach(line -> skus.add(Sku.of(line.sku())));
    }
    List<LedgerEntry> entries = new ArrayList<>();
    EntryQuery query = new EntryQuery(null, null, 0, 1_000);
    for (boolean more = true; more; ) {
      EntryPage page = ledger.entries(query);
      entries.addAll(page.entries());
      more = page.more();
      query = more ? query.after(entries.get(entries.size() - 1).id()) : query;
    }
    entries.forEach(entry -> skus.add(entry.sku()));
    Map<Sku, Position> positions = new HashMap<>();
    skus.forEach(sku -> positions.put(sku, ledger.position(sku)));
    List<String> findings = ledger.audit().findings();
    // Last, because where a command was lost this brings it back.
    Map<Deed, Told> again = new HashMap<>();
    calls.stream().filter(call -> call.told().kind() == Told.Kind.POSTED)
        .forEach(call -> again.computeIfAbsent(call.deed(), deed -> Caller.ask(ledger, deed)));
    return new Books(entries, positions, findings, again);
  }
}
