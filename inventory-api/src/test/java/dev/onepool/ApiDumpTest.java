package dev.onepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Keeps the public surface from changing unnoticed: it is written down in {@code api/inventory-api.txt}. */
class ApiDumpTest {

  private static final String HEAD = "# What outsiders can see of inventory-api. A question mark means: may be null. "
      + "Written by ApiDumpTest; do not edit.";

  @Test
  void publicSurface_isAsWrittenDown() throws IOException, URISyntaxException {
    Path classes = Path.of(Sku.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path file = classes.getParent().resolveSibling("api").resolve("inventory-api.txt");
    List<String> now = new ArrayList<>(List.of(HEAD));
    now.addAll(ApiDump.of(classes));
    if (Boolean.getBoolean("api.update")) {
      Files.createDirectories(file.getParent());
      Files.write(file, now);
    }
    List<String> written = Files.exists(file) ? Files.readAllLines(file) : List.of();
    if (!now.equals(written)) {
      fail(difference(written, now));
    }
  }

  @Test
  void dump_seesTheClasses() throws URISyntaxException {
    Path classes = Path.of(Sku.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    assertThat(ApiDump.of(classes))
        .hasSizeGreaterThan(200)
        .contains(
            "dev.onepool.EntryQuery = record(dev.onepool.Sku? sku, dev.onepool.LocationId? location, long afterId, "
                + "int limit)",
            "dev.onepool.EntryQuery | static of(dev.onepool.Sku): dev.onepool.EntryQuery",
            "dev.onepool.Listing | static final MAX_COMPONENTS: int = 100")
        .noneMatch(line -> line.startsWith("dev.onepool.Shares") || line.startsWith("dev.onepool.PolicyDecorators"));
  }

  @Test
  void difference_namesWhatWentAndWhatCame() {
    assertThat(difference(List.of("a", "b"), List.of("b", "c")))
        .contains("  - a")
        .contains("  + c")
        .doesNotContain(" b");
  }

  private static String difference(List<String> written, List<String> now) {
    StringBuilder text = new StringBuilder("The public surface has changed ('-' is gone, '+' is new):\n");
    Set<String> before = new HashSet<>(written);
    Set<String> after = new HashSet<>(now);
    written.stream().filter(line -> !after.contains(line)).forEach(line -> text.append("  - " + line + "\n"));
    now.stream().filter(line -> !before.contains(line)).forEach(line -> text.append("  + " + line + "\n"));
    return text.append("If this is intended, run\n")
        .append("  ./mvnw -pl inventory-api clean test -Dtest=ApiDumpTest -Dapi.update=true\n")
        .append("and commit inventory-api/api/inventory-api.txt with the change, saying why.")
        .toString();
  }
}
