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
