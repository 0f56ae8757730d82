package dev.onepool;

import dev.onepool.Allocation.Reason;
import dev.onepool.Allocation.Share;
import dev.onepool.Reservations.Reserved;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** The rules that compose around a policy. Each changes only what it must, and says so. */
final class PolicyDecorators {

  private PolicyDecorators() {}

  /** A rule that always stands around the same policy. */
  private interface Around extends PolicyRule {
    AllocationPolicy inner();

    @Override
    default AllocationPolicy inner(AllocationRequest request) {
      return inner();
    }

    @Override
    default boolean mayOversell() {
      return inner().mayOversell();
    }

    @Override
    default boolean needsUnseen() {
      return inner().needsUnseen();
    }
  }

  record Reserving(AllocationPolicy inner, Reservations reservations) implements Around {
    @Override
    public AllocationRequest inside(AllocationRequest request) {
      return request.withUnits(request.units() - LongStream.of(setAside(request)).sum());
    }

    @Override
    public long[] setAside(AllocationRequest request) {
      return parts(request, reservations.unitsFor(request));
    }

    @Override
    public Allocation allocate(AllocationRequest request) {
      long[] set = reservations.unitsFor(request);
      long[] own = parts(request, set);
      long rest = request.units() - LongStream.of(set).sum();
      List<Share> before = inner.allocate(request.withUnits(rest)).shares();
      List<Share> shares = new ArrayList<>(before.size());
      for (int i = 0; i < before.size(); i++) {
        Share share = before.get(i);
        List<Reason> reasons = new ArrayList<>(share.reasons());
        addReasons(reasons, request, set, request.listings().get(i).channel());
        // Nobody can take more than there is, and adding to a limit without end would overflow.
        shares.add(new Share(Math.min(share.limit(), rest) + own[i], share.share() + own[i], reasons));
      }
      return new Allocation(shares);
    }

    private long[] parts(AllocationRequest request, long[] set) {
      long[] parts = new long[request.listings().size()];
      for (int i = 0; i < set.length; i++) {
        PolicyRule.addByDemand(parts, request, reservations.all().get(i).channel(), set[i]);
      }
      return parts;
    }

    private void addReasons(List<Reason> reasons, AllocationRequest request, long[] set, ChannelId listing) {
      for (int i = 0; i < set.length; i++) {
        Reserved reserved = reservations.all().get(i);
        if (reserved.isFor(request)) {
          boolean mine = reserved.channel().equals(listing);
          reasons.add(new Reason(mine ? reserved.ownRule() : reserved.othersRule(), set[i]));
        }
      }
    }
  }

  record Buffering(AllocationPolicy inner, ChannelId channel, Buffer buffer) implements Around {
    @Override
    public boolean needsUnseen() {
      return buffer.needsUnseen() || inner.needsUnseen();
    }

    @Override
    public Allocation allocate(AllocationRequest request) {
      long units = buffer.units(request);
      long most = Math.max(0, request.units() - units);
      return PolicyRule.limited(inner.allocate(request), request, channel, most, new Reason(buffer.rule(), units));
    }
  }

  /** A buffer on every channel: the policy inside divides only what is left, so no channel needs to be lowered. */
  record BufferingAll(AllocationPolicy inner, Buffer buffer) implements Around {
    @Override
    public boolean needsUnseen() {
      return buffer.needsUnseen() || inner.needsUnseen();
    }

    @Override
    public AllocationRequest inside(AllocationRequest request) {
      return request.withUnits(Math.max(0, request.units() - buffer.units(request)));
    }

    @Override
    public Allocation allocate(AllocationRequest request) {
      Reason reason = new Reason(buffer.rule() + " on every channel", buffer.units(request));
      return PolicyRule.because(inner.allocate(inside(request)), reason);
    }
  }

  record Capping(AllocationPolicy inner, ChannelId channel, long units) implements Around {
    @Override
    public Allocation allocate(AllocationRequest request) {
      return PolicyRule.limited(inner.allocate(request), request, channel, units, new Reason("cap", units));
    }
  }

  record Ending(AllocationPolicy inner, ChannelId channel, long units) implements Around {
    @Override
    public Allocation allocate(AllocationRequest request) {
      Allocation before = inner.allocate(request);
      return request.units() >= units
          ? before
          : PolicyRule.limited(before, request, channel, 0, new Reason("ends below", units));
    }
  }

  record ShowingAtLeast(AllocationPolicy inner, ChannelId channel, long units, OversellPermit permit)
      implements Around {
    @Override
    public boolean mayOversell() {
      return true;
    }

    @Override
    public Allocation allocate(AllocationRequest request) {
      Allocation before = inner.allocate(request);
      Reason reason = new Reason("minimum shown, overselling permitted by " + permit.grantedBy() + ":", units);
      List<Share> shares = new ArrayList<>(before.shares());
      for (int i = 0; i < shares.size(); i++) {
        Share share = shares.get(i);
        // Only the limit: a share is a part of what there is, and no permit makes more of it.
        if (request.listings().get(i).channel().equals(channel) && share.limit() < units) {
          shares.set(i, new Share(units, share.share(), PolicyRule.plus(share.reasons(), reason)));
        }
      }
      return new Allocation(shares);
    }
  }

  /** Another policy while stock is low: below so many units, or below so many days of demand. */
  record WhenLow(AllocationPolicy inner, Buffer threshold, AllocationPolicy low) implements PolicyRule {
    @Override
    public AllocationPolicy inner(AllocationRequest request) {
      return isLow(request) ? low : inner;
    }

    private boolean isLow(AllocationRequest request) {
      return request.units() < threshold.units(request);
    }

    @Override
    public boolean mayOversell() {
      return inner.mayOversell() || low.mayOversell();
    }

    @Override
    public boolean needsUnseen() {
      return inner.needsUnseen() || low.needsUnseen();
    }

    @Override
    public Allocation allocate(AllocationRequest request) {
      Allocation allocation = inner(request).allocate(request);
      return isLow(request)
          ? PolicyRule.because(allocation, new Reason("rules for low stock, below", threshold.units(request)))
          : allocation;
    }
  }
}
