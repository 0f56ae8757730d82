package dev.onepool.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.LineId;
import dev.onepool.ListingId;
import dev.onepool.OrderId;
import dev.onepool.spi.OrderSnapshot.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderSnapshotTest {

  private static final ListingId MUG = ListingId.of("mug");

  @ParameterizedTest(name = "ordered {0}, cancelled {1}, shipped {2}, returned {3}, restocked {4}")
  @CsvSource({"0,0,0,0,0", "3,0,0,0,0", "3,3,0,0,0", "3,1,2,0,0", "3,0,3,3,0", "3,0,3,2,2"})
  void line_numbersThatFit_areAccepted(long ordered, long cancelled, long shipped, long returned, long restocked) {
    assertThatCode(() -> line(ordered, cancelled, shipped, returned, restocked)).doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "ordered {0}, cancelled {1}, shipped {2}, returned {3}, restocked {4}")
  @CsvSource({"3,4,0,0,0", "3,2,2,0,0", "3,0,4,0,0", "3,0,2,3,0", "3,0,3,2,3"})
  void line_numbersThatDoNotFit_areRefusedWithThem(
      long ordered, long cancelled, long shipped, long returned, long restocked) {
    assertThatThrownBy(() -> line(ordered, cancelled, shipped, returned, restocked))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("do not fit: ordered " + ordered + ", cancelled " + cancelled);
  }

  @ParameterizedTest(name = "ordered {0}, cancelled {1}, shipped {2}, returned {3}, restocked {4}")
  @CsvSource({"-1,0,0,0,0", "3,-1,0,0,0", "3,0,-1,0,0", "3,0,0,-1,0", "3,0,0,0,-1"})
  void line_negativeNumber_isRefused(long ordered, long cancelled, long shipped, long returned, long restocked) {
    assertThatThrownBy(() -> line(ordered, cancelled, shipped, returned, restocked))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is negative");
  }

  @Test
  void lineOf_isOrderedAndNothingMore() {
    assertThat(Line.of("1", MUG, 3)).isEqualTo(new Line(LineId.of("1"), MUG, 3, 0, 0, 0, 0, true));
  }

  @Test
  void snapshot_mostLines_isAccepted() {
    assertThat(snapshot(lines(OrderSnapshot.MAX_LINES)).lines()).hasSize(10_000);
  }

  @Test
  void snapshot_oneLineMore_isRefused() {
    assertThatThrownBy(() -> snapshot(lines(OrderSnapshot.MAX_LINES + 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("order o-1 has 10001 lines");
  }

  @Test
  void snapshot_twoLinesOfOneListing_isAccepted() {
    assertThat(snapshot(List.of(Line.of("1", MUG, 1), Line.of("2", MUG, 1))).lines()).hasSize(2);
  }

  @Test
  void snapshot_oneLineTwice_isRefusedWithTheLine() {
    assertThatThrownBy(() -> snapshot(List.of(Line.of("1", MUG, 1), Line.of("1", MUG, 2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("order o-1 names line 1 twice");
  }

  @Test
  void snapshot_withoutLines_isAccepted() {
    assertThat(snapshot(List.of()).lines()).isEmpty();
  }

  @Test
  void snapshot_listChangedAfterwards_keepsItsLines() {
    List<Line> lines = new ArrayList<>(lines(1));
    OrderSnapshot snapshot = snapshot(lines);
    lines.clear();
    assertThat(snapshot.lines()).hasSize(1);
  }

  private static OrderSnapshot snapshot(List<Line> lines) {
    return new OrderSnapshot(OrderId.of("o-1"), Instant.EPOCH, 0, Instant.EPOCH, true, lines);
  }

  private static List<Line> lines(int count) {
    return IntStream.range(0, count).mapToObj(i -> Line.of("line-" + i, MUG, 1)).toList();
  }

  private static Line line(long ordered, long cancelled, long shipped, long returned, long restocked) {
    return new Line(LineId.of("1"), MUG, ordered, cancelled, shipped, returned, restocked, true);
  }
}
