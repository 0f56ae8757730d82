package dev.onepool.core.internal.host;

import dev.onepool.spi.SettingsSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Checks a channel's settings against what its provider declares: all that is wrong at once, in the order of the
 * declaration, then the unknown keys in order.
 *
 * <p>The value of an unknown key is never shown: it may be a secret whose key is misspelt.
 */
final class SettingsCheck {

  private final Map<String, SettingsSpec.Setting> declared = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  private SettingsCheck(SettingsSpec spec) {
    spec.settings().forEach(setting -> declared.put(setting.key(), setting));
  }

  static List<String> problems(SettingsSpec spec, Map<String, String> given) {
    SettingsCheck check = new SettingsCheck(spec);
    check.checkDeclared(given);
    check.checkUnknown(given);
    return List.copyOf(check.problems);
  }

  /** Returns a copy that no caller can change while it is checked. It may hold null values, which a check reports. */
  static Map<String, String> copy(Map<String, String> given) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(given));
  }

  private void checkDeclared(Map<String, String> given) {
    for (SettingsSpec.Setting setting : declared.values()) {
      String key = setting.key();
      if (given.containsKey(key)) {
        // Maps read from files hold null for a key without a value.
        String text = given.get(key);
        String fault = SettingText.fault(setting, text == null ? "" : text);
        if (fault != null) {
          problems.add("setting " + Text.quoted(key) + " " + fault);
        }
      } else if (setting.fallback() == null) {
        problems.add("setting " + Text.quoted(key) + " is missing; it is required: " + setting.description());
      }
    }
  }

  private void checkUnknown(Map<String, String> given) {
    TreeSet<String> unknown = new TreeSet<>();
    for (String key : given.keySet()) {
      if (key == null || !declared.containsKey(key)) {
        unknown.add(String.valueOf(key));
      }
    }
    for (String key : unknown) {
      String nearest = Nearest.of(key, declared.keySet());
      problems.add("unknown setting " + Text.quoted(key)
          + (nearest == null ? "; " + known() : "; did you mean " + Text.quoted(nearest) + "?"));
    }
  }

  private String known() {
    return declared.isEmpty()
        ? "this connector has no settings, remove it"
        : "known are: " + String.join(", ", declared.keySet());
  }
}
