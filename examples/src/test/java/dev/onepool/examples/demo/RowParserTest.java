package dev.onepool.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowParserTest {

  private static final String TIME = "2011-01-04T10:00:00Z";

  private final RowParser parser = new RowParser(RowParser.COLUMNS);

  @Test
  void parse_goodRow_isAnOrderLine() {
    assertThat(parse("7,2011-01-04T10:00:30Z,85123A,6,2.55,17850,France"))
        .isEqualTo(new OrderLine("7", 1_294_135_230L, "85123A", 6, "17850", 2.55));
  }

  @Test
  void parse_blanksAroundValues_areDropped() {
    assertThat(parse(" 7 , " + TIME + " , 85123A , 6 , 2.55 , 17850 , France "))
        .isEqualTo(new OrderLine("7", 1_294_135_200L, "85123A", 6, "17850", 2.55));
  }

  @Test
  void parse_codesThatDifferByCase_stayDifferent() {
    assertThat(((OrderLine) row("85123a", "1", "2.55", "5")).sku()).isEqualTo("85123a");
  }

  @Test
  void parse_tooFewFields_isWrongFieldCount() {
    assertThat(parse("7," + TIME + ",85123A,6,2.55,17850")).isEqualTo(SkipReason.WRONG_FIELD_COUNT);
  }

  @Test
  void parse_tooManyFields_isWrongFieldCount() {
    assertThat(parse("7," + TIME + ",85123A,6,2.55,17850,France,x")).isEqualTo(SkipReason.WRONG_FIELD_COUNT);
  }

  @Test
  void parse_headerAgain_isNamed() {
    assertThat(parse("invoice,time,sku,quantity,unit_price,customer,country")).isEqualTo(SkipReason.REPEATED_HEADER);
    assertThat(parse("InvoiceNo,InvoiceDate,StockCode,Quantity,Price,ID,Country"))
        .isEqualTo(SkipReason.REPEATED_HEADER);
  }

  @Test
  void parse_blankInvoice_isNamed() {
    assertThat(parse(" ," + TIME + ",85123A,6,2.55,17850,France")).isEqualTo(SkipReason.BLANK_INVOICE);
  }

  @Test
  void parse_blankSku_isNamed() {
    assertThat(row(" ", "6", "2.55", "5")).isEqualTo(SkipReason.BLANK_SKU);
  }

  @Test
  void parse_codeOf200Characters_isUsable() {
    assertThat(row("1".repeat(200), "6", "2.55", "5")).isInstanceOf(OrderLine.class);
    assertThat(row("1".repeat(201), "6", "2.55", "5")).isEqualTo(SkipReason.UNUSABLE_CODE);
  }

  @Test
  void parse_controlOrUndecodableCharacter_isUnusable() {
    assertThat(row("85\u0000123", "6", "2.55", "5")).isEqualTo(SkipReason.UNUSABLE_CODE);
    assertThat(row("85\ufffd123", "6", "2.55", "5")).isEqualTo(SkipReason.UNUSABLE_CODE);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "yesterday", "2011-01-04", "04/01/2011 10:00", "2011-02-30T10:00:00Z", "2011-01-04T10:00:00"
  })
  void parse_malformedTime_isNamed(String time) {
    assertThat(at(time)).isEqualTo(SkipReason.MALFORMED_TIME);
  }

  @Test
  void parse_timeAtTheLimits_isChecked() {
    assertThat(at("1990-01-01T00:00:00Z")).isInstanceOf(OrderLine.class);
    assertThat(at("1989-12-31T23:59:59Z")).isEqualTo(SkipReason.TIME_OUT_OF_RANGE);
    assertThat(at("2099-12-31T23:59:59Z")).isInstanceOf(OrderLine.class);
    assertThat(at("2100-01-01T00:00:00Z")).isEqualTo(SkipReason.TIME_OUT_OF_RANGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "six", "6.0", "1e3", "-", "+", "0x6", "٦", "6 6"})
  void parse_malformedQuantity_isNamed(String quantity) {
    assertThat(row("85123A", quantity, "2.55", "5")).isEqualTo(SkipReason.MALFORMED_QUANTITY);
  }

  @Test
  void parse_quantityAtTheLimit_isChecked() {
    assertThat(row("85123A", "1000000", "2.55", "5")).isInstanceOf(OrderLine.class);
    assertThat(row("85123A", "1000001", "2.55", "5")).isEqualTo(SkipReason.QUANTITY_TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2147483648", "-2147483649", "9223372036854775808", "99999999999999999999999999"})
  void parse_quantityThatOverflows_isTooLarge(String quantity) {
    assertThat(row("85123A", quantity, "2.55", "5")).isEqualTo(SkipReason.QUANTITY_TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "free", "NaN", "2;55", "£2.55"})
  void parse_malformedPrice_isNamed(String price) {
    assertThat(row("85123A", "6", price, "5")).isEqualTo(SkipReason.MALFORMED_PRICE);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "POST", "DOT", "C2", "M", "m", "D", "S", "B", "PADS", "BANK CHARGES", "AMAZONFEE", "CRUK", "gift_0001_20"
  })
  void parse_serviceCode_isNotGoods(String code) {
    assertThat(row(code, "1", "18", "5")).isEqualTo(SkipReason.NOT_GOODS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"85123A", "71053", "DCGS0003", "DCGSSGIRL", "POSTER", "MUG", "M1", "gift-wrap"})
  void parse_otherCode_isGoods(String code) {
    assertThat(row(code, "1", "18", "5")).isInstanceOf(OrderLine.class);
  }

  @Test
  void parse_zeroQuantity_isNamed() {
    assertThat(row("85123A", "0", "2.55", "5")).isEqualTo(SkipReason.ZERO_QUANTITY);
  }

  @Test
  void parse_negativeQuantity_isACancellation() {
    assertThat(row("85123A", "-1", "2.55", "5")).isEqualTo(SkipReason.CANCELLATION);
    assertThat(parse("C7," + TIME + ",85123A,-1,0,17850,France")).isEqualTo(SkipReason.CANCELLATION);
  }

  @Test
  void parse_negativeQuantityAtPriceZero_isAWriteOff() {
    assertThat(row("85123A", "-1", "0.00", "")).isEqualTo(SkipReason.WRITE_OFF);
  }

  @Test
  void parse_orderNumberThatBeginsWithC_isAnOrder() {
    assertThat(parse("C7," + TIME + ",85123A,1,2.55,17850,France")).isInstanceOf(OrderLine.class);
  }

  @Test
  void parse_positiveAtPriceZero_isAGiftOnlyToACustomer() {
    assertThat(row("85123A", "1", "0", "17850")).isInstanceOf(OrderLine.class);
    assertThat(row("85123A", "1", "0", "")).isEqualTo(SkipReason.ADJUSTMENT);
  }

  @Test
  void parse_withoutCustomerAtAPrice_isAnOrderLine() {
    assertThat(row("85123A", "1", "2.55", "")).isInstanceOf(OrderLine.class);
  }

  @Test
  void parse_aPriceBelowZero_isNotKnown() {
    assertThat(row("85123A", "1", "-2.55", "5")).isInstanceOfSatisfying(OrderLine.class, line -> assertThat(line.unitPrice()).isZero());
  }

  @Test
  void header_otherOrderAndCaseAndMoreColumns_isRead() {
    RowParser other = new RowParser(
        List.of("Country", " SKU ", "note", "quantity", "time", "unit_price", "customer", "INVOICE"));
    assertThat(other.parse(List.of("France", "85123A", "hello", "6", TIME, "2.55", "", "7")))
        .isEqualTo(new OrderLine("7", 1_294_135_200L, "85123A", 6, "", 2.55));
  }

  @Test
  void header_missingColumns_areAllNamed() {
    assertThatThrownBy(() -> new RowParser(List.of("invoice", "time", "quantity", "unit_price", "country")))
        .hasMessage("the header line has no column 'sku', 'customer'");
  }

  @Test
  void header_columnTwice_isNamed() {
    assertThatThrownBy(() -> new RowParser(List.of(
        "invoice", "time", "sku", "quantity", "unit_price", "customer", "country", "Sku")))
        .hasMessage("the header line names twice the column 'sku'");
  }

  private Row row(String sku, String quantity, String price, String customer) {
    return parser.parse(List.of("7", TIME, sku, quantity, price, customer, "France"));
  }

  private Row at(String time) {
    return parser.parse(List.of("7", time, "85123A", "6", "2.55", "17850", "France"));
  }

  private Row parse(String line) {
    return parser.parse(List.of(line.split(",", -1)));
  }
}
