package dev.onepool.benchmarks.crash;

/**
 * One call of one caller.
 *
 * @param process which journal it stands in
 * @param askedAt when, by a clock that all processes of the machine share, in nanoseconds
 * @param told what its caller learned; of kind unknown where the process ended first
 * @param toldAt when; the end of time where the process ended first
 */
record Call(String process, Deed deed, long askedAt, Told told, long toldAt) {}
