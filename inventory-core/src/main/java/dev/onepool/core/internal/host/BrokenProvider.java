package dev.onepool.core.internal.host;

import org.jspecify.annotations.Nullable;

/**
 * A provider that cannot be used.
 *
 * @param id its id, if it could say it
 * @param problem what is wrong, in one sentence that names its class as far as it is known
 */
record BrokenProvider(@Nullable String id, String problem) implements Candidate {}
