package dev.onepool.core.internal.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onepool.ChannelId;
import dev.onepool.Sku;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a file as a whole. */
class ListingCsvFileTest {

  private static final ChannelId CHANNEL = ChannelId.of("ebay");
  private static final List<Sku> SKUS = List.of(Sku.of("A"), Sku.of("B"));

  @Test
  void parse_headerOnly_isEmpty() {
    assertThat(parse("listing,sku").toMap()).isEmpty();
  }

  @Test
  void parse_missingColumns_namesThemAndThoseFound() {
    assertThatIllegalArgumentException().isThrownBy(() -> parse("item,Units,units", "1,A,1"))
        .withMessage("the header of the CSV is wrong: column \"item\" is unknown, remove or rename it; "
            + "column \"units\" stands twice; column \"listing\" is missing; column \"sku\" is missing. "
            + "Columns found: \"item\", \"Units\", \"units\"; "
            + "expected listing,sku[,units][,location], in any order, separated by commas");
  }

  @Test
  void parse_otherSeparator_showsTheHeader() {
    assertThatIllegalArgumentException().isThrownBy(() -> parse("listing;sku", "1;A"))
        .withMessageContaining("Columns found: \"listing;sku\"").withMessageContaining("separated by commas");
  }

  @Test
  void parse_misspeltColumn_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> parse("listing,sku,unit", "1,A,2"))
        .withMessageContaining("column \"unit\" is unknown");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "\uFEFF", " , \n"})
  void parse_empty_isRefused(String csv) {
    assertThatIllegalArgumentException().isThrownBy(() -> parse(csv)).withMessageStartingWith("the CSV is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2,\"B", "2,\"B\"x"})
  void parse_brokenQuotationMarks_importNothing(String row) {
    assertThatIllegalArgumentException().isThrownBy(() -> parse("listing,sku", "1,A", row, "1,B"))
        .withMessageStartingWith("row 3 of the CSV cannot be read").withMessageContaining("Nothing was imported");
  }

  @Test
  void parse_tooManyRows_isRefused() {
    Reader endless = new Reader() {
      private long position;

      @Override
      public int read(char[] buffer, int offset, int length) {
        String header = "listing,sku\n";
        for (int i = 0; i < length; i++, position++) {
          buffer[offset + i] = position < header.length() ? header.charAt((int) position) : '\n';
        }
        return length;
      }

      @Override
      public void close() {}
    };

    assertThatIllegalArgumentException().isThrownBy(() -> ListingCsv.parse(CHANNEL, endless, SKUS))
        .withMessageStartingWith("the CSV has more than 1000000 rows");
  }

  @Test
  void parse_readerThatFails_keepsTheCause() {
    IOException failure = new IOException("line dropped");
    Reader failing = new Reader() {
      private boolean used;

      @Override
      public int read(char[] buffer, int offset, int length) throws IOException {
        if (used) {
          throw failure;
        }
        used = true;
        "listing,sku\n1,".getChars(0, 14, buffer, offset);
        return 14;
      }

      @Override
      public void close() {}
    };

    assertThatThrownBy(() -> ListingCsv.parse(CHANNEL, failing, SKUS))
        .isInstanceOf(UncheckedIOException.class).hasRootCause(failure);
  }

  @Test
  void parse_leavesTheReaderOpen() throws IOException {
    StringReader reader = new StringReader("listing,sku\n1,A");
    ListingCsv.parse(CHANNEL, reader, SKUS);

    assertThat(reader.read()).isEqualTo(-1);
  }

  private static ImportPlan parse(String... lines) {
    return ListingCsv.parse(CHANNEL, new StringReader(String.join("\n", lines)), SKUS);
  }
}
