package dev.onepool.benchmarks.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SameTablesTest {

  @TempDir
  private Path folder;

  @Test
  void rivals_haveOnepoolsColumnsAndIndexes() throws Exception {
    SqliteArena arena = new SqliteArena(folder);
    Catalogue catalogue = new Catalogue(10);
    OnepoolContender onepool = new OnepoolContender(arena);
    onepool.prepare(catalogue);
    List<String> wanted = onepool.tables();

    for (Contender rival : arena.contenders()) {
      rival.prepare(catalogue);
      assertThat(rival.tables()).as(rival.name()).isEqualTo(wanted);
    }
    assertThat(wanted).contains("onepool_entry.available_after bigint NO", "onepool_balance onepool_balance_short 2 short_since");
  }

  @Test
  void rivals_beginWithOnepoolsStock() throws Exception {
    SqliteArena arena = new SqliteArena(folder);
    Catalogue catalogue = new Catalogue(10);

    for (Contender contender : arena.contenders()) {
      contender.prepare(catalogue);
      assertThat(contender.books().read()).as(contender.name())
          .isEqualTo(new Totals(catalogue.units(), 0, 0, 0, 0, 0, 0));
    }
  }
}
