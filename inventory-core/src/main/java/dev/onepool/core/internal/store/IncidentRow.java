package dev.onepool.core.internal.store;

import dev.onepool.core.internal.ledger.Incident;
import java.time.Instant;

/** An incident with its number and time. */
public record IncidentRow(long id, Instant at, Incident incident) {}
