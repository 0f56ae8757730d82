package dev.onepool.core.internal.store;

import java.util.List;

/** SQLite: rows travel as one JSON text, and a writer takes the file's only write lock at once. */
final class SqliteDialect implements Dialect {

  @Override
  public String keys(int columns) {
    StringBuilder sql = new StringBuilder("(SELECT ");
    for (int i = 1; i <= columns; i++) {
      sql.append(i == 1 ? "" : ", ").append("value ->> ").append(i - 1).append(" AS c").append(i);
    }
    return sql.append(" FROM json_each(:keys)) AS k").toString();
  }

  @Override
  public Object bind(List<List<String>> rows) {
    StringBuilder json = new StringBuilder("[");
    for (List<String> row : rows) {
      json.append(json.length() == 1 ? "[" : ",[");
      for (int i = 0; i < row.size(); i++) {
        json.append(i == 0 ? "\"" : ",\"");
        escape(json, row.get(i));
        json.append('"');
      }
      json.append(']');
    }
    return json.append(']').toString();
  }

  /** Identifiers hold no control characters, so these two are all that JSON asks for. */
  private static void escape(StringBuilder json, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\');
      }
      json.append(c);
    }
  }

  @Override
  public String begin() {
    return "BEGIN IMMEDIATE";
  }
}
