package dev.onepool.core;

import dev.onepool.Inventory;
import dev.onepool.SellerId;
import dev.onepool.SourcingStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One engine for the tests of a class, built as an application builds it. Every test gets a seller of its own, so tests
 * share the store's file and nothing else.
 */
final class EngineExtension implements BeforeAllCallback, AfterAllCallback {

  private final boolean onDisk;
  private final PostgresServer server;
  private final HandClock clock = new HandClock();
  private final AtomicInteger sellers = new AtomicInteger();
  private volatile SourcingStrategy sourcing = SourcingStrategy.fewestLocations();
  private Path folder;
  private Onepool engine;

  private EngineExtension(boolean onDisk, PostgresServer server) {
    this.onDisk = onDisk;
    this.server = server;
  }

  static EngineExtension memory() {
    return new EngineExtension(false, null);
  }

  static EngineExtension sqlite() {
    return new EngineExtension(true, null);
  }

  static EngineExtension postgres(PostgresServer server) {
    return new EngineExtension(false, server);
  }

  HandClock clock() {
    return clock;
  }

  /** Returns the engine itself. */
  Onepool engine() {
    return engine;
  }

  /** Takes units from other locations than before. */
  void sourcing(SourcingStrategy strategy) {
    sourcing = strategy;
  }

  /** Returns the view of a seller that nobody used before. */
  Inventory newSeller() {
    return engine.inventory(SellerId.of("seller-" + sellers.incrementAndGet()));
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    Onepool.Builder builder = Onepool.builder().clock(clock).sourcing(request -> sourcing.source(request));
    if (onDisk) {
      folder = Files.createTempDirectory("onepool-test");
      builder.sqlite(folder.resolve("ledger.db"));
    }
    if (server != null) {
      builder.postgres(server.newDatabase(), "postgres", "postgres");
    }
    engine = builder.build();
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    engine.close();
    if (onDisk) {
      try (Stream<Path> files = Files.walk(folder)) {
        List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        for (Path path : deepestFirst) {
          Files.delete(path);
        }
      }
    }
  }
}
