package dev.onepool.benchmarks.ledger;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A contender in one mode and workload: its rounds, and the verdict on its books. */
final class Entrant {

  private static final int FLUSH_POLLS = 20;
  private static final long FLUSH_POLL_MILLIS = 100;

  private final Contender contender;
  private final Mode mode;
  private final RequestSource source;
  private final PrintWriter progress;
  private final Tally tally = new Tally();
  private final Map<Integer, List<Round>> rounds = new LinkedHashMap<>();
  private final List<String> findings = new ArrayList<>();
  private @Nullable Totals before;
  private @Nullable String broken;

  Entrant(Contender contender, Mode mode, RequestSource source, PrintWriter progress) {
    this.contender = contender;
    this.mode = mode;
    this.source = source;
    this.progress = progress;
  }

  String name() {
    return contender.name();
  }

  /** Returns why this entrant is out; null while it is in. */
  @Nullable String broken() {
    return broken;
  }

  void prepare(Catalogue catalogue) {
    guarded(() -> {
      contender.prepare(catalogue);
      before = contender.books().read();
    });
  }

  /** Begins with what somebody else has prepared. */
  void adopt() {
    guarded(() -> before = contender.books().read());
  }

  /** Runs one round with this many connections. Returns null if it failed; then the entrant is out. */
  @Nullable Round round(int connections, double warmUpSeconds, double seconds) {
    List<Round> done = rounds.computeIfAbsent(connections, any -> new ArrayList<>());
    int size = done.size();
    guarded(() -> done.add(measure(connections, warmUpSeconds, seconds)));
    return done.size() > size ? done.get(size) : null;
  }

  private Round measure(int connections, double warmUpSeconds, double seconds) throws Exception {
    contender.settle();
    long flushesBefore = contender.flushes();
    long grantedBefore = tally.granted();
    Meter meter = new Meter(tally);
    Round round;
    // A connection commits one transaction at a time.
    int atOnce = connections > 0 ? Math.min(connections, mode.inFlight()) : mode.inFlight();
    try (Session session = contender.open(mode, connections)) {
      if (session instanceof Session.Batched batched) {
        atOnce = batched.callers() * Session.Batched.SIZE;
      }
      round = new Load(meter, source, mode).run(session, warmUpSeconds, seconds);
    }
    Throwable failure = meter.firstFailure();
    if (failure != null) {
      progress.println("  " + name() + ": " + failure);
    }
    checkFlushes(flushesBefore, tally.granted() - grantedBefore, atOnce);
    return round;
  }

  /** One flush makes at most as many grants durable as were asked for at once; with fewer, somebody answered too early. */
  private void checkFlushes(long flushesBefore, long granted, int atOnce) throws Exception {
    long needed = granted / atOnce;
    long flushes = contender.flushes() - flushesBefore;
    // A server learns what a connection did only after it was closed.
    for (int i = 0; flushesBefore >= 0 && flushes < needed && i < FLUSH_POLLS; i++) {
      Thread.sleep(FLUSH_POLL_MILLIS);
      flushes = contender.flushes() - flushesBefore;
    }
    if (flushesBefore >= 0 && flushes < needed) {
      findings.add("granted " + granted + ", " + atOnce + " at once, with only " + flushes + " flushes");
    }
  }

  /** Reads the books, throws everything away, and returns what it came to. */
  Measured finish() {
    guarded(() -> {
      if (before != null && !rounds.isEmpty()) {
        findings.addAll(BalanceCheck.findings(before, contender.books().read(), tally, source.lines()));
      }
    });
    String why = broken;
    Measured measured = why != null ? Measured.not(why) : measured();
    guarded(contender::discard);
    return measured;
  }

  private Measured measured() {
    Map<Integer, Round> tried = new LinkedHashMap<>();
    rounds.forEach((connections, done) -> tried.put(connections, Round.median(done)));
    Map.Entry<Integer, Round> best = tried.entrySet().stream()
        .max(Map.Entry.comparingByValue((a, b) -> Double.compare(a.perSecond(), b.perSecond())))
        .orElseThrow();
    return new Measured(Measured.MEASURED, best.getKey(), best.getValue(), tally.errors(), findings.isEmpty(),
        List.copyOf(findings), tried);
  }

  private void guarded(Step step) {
    if (broken != null) {
      return;
    }
    try {
      step.run();
    } catch (Exception e) {
      broken = e.getMessage() == null ? e.toString() : e.getMessage();
      progress.println("  " + name() + " is out: " + e);
    }
  }

  private interface Step {
    void run() throws Exception;
  }
}
