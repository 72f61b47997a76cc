-- Format 1 to 2: the Merkle tree over the entries, checkpoints, protected sources, judgements on
-- propositions (which late databases of format 1 have already), merges; no list of the index's words.

DROP TABLE claim_vocabulary;

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

CREATE TABLE stamp (
  -- An authority's word that a checkpoint was there at a time: no facts themselves.
  stamp INTEGER PRIMARY KEY,
  checkpoint INTEGER NOT NULL REFERENCES checkpoint,
  token BLOB NOT NULL -- a time-stamp token (RFC 3161), DER
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

CREATE TRIGGER stamp_no_update BEFORE UPDATE ON stamp BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER stamp_no_delete BEFORE DELETE ON stamp BEGIN
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

CREATE TABLE also (
  -- A document, source or claim that another operation recorded, too, as it came with a merge. What
  -- its id covers stands in the thing's own row; the rest is as that operation had it. Of all that
  -- recorded a thing the earliest that stands is heard.
  also INTEGER PRIMARY KEY,
  operation INTEGER NOT NULL REFERENCES operation,
  document INTEGER REFERENCES document,
  source INTEGER REFERENCES source,
  claim INTEGER REFERENCES claim,
  fact TEXT NOT NULL, -- what the entry says of it, in canonical JSON
  CHECK ((document IS NOT NULL) + (source IS NOT NULL) + (claim IS NOT NULL) = 1)
) STRICT;

CREATE INDEX also_document ON also (document) WHERE document IS NOT NULL;

CREATE INDEX also_source ON also (source) WHERE source IS NOT NULL;

CREATE INDEX also_claim ON also (claim) WHERE claim IS NOT NULL;

CREATE TABLE merge (
  -- Another record that was taken into this one: its ledger as it was then.
  merge INTEGER PRIMARY KEY,
  operation INTEGER NOT NULL REFERENCES operation,
  origin TEXT NOT NULL,                           -- the name of its ledger
  size INTEGER NOT NULL,                          -- how many entries it had
  root BLOB NOT NULL CHECK (length(root) = 32),   -- the root of its tree
  note TEXT,                                      -- the last checkpoint that was signed of it
  key TEXT,                                       -- the public key that signed that
  CHECK ((note IS NULL) = (key IS NULL))
) STRICT;

CREATE TABLE brought (
  -- An operation that came with a merge. It counts as long as a merge that brought it does.
  brought INTEGER PRIMARY KEY,
  operation INTEGER NOT NULL REFERENCES operation, -- the merge
  came INTEGER NOT NULL REFERENCES operation,
  home INTEGER NOT NULL CHECK (home IN (0, 1))     -- 1: it was recorded here, whoever brought it elsewhere
) STRICT;

CREATE INDEX brought_came ON brought (came);

CREATE TRIGGER also_no_update BEFORE UPDATE ON also BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER also_no_delete BEFORE DELETE ON also BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER merge_no_update BEFORE UPDATE ON merge BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER merge_no_delete BEFORE DELETE ON merge BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER brought_no_update BEFORE UPDATE ON brought BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER brought_no_delete BEFORE DELETE ON brought BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

DROP VIEW v_standing;

DROP VIEW v_operations;

DROP VIEW v_documents;

DROP VIEW v_claims;

DROP VIEW v_chains;

DROP VIEW v_comparisons;

DROP VIEW v_source_judgements;

DROP VIEW v_notes;

CREATE VIEW v_turn AS
  -- The order of operations: in a record of one ledger that ledger's own. A merge makes one record of
  -- several ledgers, whose common order is time.
  SELECT operation,
    iif(EXISTS (SELECT 1 FROM merge), recorded_at || hex(id), format('%020d', operation)) AS turn
  FROM operation;

CREATE VIEW v_effect AS
  -- Undoing and redoing, in order.
  SELECT o.operation, o.effect, o.target, t.turn
  FROM operation AS o JOIN v_turn AS t USING (operation) WHERE o.target IS NOT NULL;

CREATE VIEW v_supported AS
  -- The operations that were recorded here, and those that came with a merge that was not undone.
  WITH RECURSIVE supported (operation) AS (
    SELECT operation FROM operation WHERE operation NOT IN (SELECT came FROM brought)
    UNION
    SELECT b.came FROM supported AS s JOIN brought AS b USING (operation)
    WHERE b.home OR 'undoes' IS NOT (
      SELECT effect FROM v_effect AS e WHERE e.target = b.operation ORDER BY e.turn DESC LIMIT 1
    )
  )
  SELECT operation FROM supported;

CREATE VIEW v_standing AS
  -- The operations whose facts count: all but those whose last undo or redo is an undo, and those
  -- that came with merges that were undone.
  SELECT operation FROM operation AS o
  WHERE operation IN v_supported AND 'undoes' IS NOT (
    SELECT effect FROM v_effect AS e WHERE e.target = o.operation AND e.operation IN v_supported
    ORDER BY e.turn DESC LIMIT 1
  );

CREATE VIEW v_told AS
  -- Every time that a document, source or claim was recorded.
  SELECT operation, document, NULL AS source, NULL AS claim FROM document
  UNION ALL SELECT operation, NULL, source, NULL FROM source
  UNION ALL SELECT operation, NULL, NULL, claim FROM claim
  UNION ALL SELECT operation, document, NULL, claim FROM again
  UNION ALL SELECT operation, document, source, claim FROM also;

CREATE VIEW v_operations AS
  SELECT
    lower(hex(o.id)) AS id, o.person, o.recorded_at, o.command, o.effect,
    lower(hex(t.id)) AS target, o.operation NOT IN v_standing AS undone,
    (SELECT count(*) FROM entry AS e WHERE e.operation = o.operation) AS facts
  FROM operation AS o LEFT JOIN operation AS t ON t.operation = o.target;

CREATE VIEW v_documents AS
  SELECT
    lower(hex(d.id)) AS id, s.name AS outlet, d.title, d.published_on, d.author, d.url, d.path,
    lower(hex(d.sha256)) AS sha256, lower(hex(d.raw_sha256)) AS raw_sha256,
    o.recorded_at, o.person AS recorded_by, d.text
  FROM document AS d
  JOIN operation AS o USING (operation)
  LEFT JOIN source AS s ON s.source = d.outlet
  WHERE d.document IN (SELECT document FROM v_told WHERE operation IN v_standing);

CREATE VIEW v_claims AS
  SELECT
    lower(hex(c.id)) AS id, c.words, s.name AS source, s.kind AS source_kind, c.stance, c.quotation,
    c.asserted_on, c.holds_on, p.name AS outlet, d.title, d.published_on, d.url,
    lower(hex(d.id)) AS document, o.recorded_at, o.person AS recorded_by,
    coalesce(
      (
        SELECT decision FROM review AS r JOIN v_turn AS t USING (operation)
        WHERE r.claim = c.claim AND operation IN v_standing
        ORDER BY t.turn DESC, r.review DESC LIMIT 1
      ),
      iif(c.by_hand, 'by hand', 'unreviewed')
    ) AS review,
    (
      SELECT w.kind FROM withdrawal AS w JOIN v_turn AS t USING (operation)
      WHERE w.claim = c.claim AND operation IN v_standing
      ORDER BY t.turn DESC, w.withdrawal DESC LIMIT 1
    ) AS withdrawn
  FROM claim AS c
  JOIN operation AS o USING (operation)
  JOIN document AS d USING (document)
  LEFT JOIN source AS s ON s.source = c.origin
  LEFT JOIN source AS p ON p.source = d.outlet
  WHERE c.claim IN (SELECT claim FROM v_told WHERE operation IN v_standing)
    AND d.document IN (SELECT document FROM v_told WHERE operation IN v_standing);

CREATE VIEW v_chains AS
  SELECT
    lower(hex(c.id)) AS claim, l.nth, s.name AS source, l.kind, l.words, l.cue, l.channel,
    l.asserted_on, l.role, b.name AS body, l.number, l.anonymity
  FROM claim_link AS l
  JOIN claim AS c USING (claim)
  JOIN source AS s ON s.source = l.source
  LEFT JOIN source AS b ON b.source = l.body;

CREATE VIEW v_comparisons AS
  SELECT
    lower(hex(x.pair)) AS relation, lower(hex(a.id)) AS a, lower(hex(b.id)) AS b, x.agreement,
    a.words AS words_a, b.words AS words_b, x.evidence, o.recorded_at
  FROM comparison AS x
  JOIN operation AS o USING (operation)
  JOIN claim AS a ON a.claim = x.a
  JOIN claim AS b ON b.claim = x.b
  WHERE x.operation IN v_standing;

CREATE VIEW v_source_judgements AS
  SELECT a.name AS source, t.tie AS judgement, b.name AS value, t.holds_on, t.because,
    o.person, o.recorded_at
  FROM source_tie AS t JOIN operation AS o USING (operation)
  JOIN source AS a ON a.source = t.a JOIN source AS b ON b.source = t.b
  WHERE t.operation IN v_standing
  UNION ALL
  SELECT s.name, 'grade', g.grade, NULL, g.because, o.person, o.recorded_at
  FROM source_grade AS g JOIN operation AS o USING (operation) JOIN source AS s USING (source)
  WHERE g.operation IN v_standing
  UNION ALL
  SELECT s.name, 'description', x.description, NULL, NULL, o.person, o.recorded_at
  FROM source_description AS x JOIN operation AS o USING (operation) JOIN source AS s USING (source)
  WHERE x.operation IN v_standing;

CREATE VIEW v_notes AS
  SELECT n.kind, lower(hex(n.id)) AS id, n.words, o.person, o.recorded_at
  FROM note AS n JOIN operation AS o USING (operation)
  WHERE n.operation IN v_standing;
