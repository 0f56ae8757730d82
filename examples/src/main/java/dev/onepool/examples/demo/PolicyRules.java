package dev.onepool.examples.demo;

import dev.onepool.AllocationPolicies;
import dev.onepool.AllocationPolicy;
import dev.onepool.ChannelId;
import dev.onepool.InventoryException;
import dev.onepool.OversellPermit;
import dev.onepool.Reservations;
import dev.onepool.WeightedSplit;
import dev.onepool.spi.AllocationPolicyProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;

/** Reads the rules of a replay's policy: {@code ID} or {@code ID:SETTINGS}, settings separated by commas. */
final class PolicyRules {

  /** All rules, as they are written. */
  static final List<String> FORMS = List.of(
      "shared", "run-out", "economics", "split:CHANNEL=WEIGHT,others=WEIGHT", "reserved:CHANNEL=UNITS", "reserved:CHANNEL=PERCENT%",
      "reserved:CHANNEL=PERCENT%@FROM..UNTIL", "buffer:SIZE", "buffer:CHANNEL=SIZE", "cap:CHANNEL=UNITS",
      "end-below:CHANNEL=UNITS", "at-least:CHANNEL=UNITS", "priority:CHANNEL,CHANNEL", "when-low:UNITS", "when-low:DAYSd");

  /** One policy with rules. */
  static final String EXAMPLE = "auto:0.01+reserved:shopify=10+buffer:ebay=2";

  private static final String OTHERS = "others";
  private static final String WHEN_LOW = "when-low";
  private static final OversellPermit PERMIT = new OversellPermit("whoever replays", "the rule at-least asks for it");

  /** Puts a rule around what came before it. */
  @FunctionalInterface
  interface Step {
    AllocationPolicy around(AllocationPolicy inner, Workload workload, Margins margins);
  }

  /**
   * A rule.
   *
   * @param step what it does
   * @param isBase whether it divides all units by itself, so that nothing can come before it
   * @param byEconomics whether it needs to know what a unit earns on each channel
   */
  record Rule(Step step, boolean isBase, boolean byEconomics) {}

  private final String text;
  private final String id;
  private final String settings;

  private PolicyRules(String text) {
    this.text = text;
    int colon = text.indexOf(':');
    id = (colon < 0 ? text : text.substring(0, colon)).toLowerCase(Locale.ROOT);
    settings = colon < 0 ? "" : text.substring(colon + 1);
  }

  /**
   * Reads a rule.
   *
   * @throws IllegalArgumentException saying what is wrong with it and what to write instead
   */
  static Rule parse(String text) {
    return new PolicyRules(text).rule();
  }

  /** Returns whether a text begins the rules for the time when units are low. */
  static boolean beginsLow(String text) {
    return new PolicyRules(text).id.equals(WHEN_LOW);
  }

  /**
   * Reads when the rules that come after it stand in the place of those before.
   *
   * @param low the rules after it
   * @throws IllegalArgumentException saying what is wrong with it and what to write instead
   */
  static Rule whenLow(String text, List<Rule> low) {
    PolicyRules rule = new PolicyRules(text);
    double days = RuleAmounts.days(rule.settings);
    if (Double.isNaN(days) && !RuleAmounts.isUnits(rule.settings)) {
      throw rule.wrong("'" + rule.settings + "' is neither units nor days of cover; write " + rule.forms());
    }
    if (low.isEmpty()) {
      throw rule.wrong("no rule stands after it; write the rules for that time behind it, such as " + text + "+run-out");
    }
    Rule when = rule.around(inner -> Double.isNaN(days)
        ? inner.belowUnits(rule.units(rule.settings), AllocationPolicies.sharedPool())
        : inner.belowDaysOfCover(days, AllocationPolicies.sharedPool()));
    return new Rule((inner, workload, margins) -> {
      AllocationPolicy second = applied(low, workload, margins);
      return Double.isNaN(days) ? inner.belowUnits(rule.units(rule.settings), second) : inner.belowDaysOfCover(days, second);
    }, when.isBase(), low.stream().anyMatch(Rule::byEconomics));
  }

  /** Returns a shared pool with these rules around it, from left to right. */
  static AllocationPolicy applied(List<Rule> rules, Workload workload, Margins margins) {
    AllocationPolicy policy = AllocationPolicies.sharedPool();
    for (Rule rule : rules) {
      policy = rule.step().around(policy, workload, margins);
    }
    return policy;
  }

  private Rule rule() {
    return switch (id) {
      case "shared" -> base(alone(AllocationPolicies.sharedPool()));
      case "run-out" -> base(alone(AllocationPolicies.equalRunOut()));
      case "economics" -> {
        alone(AllocationPolicies.sharedPool());
        yield new Rule((inner, workload, margins) -> margins.priority(workload), true, true);
      }
      case "split" -> base(split());
      case "reserved" -> around(reserved());
      case "buffer" -> around(buffer());
      case "cap" -> around(perChannel((inner, channel, units) -> inner.capping(channel, units)));
      case "end-below" -> around(perChannel((inner, channel, units) -> inner.endingBelow(channel, units)));
      // Whoever writes this rule allows what it does, for a replay sells nothing.
      case "at-least" -> around(perChannel((inner, channel, units) -> inner.showingAtLeast(channel, units, PERMIT)));
      case "priority" -> around(priority());
      default -> base(provided());
    };
  }

  private static Rule base(AllocationPolicy policy) {
    return new Rule((inner, workload, margins) -> policy, true, false);
  }

  /** Tries the rule at once: what is wrong with it shows when it is built. */
  private Rule around(UnaryOperator<AllocationPolicy> rule) {
    try {
      rule.apply(AllocationPolicies.sharedPool());
    } catch (WrongRule e) {
      throw e;
    } catch (IllegalArgumentException | InventoryException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
    return new Rule((inner, workload, margins) -> rule.apply(inner), false, false);
  }

  private AllocationPolicy alone(AllocationPolicy policy) {
    if (!settings.isEmpty()) {
      throw wrong("it has no settings; write " + id);
    }
    return policy;
  }

  private AllocationPolicy split() {
    WeightedSplit.Builder builder = AllocationPolicies.weightedSplit();
    pairs().forEach((name, weight) -> {
      if (name.equals(OTHERS)) {
        builder.others(units(weight));
      } else {
        builder.weight(channel(name), units(weight));
      }
    });
    try {
      return builder.build();
    } catch (InventoryException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private UnaryOperator<AllocationPolicy> reserved() {
    Map<String, String> pairs = pairs();
    return inner -> {
      Reservations.Builder builder = Reservations.builder();
      pairs.forEach((name, text) -> {
        RuleAmounts.Dated amount = RuleAmounts.Dated.parse(text);
        if (amount.isPercent()) {
          builder.percent(channel(name), RuleAmounts.percent(amount.amount()), amount.from(), amount.until());
        } else {
          builder.units(channel(name), units(amount.amount()), amount.from(), amount.until());
        }
      });
      return inner.reserving(builder.build());
    };
  }

  private UnaryOperator<AllocationPolicy> buffer() {
    if (!settings.contains("=")) {
      return inner -> inner.buffering(RuleAmounts.size(settings));
    }
    Map<String, String> pairs = pairs();
    return inner -> {
      AllocationPolicy result = inner;
      for (Map.Entry<String, String> pair : pairs.entrySet()) {
        result = result.buffering(channel(pair.getKey()), RuleAmounts.size(pair.getValue()));
      }
      return result;
    };
  }

  private UnaryOperator<AllocationPolicy> perChannel(UnitsRule rule) {
    Map<String, String> pairs = pairs();
    return inner -> {
      AllocationPolicy result = inner;
      for (Map.Entry<String, String> pair : pairs.entrySet()) {
        result = rule.around(result, channel(pair.getKey()), units(pair.getValue()));
      }
      return result;
    };
  }

  private UnaryOperator<AllocationPolicy> priority() {
    List<ChannelId> order = new ArrayList<>();
    for (String name : settings.split(",", -1)) {
      order.add(channel(name.strip()));
    }
    return inner -> inner.prioritising(order);
  }

  /** Makes a policy that somebody else wrote, as {@link ServiceLoader} finds it. */
  private AllocationPolicy provided() {
    for (AllocationPolicyProvider provider : ServiceLoader.load(AllocationPolicyProvider.class)) {
      if (provider.id().equals(id)) {
        try {
          return provider.create(settings.isEmpty() ? Map.of() : pairs());
        } catch (WrongRule e) {
          throw e;
        } catch (InventoryException | IllegalArgumentException e) {
          throw wrong(String.valueOf(e.getMessage()));
        }
      }
    }
    throw new IllegalArgumentException("'" + text + "' is not a rule; write one of " + String.join(" ", FORMS)
        + ", or the id of a policy on the class path, such as " + EXAMPLE);
  }

  private Map<String, String> pairs() {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : settings.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1 || equals == pair.length() - 1) {
        throw wrong("'" + pair + "' is no setting; write " + forms());
      }
      if (pairs.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip()) != null) {
        throw wrong("'" + pair.substring(0, equals).strip() + "' is set twice; name it once");
      }
    }
    return pairs;
  }

  private ChannelId channel(String name) {
    if (!ChannelAssignment.CHANNELS.contains(name.toLowerCase(Locale.ROOT))) {
      throw wrong("'" + name + "' is no channel; write one of " + String.join(", ", ChannelAssignment.CHANNELS));
    }
    return ChannelId.of(name.toLowerCase(Locale.ROOT));
  }

  private long units(String amount) {
    if (!RuleAmounts.isUnits(amount)) {
      throw wrong("'" + amount + "' is not a whole number; write " + forms());
    }
    return Long.parseLong(amount);
  }

  /** Returns how this rule is written. */
  private String forms() {
    List<String> own = FORMS.stream().filter(form -> form.startsWith(id + ":")).toList();
    return own.isEmpty() ? id + ":NAME=VALUE" : String.join(" or ", own);
  }

  /** Says it in one line, however many lines that which refused it used. */
  private WrongRule wrong(String what) {
    return new WrongRule("'" + text + "': " + what.strip().replaceAll("\\s*\\R\\s*(- )?", "; "));
  }

  /** Tells what is wrong here from what policies refuse. */
  private static final class WrongRule extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    WrongRule(String message) {
      super(message);
    }
  }

  @FunctionalInterface
  private interface UnitsRule {
    AllocationPolicy around(AllocationPolicy inner, ChannelId channel, long units);
  }
}
