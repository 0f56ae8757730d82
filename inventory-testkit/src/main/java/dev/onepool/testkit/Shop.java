package dev.onepool.testkit;

import dev.onepool.Listing.Component;
import dev.onepool.ListingId;
import dev.onepool.LocationId;
import dev.onepool.OrderLineRef;
import dev.onepool.Sku;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One marketplace of a world, what is offered there, and the order lines that something can still happen to. */
final class Shop {

  /** The most lines that are remembered of either kind; older ones are left as they are. */
  private static final int MAX_LINES = 200;

  /** What buyers can choose, and where its units lie. */
  record Offer(ListingId id, List<Component> components, LocationId location) {

    Offer(ListingId id, List<Component> components) {
      this(id, components, LocationId.MAIN);
    }
  }

  /** A line of an order of one buyer. */
  record Line(String order, String line, Offer offer) {}

  private final ShopPlan plan;
  private final SimulatedMarketplace market;
  private final List<Offer> offers;
  private final List<Line> open = new ArrayList<>();
  private final List<Line> shipped = new ArrayList<>();
  private long orders;

  Shop(ShopPlan plan, SimulatedMarketplace market, List<Offer> offers) {
    this.plan = plan;
    this.market = market;
    this.offers = new ArrayList<>(offers);
  }

  /** Opens a shop with every SKU of its world, and a kit where it sells one. */
  static Shop open(WorldPlan world, ShopPlan plan, List<Sku> skus, ManualClock clock, long seed, Faults faults) {
    SimulatedMarketplace market = plan.open(clock, seed, faults);
    List<Offer> offers = new ArrayList<>();
    for (int i = 0; i < skus.size(); i++) {
      Sku sku = skus.get(i);
      offers.add(new Offer(ListingId.of("listing-of-" + sku), List.of(new Component(sku, 1)), world.place(plan, i)));
      market.list(offers.get(i).id(), sku.value(), plan.shown());
    }
    if (world.kit() && plan.sellsKit()) {
      offers.add(new Offer(ListingId.of("kit"), Seller.partsOfKit(skus), world.place(plan, 0)));
      market.list(ListingId.of("kit"), "KIT", 0);
    }
    return new Shop(plan, market, offers);
  }

  ShopPlan plan() {
    return plan;
  }

  SimulatedMarketplace market() {
    return market;
  }

  List<Offer> offers() {
    return offers;
  }

  /** From now on buyers of this listing get something else; who bought it before does not. */
  void changes(Offer before, Offer after) {
    offers.set(offers.indexOf(before), after);
  }

  long shown(Offer offer) {
    return market.shown(offer.id());
  }

  Offer any(SplittableRandom random) {
    return offers.get(random.nextInt(offers.size()));
  }

  /** Tries to buy, as a new order or as one more line of an open one; returns whether it was sold. */
  boolean buy(Offer offer, long units, boolean inOpenOrder, SplittableRandom random) {
    Line added = inOpenOrder && !open.isEmpty()
        ? new Line(open.get(random.nextInt(open.size())).order(), "line-" + ++orders, offer)
        : new Line("order-" + ++orders, "1", offer);
    boolean sold = market.buy(added.order(), added.line(), offer.id(), units);
    if (sold) {
      remember(open, added);
    }
    return sold;
  }

  void replace(Offer offer, long units) {
    Line added = new Line("replacement-" + ++orders, "1", offer);
    market.addReplacement(added.order(), added.line(), offer.id(), units);
    remember(open, added);
  }

  /** Takes out some line that is not all shipped or cancelled; null if there is none. Give it back if it still is not. */
  @Nullable Line takeOpen(SplittableRandom random) {
    while (!open.isEmpty()) {
      Line line = take(open, random);
      if (units(line) > 0) {
        return line;
      }
    }
    return null;
  }

  /** Takes out some line that was shipped; null if there is none. */
  @Nullable Line takeShipped(SplittableRandom random) {
    return shipped.isEmpty() ? null : take(shipped, random);
  }

  long units(Line line) {
    return market.open(line.order(), line.line());
  }

  void giveBack(Line line) {
    if (units(line) > 0) {
      remember(open, line);
    }
  }

  void wasShipped(Line line) {
    remember(shipped, line);
  }

  OrderLineRef ref(Line line) {
    return new OrderLineRef(plan.channel(), dev.onepool.OrderId.of(line.order()), dev.onepool.LineId.of(line.line()));
  }

  private static Line take(List<Line> lines, SplittableRandom random) {
    int index = random.nextInt(lines.size());
    Line line = lines.get(index);
    Line last = lines.remove(lines.size() - 1);
    if (index < lines.size()) {
      lines.set(index, last);
    }
    return line;
  }

  private static void remember(List<Line> lines, Line line) {
    if (lines.size() < MAX_LINES) {
      lines.add(line);
    }
  }
}
