package dev.onepool.core.internal.host;

import dev.onepool.ChannelId;
import dev.onepool.SellerId;
import dev.onepool.core.internal.calls.BucketPacing;
import dev.onepool.core.internal.calls.JdkTransport;
import dev.onepool.core.internal.calls.StoredTokens;
import dev.onepool.spi.SecretStore;
import dev.onepool.spi.Transport;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;

/**
 * What the connectors of an engine have in common.
 *
 * @param clock the only one they may read
 * @param transport sends their calls
 * @param secrets keeps their tokens
 */
public record Surroundings(Clock clock, Transport transport, SecretStore secrets) {

  private static final int FINGERPRINT = 16;

  /** Returns real surroundings: calls go out, and tokens are kept in this store. */
  public static Surroundings of(Clock clock, SecretStore secrets) {
    return new Surroundings(clock, new JdkTransport(clock), secrets);
  }

  /** Returns what a connector of this seller's channel is given. */
  HostContext context(SellerId seller, ChannelId channel, CheckedSettings settings) {
    String prefix = part(seller.value()) + part(channel.value()) + fingerprint(settings.secrets()) + "/";
    return new HostContext(channel, settings, clock, transport, new StoredTokens(prefix, secrets, clock),
        new BucketPacing(clock));
  }

  /** A slash in a name must not make it look like another's. */
  private static String part(String name) {
    return name.replace("%", "%25").replace("/", "%2F") + "/";
  }

  /** Tokens that were obtained with other secrets are not taken for those of the present ones. */
  private static String fingerprint(List<String> secrets) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String secret : secrets) {
        digest.update(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, FINGERPRINT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
