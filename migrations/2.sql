-- Format 1 to 2: the Merkle tree over the entries, checkpoints, protected sources, judgements on
-- propositions (which late databases of format 1 have already).

CREATE UNIQUE INDEX entry_row ON entry (kind, row);

CREATE TABLE node (
  -- The Merkle tree over the entries (RFC 6962): the roots of its complete subtrees of 256, 65,536,
  -- ... entries. Every other node follows from at most 256 leaves or roots beside it.
  level INTEGER NOT NULL, -- 1: of 256 entries; 2: of 65,536; ...
  nth INTEGER NOT NULL,   -- from 0
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (level, nth)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_vector (
  -- What a model that the user pointed at makes of a claim and its headline. Not recorded facts: may
  -- be dropped, and is made anew when it is asked for.
  claim INTEGER NOT NULL REFERENCES claim,
  model BLOB NOT NULL CHECK (length(model) = 32), -- the SHA-256 of its network
  vector BLOB NOT NULL,                           -- an 8-bit figure a byte
  PRIMARY KEY (model, claim)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoint (
  -- What has been signed about the size and root of the tree: no facts themselves.
  checkpoint INTEGER PRIMARY KEY,
  note TEXT NOT NULL, -- a C2SP checkpoint
  key TEXT NOT NULL   -- the public key that signed it
) STRICT;

CREATE TRIGGER node_no_update BEFORE UPDATE ON node BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER node_no_delete BEFORE DELETE ON node BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER checkpoint_no_update BEFORE UPDATE ON checkpoint BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON checkpoint BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TABLE IF NOT EXISTS proposition_judgement (
  -- A person's judgement that two claims are, or are not, about one proposition.
  proposition_judgement INTEGER PRIMARY KEY,
  operation INTEGER NOT NULL REFERENCES operation,
  a INTEGER NOT NULL REFERENCES claim,
  judgement TEXT NOT NULL CHECK (judgement IN ('together', 'apart')),
  b INTEGER NOT NULL REFERENCES claim,
  because TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS proposition_name (
  -- What a person calls the proposition that a claim is about.
  proposition_name INTEGER PRIMARY KEY,
  operation INTEGER NOT NULL REFERENCES operation,
  claim INTEGER NOT NULL REFERENCES claim,
  name TEXT NOT NULL
) STRICT;

CREATE INDEX IF NOT EXISTS proposition_judgement_a ON proposition_judgement (a);

CREATE INDEX IF NOT EXISTS proposition_judgement_b ON proposition_judgement (b);

CREATE INDEX IF NOT EXISTS proposition_name_claim ON proposition_name (claim);

CREATE TRIGGER IF NOT EXISTS proposition_judgement_no_update BEFORE UPDATE ON proposition_judgement BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER IF NOT EXISTS proposition_judgement_no_delete BEFORE DELETE ON proposition_judgement BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER IF NOT EXISTS proposition_name_no_update BEFORE UPDATE ON proposition_name BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER IF NOT EXISTS proposition_name_no_delete BEFORE DELETE ON proposition_name BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TABLE story_link (
  -- Derived from the record and no fact: no entry stands for it. Sentences around claims of
  -- document a share rare words with claims of document b. Found when the claims of a are recorded,
  -- by the words as rare as they are then.
  story_link INTEGER PRIMARY KEY,
  operation INTEGER NOT NULL REFERENCES operation, -- that recorded the claims of a
  a INTEGER NOT NULL REFERENCES document,
  b INTEGER NOT NULL REFERENCES document,
  pairs INTEGER NOT NULL -- how many pairs of a sentence and a claim
) STRICT;

CREATE INDEX story_link_a ON story_link (a);

CREATE INDEX story_link_b ON story_link (b);

CREATE TRIGGER story_link_no_update BEFORE UPDATE ON story_link BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER story_link_no_delete BEFORE DELETE ON story_link BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TABLE source_protection (
  -- That a source's identity was committed to: SHA-256 of a salt and who it is, both of which lie
  -- in the vault and nowhere in this file.
  source_protection INTEGER PRIMARY KEY,
  operation INTEGER NOT NULL REFERENCES operation,
  source INTEGER NOT NULL REFERENCES source,
  commitment BLOB NOT NULL CHECK (length(commitment) = 32)
) STRICT;

CREATE INDEX source_protection_source ON source_protection (source);

CREATE TRIGGER source_protection_no_update BEFORE UPDATE ON source_protection BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER source_protection_no_delete BEFORE DELETE ON source_protection BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;
