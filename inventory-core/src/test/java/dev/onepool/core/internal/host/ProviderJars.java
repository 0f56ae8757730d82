package dev.onepool.core.internal.host;

import dev.onepool.spi.ChannelConnectorProvider;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Makes jars of {@link Providers}, and class loaders that see nothing else of them. */
final class ProviderJars {

  private static final String SERVICES = "META-INF/services/" + ChannelConnectorProvider.class.getName();

  private ProviderJars() {}

  /** Makes a jar whose services file names these, with every provider class but {@link Providers.Missing}. */
  static Path jar(Path folder, String name, String... services) throws IOException {
    Class<?>[] types = Stream.of(Providers.class.getDeclaredClasses())
        .filter(type -> type != Providers.Missing.class)
        .toArray(Class<?>[]::new);
    return write(folder.resolve(name), List.of(services), types);
  }

  /** Makes a jar of these classes, the last of which is the provider that its services file names. */
  static Path jarOf(Path folder, String name, Class<?>... types) throws IOException {
    return write(folder.resolve(name), List.of(types[types.length - 1].getName()), types);
  }

  private static Path write(Path path, List<String> services, Class<?>... types) throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(path))) {
      jar.putNextEntry(new JarEntry(SERVICES));
      jar.write(String.join("\n", services).getBytes(StandardCharsets.UTF_8));
      copy(jar, Providers.class);
      for (Class<?> type : types) {
        copy(jar, type);
      }
    }
    return path;
  }

  private static void copy(JarOutputStream jar, Class<?> type) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    jar.putNextEntry(new JarEntry(name));
    try (InputStream bytes = Providers.class.getClassLoader().getResourceAsStream(name)) {
      if (bytes == null) {
        throw new IllegalStateException("class file not found: " + name);
      }
      bytes.transferTo(jar);
    }
  }

  /** Makes a folder with a services file and no classes. */
  static Path folder(Path parent, String... services) throws IOException {
    Path folder = Files.createTempDirectory(parent, "services");
    Path file = folder.resolve(SERVICES);
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", services));
    return folder;
  }

  /** Returns a loader that takes the providers from the jars only. */
  static URLClassLoader isolated(Path... jars) throws IOException {
    return new URLClassLoader(urls(jars), new WithoutProviders(true));
  }

  /** Returns a loader that takes the providers from the test's class path. */
  static URLClassLoader sharing(Path... folders) throws IOException {
    return new URLClassLoader(urls(folders), new WithoutProviders(false));
  }

  private static URL[] urls(Path... paths) throws IOException {
    URL[] urls = new URL[paths.length];
    for (int i = 0; i < paths.length; i++) {
      urls[i] = paths[i].toUri().toURL();
    }
    return urls;
  }

  /** The test's own loader, without its services files and, if wanted, without the providers. */
  private static final class WithoutProviders extends ClassLoader {
    private final boolean hidesClasses;

    WithoutProviders(boolean hidesClasses) {
      super(ProviderJars.class.getClassLoader());
      this.hidesClasses = hidesClasses;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (hidesClasses && name.startsWith(Providers.class.getName())) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return name.startsWith("META-INF/services/")
          ? Collections.enumeration(List.of())
          : super.getResources(name);
    }
  }
}
