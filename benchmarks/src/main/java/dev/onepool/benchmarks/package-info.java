/** Long simulations and measurements, started by {@code benchmarks/run}. */
@NullMarked
package dev.onepool.benchmarks;

import org.jspecify.annotations.NullMarked;
