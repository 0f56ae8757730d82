package dev.onepool.benchmarks.crash;

import dev.onepool.SellerId;
import dev.onepool.StockLedger;
import dev.onepool.core.Onepool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process that takes part in races: it makes its callers ready, says so, and lets them go when its parent says so. */
final class RaceChild {

  private RaceChild() {}

  /** Takes the place, the folder of the journals, its own number and how many callers it has. */
  public static void main(String[] args) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    int process = Integer.parseInt(args[2]);
    try (Onepool engine = new Place(args[0]).open()) {
      System.out.println("open");
      for (String line = in.readLine(); line != null && !line.equals("stop"); line = in.readLine()) {
        // "VARIANT seller": be ready; the next line is the moment to start.
        String[] words = line.split(" ");
        StockLedger ledger = engine.inventory(SellerId.of(words[1])).ledger();
        try (Journal journal = Journal.open(Path.of(args[1]).resolve(words[1]), "process-" + process);
            Runners runners = new Runners(new Caller(ledger, journal), Variant.valueOf(words[0]), process,
                Integer.parseInt(args[3]))) {
          System.out.println("ready");
          runners.go(Long.parseLong(in.readLine()));
        }
        System.out.println("done");
      }
    }
  }
}
