package dev.onepool.core.internal.store;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Rows for one statement, sent together. The parameters are named {@code p0, p1, …} in order. */
final class SqlBatch {

  private final Handle handle;
  private final String sql;
  private @Nullable PreparedBatch batch;

  SqlBatch(Handle handle, String sql) {
    this.handle = handle;
    this.sql = sql;
  }

  /** Adds a row. */
  SqlBatch add(@Nullable Object... values) {
    PreparedBatch rows = batch;
    if (rows == null) {
      rows = handle.prepareBatch(sql);
      batch = rows;
    }
    for (int i = 0; i < values.length; i++) {
      rows.bind("p" + i, values[i]);
    }
    rows.add();
    return this;
  }

  /** Sends the rows, if there are any. */
  void run() {
    PreparedBatch rows = batch;
    if (rows != null) {
      rows.execute();
      batch = null;
    }
  }
}
