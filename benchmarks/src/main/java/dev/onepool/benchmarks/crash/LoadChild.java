package dev.onepool.benchmarks.crash;

import dev.onepool.SellerId;
import dev.onepool.core.Onepool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process that asks at random from several threads until its parent says a word, or kills it. */
final class LoadChild {

  private LoadChild() {}

  /** Takes the place, the folder of the journals, its own name, the seller, the number of threads and the seed. */
  public static void main(String[] args) throws IOException {
    PrintStream out = System.out;
    try (Onepool engine = new Place(args[0]).openImpatiently(); Journal journal = Journal.open(Path.of(args[1]), args[2])) {
      Caller caller = new Caller(engine.inventory(SellerId.of(args[3])).ledger(), journal);
      Crowd crowd = new Crowd(caller, args[2], Integer.parseInt(args[4]), Long.parseLong(args[5]),
          deed -> out.println("posted"));
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
      crowd.stop();
    }
  }
}
