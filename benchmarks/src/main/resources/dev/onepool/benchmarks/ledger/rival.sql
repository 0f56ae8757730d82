CREATE TABLE onepool_entry (
  seller          TEXT   NOT NULL,
  id              BIGINT NOT NULL,
  sku             TEXT   NOT NULL,
  location        TEXT   NOT NULL,
  quantity        BIGINT NOT NULL CHECK (quantity > 0),
  from_state      TEXT   NOT NULL,
  to_state        TEXT   NOT NULL CHECK (to_state <> from_state),
  cause           TEXT   NOT NULL,
  effect_source   TEXT   NOT NULL,
  effect_id       TEXT   NOT NULL,
  occurred_at     BIGINT NOT NULL,
  recorded_at     BIGINT NOT NULL,
  available_after BIGINT NOT NULL,
  reserved_after  BIGINT NOT NULL,
  previous        BIGINT NOT NULL,
  PRIMARY KEY (seller, id)
);

CREATE TABLE onepool_balance (
  seller       TEXT   NOT NULL,
  sku          TEXT   NOT NULL,
  location     TEXT   NOT NULL,
  available    BIGINT NOT NULL CHECK (available >= 0),
  reserved     BIGINT NOT NULL CHECK (reserved >= 0),
  unsellable   BIGINT NOT NULL CHECK (unsellable >= 0),
  incoming     BIGINT NOT NULL CHECK (incoming >= 0),
  shortfall    BIGINT NOT NULL CHECK (shortfall >= 0),
  unexplained  BIGINT NOT NULL CHECK (unexplained >= 0),
  safety_stock BIGINT NOT NULL CHECK (safety_stock >= 0),
  exposed      BIGINT NOT NULL,
  listings     INT    NOT NULL DEFAULT 0 CHECK (listings >= 0),
  version      BIGINT NOT NULL,
  counted_at   BIGINT,
  short_since  BIGINT,
  last_entry   BIGINT NOT NULL,
  PRIMARY KEY (seller, sku, location)
);

CREATE INDEX onepool_balance_short ON onepool_balance (seller, short_since) WHERE short_since IS NOT NULL;

CREATE TABLE onepool_effect (
  seller      TEXT   NOT NULL,
  source      TEXT   NOT NULL,
  id          TEXT   NOT NULL,
  hash        TEXT   NOT NULL,
  first_entry BIGINT NOT NULL,
  entries     INT    NOT NULL,
  PRIMARY KEY (seller, source, id)
);
