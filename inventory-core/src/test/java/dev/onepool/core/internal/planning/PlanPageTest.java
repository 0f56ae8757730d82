package dev.onepool.core.internal.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.Sku;
import dev.onepool.planning.DemandHistory;
import dev.onepool.planning.Forecast;
import dev.onepool.planning.ForecastOptions;
import dev.onepool.planning.Replenishment;
import dev.onepool.planning.SkuPlan;
import java.io.StringReader;
import java.util.Collections;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class PlanPageTest {

  private static SkuPlan plan(String sku) {
    DemandHistory.Builder history = DemandHistory.builder(Sku.of(sku), Series.MONDAY, 90);
    for (int day = 0; day < 90; day++) {
      history.sold(Series.SHOP, day, 5 + day % 4);
    }
    Forecast forecast = Forecaster.forecast(history.build(), ForecastOptions.DEFAULTS).orElseThrow();
    return new SkuPlan(history.build(), forecast,
        Replenisher.plan(Replenishment.of(forecast, new Replenishment.Stock(60, 0, 0))).orElseThrow());
  }

  private static String page(String sku) {
    return PlanPage.html("Plan <of> \"all\"", List.of("a & b"), List.of(plan(sku)));
  }

  @Test
  void page_escapesWhatComesFromOutside() {
    String page = page("<script>alert('1')</script>");
    assertThat(page).doesNotContain("<script").contains("&lt;script&gt;alert(&#39;1&#39;)").contains("Plan &lt;of&gt;").contains("a &amp; b");
  }

  @Test
  void page_loadsNothing() {
    assertThat(page("MUG")).doesNotContain("http", "src=", "@import", "url(");
  }

  @Test
  void page_hasChartsOfDemandAndStock_forLightAndDarkAndPaper() {
    assertThat(page("MUG")).contains("Demand and forecast of MUG", "Stock of MUG", "class=\"band\"", "class=\"reorder\"", "days of cover",
        "prefers-color-scheme:dark", "@media print");
  }

  @Test
  void page_hasNoNumberThatIsNone() {
    assertThat(page("MUG")).doesNotContain("NaN", "Infinity", "null");
  }

  @Test
  void charts_areWellFormed() throws Exception {
    String page = page("A&B <1>");
    for (int from = page.indexOf("<svg"); from >= 0; from = page.indexOf("<svg", from + 1)) {
      String chart = page.substring(from, page.indexOf("</svg>", from) + 6);
      assertThat(DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(chart)))).isNotNull();
    }
  }

  @Test
  void page_ofTooManyPlans_isRefused() {
    SkuPlan plan = plan("MUG");
    assertThatThrownBy(() -> PlanPage.html("t", List.of(), Collections.nCopies(201, plan))).hasMessageContaining("201");
    assertThat(PlanPage.html("t", List.of(), Collections.nCopies(200, plan))).isNotEmpty();
  }

  @Test
  void table_hasALineForEachSku() {
    assertThat(PlanTable.text(List.of(plan("MUG"), plan("CUP")))).contains("MUG", "CUP", "reorder").doesNotContain("NaN", "null");
  }
}
