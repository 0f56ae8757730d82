package dev.onepool.planning;

import java.util.List;

/**
 * What planning says: an answer with what was assumed for it, or a refusal that names everything that is missing or absurd.
 * An answer never holds a number that is not one.
 *
 * @param <T> what was asked for
 */
public sealed interface PlanningAnswer<T> {

  /**
   * An answer.
   *
   * @param value what was asked for
   * @param assumed what was not known and assumed instead, one sentence each; empty if nothing was
   * @param <T> what was asked for
   */
  record Answered<T>(T value, List<String> assumed) implements PlanningAnswer<T> {
    /** Copies the list. */
    public Answered {
      assumed = List.copyOf(assumed);
    }
  }

  /**
   * A refusal.
   *
   * @param problems what is missing or cannot be, with its value and what to do, one sentence each; at least one
   * @param <T> what was asked for
   */
  record Refused<T>(List<String> problems) implements PlanningAnswer<T> {
    /** Copies the list, and refuses an empty one. */
    public Refused {
      problems = List.copyOf(problems);
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("a refusal must name a problem");
      }
    }
  }

  /**
   * Returns the value.
   *
   * @throws IllegalStateException if this is a refusal; its message names the problems
   */
  default T orElseThrow() {
    if (this instanceof Answered<T> answered) {
      return answered.value();
    }
    throw new IllegalStateException("refused: " + String.join("; ", ((Refused<T>) this).problems()));
  }

  /** Returns what was assumed; empty for a refusal. */
  default List<String> assumptions() {
    return this instanceof Answered<T> answered ? answered.assumed() : List.of();
  }
}
