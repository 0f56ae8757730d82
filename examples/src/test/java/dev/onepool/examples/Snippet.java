package dev.onepool.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles and runs code that stands in a document. */
final class Snippet {

  private Snippet() {}

  /** Runs the code, and returns what it printed. It may use {@code file}, which does not exist yet. */
  static String run(Path folder, String body, String name) throws Exception {
    String source = Stream.of("dev.onepool", "dev.onepool.core", "dev.onepool.planning", "dev.onepool.testkit", "java.nio.file", "java.sql",
            "java.time", "java.util")
        .map(pack -> "import " + pack + ".*;\n")
        .reduce("", String::concat)
        + "public class " + name + " {\n  public static void run(Path file) throws Exception {\n" + body + "  }\n}\n";
    Path file = folder.resolve(name + ".java");
    Files.writeString(file, source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    boolean compiled = compiler.getTask(messages, null, null,
        List.of("-proc:none", "-encoding", "UTF-8", "-d", folder.toString(), "-cp", System.getProperty("java.class.path")), null,
        compiler.getStandardFileManager(null, null, null).getJavaFileObjects(file)).call();
    assertThat(compiled).as(messages.toString()).isTrue();
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, Snippet.class.getClassLoader())) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      loader.loadClass(name).getMethod("run", Path.class).invoke(null, folder.resolve(name + ".db"));
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
