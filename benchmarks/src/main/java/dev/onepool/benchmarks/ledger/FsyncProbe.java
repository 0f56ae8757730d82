package dev.onepool.benchmarks.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** How long the disk takes to make 8 KiB durable in a file that has its size already. Every commit pays at least that. */
final class FsyncProbe {

  private static final int BLOCK = 8_192;
  private static final int BLOCKS = 512;
  private static final int SAMPLES = 301;

  private FsyncProbe() {}

  /** Returns the median, in microseconds. */
  static double medianMicros(Path folder) throws IOException {
    Path file = folder.resolve("fsync-probe");
    double[] samples = new double[SAMPLES];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(BLOCK * BLOCKS));
      channel.force(true);
      for (int i = 0; i < SAMPLES; i++) {
        ByteBuffer block = ByteBuffer.allocate(BLOCK).putInt(i);
        block.rewind();
        long start = System.nanoTime();
        channel.write(block, (long) (i % BLOCKS) * BLOCK);
        channel.force(false);
        samples[i] = (System.nanoTime() - start) / 1e3;
      }
    } finally {
      Files.deleteIfExists(file);
    }
    Arrays.sort(samples);
    return samples[SAMPLES / 2];
  }
}
