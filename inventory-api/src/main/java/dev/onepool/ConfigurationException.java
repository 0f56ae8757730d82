package dev.onepool;

import java.util.List;

/** Settings are wrong. All that is wrong is listed at once; secrets are never shown. */
public final class ConfigurationException extends InventoryException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /** Makes an exception that lists these problems, one line each. */
  public ConfigurationException(String subject, List<String> problems) {
    super(subject + ": " + problems.size() + (problems.size() == 1 ? " problem" : " problems")
        + String.join("", problems.stream().map(problem -> System.lineSeparator() + "  - " + problem).toList()));
    this.problems = List.copyOf(problems);
  }

  /** Returns each problem as one sentence. */
  public List<String> problems() {
    return problems;
  }
}
