package dev.onepool.testkit.contract;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All rules of the kit. */
final class Rules {

  static final List<Class<? extends ConnectorContract>> CONTRACTS = List.of(
      ProviderContract.class, LifeContract.class, WritesContract.class, TroubledWritesContract.class, ReadingsContract.class,
      OrderFeedContract.class, OrderStatesContract.class, NotificationsContract.class, ActionsContract.class);

  private static final Map<String, Rule> BY_ID = collect();

  private Rules() {}

  /** Returns the rules by id, in the order of the contracts. */
  static Map<String, Rule> byId() {
    return BY_ID;
  }

  private static Map<String, Rule> collect() {
    Map<String, Rule> rules = new LinkedHashMap<>();
    for (Class<?> contract : CONTRACTS) {
      Arrays.stream(contract.getDeclaredMethods())
          .filter(method -> method.isAnnotationPresent(Rule.class))
          .map((Method method) -> method.getAnnotation(Rule.class))
          .sorted((one, other) -> one.id().compareTo(other.id()))
          .forEach(rule -> {
            if (rules.put(rule.id(), rule) != null) {
              throw new IllegalStateException("two rules are called " + rule.id());
            }
          });
    }
    return Collections.unmodifiableMap(rules);
  }
}
