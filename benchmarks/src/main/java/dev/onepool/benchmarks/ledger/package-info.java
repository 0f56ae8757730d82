/** Measures the ledger against what people write without it: {@code benchmarks/run ledger}. */
@NullMarked
package dev.onepool.benchmarks.ledger;

import org.jspecify.annotations.NullMarked;
