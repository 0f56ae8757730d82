package dev.onepool.testkit.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What says that a connector keeps every rule of the kit: the file {@code <provider's id>.properties} in {@link #FOLDER} among
 * the resources that are published with it. Without one the engine grants no RIGHTS.
 *
 * <p>To make or renew it, run the tests with {@code -Donepool.certificate=write}, and commit the file. It is written to {@code
 * src/main/resources} below the module (elsewhere with {@code -Donepool.certificate.resources=folder}), when all contracts were
 * run in one run of tests and no rule failed. Any other complete run, or one with {@code compare}, compares: where the file no
 * longer says what came of the rules, the last contract fails and says what to do. A connector without a file is only tested.
 * The capability card is printed in any complete run, but for {@code -Donepool.card=off}.
 */
public final class Certificate {

  /** The version of the rules. It grows when a rule is added or becomes stricter, and certificates have to be renewed. */
  public static final int KIT_VERSION = 1;

  /** Where certificates are among a jar's resources. */
  public static final String FOLDER = "META-INF/onepool/certificates/";

  private static final String MODE = "onepool.certificate";
  private static final String RESOURCES = "onepool.certificate.resources";
  private static final List<String> COMPARED = List.of("provider", "id", "spi", "kit", "rules");

  private Certificate() {}

  /** Writes or compares the certificate, as the configuration says. */
  static void keep(CapabilityCard card, ClassLoader loader, Function<String, Optional<String>> configuration) {
    String mode = configuration.apply(MODE).orElse("compare");
    if (!mode.equals("write") && !mode.equals("compare")) {
      throw new IllegalArgumentException(MODE + " must be \"write\" or \"compare\", was \"" + mode + "\"");
    }
    // A rule that failed is reported by itself.
    if (card.count(RuleResult.FAILED) > 0) {
      return;
    }
    String path = FOLDER + card.id() + ".properties";
    if (mode.equals("write")) {
      Path resources = Path.of(configuration.apply(RESOURCES).orElseGet(Certificate::ownResources));
      write(card, resources.resolve(path));
    } else {
      compare(card, path, loader);
    }
  }

  /** Says what a certificate of this card has to say, but for its date. */
  static Map<String, String> facts(CapabilityCard card) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("provider", card.provider());
    facts.put("id", card.id());
    facts.put("spi", Integer.toString(card.spi()));
    facts.put("kit", Integer.toString(KIT_VERSION));
    facts.put("rules", Long.toString(card.count(RuleResult.PASSED)));
    return facts;
  }

  private static String ownResources() {
    // Surefire says where the module is; elsewhere tests run in its folder.
    return Path.of(System.getProperty("basedir", "")).resolve(Path.of("src", "main", "resources")).toString();
  }

  private static void write(CapabilityCard card, Path file) {
    StringBuilder text = new StringBuilder("# Made by the connector kit; see dev.onepool.testkit.contract.Certificate.\n");
    facts(card).forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    text.append("made=").append(LocalDate.now(ZoneOffset.UTC)).append('\n');
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("the certificate cannot be written: " + file, e);
    }
  }

  private static void compare(CapabilityCard card, String path, ClassLoader loader) {
    Properties kept = read(path, loader);
    if (kept == null) {
      return;
    }
    Map<String, String> facts = facts(card);
    for (String key : COMPARED) {
      if (!facts.get(key).equals(kept.getProperty(key))) {
        throw new AssertionError("the certificate " + path + " says " + key + "=" + kept.getProperty(key) + ", and it is "
            + facts.get(key) + "; run all contracts with -D" + MODE + "=write and commit the file");
      }
    }
  }

  private static @Nullable Properties read(String path, ClassLoader loader) {
    try (InputStream stream = loader.getResourceAsStream(path)) {
      if (stream == null) {
        return null;
      }
      Properties properties = new Properties();
      properties.load(stream);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException("the certificate cannot be read: " + path, e);
    }
  }
}
