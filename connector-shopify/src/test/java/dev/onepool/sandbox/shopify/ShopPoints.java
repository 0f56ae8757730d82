package dev.onepool.sandbox.shopify;

import graphql.language.Argument;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.Value;
import graphql.language.VariableReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The points that calls cost, and the leaking bucket they come from. What a query may cost is counted from its text: nothing
 * for a scalar, one for an object, as many for a connection as are asked for; a mutation costs 10. Guarded by the shop.
 */
final class ShopPoints {

  static final int MOST_A_QUERY = 1_000;

  private final Clock clock;
  private final long capacity;
  private final double restore;
  private double available;
  private Instant at;

  ShopPoints(Clock clock, long capacity, double restore) {
    this.clock = clock;
    this.capacity = capacity;
    this.restore = restore;
    this.available = capacity;
    this.at = clock.instant();
  }

  /** Returns what a call may cost at most. */
  static long requested(Document document, Map<String, Object> variables) {
    OperationDefinition operation = document.getFirstDefinitionOfType(OperationDefinition.class).orElseThrow();
    return operation.getOperation() == OperationDefinition.Operation.MUTATION
        ? 10
        : cost(operation.getSelectionSet(), document, variables);
  }

  private static long cost(@Nullable SelectionSet set, Document document, Map<String, Object> variables) {
    if (set == null) {
      return 0;
    }
    long sum = 0;
    for (Selection<?> selection : set.getSelections()) {
      if (selection instanceof Field field && field.getSelectionSet() != null && !field.getName().equals("pageInfo")) {
        boolean nodesOfConnection = field.getName().equals("nodes") && field.getArguments().isEmpty();
        long inside = cost(field.getSelectionSet(), document, variables);
        sum += nodesOfConnection ? 1 + inside : size(field, variables) * (isConnection(field) ? inside : 1 + inside);
      } else if (selection instanceof InlineFragment fragment) {
        sum += cost(fragment.getSelectionSet(), document, variables);
      } else if (selection instanceof FragmentSpread spread) {
        FragmentDefinition fragment = document.getDefinitionsOfType(FragmentDefinition.class).stream()
            .filter(one -> one.getName().equals(spread.getName())).findFirst().orElseThrow();
        sum += cost(fragment.getSelectionSet(), document, variables);
      }
    }
    return sum;
  }

  private static boolean isConnection(Field field) {
    return field.getSelectionSet().getSelections().stream()
        .anyMatch(selection -> selection instanceof Field inner && inner.getName().equals("nodes"));
  }

  private static long size(Field field, Map<String, Object> variables) {
    for (Argument argument : field.getArguments()) {
      Value<?> value = argument.getValue();
      Object given = value instanceof VariableReference reference ? variables.get(reference.getName())
          : value instanceof IntValue number ? number.getValue() : null;
      if (argument.getName().equals("first") && given instanceof Number number) {
        return number.longValue();
      } else if (argument.getName().equals("ids") && given instanceof Collection<?> ids) {
        return ids.size();
      }
    }
    return 1;
  }

  /** Returns how many objects an answer holds. */
  static long actual(@Nullable Object data) {
    if (data instanceof Map<?, ?> map) {
      return 1 + map.values().stream().mapToLong(ShopPoints::actual).sum();
    } else if (data instanceof Collection<?> list) {
      return list.stream().mapToLong(ShopPoints::actual).sum();
    }
    return 0;
  }

  boolean has(long points) {
    refill();
    return available >= points;
  }

  void take(long points) {
    refill();
    available -= points;
  }

  /** Empties the bucket so far that this many points are there at an instant, and not before. */
  void drain(long points, Instant until) {
    refill();
    available = points - restore * Duration.between(at, until).toMillis() / 1_000.0;
  }

  private void refill() {
    Instant now = clock.instant();
    available = Math.min(capacity, available + restore * Duration.between(at, now).toMillis() / 1_000.0);
    at = now;
  }

  Map<String, @Nullable Object> status(long requested, @Nullable Long actual) {
    refill();
    Map<String, @Nullable Object> throttle = new LinkedHashMap<>();
    throttle.put("maximumAvailable", (double) capacity);
    throttle.put("currentlyAvailable", available);
    throttle.put("restoreRate", restore);
    Map<String, @Nullable Object> cost = new LinkedHashMap<>();
    cost.put("requestedQueryCost", requested);
    cost.put("actualQueryCost", actual);
    cost.put("throttleStatus", throttle);
    return cost;
  }
}
