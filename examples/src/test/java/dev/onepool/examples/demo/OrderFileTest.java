package dev.onepool.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderFileTest {

  private static final String HEADER = "invoice,time,sku,quantity,unit_price,customer,country\n";
  private static final String GOOD = "1,2011-01-04T10:00:00Z,85123A,6,2.55,17850,France\n";
  private static final String ALSO_GOOD = "2,2011-01-04T10:01:00Z,71053,2,3.39,,France\n";

  @TempDir private Path directory;

  @Test
  void read_goodRows_areAllUsed() throws IOException {
    Orders orders = read(file("orders.csv", HEADER + GOOD + ALSO_GOOD));
    assertThat(orders.lines()).extracting(OrderLine::sku).containsExactly("85123A", "71053");
    assertThat(orders.rows()).isEqualTo(RowCounts.allUsed(2));
    assertThat(orders.source()).isEqualTo("orders.csv");
  }

  @Test
  void read_gzip_isUnpackedWhateverItsName() throws IOException {
    Path file = directory.resolve("orders.data");
    Files.write(file, gzip(HEADER + GOOD));
    assertThat(read(file).lines()).hasSize(1);
  }

  @Test
  void read_byteOrderMarkAndWindowsLineEnds_areAccepted() throws IOException {
    assertThat(read(file("orders.csv", "\ufeff" + (HEADER + GOOD).replace("\n", "\r\n"))).lines()).hasSize(1);
  }

  @Test
  void read_lastLineWithoutEnd_isUsed() throws IOException {
    assertThat(read(file("orders.csv", HEADER + GOOD.strip())).lines()).hasSize(1);
  }

  @Test
  void read_blankLines_areNoRows() throws IOException {
    assertThat(read(file("orders.csv", HEADER + "\n" + GOOD + "\n  \n")).rows()).isEqualTo(RowCounts.allUsed(1));
  }

  @Test
  void read_quotedFields_areUnquoted() throws IOException {
    String quoted = "1,2011-01-04T10:00:00Z,\"A,\"\"1\"\"\",6,2.55,17850,\"Korea, South\"\n";
    Orders orders = read(file("orders.csv", HEADER + quoted));
    assertThat(orders.lines()).extracting(OrderLine::sku).containsExactly("A,\"1\"");
  }

  @Test
  void read_strayQuotationMark_costsOneRow() throws IOException {
    Orders orders = read(file("orders.csv", HEADER + "1,2011-01-04T10:00:00Z,\"85123A,6,2.55,17850,France\n" + GOOD
        + "1,2011-01-04T10:00:00Z,\"85\"123A,6,2.55,17850,France\n" + ALSO_GOOD));
    assertThat(orders.lines()).hasSize(2);
    assertThat(orders.rows().skipped()).containsOnlyKeys(SkipReason.UNREADABLE_LINE)
        .containsEntry(SkipReason.UNREADABLE_LINE, 2L);
  }

  @Test
  void read_rowWithNegativeQuantity_isCountedAsReturn() throws IOException {
    Orders orders = read(file("orders.csv", HEADER + GOOD + "C3,2011-01-05T10:00:00Z,85123A,-6,2.55,17850,France\n"));
    assertThat(orders.lines()).hasSize(1);
    assertThat(orders.rows().read()).isEqualTo(2);
    assertThat(orders.rows().skipped()).containsOnlyKeys(SkipReason.CANCELLATION);
  }

  @Test
  void read_bytesThatAreNoUtf8_costOneRow() throws IOException {
    Path file = directory.resolve("orders.csv");
    Files.write(file, (HEADER + GOOD + ALSO_GOOD.replace("71053", "7105é")).getBytes(StandardCharsets.ISO_8859_1));
    assertThat(read(file).rows().skipped()).containsOnlyKeys(SkipReason.UNUSABLE_CODE);
  }

  @Test
  void read_endlessLine_costsOneRow() throws IOException {
    String endless = "1,2011-01-04T10:00:00Z," + "8".repeat(BoundedLines.MAX_LENGTH) + ",6,2.55,17850,France\n";
    Orders orders = read(file("orders.csv", HEADER + endless + GOOD));
    assertThat(orders.lines()).hasSize(1);
    assertThat(orders.rows().skipped()).containsOnlyKeys(SkipReason.LINE_TOO_LONG);
  }

  @Test
  void read_orderOfMoreLinesThanAChannelHandsOver_losesTheRest() throws IOException {
    Orders orders = read(file("orders.csv", HEADER + GOOD.repeat(10_001) + ALSO_GOOD));
    assertThat(orders.rows().used()).isEqualTo(10_001);
    assertThat(orders.rows().skipped()).containsOnlyKeys(SkipReason.ORDER_TOO_LONG)
        .containsEntry(SkipReason.ORDER_TOO_LONG, 1L);
  }

  @Test
  void read_withRowLimit_stopsThere() throws IOException {
    Orders orders = OrderFile.read(file("orders.csv", HEADER + GOOD + ALSO_GOOD), 1, Progress.NONE);
    assertThat(orders.rows()).isEqualTo(RowCounts.allUsed(1));
  }

  @Test
  void read_missingColumn_isRefusedByName() throws IOException {
    assertRefused(file("orders.csv", "invoice,time,quantity,unit_price,customer,country\n" + GOOD),
        "the header line has no column 'sku'", "found: invoice,time,quantity");
  }

  @Test
  void read_emptyFile_isRefused() throws IOException {
    assertRefused(file("orders.csv", ""), "is empty");
  }

  @Test
  void read_nothingButBadRows_isRefusedWithTheirReasons() throws IOException {
    assertRefused(file("orders.csv", HEADER + GOOD.replace(",6,", ",0,")),
        "holds no order line", "1 rows read, 0 used; skipped: 1 quantity zero");
  }

  @Test
  void read_headerOnly_isRefused() throws IOException {
    assertRefused(file("orders.csv", HEADER), "holds no order line");
  }

  @Test
  void read_missingFile_isRefused() {
    assertRefused(directory.resolve("nowhere.csv"), "no such file", "nowhere.csv", "--orders");
  }

  @Test
  void read_directory_isRefused() {
    assertRefused(directory, "is a directory");
  }

  @Test
  void read_gzipThatIsCutOff_isRefused() throws IOException {
    byte[] whole = gzip(HEADER + GOOD.repeat(100));
    Path file = directory.resolve("orders.csv.gz");
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertRefused(file, "is cut off");
  }

  @Test
  void read_brokenGzip_isRefused() throws IOException {
    byte[] broken = gzip(HEADER + GOOD);
    broken[2] = 99;
    Path file = directory.resolve("orders.csv.gz");
    Files.write(file, broken);
    assertRefused(file, "broken gzip data");
  }

  @Test
  void read_plainFileNamedGz_isRefused() throws IOException {
    assertRefused(file("orders.csv.gz", HEADER + GOOD), "holds no gzip data");
  }

  private static Orders read(Path file) {
    return OrderFile.read(file, Long.MAX_VALUE, Progress.NONE);
  }

  private static void assertRefused(Path file, String... parts) {
    assertThatThrownBy(() -> read(file)).isInstanceOf(OrderFileException.class).hasMessageContainingAll(parts)
        .hasMessageContaining(file.toString());
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
