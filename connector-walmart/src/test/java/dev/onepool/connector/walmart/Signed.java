package dev.onepool.connector.walmart;

import dev.onepool.spi.Notification;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs notifications in the two ways that Walmart documents. */
final class Signed {

  private Signed() {}

  /** Over the body, as hexadecimal digits. */
  static Notification plain(String body, String secret, Instant at) {
    return new Notification(Map.of("X-Onepool-Signature", List.of(HexFormat.of().formatHex(hmac(secret, body)))),
        body.getBytes(StandardCharsets.UTF_8), at);
  }

  /** Over method, address, time and body, as Base64. */
  static Notification inTime(String body, String secret, Instant signedAt, Instant at) {
    URI address = URI.create(WalmartRemote.WEBHOOK);
    String signed = "POST\n" + address.getRawPath() + "?" + address.getRawQuery() + "\n" + signedAt.getEpochSecond() + "\n"
        + HexFormat.of().formatHex(sha256(body));
    return new Notification(Map.of("WM_SEC.TIMESTAMP", List.of(Long.toString(signedAt.getEpochSecond())),
        "WM_SEC.SIGNATURE", List.of(Base64.getEncoder().encodeToString(hmac(secret, signed)))), body.getBytes(StandardCharsets.UTF_8), at);
  }

  static byte[] hmac(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
