package dev.onepool.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChannelAssignmentTest {

  /** The test values that the hash's authors publish. */
  @Test
  void hash_publishedValues() {
    assertThat(ChannelAssignment.hash("")).isEqualTo(0xcbf29ce484222325L);
    assertThat(ChannelAssignment.hash("a")).isEqualTo(0xaf63dc4c8601ec8cL);
    assertThat(ChannelAssignment.hash("foobar")).isEqualTo(0x85944171f73967e8L);
  }

  @Test
  void hash_usesUtf8() {
    assertThat(ChannelAssignment.hash("é"))
        .isEqualTo(((0xcbf29ce484222325L ^ 0xc3) * 0x100000001b3L ^ 0xa9) * 0x100000001b3L);
  }

  /** The hash of the empty text is negative as a signed number: 14695981039346656037 is meant, which leaves 2. */
  @Test
  void channelOf_readsTheHashAsUnsigned() {
    assertThat(ChannelAssignment.channelOf("")).isEqualTo(2);
  }

  @Test
  void channelOf_numbersInARow_spreadEvenly() {
    int[] buyers = new int[ChannelAssignment.CHANNELS.size()];
    IntStream.range(10_000, 15_000).forEach(id -> buyers[ChannelAssignment.channelOf(Integer.toString(id))]++);
    assertThat(buyers).hasSize(5);
    assertThat(IntStream.of(buyers)).allMatch(count -> count > 900 && count < 1_100);
  }

  @Test
  void buyer_withoutCustomer_isTheInvoice() {
    assertThat(new OrderLine("536365", 0, "A", 1, "").buyer()).isEqualTo("536365");
    assertThat(new OrderLine("536365", 0, "A", 1, "17850").buyer()).isEqualTo("17850");
  }
}
