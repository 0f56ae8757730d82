package dev.onepool.core.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.SellerId;
import dev.onepool.core.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That no table with rows of a seller is forgotten, whenever it was added. */
class ErasureTest {

  private static final SellerId SELLER = SellerId.of("seller");

  @TempDir
  private Path folder;

  private static Set<String> erased() {
    return Erasure.TABLES.stream().map(Erasure.Erased::table).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> withASeller(String url) throws SQLException {
    Set<String> tables = new TreeSet<>();
    try (Connection connection = DriverManager.getConnection(url);
        ResultSet column = connection.getMetaData().getColumns(null, null, "%", "seller")) {
      while (column.next()) {
        tables.add(column.getString("TABLE_NAME"));
      }
    }
    tables.removeIf(name -> name.endsWith("_pkey") || name.contains("autoindex"));
    return tables;
  }

  private static Set<String> tables(Set<String> names) {
    return names.stream().filter(name -> name.startsWith("onepool_")).collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void erasure_inSqlite_coversEveryTableWithASeller() throws SQLException {
    JdbiStore.sqlite(folder.resolve("ledger.db"), SqliteOptions.DURABLE).close();

    assertThat(erased()).containsExactlyElementsOf(tables(withASeller("jdbc:sqlite:" + folder.resolve("ledger.db"))));
  }

  @Test
  void erasure_inPostgres_coversEveryTableWithASeller() throws SQLException {
    PostgresOptions options = PostgresServer.NEWEST.newOptions();
    JdbiStore.postgres(options).close();

    assertThat(erased()).containsExactlyElementsOf(tables(withASeller(options.url())));
  }

  @Test
  void erasure_inMemory_namesTheSameKinds() {
    assertThat(new MemoryStore().erase(SELLER).keySet())
        .containsExactlyElementsOf(erased().stream().map(name -> name.substring("onepool_".length())).toList());
  }
}
