package dev.onepool.testkit;

import dev.onepool.AllocationPolicies;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Ways to make a world simpler, from those that take most away to those that take least. */
final class Simpler {

  private Simpler() {}

  /** Returns what can be left out of a world, by what a person would call it. */
  static Map<String, UnaryOperator<WorldPlan>> ways(WorldPlan plan) {
    Map<String, UnaryOperator<WorldPlan>> ways = new LinkedHashMap<>();
    for (ShopPlan shop : plan.shops()) {
      ways.put("without " + shop.channel(), world -> without(world, shop));
    }
    ways.put("without rules of the seller", world -> world.simpler(world.shops(), world.skus(), world.kit(), world.shelf(),
        AllocationPolicies.sharedPool(), world.engines(), world.locations()));
    ways.put("without a second engine", world -> world.simpler(world.shops(), world.skus(), world.kit(), world.shelf(),
        world.policy(), 1, world.locations()));
    ways.put("with one location", world -> world.simpler(world.shops(), world.skus(), world.kit(), world.shelf(),
        world.policy(), world.engines(), 1));
    ways.put("without comparing", world -> every(world, shop -> new ShopPlan(shop.channel(), shop.weight(), shop.shown(),
        shop.sellsKit(), shop.proof(), shop.restoresOnCancel(), shop.visibilityDelay(), shop.orderLag(), shop.maxWriteDelay(),
        shop.writeLag(), shop.clockSkew(), shop.pageSize(), shop.location(), shop.spread(), false)));
    ways.put("without a kit", world -> world.simpler(world.shops(), world.skus(), false, world.shelf(), world.policy(),
        world.engines(), world.locations()));
    ways.put("with one SKU", world -> world.simpler(world.shops(), 1, false, world.shelf(), world.policy(), world.engines(),
        world.locations()));
    ways.put("without a shelf", world -> world.simpler(world.shops(), world.skus(), world.kit(), 0, world.policy(),
        world.engines(), world.locations()));
    ways.put("with clocks like ours", world -> every(world, shop -> shop(shop, shop.orderLag(), shop.writeLag(), 0, 500, shop.shown())));
    ways.put("with orders seen at once", world -> every(world, shop -> shop(shop, 0, shop.writeLag(), shop.clockSkew(), 500, shop.shown())));
    ways.put("with writes applied at once", world -> every(world, shop -> shop(shop, shop.orderLag(), 0, shop.clockSkew(), 500, shop.shown())));
    ways.put("with shops that show nothing at first", world -> every(world, shop -> shop(shop, shop.orderLag(), shop.writeLag(), shop.clockSkew(), 500, 0)));
    return ways;
  }

  private static WorldPlan without(WorldPlan world, ShopPlan gone) {
    List<ShopPlan> shops = new ArrayList<>(world.shops());
    shops.removeIf(shop -> shop.channel().equals(gone.channel()));
    return shops.isEmpty() ? world
        : world.simpler(shops, world.skus(), world.kit(), world.shelf(), world.policy(), world.engines(),
            world.locations());
  }

  private static WorldPlan every(WorldPlan world, UnaryOperator<ShopPlan> change) {
    return world.simpler(world.shops().stream().map(change).toList(), world.skus(), world.kit(), world.shelf(), world.policy(),
        world.engines(), world.locations());
  }

  private static ShopPlan shop(ShopPlan shop, long orderLag, long writeLag, long skew, int page, long shown) {
    return new ShopPlan(shop.channel(), shop.weight(), shown, shop.sellsKit(), shop.proof(), shop.restoresOnCancel(),
        shop.visibilityDelay(), orderLag, shop.maxWriteDelay(), writeLag, skew, page, shop.location(), shop.spread(),
        shop.compares());
  }
}
