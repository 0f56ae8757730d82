package dev.onepool.core.internal.host;

import dev.onepool.spi.ChannelConnectorProvider;
import dev.onepool.spi.SettingsSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks a provider what it is, and reports all that is wrong with its answers. */
final class ProviderInspection {

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]*");

  private final List<String> faults = new ArrayList<>();

  private ProviderInspection() {}

  static Candidate inspect(ChannelConnectorProvider provider, boolean byHand) {
    return new ProviderInspection().look(provider, byHand);
  }

  private Candidate look(ChannelConnectorProvider provider, boolean byHand) {
    Integer version = answer("spiVersion()", provider::spiVersion);
    boolean rightVersion = version != null && version == ChannelConnectorProvider.SPI_VERSION;
    if (version != null && !rightVersion) {
      faults.add("it was made for SPI version " + version + " and this engine has version "
          + ChannelConnectorProvider.SPI_VERSION);
    }
    String id = answer("id()", provider::id);
    if (id != null && !ID.matcher(id).matches()) {
      faults.add("its id must be lower case letters, digits and hyphens, was " + Text.quoted(id));
    }
    // The settings of another version may mean something else.
    SettingsSpec settings = rightVersion ? answer("settings()", provider::settings) : null;
    if (settings != null) {
      checkDefaults(settings);
    }
    if (id == null || settings == null || !faults.isEmpty()) {
      return new BrokenProvider(id, "provider " + Text.located(provider.getClass()) + " cannot be used: "
          + String.join("; ", faults) + "; replace or remove it");
    }
    return new FoundProvider(provider, id, settings, byHand, Certificate.fault(provider, id));
  }

  private <T> @Nullable T answer(String question, Supplier<@Nullable T> method) {
    try {
      T answer = method.get();
      if (answer == null) {
        faults.add(question + " returned null");
      }
      return answer;
    } catch (VirtualMachineError fatal) {
      throw fatal;
    } catch (Throwable broken) {
      faults.add(question + " threw " + Text.described(broken));
      return null;
    }
  }

  private void checkDefaults(SettingsSpec spec) {
    for (SettingsSpec.Setting setting : spec.settings()) {
      String fallback = setting.fallback();
      // A blank default is how a provider says that a text or an endpoint may be left out.
      boolean text = setting.type() == SettingsSpec.Type.TEXT || setting.type() == SettingsSpec.Type.ENDPOINT;
      if (fallback != null && !(text && fallback.isBlank())) {
        String fault = SettingText.fault(setting, fallback);
        if (fault != null) {
          faults.add("the default of setting " + Text.quoted(setting.key()) + " " + fault);
        }
      }
    }
  }
}
