package dev.onepool.core.internal.host;

import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes a channel's secrets out of what its connector says. A connector must not say them; but an HTTP client that
 * refuses a header quotes it, and a message goes to a log.
 */
final class Redaction {

  private static final int MAX_DEPTH = 20;

  private final List<String> secrets;

  Redaction(List<String> secrets) {
    // A key of several lines may be quoted line by line. Longest first: a part of another must not break it up.
    this.secrets = secrets.stream()
        .flatMap(secret -> Stream.concat(Stream.of(secret), secret.lines().map(String::strip)))
        .filter(secret -> !secret.isBlank())
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }

  String text(String words) {
    String clean = words;
    for (String secret : secrets) {
      clean = clean.replace(secret, "***");
    }
    return clean;
  }

  /**
   * Returns the throwable itself if neither it nor what caused it says a secret, else a copy of its words without
   * them.
   */
  Throwable cause(Throwable thrown) {
    return isClean(thrown, Collections.newSetFromMap(new IdentityHashMap<>())) ? thrown : copy(thrown, 0);
  }

  private boolean isClean(@Nullable Throwable thrown, Set<Throwable> seen) {
    if (thrown == null || !seen.add(thrown)) {
      return true;
    }
    if (seen.size() > MAX_DEPTH || !saysNoSecret(thrown) || !isClean(thrown.getCause(), seen)) {
      return false;
    }
    for (Throwable suppressed : thrown.getSuppressed()) {
      if (!isClean(suppressed, seen)) {
        return false;
      }
    }
    return true;
  }

  private boolean saysNoSecret(Throwable thrown) {
    try {
      String words = thrown.getMessage() + "\n" + thrown;
      return text(words).equals(words);
    } catch (RuntimeException unreadable) {
      return false;
    }
  }

  private Throwable copy(Throwable thrown, int depth) {
    Throwable cause = thrown.getCause();
    Redacted copy = new Redacted(
        Text.described(thrown, this::text),
        cause == null || depth == MAX_DEPTH ? null : copy(cause, depth + 1));
    copy.setStackTrace(thrown.getStackTrace());
    return copy;
  }

  /** Stands for a throwable that said a secret. */
  private static final class Redacted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Redacted(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
