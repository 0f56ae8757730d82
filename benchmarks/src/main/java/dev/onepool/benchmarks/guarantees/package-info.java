/** What promises about overselling are worth, and what they cost. */
@NullMarked
package dev.onepool.benchmarks.guarantees;

import org.jspecify.annotations.NullMarked;
