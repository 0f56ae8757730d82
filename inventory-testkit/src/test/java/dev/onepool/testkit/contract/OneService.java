package dev.onepool.testkit.contract;

import dev.onepool.spi.ChannelConnectorProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A class loader whose only service file names one provider of connectors, or none. */
final class OneService extends ClassLoader {

  private static final String FILE = "META-INF/services/" + ChannelConnectorProvider.class.getName();

  private final String names;

  OneService(@Nullable ChannelConnectorProvider provider) {
    super(OneService.class.getClassLoader());
    names = provider == null ? "# none\n" : provider.getClass().getName() + "\n";
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return name.equals(FILE) ? Collections.enumeration(List.of(file())) : super.getResources(name);
  }

  // The constructor that newer JDKs offer instead is not there in Java 17.
  @SuppressWarnings("deprecation")
  private URL file() throws MalformedURLException {
    return new URL("memory", "", -1, "/services", new URLStreamHandler() {
      @Override
      protected URLConnection openConnection(URL url) {
        return new URLConnection(url) {
          @Override
          public void connect() {}

          @Override
          public InputStream getInputStream() {
            return new ByteArrayInputStream(names.getBytes(StandardCharsets.UTF_8));
          }
        };
      }
    });
  }
}
