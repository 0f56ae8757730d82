package dev.onepool.benchmarks.ledger;

import dev.onepool.AuditReport;
import dev.onepool.EffectKey;
import dev.onepool.LocationId;
import dev.onepool.PostingResult;
import dev.onepool.Quantity;
import dev.onepool.ReservationId;
import dev.onepool.SellerId;
import dev.onepool.Sku;
import dev.onepool.StockCommand.Receive;
import dev.onepool.StockCommand.Reserve;
import dev.onepool.StockCommand.ReserveLine;
import dev.onepool.StockLedger;
import dev.onepool.core.Onepool;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Onepool, through its public builder and ledger: what any application would write. */
final class OnepoolContender extends SqlContender {

  static final String NAME = "onepool";

  private static final SellerId SELLER = SellerId.of(Catalogue.SELLER);
  private static final LocationId LOCATION = LocationId.of(Catalogue.LOCATION);
  private static final Quantity ONE = Quantity.of(1);

  OnepoolContender(Arena arena) {
    super(NAME, arena);
  }

  /** Opens the engine; nobody else knows how. */
  private static Onepool open(Place place) {
    Path file = place.file();
    if (file != null) {
      return Onepool.builder().sqlite(file).build();
    }
    return Onepool.builder().postgres(place.url(), place.user(), place.password()).build();
  }

  @Override
  public List<Integer> connections(Mode mode) {
    return List.of(0);
  }

  @Override
  String effects() {
    return SqlBooks.RESERVATIONS_AS_EFFECTS;
  }

  @Override
  void stock(Catalogue catalogue) {
    try (Onepool onepool = open(place())) {
      StockLedger ledger = onepool.inventory(SELLER).ledger();
      List<CompletableFuture<PostingResult>> posted = new ArrayList<>();
      for (String sku : catalogue.skus()) {
        posted.add(ledger.postAsync(new Receive(EffectKey.of("stock", sku), Sku.of(sku), LOCATION,
            Quantity.of(Catalogue.UNITS))).toCompletableFuture());
      }
      posted.forEach(each -> each.join().posted());
    }
  }

  /** Puts stock and history in by SQL, where posting them would take hours. */
  void load(Catalogue catalogue, long entries, PrintWriter progress) throws SQLException {
    begin();
    try (Onepool onepool = open(place())) {
      onepool.inventory(SELLER).ledger().position(Sku.of(catalogue.skus().get(0)));
    }
    StockLoader.load(place(), catalogue);
    if (entries > 0) {
      StockLoader.history(place(), catalogue, entries, progress);
    }
    if (place().file() == null) {
      StockLoader.numberOn(place(), catalogue.size() + entries);
    }
  }

  /** Audits what was loaded. */
  AuditReport audit() {
    try (Onepool onepool = open(place())) {
      return onepool.inventory(SELLER).ledger().audit();
    }
  }

  @Override
  public Session open(Mode mode, int connections) {
    Onepool onepool = open(place());
    StockLedger ledger = onepool.inventory(SELLER).ledger();
    return mode == Mode.ASYNC1024 ? new InFlight(onepool, ledger) : new Waiting(onepool, ledger);
  }

  private static Reserve command(Request request) {
    List<ReserveLine> lines = new ArrayList<>(request.skus().size());
    for (String sku : request.skus()) {
      lines.add(new ReserveLine(Sku.of(sku), LOCATION, ONE));
    }
    return new Reserve(ReservationId.of(request.id()), lines, null);
  }

  private record Waiting(Onepool onepool, StockLedger ledger) implements Session.Blocking {
    @Override
    public boolean reserve(Request request) {
      return ledger.reserve(command(request)).isHeld();
    }

    @Override
    public void close() {
      onepool.close();
    }
  }

  private record InFlight(Onepool onepool, StockLedger ledger) implements Session.Async {
    @Override
    public void reserve(Request request, Reply reply) {
      ledger.postAsync(command(request)).whenComplete((result, failure) -> {
        if (failure != null) {
          reply.failed(failure);
        } else {
          reply.answer(result instanceof PostingResult.Posted);
        }
      });
    }

    @Override
    public void close() {
      onepool.close();
    }
  }
}
