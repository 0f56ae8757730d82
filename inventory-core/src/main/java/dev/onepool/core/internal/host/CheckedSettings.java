package dev.onepool.core.internal.host;

import dev.onepool.spi.Settings;
import dev.onepool.spi.SettingsSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Settings in which {@link SettingsCheck} found no problem. It is no record, because a record would show secrets. */
final class CheckedSettings implements Settings {

  private final Map<String, SettingsSpec.Setting> declared = new LinkedHashMap<>();
  private final Map<String, String> texts = new LinkedHashMap<>();

  CheckedSettings(SettingsSpec spec, Map<String, String> given) {
    for (SettingsSpec.Setting setting : spec.settings()) {
      String key = setting.key();
      String text = given.containsKey(key) ? given.get(key) : setting.fallback();
      if (text == null) {
        throw new IllegalArgumentException("setting " + Text.quoted(key) + " was not checked: it has no value");
      }
      declared.put(key, setting);
      texts.put(key, text);
    }
  }

  @Override
  public String text(String key) {
    return read(key, null);
  }

  @Override
  public long number(String key) {
    return SettingText.number(read(key, SettingsSpec.Type.NUMBER));
  }

  @Override
  public boolean flag(String key) {
    return SettingText.flag(read(key, SettingsSpec.Type.FLAG));
  }

  @Override
  public Duration duration(String key) {
    return SettingText.duration(read(key, SettingsSpec.Type.DURATION));
  }

  private String read(String key, SettingsSpec.@Nullable Type type) {
    SettingsSpec.Setting setting = declared.get(key);
    if (setting == null) {
      throw new IllegalArgumentException(
          "setting " + Text.quoted(key) + " was not declared; declared are: " + String.join(", ", declared.keySet()));
    }
    if (type != null && setting.type() != type) {
      throw new IllegalArgumentException(
          "setting " + Text.quoted(key) + " was declared as " + setting.type() + ", not as " + type);
    }
    return texts.get(key);
  }

  /** Returns the values that must never be shown. */
  List<String> secrets() {
    return declared.values().stream()
        .filter(SettingsSpec.Setting::secret)
        .map(setting -> texts.get(setting.key()))
        .toList();
  }

  @Override
  public String toString() {
    return declared.values().stream()
        .map(setting -> setting.key() + "=" + (setting.secret() ? "***" : texts.get(setting.key())))
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
