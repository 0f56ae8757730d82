package dev.onepool.core.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onepool.spi.ChannelConnectorProvider;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateTest {

  private static final List<String> GOOD = List.of(
      "provider=" + Providers.Amazon.class.getName(), "id=amazon", "spi=1", "kit=1", "rules=40", "made=2026-11-23");

  @TempDir
  Path folder;

  @Test
  void certificate_ofTheProvider_counts() throws IOException {
    assertThat(fault(GOOD)).isNull();
  }

  @Test
  void certificate_missing_isSaidWithWhatToDo() throws IOException {
    assertThat(fault(null)).contains("no certificate", "META-INF/onepool/certificates/amazon.properties", "kit");
  }

  @Test
  void certificate_ofAnotherProvider_doesNotCount() throws IOException {
    assertThat(fault(with("provider=com.example.Other"))).contains("com.example.Other");
  }

  @Test
  void certificate_ofAnotherConnector_doesNotCount() throws IOException {
    assertThat(fault(with("id=shopify"))).contains("shopify");
  }

  @Test
  void certificate_ofAnotherSpi_doesNotCount() throws IOException {
    assertThat(fault(with("spi=2"))).contains("SPI version");
  }

  @Test
  void certificate_ofAnOldKit_doesNotCount() throws IOException {
    assertThat(fault(with("kit=0"))).contains("kit");
  }

  @Test
  void certificate_ofANewerKit_counts() throws IOException {
    assertThat(fault(with("kit=7"))).isNull();
  }

  @Test
  void certificate_withoutRules_doesNotCount() throws IOException {
    assertThat(fault(with("rules=0"))).contains("rules");
  }

  @Test
  void certificate_withWordsForNumbers_doesNotCount() throws IOException {
    assertThat(fault(with("kit=newest"))).contains("newest");
  }

  @Test
  void certificate_withoutADate_doesNotCount() throws IOException {
    assertThat(fault(with("made=soon"))).contains("when");
  }

  @Test
  void certificate_thatIsNoProperties_doesNotCount() throws IOException {
    assertThat(fault(List.of("provider=\\uXYZ"))).contains("cannot be read");
  }

  @Test
  void certificate_inAnotherClassLoader_doesNotCount() throws IOException {
    write(folder, GOOD);
    try (URLClassLoader elsewhere = new URLClassLoader(new java.net.URL[] {folder.toUri().toURL()}, null)) {
      assertThat(elsewhere.getResource("META-INF/onepool/certificates/amazon.properties")).isNotNull();
      assertThat(Certificate.fault(new Providers.Amazon(), "amazon")).contains("no certificate");
    }
  }

  @Test
  void host_withoutCertificate_namesTheConnector() {
    assertThat(ConnectorHost.of(List.of(new Providers.Amazon())).uncertified("amazon"))
        .contains("amazon", Providers.Amazon.class.getName());
  }

  @Test
  void host_withoutTheConnector_saysNothing() {
    assertThat(ConnectorHost.of(List.of()).uncertified("amazon")).isNull();
  }

  private static List<String> with(String line) {
    List<String> lines = new ArrayList<>(GOOD);
    lines.replaceAll(old -> old.split("=")[0].equals(line.split("=")[0]) ? line : old);
    return lines;
  }

  private static void write(Path where, List<String> lines) throws IOException {
    Path certificates = Files.createDirectories(where.resolve("META-INF/onepool/certificates"));
    Files.write(certificates.resolve("amazon.properties"), lines);
  }

  /** Loads the provider from a jar of its own, with this certificate beside it. */
  private String fault(List<String> lines) throws IOException {
    Path beside = Files.createDirectories(folder.resolve("beside"));
    if (lines != null) {
      write(beside, lines);
    }
    Path jar = ProviderJars.jar(folder, "amazon.jar", Providers.Amazon.class.getName());
    try (URLClassLoader loader = ProviderJars.isolated(jar, beside)) {
      ChannelConnectorProvider provider =
          ServiceLoader.load(ChannelConnectorProvider.class, loader).iterator().next();
      assertThat(provider.getClass().getClassLoader()).isSameAs(loader);
      return Certificate.fault(provider, "amazon");
    }
  }
}
