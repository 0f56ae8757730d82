package dev.onepool;

/** Who looks after the tables that a ledger is kept in. */
public enum SchemaMode {
  /** The engine creates them and brings them up to date when it starts. The default. */
  MIGRATE,
  /** Somebody else runs the SQL files of the jar; the engine refuses to start where they do not match. */
  VALIDATE,
  /** Somebody else looks after everything; the engine asks nothing. */
  NONE
}
