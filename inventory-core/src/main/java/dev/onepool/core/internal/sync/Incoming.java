package dev.onepool.core.internal.sync;

import dev.onepool.ChannelId;
import dev.onepool.NotificationAnswer;
import dev.onepool.core.internal.commit.GroupCommit;
import dev.onepool.spi.Notification;
import dev.onepool.spi.PushSource;
import dev.onepool.spi.PushSource.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What channels send of their own accord, by HTTP or into queues, and what must be looked after so that it keeps coming. */
final class Incoming {

  private static final Logger log = LoggerFactory.getLogger(Incoming.class);
  private static final Duration MAINTAINED_EVERY = Duration.ofHours(1);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final GroupCommit commit;
  private final Notifications notifications;
  private final Map<ChannelId, PushQueue> queues = new ConcurrentHashMap<>();
  private final Map<ChannelId, Instant> maintained = new ConcurrentHashMap<>();

  Incoming(OrderReader orders, GroupCommit commit) {
    this.commit = commit;
    this.notifications = new Notifications(orders, commit);
  }

  /** Takes in what came by HTTP. */
  NotificationAnswer http(ChannelRuntime runtime, Map<String, List<String>> headers, byte[] body) {
    return notifications.take(runtime, new Notification(headers, body, commit.now()));
  }

  /** Prepares a channel's part of a round: maintains it when that is due, and empties its queue. */
  void round(ChannelRuntime runtime, Round round) {
    Instant now = commit.now();
    Instant last = maintained.get(runtime.channel());
    if (last == null || !now.isBefore(last.plus(MAINTAINED_EVERY))) {
      maintained.put(runtime.channel(), now);
      maintain(runtime, round);
    }
    try {
      drain(runtime, Duration.ZERO);
    } catch (RuntimeException e) {
      log.warn("the queue of channel {} could not be emptied; its orders are polled", runtime.channel(), e);
      round.fail("the queue of " + runtime.channel() + " could not be emptied: " + e.getMessage());
    }
  }

  private static void maintain(ChannelRuntime runtime, Round round) {
    try {
      runtime.connector().maintain()
          .forEach(repaired -> log.info("channel {} was put right: {}", runtime.channel(), repaired));
    } catch (RuntimeException e) {
      log.warn("channel {} could not be maintained; notifications may be missing", runtime.channel(), e);
      round.fail(runtime.channel() + " could not be maintained: " + e.getMessage());
    }
  }

  /** Returns the messages that a complete reading of the channel's orders would settle. */
  List<Message> waiting(ChannelRuntime runtime) {
    PushQueue queue = queues.get(runtime.channel());
    return queue == null ? List.of() : queue.waiting();
  }

  /** The channel's orders have been read to the end since these messages waited for it. */
  void read(ChannelRuntime runtime, List<Message> messages, Round round) {
    PushQueue queue = queues.get(runtime.channel());
    if (queue == null) {
      return;
    }
    try {
      queue.read(messages);
    } catch (RuntimeException e) {
      log.debug("messages of channel {} could not be confirmed and will come again", runtime.channel(), e);
      round.fail("messages of " + runtime.channel() + " could not be confirmed: " + e.getMessage());
    }
  }

  /** Empties all queues, and waits for the first message where all are empty, at each for its part of the time. */
  int receive(List<ChannelRuntime> runtimes, Duration wait) {
    if (wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0) {
      throw new IllegalArgumentException("wait must be 0 to " + LONGEST_WAIT + ", was " + wait);
    }
    List<ChannelRuntime> queued = new ArrayList<>(runtimes);
    queued.removeIf(runtime -> queue(runtime) == null);
    int taken = queued.stream().mapToInt(runtime -> tryDrain(runtime, Duration.ZERO)).sum();
    for (int i = 0; i < queued.size() && taken == 0 && !wait.isZero(); i++) {
      taken = tryDrain(queued.get(i), wait.dividedBy(queued.size()));
    }
    return taken;
  }

  private int tryDrain(ChannelRuntime runtime, Duration wait) {
    try {
      return drain(runtime, wait);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      log.warn("the queue of channel {} could not be emptied; its orders are polled", runtime.channel(), e);
      return 0;
    }
  }

  private int drain(ChannelRuntime runtime, Duration wait) {
    PushQueue queue = queue(runtime);
    return queue == null ? 0 : queue.drain(wait, message -> notifications.take(runtime, message.notification()));
  }

  private @Nullable PushQueue queue(ChannelRuntime runtime) {
    PushQueue known = queues.get(runtime.channel());
    if (known != null) {
      return known;
    }
    PushSource source = runtime.connector().pushSource();
    return source == null ? null : queues.computeIfAbsent(runtime.channel(), any -> new PushQueue(source));
  }
}
