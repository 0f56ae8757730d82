package dev.onepool.examples.demo;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Which of the five channels a buyer shops on.
 *
 * <p>The real shop had one channel, so this part is made up: the 64-bit FNV-1a hash of the UTF-8 bytes of the
 * customer's id (of the invoice number where there is no customer), read as an unsigned number, modulo 5. A customer
 * always shops on the same channel.
 */
final class ChannelAssignment {

  /** The channels, in the order of the hash's remainder. */
  static final List<String> CHANNELS = List.of("amazon", "shopify", "walmart", "ebay", "tiktok");

  /** The rule in words. */
  static final String RULE =
      "FNV-1a 64-bit of the UTF-8 customer id (without one: of the invoice number), unsigned, modulo 5";

  private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private ChannelAssignment() {}

  /** Returns the index in {@link #CHANNELS} of the channel that this buyer shops on. */
  static int channelOf(String buyer) {
    return (int) Long.remainderUnsigned(hash(buyer), CHANNELS.size());
  }

  /** Returns the 64-bit FNV-1a hash of the text's UTF-8 bytes. */
  static long hash(String text) {
    long hash = OFFSET_BASIS;
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (octet & 0xff)) * PRIME;
    }
    return hash;
  }
}
