package dev.onepool.spi;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An HTTP call to send. Immutable; {@code toString} shows the method, the host and the path, never a header, a query or a
 * body.
 *
 * @param method such as {@code POST}
 * @param uri where to
 * @param headers in order
 * @param body not to be changed; empty for none
 */
public record HttpCall(String method, URI uri, Map<String, String> headers, byte[] body) {

  /** Copies the headers. */
  public HttpCall {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** Returns a call without headers and body. */
  public static HttpCall of(String method, URI uri) {
    return new HttpCall(method, uri, Map.of(), new byte[0]);
  }

  /** Returns this call with a header more, or with another value for it. */
  public HttpCall with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new HttpCall(method, uri, more, body);
  }

  /** Returns this call with a body of this type. */
  public HttpCall with(String contentType, byte[] content) {
    return new HttpCall(method, uri, headers, content).with("Content-Type", contentType);
  }

  /** Returns this call with a JSON text for a body. */
  public HttpCall withJson(String json) {
    return with("application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return method + " " + uri.getHost() + uri.getPath();
  }
}
