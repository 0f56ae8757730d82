package dev.onepool.testkit;

import dev.onepool.ChannelId;
import dev.onepool.ChannelMode;
import dev.onepool.EffectKey;
import dev.onepool.Inventory;
import dev.onepool.Listing;
import dev.onepool.Listing.Component;
import dev.onepool.LocationId;
import dev.onepool.Quantity;
import dev.onepool.SellerId;
import dev.onepool.SourcingStrategy;
import dev.onepool.Sku;
import dev.onepool.StockCommand;
import dev.onepool.SyncReport;
import dev.onepool.core.internal.engine.Engine;
import dev.onepool.core.internal.engine.EngineSettings;
import dev.onepool.core.internal.ledger.ListingAccount;
import dev.onepool.core.internal.store.MemoryStore;
import dev.onepool.spi.ChannelConnector;
import dev.onepool.spi.ChannelConnectorProvider;
import dev.onepool.spi.ConnectorContext;
import dev.onepool.spi.SecretStore;
import dev.onepool.spi.SettingsSpec;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The engine of a world, which may die and be started again on what its store holds; and what its operator does. */
final class Seller {

  private static final SellerId ID = SellerId.of("seller");
  private static final String PROVIDER = "world";

  /** What the own checkout sells a kit as. */
  static final Sku KIT = Sku.of("BOX");

  private final EngineSettings settings;
  private final Setting setting;
  private final List<Shop> shops;
  private final Map<ChannelId, Shop> byChannel = new HashMap<>();
  private final MemoryStore store;
  private final Set<Shop> live = new HashSet<>();
  private boolean imported;
  private final Inventory[] engines;
  private int turn;
  private long receipts;
  private long calls;

  Seller(WorldPlan plan, Setting setting, List<Shop> shops, ManualClock clock, Mishaps mishaps) {
    this.setting = setting;
    this.shops = shops;
    Map<ChannelId, ChannelConnector> connectors = new TreeMap<>();
    for (Shop shop : shops) {
      byChannel.put(shop.plan().channel(), shop);
      connectors.put(shop.plan().channel(), mishaps.around(shop.plan().channel(), shop.market().connector()));
    }
    settings = new EngineSettings(null, null, clock, plan.guarantee(), plan.policy(),
        setting.brake(), SourcingStrategy.fewestLocations(),
        Seller.class.getClassLoader(), SecretStore.inMemory(),
        List.of(new Provider(connectors)),
        shops.stream()
            .map(shop -> new EngineSettings.Channel(ID, shop.plan().channel(), PROVIDER, Map.of()))
            .toList());
    engines = new Inventory[plan.engines()];
    store = new MemoryStore(engines.length > 1);
    for (int i = 0; i < engines.length; i++) {
      engines[i] = start();
    }
  }

  /** Hands out the connectors of one world; finding them by hand saves a scan for each world. */
  record Provider(Map<ChannelId, ChannelConnector> connectors) implements ChannelConnectorProvider {
    @Override
    public String id() {
      return PROVIDER;
    }

    @Override
    public int spiVersion() {
      return SPI_VERSION;
    }

    @Override
    public SettingsSpec settings() {
      return SettingsSpec.none();
    }

    @Override
    public ChannelConnector create(ConnectorContext context) {
      ChannelConnector connector = connectors.get(context.channel());
      if (connector == null) {
        throw new IllegalStateException("no such shop: " + context.channel());
      }
      return connector;
    }
  }

  private Inventory start() {
    return Engine.start(settings, setting.rules(), store).inventory(ID);
  }

  /** The process died. Nothing of it is closed; another one finds the store. */
  void restart() {
    restart(turn);
  }

  private void restart(int engine) {
    calls++;
    if (setting.losesMarks()) {
      store.write(transaction -> {
        transaction.clearDirty(ID, store.dirty(ID, Integer.MAX_VALUE));
        return true;
      });
    }
    engines[engine] = start();
  }

  /** From now on this engine is asked; where there are several, all know only what the store holds. */
  void turn(int engine) {
    turn = engine;
  }

  /** Another engine on the same store does a round, and may die in it. */
  void roundOfAnother() {
    calls++;
    int another = (turn + 1) % engines.length;
    try {
      engines[another].sync();
    } catch (Mishaps.Crash died) {
      restart(another);
    }
  }

  /** Returns the engine, to be asked for something that may change its books. */
  Inventory inventory() {
    calls++;
    return engines[turn];
  }

  /** Returns the engine, to be asked what its books say. */
  Inventory books() {
    return engines[turn];
  }

  /** Returns what the books say of every listing of these SKUs. */
  List<ListingAccount> accounts(Collection<Sku> skus) {
    return store.listingsOf(ID, skus);
  }

  /** Returns how many listings there are on all channels. */
  int listings() {
    int count = 0;
    for (Shop shop : shops) {
      count += shop.offers().size();
    }
    return count;
  }

  Shop shop(ChannelId channel) {
    Shop shop = byChannel.get(channel);
    if (shop == null) {
      throw new IllegalStateException("no such shop: " + channel);
    }
    return shop;
  }

  /** Returns how often the engine was asked for something that may change its books. */
  long calls() {
    return calls;
  }

  SyncReport sync() {
    return inventory().sync();
  }

  void receive(Sku sku, long units) {
    receive(sku, LocationId.MAIN, units);
  }

  void receive(Sku sku, LocationId location, long units) {
    inventory().ledger().post(new StockCommand.Receive(
        EffectKey.of("receipt", Long.toString(++receipts)), sku, location, Quantity.of(units)));
  }

  /** Returns what a kit of these SKUs consists of: on the channels, and at the own checkout. */
  static List<Component> partsOfKit(List<Sku> skus) {
    return List.of(new Component(skus.get(0), 1), new Component(skus.get(1), 2));
  }

  void defineKit(List<Sku> skus) {
    inventory().ledger().post(new StockCommand.DefineKit(EffectKey.of("kit", KIT.value()), KIT, partsOfKit(skus)));
  }

  /** Somebody counted, rightly or wrongly. */
  void count(Sku sku, long units) {
    inventory().ledger().post(new StockCommand.Count(
        EffectKey.of("count", Long.toString(++receipts)), sku, LocationId.MAIN, Quantity.of(units)));
  }

  void safetyStock(Sku sku, LocationId location, long units) {
    inventory().ledger().safetyStock(sku, location, Quantity.of(units));
  }

  /**
   * Brings the shops nearer to being live. All listings are known before the first shop goes live: what a channel sells
   * that was never imported is nobody's right.
   *
   * @return whether all are live, or were once
   */
  boolean goLive() {
    if (!imported) {
      shops.forEach(this::importListings);
      imported = true;
      return false;
    }
    for (Shop shop : shops) {
      if (!live.contains(shop) && mode(shop, ChannelMode.LIVE)) {
        live.add(shop);
      }
    }
    return live.size() == shops.size();
  }

  private void importListings(Shop shop) {
    ChannelId channel = shop.plan().channel();
    // Where its units are is for a person to say, before orders that wait for the listing are booked at the main location.
    shop.offers().stream().filter(offer -> !offer.location().equals(LocationId.MAIN)).forEach(offer -> map(channel, offer));
    inventory().channels().importListings(channel);
    // A kit's code is no SKU: a person says what it is made of.
    shop.offers().stream().filter(offer -> offer.components().size() > 1).forEach(offer -> map(channel, offer));
  }

  private void map(ChannelId channel, Shop.Offer offer) {
    inventory().channels().map(new Listing(channel, offer.id(), offer.components(), offer.location()));
  }

  /** Sells something else, or from another place, under a listing; returns whether the engine agreed, which it does where nothing may still be sold. */
  boolean remap(Shop shop, Shop.Offer offer) {
    try {
      map(shop.plan().channel(), offer);
      return true;
    } catch (IllegalStateException mayStillSell) {
      return false;
    }
  }

  /** Returns whether the shop is in this mode now. */
  boolean mode(Shop shop, ChannelMode mode) {
    return inventory().channels().mode(shop.plan().channel(), mode).isEmpty();
  }
}
