package dev.onepool.core.internal.keeping;

import dev.onepool.LedgerEntry;
import dev.onepool.SellerId;
import dev.onepool.StockState;
import dev.onepool.core.internal.ledger.PoolKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A segment as the archive keeps it: a line of JSON for each entry, compressed.
 *
 * <p>Its name ends with the beginning of its digest. So a name stands for one content only: a segment that was written and then
 * not sealed, because another entry turned up, is never in the way of the one that was.
 */
final class SegmentFile {

  /** Before the first segment. */
  static final String NO_DIGEST = "0".repeat(64);

  /** Far more than the longest entries of one segment could fill. */
  private static final int MAX_BYTES = 128 * 1024 * 1024;

  private SegmentFile() {}

  /** Returns the lines of the entries. */
  static byte[] lines(List<LedgerEntry> entries) {
    StringBuilder lines = new StringBuilder(entries.size() * 300);
    entries.forEach(entry -> EntryLine.append(lines, entry));
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the digest of a segment with these lines behind one with that digest. */
  static String digest(SellerId seller, long number, String previous, byte[] lines) {
    MessageDigest sha = sha();
    // No identifier holds a line break, so the three cannot be taken for others.
    sha.update((seller + "\n" + number + "\n" + previous + "\n").getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(sha.digest(lines));
  }

  private static MessageDigest sha() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Returns the name of a segment: the seller for people and, because sellers may differ in what names cannot hold, hashed. */
  static String name(SellerId seller, long number, String digest) {
    String readable = seller.value().replaceAll("[^A-Za-z0-9_-]", "_");
    String hash = HexFormat.of().formatHex(sha().digest(seller.value().getBytes(StandardCharsets.UTF_8)));
    return String.format(Locale.ROOT, "%s-%s-%08d-%s.jsonl.gz", readable.substring(0, Math.min(40, readable.length())),
        hash.substring(0, 12), number, digest.substring(0, 16));
  }

  static byte[] compress(byte[] lines) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(lines.length / 8);
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /**
   * Returns the lines of a file.
   *
   * @throws IOException also if it is not compressed, or far too long
   */
  static byte[] unpack(InputStream file) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(file)) {
      byte[] lines = in.readNBytes(MAX_BYTES);
      if (in.read() >= 0) {
        throw new IOException("longer than any segment");
      }
      return lines;
    }
  }

  /** Returns what entries brought to each state that the checkpoint knows, less what they took from it. */
  static Map<PoolKey, Map<StockState, Long>> sums(List<LedgerEntry> entries) {
    Map<PoolKey, Map<StockState, Long>> sums = new TreeMap<>();
    entries.forEach(entry -> add(sums, entry));
    return sums;
  }

  static void add(Map<PoolKey, Map<StockState, Long>> sums, LedgerEntry entry) {
    Map<StockState, Long> states = sums.computeIfAbsent(
        new PoolKey(entry.sku(), entry.location()), any -> new EnumMap<>(StockState.class));
    add(states, entry.from(), -entry.quantity().units());
    add(states, entry.to(), entry.quantity().units());
  }

  /** Of what is outside only the way between locations must come to nothing. */
  private static void add(Map<StockState, Long> states, StockState state, long units) {
    if (state.counted() || state == StockState.TRANSIT) {
      states.merge(state, units, Math::addExact);
    }
  }
}
