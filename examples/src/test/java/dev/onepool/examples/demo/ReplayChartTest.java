package dev.onepool.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayChartTest {

  @Test
  void bars_areAsLongAsTheirNumbers() {
    String chart = ReplayChart.bars("title", List.of(
        new ReplayChart.Bar("bar", "a", 200, "200"), new ReplayChart.Bar("bar", "b", 50, "50"), new ReplayChart.Bar("bar", "c", 0, "0"),
        new ReplayChart.Bar("bar", "d", -3, "-3")));
    assertThat(chart).contains("width=\"370.0\"", "width=\"92.5\"", ">0</text>", ">-3</text>");
    assertThat(chart.split("<rect", -1)).as("nothing is drawn for nothing, or less").hasSize(3);
  }

  @Test
  void bars_ofNothing_areDrawn() {
    assertThat(ReplayChart.bars("title", List.of(new ReplayChart.Bar("bar", "a", 0, "0")))).doesNotContain("NaN", "<rect");
  }

  @Test
  void lines_goFromTheFirstToTheLast() {
    String chart = ReplayChart.lines("title", List.of(new ReplayChart.Line("l0", new long[] {0, 50, 100}, new double[] {0, 10, 5})));
    assertThat(chart).contains("points=\"64.0,212.0 312.0,10.0 560.0,111.0\"", "1970-01-01");
  }

  @Test
  void lines_ofOnePointAtNothing_areDrawn() {
    assertThat(ReplayChart.lines("title", List.of(new ReplayChart.Line("l0", new long[] {7}, new double[] {0}))))
        .contains("points=\"64.0,212.0\"").doesNotContain("NaN");
  }

  @Test
  void escaped_leavesOnlyText() {
    assertThat(ReplayChart.escaped("<a href=\"x\">'&\u0007\ud800\ufffe")).isEqualTo("&lt;a href=&quot;x&quot;&gt;&#39;&amp;   ");
  }

  @Test
  void label_thatIsTooLong_isCut() {
    assertThat(ReplayChart.bars("t", List.of(new ReplayChart.Bar("bar", "x".repeat(77), 1, "1")))).contains(">" + "x".repeat(75) + "…<");
    assertThat(ReplayChart.bars("t", List.of(new ReplayChart.Bar("bar", "x".repeat(76), 1, "1")))).contains(">" + "x".repeat(76) + "<");
  }
}
