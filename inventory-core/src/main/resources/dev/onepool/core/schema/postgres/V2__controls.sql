-- What the brake on mass changes has found on a channel, and what became of it.
CREATE TABLE onepool_brake (
  seller      TEXT COLLATE "C" NOT NULL,
  channel     TEXT COLLATE "C" NOT NULL,
  since       BIGINT NOT NULL,
  seen        BIGINT NOT NULL,
  zeroes      BIGINT NOT NULL,
  listings    BIGINT NOT NULL,
  -- Who said that it is right; NULL while nobody has.
  released_by TEXT COLLATE "C",
  PRIMARY KEY (seller, channel)
);

-- What a person has stopped, on all channels.
CREATE TABLE onepool_stop (
  seller TEXT COLLATE "C" NOT NULL,
  kind   TEXT COLLATE "C" NOT NULL,
  author TEXT COLLATE "C" NOT NULL,
  since  BIGINT NOT NULL,
  PRIMARY KEY (seller)
);

-- What people said that a channel shows of a SKU.
CREATE TABLE onepool_override (
  seller        TEXT COLLATE "C" NOT NULL,
  sku           TEXT COLLATE "C" NOT NULL,
  channel       TEXT COLLATE "C" NOT NULL,
  kind          TEXT COLLATE "C" NOT NULL,
  units         BIGINT NOT NULL CHECK (units >= 0),
  author        TEXT COLLATE "C" NOT NULL,
  expires_at    BIGINT NOT NULL,
  -- Who allows to show what is not there, and why; NULL where nobody does.
  permit_by     TEXT COLLATE "C",
  permit_reason TEXT COLLATE "C",
  PRIMARY KEY (seller, sku, channel)
);

-- How the promise of a SKU stood when a round last looked.
CREATE TABLE onepool_promise (
  seller TEXT COLLATE "C" NOT NULL,
  sku    TEXT COLLATE "C" NOT NULL,
  state  TEXT COLLATE "C" NOT NULL,
  -- When it came to stand so; NULL where it did when rounds first looked.
  since  BIGINT,
  PRIMARY KEY (seller, sku)
);
