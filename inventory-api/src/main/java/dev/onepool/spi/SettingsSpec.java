package dev.onepool.spi;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings that a channel of one kind has: their names, types, defaults and what they mean. Documentation and checks
 * are both made from it.
 */
public final class SettingsSpec {

  /** How a setting's text is read. */
  public enum Type {
    /** Any text that is not blank. */
    TEXT,
    /** A whole number. */
    NUMBER,
    /** {@code true} or {@code false}. */
    FLAG,
    /** An ISO-8601 duration such as {@code PT10M}, or a number with a unit: {@code 10m}, {@code 30s}, {@code 2h}. */
    DURATION,
    /** Where a service is: an {@link #isEndpoint endpoint} without user, query, fragment or last slash. */
    ENDPOINT
  }

  /**
   * One setting.
   *
   * @param key lower case letters, digits, dots and hyphens
   * @param type how its text is read
   * @param fallback the value where none is given; null if one must be given
   * @param secret whether the value must never be shown
   * @param description one sentence for a person
   */
  public record Setting(String key, Type type, @Nullable String fallback, boolean secret, String description) {}

  private static final Pattern LOOPBACK = Pattern.compile(
      "localhost|127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}|\\[(::1|0:0:0:0:0:0:0:1)]", Pattern.CASE_INSENSITIVE);

  private static final SettingsSpec NONE = builder().build();

  private final List<Setting> settings;

  private SettingsSpec(List<Setting> settings) {
    this.settings = List.copyOf(settings);
  }

  /**
   * Returns whether what is sent to an address is safe from others' eyes: it begins with https, or with http and names a
   * loopback address by its number or as {@code localhost}. The engine sends nothing to any other.
   */
  public static boolean isEndpoint(URI address) {
    String host = address.getHost();
    return host != null && ("https".equalsIgnoreCase(address.getScheme())
        || "http".equalsIgnoreCase(address.getScheme()) && LOOPBACK.matcher(host).matches());
  }

  /** Returns the specification of a kind without settings. */
  public static SettingsSpec none() {
    return NONE;
  }

  /** Returns a builder without settings. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the settings in the order they were declared. */
  public List<Setting> settings() {
    return settings;
  }

  /** Declares settings one by one. Not thread-safe. */
  public static final class Builder {
    private final List<Setting> settings = new ArrayList<>();

    private Builder() {}

    /** Declares a setting that must be given. */
    public Builder required(String key, Type type, String description) {
      settings.add(new Setting(key, type, null, false, description));
      return this;
    }

    /** Declares a setting with a default. */
    public Builder optional(String key, Type type, String fallback, String description) {
      settings.add(new Setting(key, type, fallback, false, description));
      return this;
    }

    /** Declares a text that must be given and is never shown. */
    public Builder secret(String key, String description) {
      settings.add(new Setting(key, Type.TEXT, null, true, description));
      return this;
    }

    /** Declares a text that is never shown and may be left out, which reads as an empty text. */
    public Builder optionalSecret(String key, String description) {
      settings.add(new Setting(key, Type.TEXT, "", true, description));
      return this;
    }

    /**
     * Returns the specification.
     *
     * @throws IllegalArgumentException if a key is malformed or stands twice
     */
    public SettingsSpec build() {
      Set<String> keys = new HashSet<>();
      for (Setting setting : settings) {
        if (!setting.key().matches("[a-z0-9][a-z0-9.-]*")) {
          throw new IllegalArgumentException("malformed setting key: \"" + setting.key() + "\"");
        }
        if (!keys.add(setting.key())) {
          throw new IllegalArgumentException("setting declared twice: " + setting.key());
        }
      }
      return new SettingsSpec(settings);
    }
  }
}
