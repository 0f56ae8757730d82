package dev.onepool.testkit.contract;

import java.util.Map;

/**
 * A call to a {@link LocalServer} and its answer, as they were on the wire.
 *
 * @param method such as GET
 * @param path undecoded
 * @param query undecoded; empty if there is none
 * @param headers of the call, names in lower case
 * @param body of the call
 * @param status of the answer
 * @param answer its body
 * @param broken whether the answer was spoiled on purpose
 */
public record Exchange(String method, String path, String query, Map<String, String> headers, byte[] body, int status,
    byte[] answer, boolean broken) {}
