package dev.onepool.examples.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the demo. Picocli fills the fields; the values they begin with are the defaults. */
final class DemoOptions {

  @Mixin private final MarketOptions market = new MarketOptions();

  @Option(names = "--guarantee", paramLabel = "NAME[:NUMBER]", converter = OptionConverters.OfGuarantee.class,
      description = "What Onepool is asked for: rights, nothing oversold; auto:0.01, at most that chance of overselling a"
          + " SKU that sells out; buffered:0.01, the same by a buffer; mirror or mirror:2, every shop shows the whole stock"
          + " less so much. Default: rights, though an application that asks for nothing gets auto:0.01.")
  private GuaranteeOption guarantee = GuaranteeOption.RIGHTS;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the result to this file, as JSON.")
  private @Nullable Path json;

  @Option(names = "--channels", paramLabel = "simulated|real", converter = OptionConverters.OfChannels.class,
      description = "How Onepool reaches the shops: simulated, in memory; or real, through the protocols of all five,"
          + " spoken with local shops over HTTP. Default: simulated.")
  private ChannelsOption channels = ChannelsOption.SIMULATED;

  @Option(names = "--amazon-order-lag", paramLabel = "TIME", converter = OptionConverters.OfDuration.class,
      description = "The order lag of a real Amazon, 0s to 7d. Default: 30m.")
  private Duration amazonOrderLag = Duration.ofMinutes(30);

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and exit.")
  private boolean help;

  /** Returns what is sold and where. */
  MarketOptions market() {
    return market;
  }

  /** Returns the file to write, or null for none. */
  @Nullable Path json() {
    return json;
  }

  /** Returns what the options assume about the market. */
  Assumptions assumptions() {
    return market.assumptions(guarantee).reachedBy(channels, amazonOrderLag);
  }

  /** Returns everything that is wrong with the values, one sentence each. */
  List<String> problems() {
    List<String> problems = market.problems();
    MarketOptions.checkRange(problems, "--amazon-order-lag", amazonOrderLag, Duration.ZERO, "0s to 7d");
    OutputFile.check(problems, "--json", json, market.orders());
    return problems;
  }
}
