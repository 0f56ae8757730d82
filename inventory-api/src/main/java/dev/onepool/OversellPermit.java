package dev.onepool;

/**
 * A person's word that a channel may show units that are not there. Without one, no policy does.
 *
 * @param grantedBy who allows it; shown with every number that it changes
 * @param reason why, such as {@code "the supplier delivers the same day"}
 */
public record OversellPermit(String grantedBy, String reason) {

  /** Refuses blank texts. */
  public OversellPermit {
    if (grantedBy.isBlank() || reason.isBlank()) {
      throw new IllegalArgumentException("a permit to oversell must say who granted it and why, was \""
          + grantedBy + "\", \"" + reason + "\"");
    }
  }
}
