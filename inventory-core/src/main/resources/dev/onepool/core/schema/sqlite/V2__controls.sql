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
