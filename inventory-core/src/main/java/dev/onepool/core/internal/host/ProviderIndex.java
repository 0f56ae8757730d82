package dev.onepool.core.internal.host;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The providers by id. An id that several providers have is nobody's: which of them was meant would be a guess. */
final class ProviderIndex {

  private static final int MAX_SHOWN_PROBLEMS = 3;

  private final Map<String, FoundProvider> usable = new TreeMap<>();
  private final Map<String, String> refused = new TreeMap<>();
  private final Set<String> problems = new LinkedHashSet<>();

  ProviderIndex(List<Candidate> candidates) {
    Map<String, List<FoundProvider>> byId = new TreeMap<>();
    for (Candidate candidate : candidates) {
      if (candidate instanceof FoundProvider found) {
        addDistinct(byId.computeIfAbsent(found.id(), id -> new ArrayList<>()), found);
      } else if (candidate instanceof BrokenProvider broken) {
        problems.add(broken.problem());
        if (broken.id() != null) {
          refused.merge(broken.id(), broken.problem(), (one, other) -> one + "; " + other);
        }
      }
    }
    byId.forEach(this::settle);
  }

  private static void addDistinct(List<FoundProvider> providers, FoundProvider found) {
    for (int i = 0; i < providers.size(); i++) {
      if (providers.get(i).isSame(found)) {
        if (found.byHand()) {
          providers.set(i, found);
        }
        return;
      }
    }
    providers.add(found);
  }

  private void settle(String id, List<FoundProvider> providers) {
    if (providers.size() == 1) {
      usable.put(id, providers.get(0));
      return;
    }
    String problem = "these have the same id " + Text.quoted(id) + " and none of them is used: "
        + providers.stream().map(FoundProvider::toString).collect(Collectors.joining(", "))
        + "; keep one of them";
    problems.add(problem);
    refused.put(id, problem);
  }

  @Nullable FoundProvider find(String id) {
    return usable.get(id);
  }

  /** Returns why there is no provider of this id, and what to do. */
  String whyNot(String id) {
    String reason = refused.get(id);
    if (reason != null) {
      return "connector " + Text.quoted(id) + " cannot be used: " + reason;
    }
    String nearest = Nearest.of(id, usable.keySet());
    String message = "unknown connector " + Text.quoted(id)
        + (nearest == null ? "; known are: " : "; did you mean " + Text.quoted(nearest) + "? Known are: ")
        + (usable.isEmpty()
            ? "none, put a connector on the class path or register its provider"
            : String.join(", ", usable.keySet()));
    return problems.isEmpty() ? message : message + "; not usable: " + firstProblems();
  }

  private String firstProblems() {
    String shown = problems.stream().limit(MAX_SHOWN_PROBLEMS).collect(Collectors.joining("; "));
    int more = problems.size() - MAX_SHOWN_PROBLEMS;
    return more > 0 ? shown + "; and " + more + " more" : shown;
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  List<String> ids() {
    return List.copyOf(usable.keySet());
  }
}
