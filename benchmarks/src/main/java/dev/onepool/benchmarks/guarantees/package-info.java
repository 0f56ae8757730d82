/** What guarantees about overselling hold, and what they cost. */
@NullMarked
package dev.onepool.benchmarks.guarantees;

import org.jspecify.annotations.NullMarked;
