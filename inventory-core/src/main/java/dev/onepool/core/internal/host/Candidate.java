package dev.onepool.core.internal.host;

/** A provider that was found or registered, after a look at it. */
sealed interface Candidate permits FoundProvider, BrokenProvider {}
