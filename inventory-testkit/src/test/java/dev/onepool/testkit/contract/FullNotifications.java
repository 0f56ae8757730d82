package dev.onepool.testkit.contract;

import dev.onepool.LineId;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.spi.Notification;
import dev.onepool.spi.NotificationResult;
import dev.onepool.spi.OrderSnapshot;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Reads the notifications of a {@link FullMarket}. */
final class FullNotifications {

  private FullNotifications() {}

  static NotificationResult read(Notification notification, String key) {
    String signature = notification.header("x-signature");
    if (signature == null || !MessageDigest.isEqual(signature.getBytes(StandardCharsets.US_ASCII),
        FullMarket.sign(notification.body(), key).getBytes(StandardCharsets.US_ASCII))) {
      return new NotificationResult.Forged("the signature is not the market's");
    }
    String[] lines = new String(notification.body(), StandardCharsets.UTF_8).split("\n");
    String[] head = lines[0].split(";");
    if (head.length > 1 && !head[1].equals(FullMarket.ACCOUNT)) {
      return new NotificationResult.Forged("it is for another account");
    }
    if (head.length < 7) {
      return new NotificationResult.Unreadable("the head has " + head.length + " parts");
    }
    if (Instant.parse(head[2]).isBefore(notification.receivedAt().minus(Duration.ofHours(1)))) {
      return new NotificationResult.Forged("it is older than an hour");
    }
    List<OrderSnapshot.Line> told = Arrays.stream(lines).skip(1).map(FullNotifications::line).toList();
    OrderId order = OrderId.of(head[3]);
    OrderSnapshot snapshot = new OrderSnapshot(
        order, Instant.parse(head[5]), 0, Instant.parse(head[4]), Boolean.parseBoolean(head[6]), told);
    return new NotificationResult.Changed(head[0], List.of(snapshot), Set.of(order), Set.of(), false);
  }

  private static OrderSnapshot.Line line(String text) {
    String[] parts = text.split(";");
    return new OrderSnapshot.Line(LineId.of(parts[0]), ListingId.of(parts[1]), Long.parseLong(parts[2]),
        Long.parseLong(parts[3]), Long.parseLong(parts[4]), Long.parseLong(parts[5]), Long.parseLong(parts[6]),
        parts[7].equals(Sale.Kind.SALE.name()));
  }
}
