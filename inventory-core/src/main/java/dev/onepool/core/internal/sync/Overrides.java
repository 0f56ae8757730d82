package dev.onepool.core.internal.sync;

import dev.onepool.Allocation;
import dev.onepool.AllocationPolicy;
import dev.onepool.AllocationRequest;
import dev.onepool.AllocationRequest.Candidate;
import dev.onepool.ChannelId;
import dev.onepool.Listing.Component;
import dev.onepool.QuantityOverride;
import dev.onepool.Sku;
import dev.onepool.core.internal.ledger.ListingAccount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people said that channels show of SKUs, as it holds now. Pure. */
final class Overrides {

  static final Overrides NONE = new Overrides(List.of());

  private final Map<Sku, Map<ChannelId, QuantityOverride>> bySku = new HashMap<>();

  /** Takes those that have not ended. */
  Overrides(Collection<QuantityOverride> inForce) {
    inForce.forEach(one -> bySku.computeIfAbsent(one.sku(), any -> new HashMap<>()).put(one.channel(), one));
  }

  @Nullable QuantityOverride of(Sku sku, ChannelId channel) {
    return bySku.getOrDefault(sku, Map.of()).get(channel);
  }

  /** Returns the permit by which nothing is promised for a SKU; null where there is none. */
  @Nullable QuantityOverride permitFor(Sku sku) {
    for (QuantityOverride one : bySku.getOrDefault(sku, Map.of()).values()) {
      if (one.permit() != null) {
        return one;
      }
    }
    return null;
  }

  /** Returns whether nothing is promised for any SKU of a listing. */
  boolean waive(ListingAccount account) {
    return !bySku.isEmpty() && account.components().stream().anyMatch(component -> permitFor(component.sku()) != null);
  }

  /** Returns whether a person left this listing nothing. */
  boolean takeOff(ListingAccount account) {
    for (Component component : account.components()) {
      QuantityOverride one = of(component.sku(), account.key().channel());
      if (one != null && one.units().units() < component.units()) {
        return true;
      }
    }
    return false;
  }

  /** Returns the policy as it is to be asked for a SKU. */
  AllocationPolicy over(AllocationPolicy policy, Sku sku) {
    AllocationPolicy over = policy;
    for (QuantityOverride one : bySku.getOrDefault(sku, Map.of()).values()) {
      over = one.kind() == QuantityOverride.Kind.CAP
          ? over.capping(one.channel(), one.units().units()) : new Fixed(over, one.channel(), one.units().units());
    }
    return over;
  }

  /** Returns the policy's answer with the numbers that people said, whatever the policy made of them. */
  Allocation upon(Allocation allocation, AllocationRequest request) {
    if (!bySku.containsKey(request.sku())) {
      return allocation;
    }
    List<Allocation.Share> shares = new ArrayList<>(allocation.shares());
    for (int i = 0; i < shares.size(); i++) {
      QuantityOverride one = of(request.sku(), request.listings().get(i).channel());
      if (one != null) {
        shares.set(i, upon(shares.get(i), one, part(request, i, one.units().units())));
      }
    }
    return new Allocation(shares);
  }

  private static Allocation.Share upon(Allocation.Share share, QuantityOverride one, long part) {
    List<Allocation.Reason> reasons = new ArrayList<>(share.reasons());
    reasons.add(new Allocation.Reason(one.toString(), part));
    return one.permit() != null
        ? new Allocation.Share(part, part, reasons)
        : new Allocation.Share(Math.min(share.limit(), part), Math.min(share.share(), part), reasons);
  }

  /** Returns a listing's part of its channel's number. */
  static long part(AllocationRequest request, int index, long units) {
    ChannelId channel = request.listings().get(index).channel();
    long listings = 0;
    long before = 0;
    for (int i = 0; i < request.listings().size(); i++) {
      boolean same = request.listings().get(i).channel().equals(channel);
      listings += same ? 1 : 0;
      before += same && i < index ? 1 : 0;
    }
    return units / listings + (before < units % listings ? 1 : 0);
  }

  /** A channel is given its number before the policy divides the rest; what others may take at most stays as it was. */
  private record Fixed(AllocationPolicy inside, ChannelId channel, long units) implements AllocationPolicy {

    @Override
    public Allocation allocate(AllocationRequest request) {
      long taken = Math.min(units, request.units());
      List<Candidate> others = request.listings().stream().filter(one -> !one.channel().equals(channel)).toList();
      if (others.size() == request.listings().size()) {
        return inside.allocate(request);
      }
      List<Allocation.Share> limits = inside.allocate(request).shares();
      List<Allocation.Share> rest = inside.allocate(new AllocationRequest(
          request.sku(), request.units() - taken, others, request.horizon(), request.asOf(), request.unseen())).shares();
      List<Allocation.Share> shares = new ArrayList<>(limits.size());
      int next = 0;
      for (int i = 0; i < limits.size(); i++) {
        Allocation.Share share = request.listings().get(i).channel().equals(channel) ? null : rest.get(next++);
        long part = share != null ? share.share() : part(request, i, taken);
        long limit = share != null ? Math.max(limits.get(i).limit(), part) : part;
        shares.add(new Allocation.Share(limit, part, share != null ? share.reasons() : List.of()));
      }
      return new Allocation(shares);
    }

    @Override
    public boolean mayOversell() {
      return inside.mayOversell();
    }

    @Override
    public boolean needsUnseen() {
      return inside.needsUnseen();
    }
  }
}
