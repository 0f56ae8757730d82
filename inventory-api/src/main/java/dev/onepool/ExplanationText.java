package dev.onepool;

import java.util.stream.Collectors;

/** Writes an {@link Explanation} as a block that a person reads from top to bottom. */
final class ExplanationText {

  private ExplanationText() {}

  static String of(Explanation explanation) {
    StringBuilder text = new StringBuilder();
    line(text, "%s on %s (%s)", explanation.sku(), explanation.channel(),
        explanation.mode().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
    for (Position.AtLocation at : explanation.position().locations()) {
      line(text, "  at %s: %s on hand - %s reserved - %s safety stock = %s to offer%s", at.location(), at.onHand(),
          at.reserved(), at.safetyStock(), Math.max(0, at.available().units() - at.safetyStock().units()),
          at.shortfall().units() > 0 ? "; short by " + at.shortfall() : "");
    }
    for (Explanation.Offer offer : explanation.listings()) {
      offer(text, offer);
    }
    if (explanation.listings().isEmpty()) {
      line(text, "  not listed on this channel");
    }
    String others = explanation.others().stream()
        .map(other -> other.channel() + " " + other.exposure())
        .collect(Collectors.joining(", "));
    line(text, "  others may still take: %s", others.isEmpty() ? "nothing" : others);
    guarantee(text, explanation.guarantee());
    for (String held : explanation.held()) {
      line(text, "  held back: %s", held);
    }
    return text.toString();
  }

  private static void offer(StringBuilder text, Explanation.Offer offer) {
    line(text, "  listing %s may still take %d; it should be %d", offer.listing(), offer.exposure(), offer.target());
    line(text, "    limit %d, share %d, because: %s", offer.limit(), offer.share(),
        offer.reasons().stream().map(Allocation.Reason::toString).collect(Collectors.joining("; ")));
    for (Explanation.Attempt attempt : offer.attempts()) {
      line(text, "    write #%d of %d: %s, sent %s%s, may still sell %d", attempt.sequence(), attempt.value(),
          attempt.state(), attempt.sentAt(),
          attempt.notAfter() == null ? "" : ", in force by " + attempt.notAfter(), attempt.charge());
    }
  }

  private static void guarantee(StringBuilder text, GuaranteeStatus status) {
    String name = name(status.guarantee());
    line(text, "  guarantee %s: %s%s%s", name, status.state().name().toLowerCase(java.util.Locale.ROOT),
        status.since() == null ? "" : " since " + status.since(),
        status.deficit() > 0 ? ", too much on offer by " + status.deficit() : "");
    for (String assumption : status.assumptions()) {
      line(text, "    if %s", assumption);
    }
  }

  private static String name(Guarantee guarantee) {
    if (guarantee instanceof Guarantee.Auto auto) {
      return "AUTO (oversold with a chance of at most " + auto.epsilon() + " when it sells out)";
    }
    if (guarantee instanceof Guarantee.Buffered buffered) {
      return "BUFFERED (oversold with a chance of at most " + buffered.epsilon() + " when it sells out)";
    }
    return guarantee instanceof Guarantee.Rights ? "RIGHTS" : "MIRROR (no promise)";
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(java.util.Locale.ROOT, format, values)).append(System.lineSeparator());
  }
}
