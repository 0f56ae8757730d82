package dev.onepool.examples.demo;

/** What became of one row of an order file: a line that was ordered, or the reason why it is left out. */
sealed interface Row permits OrderLine, SkipReason {}
