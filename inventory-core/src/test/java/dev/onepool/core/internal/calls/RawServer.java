package dev.onepool.core.internal.calls;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Reads HTTP calls on loopback and does with each what its script says, by the number of the call. It keeps the first line of
 * every call that it has read whole.
 */
final class RawServer implements AutoCloseable {

  /** What to do after a call was read. */
  interface Script {
    /** Returns bytes to answer; null to close the connection without an answer. */
    byte[] answer(int call) throws IOException, InterruptedException;
  }

  final List<String> calls = new CopyOnWriteArrayList<>();
  private final ServerSocket socket;
  private final Script script;

  RawServer(Script script) throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.script = script;
    start(this::accept);
  }

  static byte[] ok(String body) {
    return ("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8);
  }

  static byte[] raw(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + path);
  }

  int port() {
    return socket.getLocalPort();
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "raw server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = socket.accept();
        start(() -> serve(connection));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      BufferedReader in = new BufferedReader(
          new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
      OutputStream out = connection.getOutputStream();
      String first;
      while ((first = in.readLine()) != null) {
        int length = 0;
        String header;
        while ((header = in.readLine()) != null && !header.isEmpty()) {
          if (header.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
            length = Integer.parseInt(header.substring(15).strip());
          }
        }
        in.skip(length);
        calls.add(first);
        byte[] answer = script.answer(calls.size());
        if (answer == null) {
          return;
        }
        out.write(answer);
        out.flush();
      }
    } catch (IOException | InterruptedException e) {
      // The client went away, which some tests want.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
