/** A simulated day on Amazon, through the engine and Amazon's protocol. */
@NullMarked
package dev.onepool.benchmarks.amazon;

import org.jspecify.annotations.NullMarked;
