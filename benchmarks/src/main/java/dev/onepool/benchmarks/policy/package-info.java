/** How long a policy takes. */
@NullMarked
package dev.onepool.benchmarks.policy;

import org.jspecify.annotations.NullMarked;
