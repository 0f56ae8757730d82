-- Every key begins with the seller. Times are microseconds since 1970-01-01T00:00Z. The tables are those of SQLite's schema.
-- Names begin with onepool_, because they may live beside an application's own. Identifiers sort by code unit, as in Java.

-- One number for each transaction that writes; times 2^20 and a count it makes the ids of entries, incidents and marks.
CREATE SEQUENCE onepool_batch;

CREATE TABLE onepool_entry (
  seller          TEXT COLLATE "C" NOT NULL,
  id              BIGINT NOT NULL,
  sku             TEXT COLLATE "C" NOT NULL,
  location        TEXT COLLATE "C" NOT NULL,
  quantity        BIGINT NOT NULL CHECK (quantity > 0),
  from_state      TEXT COLLATE "C" NOT NULL,
  to_state        TEXT COLLATE "C" NOT NULL CHECK (to_state <> from_state),
  cause           TEXT COLLATE "C" NOT NULL,
  effect_source   TEXT COLLATE "C" NOT NULL,
  effect_id       TEXT COLLATE "C" NOT NULL,
  occurred_at     BIGINT NOT NULL,
  recorded_at     BIGINT NOT NULL,
  available_after BIGINT NOT NULL,
  reserved_after  BIGINT NOT NULL,
  -- The entry before this one of the same SKU and location; 0 for the first. An index by SKU would cost as much as the row.
  previous        BIGINT NOT NULL,
  PRIMARY KEY (seller, id)
);

CREATE TABLE onepool_balance (
  seller       TEXT COLLATE "C" NOT NULL,
  sku          TEXT COLLATE "C" NOT NULL,
  location     TEXT COLLATE "C" NOT NULL,
  available    BIGINT NOT NULL CHECK (available >= 0),
  reserved     BIGINT NOT NULL CHECK (reserved >= 0),
  unsellable   BIGINT NOT NULL CHECK (unsellable >= 0),
  incoming     BIGINT NOT NULL CHECK (incoming >= 0),
  shortfall    BIGINT NOT NULL CHECK (shortfall >= 0),
  unexplained  BIGINT NOT NULL CHECK (unexplained >= 0),
  safety_stock BIGINT NOT NULL CHECK (safety_stock >= 0),
  exposed      BIGINT NOT NULL,
  -- How many mapped listings draw on it; only such SKUs are planned.
  listings     INT    NOT NULL CHECK (listings >= 0),
  version      BIGINT NOT NULL,
  -- Of when the newest count or warehouse snapshot is.
  counted_at   BIGINT,
  short_since  BIGINT,
  -- The newest entry, from which the others are found; 0 where there is none.
  last_entry   BIGINT NOT NULL,
  PRIMARY KEY (seller, sku, location)
)
-- Room on every page for the next version of its rows, so that no index has to change with them.
WITH (fillfactor = 50);

CREATE INDEX onepool_balance_short ON onepool_balance (seller, short_since) WHERE short_since IS NOT NULL;

CREATE TABLE onepool_effect (
  seller      TEXT COLLATE "C" NOT NULL,
  source      TEXT COLLATE "C" NOT NULL,
  id          TEXT COLLATE "C" NOT NULL,
  hash        TEXT COLLATE "C" NOT NULL,
  -- The id of its first entry, or, where the key was claimed before that was known, a smaller one.
  first_entry BIGINT NOT NULL,
  -- How many entries it has; NULL where the key was claimed before that was known. Then both are looked for if asked for.
  entries     INT,
  PRIMARY KEY (seller, source, id)
);

CREATE TABLE onepool_reservation (
  seller     TEXT COLLATE "C" NOT NULL,
  id         TEXT COLLATE "C" NOT NULL,
  status     TEXT COLLATE "C" NOT NULL,
  expires_at BIGINT,
  -- What it holds or held: [[sku, location, units], …]. Always read and written as a whole.
  units      TEXT COLLATE "C" NOT NULL,
  held_at    BIGINT,
  -- A reservation is its own effect: these are what the table of effects has for others.
  hash        TEXT COLLATE "C" NOT NULL,
  first_entry BIGINT NOT NULL,
  entries     INT,
  PRIMARY KEY (seller, id)
);
CREATE INDEX onepool_reservation_due ON onepool_reservation (expires_at) WHERE status = 'HELD' AND expires_at IS NOT NULL;
-- Units on their way from one location to another.
CREATE TABLE onepool_transfer (
  seller        TEXT COLLATE "C" NOT NULL,
  id            TEXT COLLATE "C" NOT NULL,
  sku           TEXT COLLATE "C" NOT NULL,
  from_location TEXT COLLATE "C" NOT NULL,
  to_location   TEXT COLLATE "C" NOT NULL,
  dispatched    BIGINT NOT NULL CHECK (dispatched > 0),
  under_way     BIGINT NOT NULL CHECK (under_way >= 0),
  PRIMARY KEY (seller, id)
);

-- What kits consist of. Every definition is kept; the newest version is in force.
CREATE TABLE onepool_kit_component (
  seller  TEXT COLLATE "C" NOT NULL,
  kit     TEXT COLLATE "C" NOT NULL,
  version BIGINT NOT NULL,
  sku     TEXT COLLATE "C" NOT NULL,
  units   BIGINT NOT NULL CHECK (units > 0),
  PRIMARY KEY (seller, kit, version, sku)
);
CREATE INDEX onepool_kit_component_by_sku ON onepool_kit_component (seller, sku, kit, version);

-- What made a shortfall grow since it opened; gone when it is closed.
CREATE TABLE onepool_shortfall_cause (
  seller   TEXT COLLATE "C" NOT NULL,
  sku      TEXT COLLATE "C" NOT NULL,
  location TEXT COLLATE "C" NOT NULL,
  id       BIGINT NOT NULL,
  at       BIGINT NOT NULL,
  kind     TEXT COLLATE "C" NOT NULL,
  subject  TEXT COLLATE "C" NOT NULL,
  units    BIGINT NOT NULL CHECK (units > 0),
  PRIMARY KEY (seller, sku, location, id)
);

CREATE TABLE onepool_order (
  seller           TEXT COLLATE "C" NOT NULL,
  channel          TEXT COLLATE "C" NOT NULL,
  id               TEXT COLLATE "C" NOT NULL,
  placed_at        BIGINT NOT NULL,
  version_at       BIGINT NOT NULL,
  version_sequence BIGINT NOT NULL,
  version_hash     BIGINT NOT NULL,
  -- By when to ship, and the version of the snapshot that said so.
  ship_by          BIGINT,
  ship_by_at       BIGINT,
  ship_by_sequence BIGINT,
  PRIMARY KEY (seller, channel, id)
);

CREATE TABLE onepool_order_line (
  seller           TEXT COLLATE "C" NOT NULL,
  channel          TEXT COLLATE "C" NOT NULL,
  order_id         TEXT COLLATE "C" NOT NULL,
  id               TEXT COLLATE "C" NOT NULL,
  position         INT     NOT NULL,
  listing          TEXT COLLATE "C",
  -- What one unit consumes: [[sku, units], …].
  components       TEXT COLLATE "C" NOT NULL,
  location         TEXT COLLATE "C",
  version_at       BIGINT  NOT NULL,
  version_sequence BIGINT  NOT NULL,
  version_hash     BIGINT  NOT NULL,
  drew_from_shown  INT     NOT NULL,
  -- Neither cancelled nor shipped: what stock is promised to.
  open_units       BIGINT  NOT NULL CHECK (open_units >= 0),
  ordered          BIGINT  NOT NULL,
  cancelled        BIGINT  NOT NULL,
  shipped          BIGINT  NOT NULL,
  returned         BIGINT  NOT NULL,
  restocked        BIGINT  NOT NULL,
  host_ordered     BIGINT  NOT NULL,
  host_cancelled   BIGINT  NOT NULL,
  host_shipped     BIGINT  NOT NULL,
  host_returned    BIGINT  NOT NULL,
  host_restocked   BIGINT  NOT NULL,
  PRIMARY KEY (seller, channel, order_id, id)
);
CREATE INDEX onepool_order_line_waiting ON onepool_order_line (seller, channel, listing) WHERE location IS NULL;

CREATE TABLE onepool_listing (
  seller        TEXT COLLATE "C" NOT NULL,
  channel       TEXT COLLATE "C" NOT NULL,
  id            TEXT COLLATE "C" NOT NULL,
  status        TEXT COLLATE "C" NOT NULL,
  location      TEXT COLLATE "C",
  known         INT    NOT NULL,
  next_sequence BIGINT NOT NULL,
  unsettled     INT    NOT NULL,
  demand_at     BIGINT NOT NULL,
  units_per_day DOUBLE PRECISION NOT NULL,
  mean_line     DOUBLE PRECISION NOT NULL,
  lines         BIGINT NOT NULL,
  -- The units of the latest lines, oldest first, with blanks between.
  recent_lines  TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (seller, channel, id)
);
CREATE INDEX onepool_listing_unsettled ON onepool_listing (seller, channel, id) WHERE unsettled = 1;

CREATE TABLE onepool_listing_component (
  seller  TEXT COLLATE "C" NOT NULL,
  channel TEXT COLLATE "C" NOT NULL,
  listing TEXT COLLATE "C" NOT NULL,
  sku     TEXT COLLATE "C" NOT NULL,
  units   BIGINT NOT NULL CHECK (units > 0),
  PRIMARY KEY (seller, channel, listing, sku)
);
CREATE INDEX onepool_listing_component_by_sku ON onepool_listing_component (seller, sku, channel, listing);

CREATE TABLE onepool_attempt (
  seller     TEXT COLLATE "C" NOT NULL,
  channel    TEXT COLLATE "C" NOT NULL,
  listing    TEXT COLLATE "C" NOT NULL,
  sequence   BIGINT NOT NULL,
  value      BIGINT NOT NULL CHECK (value >= 0),
  remaining  BIGINT NOT NULL,
  state      TEXT COLLATE "C" NOT NULL,
  sent_at    BIGINT NOT NULL,
  not_before BIGINT NOT NULL,
  not_after  BIGINT,
  token      TEXT COLLATE "C",
  PRIMARY KEY (seller, channel, listing, sequence)
);

CREATE TABLE onepool_channel (
  seller    TEXT COLLATE "C" NOT NULL,
  id        TEXT COLLATE "C" NOT NULL,
  mode      TEXT COLLATE "C" NOT NULL DEFAULT 'OBSERVE',
  cursor    TEXT COLLATE "C",
  watermark BIGINT,
  PRIMARY KEY (seller, id)
);

-- SKUs whose state is newer than what their listings were planned from. A crash loses none of them.
CREATE TABLE onepool_dirty (
  seller TEXT COLLATE "C" NOT NULL,
  sku    TEXT COLLATE "C" NOT NULL,
  mark   BIGINT NOT NULL,
  PRIMARY KEY (seller, sku)
);

CREATE TABLE onepool_incident (
  seller  TEXT COLLATE "C" NOT NULL,
  id      BIGINT NOT NULL,
  at      BIGINT NOT NULL,
  kind    TEXT COLLATE "C" NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  message TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (seller, id)
);

-- Tells this ledger from others, so that a connection to another database is noticed.
CREATE TABLE onepool_identity (
  id UUID PRIMARY KEY
);
INSERT INTO onepool_identity (id) VALUES (gen_random_uuid());

-- What the entries of closed periods came to.
CREATE TABLE onepool_checkpoint (
  seller   TEXT COLLATE "C" NOT NULL,
  sku      TEXT COLLATE "C" NOT NULL,
  location TEXT COLLATE "C" NOT NULL,
  state    TEXT COLLATE "C" NOT NULL,
  units    BIGINT NOT NULL,
  PRIMARY KEY (seller, sku, location, state)
);

-- Archived entries. The digest covers them and the digest of the segment before.
CREATE TABLE onepool_segment (
  seller        TEXT COLLATE "C" NOT NULL,
  number        BIGINT NOT NULL,
  first_entry   BIGINT NOT NULL,
  last_entry    BIGINT NOT NULL,
  entries       BIGINT NOT NULL CHECK (entries > 0),
  closed_before BIGINT NOT NULL,
  digest        TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (seller, number)
);

-- What happened, for those who subscribed to it; gone when all of them have confirmed it.
CREATE TABLE onepool_event (
  seller      TEXT COLLATE "C" NOT NULL,
  id          BIGINT NOT NULL,
  at          BIGINT NOT NULL,
  kind        TEXT COLLATE "C" NOT NULL,
  sku         TEXT COLLATE "C",
  location    TEXT COLLATE "C",
  reservation TEXT COLLATE "C",
  channel     TEXT COLLATE "C",
  order_id    TEXT COLLATE "C",
  units       BIGINT NOT NULL,
  due_by      BIGINT,
  message     TEXT COLLATE "C" NOT NULL,
  -- Rows of transactions that run side by side become visible in any order; this is what readers go by.
  writer      XID8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (seller, id)
);
CREATE INDEX onepool_event_in_order ON onepool_event (seller, writer, id);

-- Who wants which kinds, separated and enclosed by commas, and what was confirmed last.
CREATE TABLE onepool_subscription (
  seller        TEXT COLLATE "C" NOT NULL,
  name          TEXT COLLATE "C" NOT NULL,
  kinds         TEXT COLLATE "C" NOT NULL,
  passed_writer XID8 NOT NULL,
  passed        BIGINT NOT NULL,
  PRIMARY KEY (seller, name)
);

-- Its value changes with every subscription. It is read where transactions take their number, and shows at once.
CREATE SEQUENCE onepool_subscriptions;
SELECT nextval('onepool_subscriptions');
