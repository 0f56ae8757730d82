package dev.onepool.benchmarks.crash;

import dev.onepool.SellerId;
import dev.onepool.StockLedger;
import dev.onepool.core.Onepool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Callers of several processes who all want the same at the same moment. */
final class Race implements AutoCloseable {

  /** How long before the start everybody is told of it, so that it comes to all at once. */
  private static final long WARNING_NANOS = 20_000_000;

  private final Onepool engine;
  private final Path journals;
  private final List<Child> children = new ArrayList<>();
  private int repetitions;

  Race(Place place, Path journals, int processes, int callers) {
    this.engine = place.open();
    this.journals = journals;
    for (int i = 0; i < processes; i++) {
      children.add(Child.start("process " + i, RaceChild.class, place.text(), journals, i, callers));
    }
    children.forEach(child -> child.awaitProgress(1));
  }

  /** Runs one race on stock that nobody touched before, and returns everything that was wrong with it. */
  List<String> run(Variant variant) {
    String seller = "race-" + ++repetitions;
    StockLedger ledger = engine.inventory(SellerId.of(seller)).ledger();
    Path folder = journals.resolve(seller);
    try (Journal journal = Journal.open(folder, "parent")) {
      variant.stock().forEach(new Caller(ledger, journal)::call);
    }
    children.forEach(child -> child.tell(variant + " " + seller));
    children.forEach(child -> child.awaitProgress(1));
    long start = System.nanoTime() + WARNING_NANOS;
    children.forEach(child -> child.tell(String.valueOf(start)));
    children.forEach(child -> child.awaitProgress(1));
    return findings(variant, ledger, Journal.readAll(folder));
  }

  /** Returns what the checker finds, and whatever nobody may be told where all servers are well. */
  static List<String> findings(Variant variant, StockLedger ledger, List<Call> calls) {
    List<String> findings = new ArrayList<>(HistoryChecker.check(calls, Books.read(ledger, calls)));
    long held = calls.stream()
        .filter(call -> call.deed().kind() == Deed.Kind.RESERVE && call.told().kind() == Told.Kind.POSTED)
        .map(Call::deed).distinct().count();
    if (held != variant.held()) {
      findings.add(held + " reservations are held instead of " + variant.held());
    }
    calls.stream().filter(call -> call.told().kind() == Told.Kind.UNKNOWN).forEach(call ->
        findings.add(call.deed() + " was not answered in " + call.process() + ": " + call.told().message()));
    return findings;
  }

  @Override
  public void close() {
    children.forEach(Child::close);
    engine.close();
  }
}
