package dev.onepool.core.internal.host;

import dev.onepool.spi.ChannelConnectorProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Enumeration;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the connector kit writes when a connector has passed it: beside the provider, in {@code
 * META-INF/onepool/certificates/<id>.properties}. It keeps honest people from mistakes, such as a connector that was never
 * tested or a certificate of another; it is not signed.
 */
final class Certificate {

  /** Certificates of an older kit do not count: it knew fewer rules. */
  static final int MINIMUM_KIT = 1;

  private static final String FOLDER = "META-INF/onepool/certificates/";
  private static final int MAX_BYTES = 64 << 10;
  private static final int MAX_FOUND = 10;

  private Certificate() {}

  /** Returns why this provider has no valid certificate, as the end of a sentence; null if it has one. */
  static @Nullable String fault(ChannelConnectorProvider provider, String id) {
    String name = FOLDER + id + ".properties";
    ClassLoader loader = Objects.requireNonNullElse(
        provider.getClass().getClassLoader(), ClassLoader.getSystemClassLoader());
    String fault = "has no certificate " + name + "; test it with the connector kit, which writes one";
    try {
      Enumeration<URL> found = loader.getResources(name);
      for (int i = 0; i < MAX_FOUND && found.hasMoreElements(); i++) {
        String wrong = fault(read(found.nextElement()), provider, id);
        if (wrong == null) {
          return null;
        }
        fault = "has a certificate " + name + " that does not count: " + wrong
            + "; test it with the connector kit again, which writes another";
      }
    } catch (IOException | IllegalArgumentException e) {
      fault = "has a certificate " + name + " that cannot be read: " + Text.described(e);
    }
    return fault;
  }

  private static Properties read(URL url) throws IOException {
    URLConnection connection = url.openConnection();
    // A jar that stays open in a cache cannot be replaced.
    connection.setUseCaches(false);
    Properties properties = new Properties();
    try (InputStream in = connection.getInputStream()) {
      properties.load(new StringReader(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8)));
    }
    return properties;
  }

  private static @Nullable String fault(Properties certificate, ChannelConnectorProvider provider, String id) {
    String type = provider.getClass().getName();
    if (!type.equals(certificate.getProperty("provider"))) {
      return "it was made for provider " + Text.quoted(certificate.getProperty("provider", "")) + ", not for " + type;
    }
    if (!id.equals(certificate.getProperty("id"))) {
      return "it was made for connector " + Text.quoted(certificate.getProperty("id", ""));
    }
    if (number(certificate, "spi") != ChannelConnectorProvider.SPI_VERSION) {
      return "it was made for SPI version " + Text.quoted(certificate.getProperty("spi", ""));
    }
    if (number(certificate, "kit") < MINIMUM_KIT) {
      return "it was made by kit " + Text.quoted(certificate.getProperty("kit", "")) + ", and " + MINIMUM_KIT
          + " is the oldest that counts";
    }
    if (number(certificate, "rules") < 1) {
      return "it names no rules that were passed";
    }
    return dated(certificate) ? null : "it does not say when it was made";
  }

  private static long number(Properties certificate, String key) {
    try {
      return Long.parseLong(certificate.getProperty(key, "").strip());
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static boolean dated(Properties certificate) {
    try {
      return !LocalDate.parse(certificate.getProperty("made", "").strip()).equals(LocalDate.MIN);
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
