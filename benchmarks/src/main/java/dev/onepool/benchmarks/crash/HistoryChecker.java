package dev.onepool.benchmarks.crash;

import dev.onepool.EffectKey;
import dev.onepool.LedgerEntry;
import dev.onepool.Position;
import dev.onepool.Sku;
import dev.onepool.StockState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares what callers were told with what the database says. Pure.
 *
 * <p>What was acknowledged has its effect, once; what was refused has none; what is unknown has one at most. Calls of one
 * key are one command, whoever made them: it is acknowledged if one of them was, and refused only if
 * somebody was refused after everybody else's call had ended.
 */
final class HistoryChecker {

  private static final int MOST = 200;

  private final Books books;
  private final Map<EffectKey, List<Call>> commands = new LinkedHashMap<>();
  private final Map<EffectKey, List<LedgerEntry>> effects = new HashMap<>();
  private final List<String> findings = new ArrayList<>();

  private HistoryChecker(List<Call> calls, Books books) {
    this.books = books;
    List<Call> inOrder = new ArrayList<>(calls);
    inOrder.sort(Comparator.comparingLong(Call::toldAt));
    for (Call call : inOrder) {
      commands.computeIfAbsent(call.deed().key(), any -> new ArrayList<>()).add(call);
    }
    for (LedgerEntry entry : books.entries()) {
      effects.computeIfAbsent(entry.effect(), any -> new ArrayList<>()).add(entry);
    }
  }

  /** Returns one sentence for everything that is wrong, at most 200; none where the history can be. */
  static List<String> check(List<Call> calls, Books books) {
    HistoryChecker checker = new HistoryChecker(calls, books);
    checker.commands.forEach(checker::command);
    checker.strangers();
    checker.fold();
    checker.granted();
    books.findings().forEach(finding -> checker.find("the audit says: " + finding));
    return List.copyOf(checker.findings);
  }

  private void find(String finding) {
    if (findings.size() < MOST) {
      findings.add(finding);
    }
  }

  private void command(EffectKey key, List<Call> calls) {
    Deed deed = calls.get(0).deed();
    List<LedgerEntry> effect = effects.getOrDefault(key, List.of());
    Call first = null;
    for (Call call : calls) {
      if (!call.deed().equals(deed)) {
        find(key + " was used for " + deed + " and for " + call.deed());
      } else if (call.told().kind() == Told.Kind.POSTED) {
        posted(call, effect);
        first = first == null ? call : first;
      } else if (call.told().kind() == Told.Kind.FAILED) {
        find(deed + " failed in " + call.process() + ": " + call.told().message());
      } else if (call.told().kind() == Told.Kind.REFUSED && first != null && call.askedAt() > first.toldAt()) {
        find(deed + " was refused in " + call.process() + " after it had been acknowledged in " + first.process());
      }
    }
    if (first == null && !effect.isEmpty() && !unsettled(calls)) {
      find(deed + " was not acknowledged, and yet has an effect: " + effect);
    }
    once(deed, effect);
    again(deed, first);
  }

  /** Returns whether a call may have had its effect: nobody knows what became of it, and nobody was refused later. */
  private static boolean unsettled(List<Call> calls) {
    return calls.stream().filter(call -> call.told().kind() == Told.Kind.UNKNOWN).anyMatch(unknown -> calls.stream()
        .noneMatch(call -> call.told().kind() == Told.Kind.REFUSED && call.askedAt() > unknown.toldAt()));
  }

  private void posted(Call call, List<LedgerEntry> effect) {
    Told told = call.told();
    if (effect.size() != told.entries()) {
      find(call.deed() + " was acknowledged in " + call.process() + " with " + told.entries() + " entries, there are "
          + effect.size() + ": " + effect);
    } else if (!effect.isEmpty() && effect.get(0).id() != told.first()) {
      find(call.deed() + " was acknowledged in " + call.process() + " from entry " + told.first() + ", it begins at "
          + effect.get(0).id());
    }
  }

  /** Checks that one transaction wrote the whole effect, and no more than was asked for. */
  private void once(Deed deed, List<LedgerEntry> effect) {
    for (int i = 1; i < effect.size(); i++) {
      if (effect.get(i).id() != effect.get(i - 1).id() + 1) {
        find(deed + " was applied in pieces: " + effect.get(i - 1).id() + " and " + effect.get(i).id());
      }
    }
    for (Deed.Line line : deed.lines()) {
      long moved = moved(deed.kind(), line.sku(), effect);
      long asked = deed.lines().stream()
          .filter(each -> each.sku().equals(line.sku())).mapToLong(each -> Math.abs(each.units())).sum();
      // Of other kinds a part may need no entry: promises that nothing covered, units that were found.
      boolean whole = deed.kind() == Deed.Kind.RESERVE || deed.kind() == Deed.Kind.ADJUST;
      if (deed.kind() != Deed.Kind.COUNT && (moved > asked || (whole && !effect.isEmpty() && moved < asked))) {
        find(deed + " moved " + moved + " units of " + line.sku() + " instead of " + asked);
      }
    }
  }

  private static long moved(Deed.Kind kind, String sku, List<LedgerEntry> effect) {
    return effect.stream()
        .filter(entry -> entry.sku().value().equals(sku))
        .filter(entry -> switch (kind) {
          case RECEIVE -> entry.from() == StockState.SUPPLIER;
          case RESERVE, SALE -> entry.to() == StockState.RESERVED;
          case RELEASE, CANCEL -> entry.from() == StockState.RESERVED;
          case FULFIL, SHIP -> entry.to() == StockState.CUSTOMER;
          case ADJUST, COUNT -> entry.from() == StockState.WRITE_OFF || entry.to() == StockState.WRITE_OFF;
        })
        .mapToLong(entry -> entry.quantity().units())
        .sum();
  }

  private void again(Deed deed, @Nullable Call first) {
    Told again = books.again().get(deed);
    if (first != null && again != null && !again.equals(first.told())) {
      find(deed + " was acknowledged in " + first.process() + " with " + first.told() + ", and once more with " + again);
    }
  }

  private void strangers() {
    effects.keySet().stream().filter(key -> !commands.containsKey(key))
        .forEach(key -> find("nobody asked for " + key + ", and it has an effect"));
  }

  /** Folds all entries, compares with what each of them says, and at the end with the balances. */
  private void fold() {
    Map<Sku, EnumMap<StockState, Long>> sums = new HashMap<>();
    for (LedgerEntry entry : books.entries()) {
      EnumMap<StockState, Long> units = sums.computeIfAbsent(entry.sku(), any -> new EnumMap<>(StockState.class));
      long left = units.merge(entry.from(), -entry.quantity().units(), Math::addExact);
      units.merge(entry.to(), entry.quantity().units(), Math::addExact);
      if (entry.from().counted() && left < 0) {
        find("entry " + entry.id() + " takes more than there is: " + entry);
      }
      if (units.getOrDefault(StockState.AVAILABLE, 0L) != entry.availableAfter().units()
          || units.getOrDefault(StockState.RESERVED, 0L) != entry.reservedAfter().units()) {
        find("entry " + entry.id() + " says what is left, and the entries up to it add up to " + units + ": " + entry);
      }
    }
    books.positions().forEach((sku, position) -> balance(position, sums.getOrDefault(sku, new EnumMap<>(StockState.class))));
  }

  private void balance(Position position, EnumMap<StockState, Long> units) {
    if (position.available().units() != units.getOrDefault(StockState.AVAILABLE, 0L)
        || position.reserved().units() != units.getOrDefault(StockState.RESERVED, 0L)) {
      find("the balance is " + position + ", and the entries add up to " + units);
    }
  }

  /** Checks that no more was promised than there ever was, by what callers were told. */
  private void granted() {
    Map<String, Long> granted = new HashMap<>();
    commands.forEach((key, calls) -> {
      Deed deed = calls.get(0).deed();
      boolean held = calls.stream().anyMatch(call -> call.told().kind() == Told.Kind.POSTED);
      boolean givenBack = effects.containsKey(Deed.with(Deed.Kind.RELEASE, deed).key());
      if (deed.kind() == Deed.Kind.RESERVE && held && !givenBack) {
        deed.lines().forEach(line -> granted.merge(line.sku(), line.units(), Math::addExact));
      }
    });
    Map<String, Long> brought = new HashMap<>();
    for (LedgerEntry entry : books.entries()) {
      if (!entry.from().counted()) {
        brought.merge(entry.sku().value(), entry.quantity().units(), Math::addExact);
      }
    }
    granted.forEach((sku, units) -> {
      if (units > brought.getOrDefault(sku, 0L)) {
        find(units + " units of " + sku + " were granted, and only " + brought.getOrDefault(sku, 0L) + " came in");
      }
    });
  }
}
