package dev.onepool.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void number_hasCommas() {
    assertThat(Words.number(1_234_567)).isEqualTo("1,234,567");
    assertThat(Words.number(999)).isEqualTo("999");
  }

  @Test
  void duration_isInTheLargestUnitThatFits() {
    assertThat(Words.duration(Duration.ofHours(2))).isEqualTo("2 h");
    assertThat(Words.duration(Duration.ofMinutes(90))).isEqualTo("90 min");
    assertThat(Words.duration(Duration.ofSeconds(90))).isEqualTo("90 s");
    assertThat(Words.duration(Duration.ZERO)).isEqualTo("0 s");
  }

  @Test
  void wrap_breaksAtTheWidthAndNotBefore() {
    assertThat(Words.wrap("aaa bbb cc", 7).lines()).containsExactly("aaa bbb", "cc");
    assertThat(Words.wrap("aaa bbb cc", 6).lines()).containsExactly("aaa", "bbb cc");
  }
}
