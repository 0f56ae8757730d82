package dev.onepool.core.internal.store;

/** A JSON list of lists of texts and whole numbers. */
final class JsonRows {

  private final StringBuilder json = new StringBuilder("[");

  /** Adds a row. */
  JsonRows add(Object... values) {
    json.append(json.length() == 1 ? "[" : ",[");
    for (int i = 0; i < values.length; i++) {
      json.append(i == 0 ? "" : ",");
      if (values[i] instanceof Long number) {
        json.append(number.longValue());
      } else {
        text((String) values[i]);
      }
    }
    json.append(']');
    return this;
  }

  /** Identifiers hold no control characters, so these two are all that JSON asks for. */
  private void text(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\');
      }
      json.append(c);
    }
    json.append('"');
  }

  @Override
  public String toString() {
    return json + "]";
  }
}
