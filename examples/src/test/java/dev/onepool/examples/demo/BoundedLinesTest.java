package dev.onepool.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class BoundedLinesTest {

  @Test
  void next_linesOfBothKinds_comeWithoutTheirEnds() throws IOException {
    BoundedLines lines = lines("one\ntwo\r\n\nfour");
    assertThat(lines.next()).isEqualTo("one");
    assertThat(lines.next()).isEqualTo("two");
    assertThat(lines.next()).isEmpty();
    assertThat(lines.next()).isEqualTo("four");
    assertThat(lines.next()).isNull();
  }

  @Test
  void next_lineAtTheLimit_isWhole() throws IOException {
    BoundedLines lines = lines("x".repeat(BoundedLines.MAX_LENGTH) + "\nnext");
    assertThat(lines.next()).hasSize(BoundedLines.MAX_LENGTH);
    assertThat(lines.wasCut()).isFalse();
  }

  @Test
  void next_lineBeyondTheLimit_isCutAndTheNextIsWhole() throws IOException {
    BoundedLines lines = lines("x".repeat(BoundedLines.MAX_LENGTH + 1) + "\nnext");
    assertThat(lines.next()).hasSize(BoundedLines.MAX_LENGTH);
    assertThat(lines.wasCut()).isTrue();
    assertThat(lines.next()).isEqualTo("next");
    assertThat(lines.wasCut()).isFalse();
  }

  private static BoundedLines lines(String text) {
    return new BoundedLines(new StringReader(text));
  }
}
