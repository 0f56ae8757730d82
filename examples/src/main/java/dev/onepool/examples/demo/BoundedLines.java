package dev.onepool.examples.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Reads text line by line, and never holds more than {@value #MAX_LENGTH} characters of a line: a file without line
 * ends must not fill the memory.
 *
 * <p>Lines end with LF or CR LF. Not thread-safe.
 */
final class BoundedLines {

  /** The most characters of a line that are kept. */
  static final int MAX_LENGTH = 65_536;

  private final Reader reader;
  private final StringBuilder line = new StringBuilder();
  private boolean cut;

  BoundedLines(Reader reader) {
    this.reader = new BufferedReader(reader, 1 << 16);
  }

  /** Returns the next line without its end, cut off at the limit, or null at the end of the text. */
  @Nullable String next() throws IOException {
    line.setLength(0);
    cut = false;
    int character = reader.read();
    if (character < 0) {
      return null;
    }
    while (character >= 0 && character != '\n') {
      if (line.length() < MAX_LENGTH) {
        line.append((char) character);
      } else {
        cut = true;
      }
      character = reader.read();
    }
    int last = line.length() - 1;
    if (!cut && last >= 0 && line.charAt(last) == '\r') {
      line.setLength(last);
    }
    return line.toString();
  }

  /** Returns whether the line that was read last was longer than the limit. */
  boolean wasCut() {
    return cut;
  }
}
