package dev.onepool.core.internal.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.ChannelId;
import dev.onepool.Sku;
import dev.onepool.planning.ChannelAdvice;
import dev.onepool.planning.ChannelOutlook;
import dev.onepool.planning.ChannelQuestion;
import dev.onepool.planning.DemandHistory;
import dev.onepool.planning.Forecast;
import dev.onepool.planning.ForecastOptions;
import dev.onepool.planning.FulfilmentChoice;
import dev.onepool.planning.FulfilmentQuestion;
import dev.onepool.planning.FulfilmentQuestion.Kind;
import dev.onepool.planning.FulfilmentQuestion.Option;
import dev.onepool.planning.PlanReport;
import dev.onepool.planning.Replenishment;
import dev.onepool.planning.SendIn;
import dev.onepool.planning.SendInPlan;
import dev.onepool.planning.SkuPlan;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
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
    return PlanPage.html(report("Plan <of> \"all\"", sku));
  }

  /** A plan with everything that can be decided beside it. */
  private static PlanReport report(String title, String sku) {
    SkuPlan plan = plan(sku);
    Forecast forecast = plan.forecast();
    SendInPlan sent = SendInPlanner.plan(new SendIn(forecast, forecast, 0, 300, 7, 14, 14, 0.95, 1)).orElseThrow();
    FulfilmentChoice choice = FulfilmentChooser.choose(new FulfilmentQuestion(Series.SHOP, forecast, 14, 9.0,
        List.of(new Option(Kind.CHANNEL, "FBA", 3.0, 0.01, 200, null, true)))).orElseThrow();
    ChannelAdvice advice = ChannelAdvisor.advise(new ChannelQuestion(List.of(outlook(Series.SHOP)), List.of(outlook(Series.MARKET)), 1_000, 14,
        0.95, 0.0, 0.0, null, 0, true)).orElseThrow();
    return PlanReport.of(title, List.of("a & b"), List.of(plan))
        .with(List.of(sent), List.of(new PlanReport.Shipping(forecast.sku(), choice)), advice);
  }

  private static ChannelOutlook outlook(ChannelId channel) {
    return ChannelOutlook.of(channel, 5.0, 25.0, 12.0).withCosts(0.10, 0, 0.5, 0, 0).withDeviation(3).withCannibalised(0);
  }

  private static Document parsed(String page) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(page)));
  }

  @Test
  void page_escapesWhatComesFromOutside() {
    String page = page("<script>alert('1')</script>");
    assertThat(page).doesNotContain("<script").contains("&lt;script&gt;alert(&#39;1&#39;)").contains("Plan &lt;of&gt;").contains("a &amp; b");
  }

  @Test
  void page_loadsNothing_andRunsNothing() throws Exception {
    assertThat(page("MUG")).doesNotContain("http", "@import", "url(");
    List<String> loading = new ArrayList<>();
    NodeList elements = parsed(page("MUG")).getElementsByTagName("*");
    for (int i = 0; i < elements.getLength(); i++) {
      Element element = (Element) elements.item(i);
      boolean link = element.hasAttribute("href") && !element.getAttribute("href").startsWith("#");
      if (link || element.hasAttribute("src") || List.of("script", "link", "img", "iframe", "object", "embed").contains(element.getTagName())) {
        loading.add(element.getTagName());
      }
    }
    assertThat(loading).isEmpty();
    assertThat(elements.getLength()).isGreaterThan(100);
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
  void page_isWellFormed_whateverItsTexts() throws Exception {
    assertThat(parsed(page("A&B <1>")).getElementsByTagName("svg").getLength()).isEqualTo(2);
    assertThat(parsed(page("MUG")).getElementsByTagName("section").getLength()).isEqualTo(1 + 3);
  }

  @Test
  void page_namesNoColourThatIsNotGiven() {
    String page = page("MUG");
    assertThat(Pattern.compile("var\\((--[a-z]+)\\)").matcher(page).results().map(used -> used.group(1)).distinct())
        .isNotEmpty().allMatch(colour -> page.contains(colour + ":"));
  }

  @Test
  void page_andTable_showWhatWasDecidedBeyondOrders() {
    PlanReport report = report("t", "MUG");
    assertThat(PlanPage.html(report)).contains("What to send to the channel&#39;s own warehouse", "From where to ship", "<td>FBA</td>", "<td>add</td>")
        .doesNotContain("NaN", "Infinity", "null");
    assertThat(PlanTable.text(report)).contains("left for others", "earns a day", "break-even a day", "FBA", "to add", "in use", "keep")
        .doesNotContain("NaN", "Infinity", "null");
  }

  @Test
  void page_andTable_ofOrdersOnly_haveNoOtherTable() {
    PlanReport report = PlanReport.of("t", List.of(), List.of(plan("MUG")));
    assertThat(PlanPage.html(report)).doesNotContain("own warehouse", "From where to ship", "Channels:");
    assertThat(PlanTable.text(report)).isEqualTo(PlanTable.text(report.plans()));
  }

  @Test
  void page_ofTooManyPlans_isRefused() {
    SkuPlan plan = plan("MUG");
    assertThatThrownBy(() -> PlanPage.html(PlanReport.of("t", List.of(), Collections.nCopies(201, plan)))).hasMessageContaining("201");
    assertThat(PlanPage.html(PlanReport.of("t", List.of(), Collections.nCopies(200, plan)))).isNotEmpty();
  }

  @Test
  void table_hasALineForEachSku() {
    assertThat(PlanTable.text(List.of(plan("MUG"), plan("CUP")))).contains("MUG", "CUP", "reorder").doesNotContain("NaN", "null");
  }
}
