/** Processes and servers that are killed while they write, and a checker of what they were told. */
@NullMarked
package dev.onepool.benchmarks.crash;

import org.jspecify.annotations.NullMarked;
