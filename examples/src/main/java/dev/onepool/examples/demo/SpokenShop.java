package dev.onepool.examples.demo;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/** A local shop that speaks a marketplace's protocol, and is reached through that marketplace's connector. */
abstract class SpokenShop implements Shopfront {

  private final String name;
  private final Map<String, String> settings;

  /**
   * Makes one.
   *
   * @param name of the channel and of its connector
   * @param settings by which the local marketplace is reached
   */
  SpokenShop(String name, Map<String, String> settings) {
    this.name = name;
    this.settings = new HashMap<>(settings);
  }

  final void set(String setting, String value) {
    settings.put(setting, value);
  }

  final void set(String setting, Duration time) {
    set(setting, time.toString());
  }

  /** Tells the units of each SKU that were sold and not cancelled, by the shop's own books. */
  abstract void tell(ObjLongConsumer<String> books);

  @Override
  public final String channel() {
    return name;
  }

  @Override
  public final String provider() {
    return name;
  }

  @Override
  public final Map<String, String> settings() {
    return Map.copyOf(settings);
  }

  @Override
  public final Map<String, Long> sold() {
    Map<String, Long> sold = new HashMap<>();
    tell((sku, units) -> {
      if (units != 0) {
        sold.put(sku, units);
      }
    });
    return sold;
  }
}
