-- From format 2 to format 3: how like the texts of two documents are, where format 2 had how many pairs
-- of their sentences share rare words. Two pairs made one story, as a likeness of 12 hundredths does.

ALTER TABLE story_link RENAME TO story_link_2;
DROP INDEX story_link_a;
DROP INDEX story_link_b;
DROP TRIGGER story_link_no_update;
DROP TRIGGER story_link_no_delete;

CREATE TABLE story_link (
  -- Derived from the record and no fact: no entry stands for it. The texts of documents a and b tell
  -- of the same. Found when the claims of a are recorded, by the words as rare as they are then.
  story_link INTEGER PRIMARY KEY,
  operation INTEGER NOT NULL REFERENCES operation, -- that recorded the claims of a
  a INTEGER NOT NULL REFERENCES document,
  b INTEGER NOT NULL REFERENCES document,
  likeness INTEGER NOT NULL -- 1 to 100: the cosine of their words, in hundredths
) STRICT;

INSERT INTO story_link (story_link, operation, a, b, likeness)
  SELECT story_link, operation, a, b, min(6 * pairs, 100) FROM story_link_2;

DROP TABLE story_link_2;

CREATE INDEX story_link_a ON story_link (a);

CREATE INDEX story_link_b ON story_link (b);

CREATE TRIGGER story_link_no_update BEFORE UPDATE ON story_link BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER story_link_no_delete BEFORE DELETE ON story_link BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;
