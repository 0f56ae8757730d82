package dev.onepool.connector.shopify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** UUIDs made from names: version 5 of RFC 9562, in a name space of ours. */
final class NameUuid {

  private static final UUID SPACE = UUID.fromString("6f0d7a3e-52f4-4cf5-9a6c-0d1f6f0e5a11");

  private NameUuid() {}

  /** Returns the UUID of a name among those of one kind: the same for the same name, always. */
  static UUID of(String kind, String name) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
    digest.update(ByteBuffer.allocate(16)
        .putLong(SPACE.getMostSignificantBits()).putLong(SPACE.getLeastSignificantBits()).array());
    ByteBuffer hash = ByteBuffer.wrap(digest.digest((kind + "\n" + name).getBytes(StandardCharsets.UTF_8)));
    long high = hash.getLong() & ~0xF000L | 0x5000L;
    long low = hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
