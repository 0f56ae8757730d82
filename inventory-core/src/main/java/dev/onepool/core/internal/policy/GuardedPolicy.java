package dev.onepool.core.internal.policy;

import dev.onepool.Allocation;
import dev.onepool.Allocation.Share;
import dev.onepool.AllocationPolicy;
import dev.onepool.AllocationRequest;
import dev.onepool.ChannelId;
import dev.onepool.core.internal.policy.PolicyAnswer.Accepted;
import dev.onepool.core.internal.policy.PolicyAnswer.PolicyFault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks a policy and believes nothing: whatever it does, an answer comes back, and only a sound one is accepted. */
public final class GuardedPolicy {

  private static final int LONGEST_MESSAGE = 300;

  private final String name;
  private final AllocationPolicy policy;

  /**
   * Makes a guard.
   *
   * @param name what the policy is called in faults
   */
  public GuardedPolicy(String name, AllocationPolicy policy) {
    this.name = name;
    this.policy = policy;
  }

  /** Returns the policy's numbers, or the fault that keeps them from being used. */
  public PolicyAnswer allocate(AllocationRequest request) {
    try {
      @Nullable Allocation answer = policy.allocate(request);
      return answer == null ? fault(request, null, "it answered null", null) : judge(request, answer);
    } catch (StackOverflowError endless) {
      return fault(request, null, "it called itself without end", endless);
    } catch (VirtualMachineError fatal) {
      throw fatal;
    } catch (Throwable thrown) {
      return fault(request, null, "it threw " + described(thrown), thrown);
    }
  }

  private PolicyAnswer judge(AllocationRequest request, Allocation answer) {
    List<Share> shares = answer.shares();
    int expected = request.listings().size();
    if (shares.size() != expected) {
      return fault(request, null, "it answered for " + shares.size() + " listings, and was asked about " + expected, null);
    }
    boolean mayOversell = policy.mayOversell();
    long left = request.units();
    for (int i = 0; i < expected; i++) {
      Share share = shares.get(i);
      @Nullable String problem = problem(share, request.units(), left, mayOversell);
      if (problem != null) {
        return fault(request, request.listings().get(i).channel(), problem, null);
      }
      left -= share.share();
    }
    return new Accepted(answer);
  }

  private static @Nullable String problem(Share share, long units, long left, boolean mayOversell) {
    if (share.share() < 0 || share.limit() < 0) {
      return "negative numbers, share " + share.share() + " and limit " + share.limit();
    }
    if (share.share() > share.limit()) {
      return "share " + share.share() + " is above limit " + share.limit();
    }
    if (share.share() > left) {
      return "share " + share.share() + " is above the " + left + " that earlier shares left of " + units + " units";
    }
    if (share.limit() > units && !mayOversell) {
      return "limit " + share.limit() + " is above the " + units + " units there are, without a permit to oversell";
    }
    return null;
  }

  private PolicyFault fault(
      AllocationRequest request, @Nullable ChannelId channel, String problem, @Nullable Throwable cause) {
    return new PolicyFault(name, request.sku(), channel, problem, cause);
  }

  private static String described(Throwable thrown) {
    String text;
    try {
      text = String.valueOf(thrown.getMessage());
    } catch (RuntimeException evenThatThrows) {
      text = "no message";
    }
    String type = thrown.getClass().getName();
    return type + ": " + (text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) + "…" : text);
  }
}
