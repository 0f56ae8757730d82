-- What the brake on mass changes has found on a channel, and what became of it.
CREATE TABLE onepool_brake (
  seller      TEXT NOT NULL,
  channel     TEXT NOT NULL,
  since       BIGINT NOT NULL,
  seen        BIGINT NOT NULL,
  zeroes      BIGINT NOT NULL,
  listings    BIGINT NOT NULL,
  -- Who said that it is right; NULL while nobody has.
  released_by TEXT,
  PRIMARY KEY (seller, channel)
);

-- What a person has stopped, on all channels.
CREATE TABLE onepool_stop (
  seller TEXT NOT NULL,
  kind   TEXT NOT NULL,
  author TEXT NOT NULL,
  since  BIGINT NOT NULL,
  PRIMARY KEY (seller)
);

-- What people said that a channel shows of a SKU.
CREATE TABLE onepool_override (
  seller        TEXT NOT NULL,
  sku           TEXT NOT NULL,
  channel       TEXT NOT NULL,
  kind          TEXT NOT NULL,
  units         BIGINT NOT NULL CHECK (units >= 0),
  author        TEXT NOT NULL,
  expires_at    BIGINT NOT NULL,
  -- Who allows to show what is not there, and why; NULL where nobody does.
  permit_by     TEXT,
  permit_reason TEXT,
  PRIMARY KEY (seller, sku, channel)
);

-- How the promise of a SKU stood when a round last looked.
CREATE TABLE onepool_promise (
  seller TEXT NOT NULL,
  sku    TEXT NOT NULL,
  state  TEXT NOT NULL,
  -- When it came to stand so; NULL where it did when rounds first looked.
  since  BIGINT,
  PRIMARY KEY (seller, sku)
);
