/** How long planning takes. */
@NullMarked
package dev.onepool.benchmarks.planning;

import org.jspecify.annotations.NullMarked;
