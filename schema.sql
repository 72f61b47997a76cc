PRAGMA application_id = 1869509221;

PRAGMA user_version = 3;

CREATE TABLE operation (
  -- One run of a command that recorded something. Nothing is ever updated or deleted in any table
  -- of this page: an undo is an operation that names another one, and readers leave out the facts
  -- of operations that are undone (see v_standing). Every table names its own key like itself, so
  -- that JOIN ... USING (claim) works; these row numbers mean nothing outside this file.
  operation INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 32), -- SHA-256 of its canonical JSON
  person TEXT NOT NULL,      -- who ran it
  recorded_at TEXT NOT NULL, -- RFC 3339, UTC, with microseconds
  command TEXT NOT NULL,
  nth INTEGER NOT NULL,      -- tells apart operations that are alike in all else; from 0
  effect TEXT CHECK (effect IN ('undoes', 'redoes')),
  target INTEGER REFERENCES operation, -- the operation undone or redone
  CHECK ((effect IS NULL) = (target IS NULL))
) STRICT;

CREATE INDEX operation_target ON operation (target) WHERE target IS NOT NULL;

CREATE TABLE entry (
  -- One recorded fact of any kind: the append-only list on which the ledger stands.
  sequence INTEGER PRIMARY KEY, -- 1, 2, 3, ... without a gap
  operation INTEGER NOT NULL REFERENCES operation,
  kind TEXT NOT NULL,           -- the table that holds the fact
  row INTEGER NOT NULL,         -- its key there
  leaf BLOB NOT NULL CHECK (length(leaf) = 32) -- SHA-256 of 0x00 and the fact's canonical JSON
) STRICT;

CREATE INDEX entry_operation ON entry (operation);

CREATE UNIQUE INDEX entry_row ON entry (kind, row);

CREATE TABLE node (
  -- The Merkle tree over the entries (RFC 6962): the roots of its complete subtrees of 256, 65,536,
  -- ... entries. Every other node follows from at most 256 leaves or roots beside it.
  level INTEGER NOT NULL, -- 1: of 256 entries; 2: of 65,536; ...
  nth INTEGER NOT NULL,   -- from 0
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (level, nth)
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

CREATE TABLE source (
  -- Whom a claim is attributed to. Names with one wording are one source; judgements say which
  -- sources are the same (see source_tie).
  source INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 32),
  operation INTEGER NOT NULL REFERENCES operation,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (
    kind IN ('person', 'body', 'unnamed person', 'unnamed group', 'outlet', 'document')
  ),
  document INTEGER REFERENCES document -- of an unnamed source: the document that words it so
) STRICT;

CREATE INDEX source_name ON source (name COLLATE NOCASE);

CREATE TABLE document (
  -- One text at one moment. A new version of an article is a new document.
  document INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 32),
  operation INTEGER NOT NULL REFERENCES operation,
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),         -- of the text, in UTF-8
  raw_sha256 BLOB NOT NULL CHECK (length(raw_sha256) = 32), -- of the bytes as captured
  outlet INTEGER REFERENCES source,
  published_on TEXT,    -- EDTF
  published_words TEXT, -- the words that gave it
  published_from TEXT,  -- the first day it can mean
  published_to TEXT,    -- the last day
  title TEXT,
  author TEXT,
  url TEXT,
  path TEXT,            -- where it was read from
  text TEXT NOT NULL
) STRICT;

CREATE INDEX document_sha256 ON document (sha256);

CREATE TABLE claim (
  -- One assertion of one origin, from one place of one document.
  claim INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 32), -- SHA-256 of its canonical JSON
  operation INTEGER NOT NULL REFERENCES operation,
  document INTEGER NOT NULL REFERENCES document,
  origin INTEGER REFERENCES source, -- the source of its last link
  within INTEGER REFERENCES claim,  -- the claim that this one is nested in
  quotation TEXT NOT NULL CHECK (quotation IN ('direct', 'indirect', 'mixed', 'paraphrase')),
  stance TEXT NOT NULL CHECK (stance IN
    ('asserts', 'denies', 'believes', 'expects', 'warns', 'asks', 'declines', 'cannot confirm')),
  asserted_on TEXT,    -- EDTF: when the origin spoke
  asserted_words TEXT, -- the words that gave it
  asserted_from TEXT,  -- the first day it can mean
  asserted_to TEXT,    -- the last day
  holds_on TEXT,       -- EDTF: when the thing claimed is said to be so
  holds_words TEXT,
  by_hand INTEGER NOT NULL CHECK (by_hand IN (0, 1)), -- 1: typed in by a person; 0: extracted
  doubts TEXT,         -- JSON list: why a person should look twice
  words TEXT NOT NULL  -- its pieces in one line
) STRICT;

CREATE INDEX claim_document ON claim (document);

CREATE TABLE claim_key (
  -- What a claim was called in a file that it was imported from. One claim can have several.
  claim_key INTEGER PRIMARY KEY,
  operation INTEGER NOT NULL REFERENCES operation,
  claim INTEGER NOT NULL REFERENCES claim,
  key TEXT NOT NULL
) STRICT;

CREATE INDEX claim_key_claim ON claim_key (claim);

CREATE TABLE claim_piece (
  -- The words of a claim, in the order of the text. Offsets are Unicode code points, end
  -- exclusive. A paraphrase is one piece from 0 to 0.
  claim INTEGER NOT NULL REFERENCES claim,
  nth INTEGER NOT NULL, -- from 0
  first INTEGER NOT NULL,
  past INTEGER NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (claim, nth)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_link (
  -- The attribution of a claim, outermost link first: outlet, relays, origin.
  claim INTEGER NOT NULL REFERENCES claim,
  nth INTEGER NOT NULL, -- from 0
  source INTEGER NOT NULL REFERENCES source,
  kind TEXT NOT NULL,   -- what kind of source this document takes it for
  words_first INTEGER,  -- where this mention stands
  words_past INTEGER,
  words TEXT,
  cue_first INTEGER,    -- the words that attribute
  cue_past INTEGER,
  cue TEXT,
  channel TEXT,
  asserted_on TEXT,     -- EDTF: when this link spoke
  asserted_words TEXT,
  role TEXT,
  body INTEGER REFERENCES source, -- the body it is said to belong to or speak for
  number INTEGER,                 -- how many people an unnamed group is said to be
  anonymity_first INTEGER,        -- why the name is withheld
  anonymity_past INTEGER,
  anonymity TEXT,
  PRIMARY KEY (claim, nth)
) STRICT, WITHOUT ROWID;

CREATE INDEX claim_link_source ON claim_link (source);

CREATE INDEX claim_link_body ON claim_link (body, source) WHERE body IS NOT NULL;

CREATE TABLE claim_vector (
  -- What a model that the user pointed at makes of a claim and its headline. Not recorded facts: may
  -- be dropped, and is made anew when it is asked for.
  claim INTEGER NOT NULL REFERENCES claim,
  model BLOB NOT NULL CHECK (length(model) = 32), -- the SHA-256 of its network
  vector BLOB NOT NULL,                           -- an 8-bit figure a byte
  PRIMARY KEY (model, claim)
) STRICT, WITHOUT ROWID;

CREATE TABLE again (
  -- A document or claim that was recorded anew after the operation that recorded it was undone.
  again INTEGER PRIMARY KEY,
  operation INTEGER NOT NULL REFERENCES operation,
  document INTEGER REFERENCES document,
  claim INTEGER REFERENCES claim,
  CHECK ((document IS NULL) <> (claim IS NULL))
) STRICT;

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

CREATE TABLE review (
  -- What a person decided about a claim; the latest that stands counts.
  review INTEGER PRIMARY KEY,
  operation INTEGER NOT NULL REFERENCES operation,
  claim INTEGER NOT NULL REFERENCES claim,
  decision TEXT NOT NULL CHECK (decision IN ('accepted', 'rejected', 'edited')),
  replaced_by INTEGER REFERENCES claim, -- of 'edited': the claim as edited
  reason TEXT,
  CHECK ((decision = 'edited') = (replaced_by IS NOT NULL))
) STRICT;

CREATE INDEX review_claim ON review (claim);

CREATE TABLE withdrawal (
  -- A retraction or correction of a claim. The claim stays on record.
  withdrawal INTEGER PRIMARY KEY,
  operation INTEGER NOT NULL REFERENCES operation,
  claim INTEGER NOT NULL REFERENCES claim,
  kind TEXT NOT NULL CHECK (kind IN ('retracted', 'corrected')),
  replaced_by INTEGER REFERENCES claim, -- of 'corrected': the corrected claim
  reason TEXT,
  CHECK ((kind = 'corrected') = (replaced_by IS NOT NULL))
) STRICT;

CREATE INDEX withdrawal_claim ON withdrawal (claim);

CREATE TABLE comparison (
  -- The program's comparison of two claims by their contents alone: a proposal. The latest that
  -- stands counts.
  comparison INTEGER PRIMARY KEY,
  operation INTEGER NOT NULL REFERENCES operation,
  pair BLOB NOT NULL CHECK (length(pair) = 32), -- the id of the relation between the two claims
  a INTEGER NOT NULL REFERENCES claim,
  b INTEGER NOT NULL REFERENCES claim,
  agreement TEXT NOT NULL CHECK (
    agreement IN ('agrees', 'refines', 'contradicts', 'unrelated', 'undecided')
  ),
  evidence TEXT NOT NULL -- JSON list of {rule, weight, a, b}: the words on both sides
) STRICT;

CREATE INDEX comparison_pair ON comparison (pair);

CREATE INDEX comparison_a ON comparison (a);

CREATE INDEX comparison_b ON comparison (b);

CREATE TABLE story_link (
  -- Derived from the record and no fact: no entry stands for it. The texts of documents a and b tell
  -- of the same. Found when the claims of a are recorded, by the words as rare as they are then.
  story_link INTEGER PRIMARY KEY,
  operation INTEGER NOT NULL REFERENCES operation, -- that recorded the claims of a
  a INTEGER NOT NULL REFERENCES document,
  b INTEGER NOT NULL REFERENCES document,
  likeness INTEGER NOT NULL -- 1 to 100: the cosine of their words, in hundredths
) STRICT;

CREATE INDEX story_link_a ON story_link (a);

CREATE INDEX story_link_b ON story_link (b);

CREATE TABLE relation_judgement (
  -- What a person said of how claim a stands to claim b; the latest that stands counts.
  relation_judgement INTEGER PRIMARY KEY,
  operation INTEGER NOT NULL REFERENCES operation,
  pair BLOB NOT NULL CHECK (length(pair) = 32),
  a INTEGER NOT NULL REFERENCES claim,
  b INTEGER NOT NULL REFERENCES claim,
  relation TEXT NOT NULL CHECK (
    relation IN (
      'repeats', 'corroborates', 'contradicts', 'refines', 'revises', 'unrelated', 'undecided'
    )
  ),
  verdict TEXT NOT NULL CHECK (verdict IN ('confirmed', 'rejected', 'stated')),
  reason TEXT
) STRICT;

CREATE TABLE proposition_judgement (
  -- A person's judgement that two claims are, or are not, about one proposition.
  proposition_judgement INTEGER PRIMARY KEY,
  operation INTEGER NOT NULL REFERENCES operation,
  a INTEGER NOT NULL REFERENCES claim,
  judgement TEXT NOT NULL CHECK (judgement IN ('together', 'apart')),
  b INTEGER NOT NULL REFERENCES claim,
  because TEXT
) STRICT;

CREATE INDEX proposition_judgement_a ON proposition_judgement (a);

CREATE INDEX proposition_judgement_b ON proposition_judgement (b);

CREATE TABLE proposition_name (
  -- What a person calls the proposition that a claim is about.
  proposition_name INTEGER PRIMARY KEY,
  operation INTEGER NOT NULL REFERENCES operation,
  claim INTEGER NOT NULL REFERENCES claim,
  name TEXT NOT NULL
) STRICT;

CREATE INDEX proposition_name_claim ON proposition_name (claim);

CREATE TABLE source_tie (
  -- A person's judgement on two sources; the latest that stands counts.
  source_tie INTEGER PRIMARY KEY,
  operation INTEGER NOT NULL REFERENCES operation,
  a INTEGER NOT NULL REFERENCES source,
  tie TEXT NOT NULL CHECK (tie IN ('same as', 'not same as', 'speaks for')),
  b INTEGER NOT NULL REFERENCES source,
  holds_on TEXT, -- EDTF: the period in which a speaks for b; NULL for always
  holds_words TEXT,
  because TEXT
) STRICT;

CREATE TABLE source_grade (
  -- A person's grade of a source's reliability, A to F (the Admiralty code).
  source_grade INTEGER PRIMARY KEY,
  operation INTEGER NOT NULL REFERENCES operation,
  source INTEGER NOT NULL REFERENCES source,
  grade TEXT NOT NULL CHECK (grade IN ('A', 'B', 'C', 'D', 'E', 'F')),
  because TEXT
) STRICT;

CREATE INDEX source_grade_source ON source_grade (source);

CREATE TABLE source_description (
  -- A person's description of a source.
  source_description INTEGER PRIMARY KEY,
  operation INTEGER NOT NULL REFERENCES operation,
  source INTEGER NOT NULL REFERENCES source,
  description TEXT NOT NULL,
  because TEXT
) STRICT;

CREATE INDEX source_description_source ON source_description (source);

CREATE TABLE source_protection (
  -- That a source's identity was committed to: SHA-256 of a salt and who it is, both of which lie
  -- in the vault and nowhere in this file.
  source_protection INTEGER PRIMARY KEY,
  operation INTEGER NOT NULL REFERENCES operation,
  source INTEGER NOT NULL REFERENCES source,
  commitment BLOB NOT NULL CHECK (length(commitment) = 32)
) STRICT;

CREATE INDEX source_protection_source ON source_protection (source);

CREATE TABLE note (
  -- A person's note on anything that has an id.
  note INTEGER PRIMARY KEY,
  operation INTEGER NOT NULL REFERENCES operation,
  kind TEXT NOT NULL CHECK (kind IN ('claim', 'document', 'source', 'relation', 'operation')),
  id BLOB NOT NULL CHECK (length(id) = 32), -- of what it is about
  words TEXT NOT NULL
) STRICT;

CREATE INDEX note_id ON note (id);

CREATE VIEW claim_text AS
  -- What is searched of a claim: its words, and the headline they stand under.
  SELECT c.claim, c.words, coalesce(d.title, '') AS title
  FROM claim AS c JOIN document AS d USING (document);

CREATE VIRTUAL TABLE claim_words USING fts5 (
  words,
  title,
  content = 'claim_text',
  content_rowid = 'claim',
  tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE source_names USING fts5 (
  name,
  content = 'source',
  content_rowid = 'source',
  tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER operation_no_update BEFORE UPDATE ON operation BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER operation_no_delete BEFORE DELETE ON operation BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

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

CREATE TRIGGER source_no_update BEFORE UPDATE ON source BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER source_no_delete BEFORE DELETE ON source BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER document_no_update BEFORE UPDATE ON document BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER document_no_delete BEFORE DELETE ON document BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER claim_no_update BEFORE UPDATE ON claim BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER claim_no_delete BEFORE DELETE ON claim BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER claim_key_no_update BEFORE UPDATE ON claim_key BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER claim_key_no_delete BEFORE DELETE ON claim_key BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER claim_piece_no_update BEFORE UPDATE ON claim_piece BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER claim_piece_no_delete BEFORE DELETE ON claim_piece BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER claim_link_no_update BEFORE UPDATE ON claim_link BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER claim_link_no_delete BEFORE DELETE ON claim_link BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER again_no_update BEFORE UPDATE ON again BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER again_no_delete BEFORE DELETE ON again BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

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

CREATE TRIGGER review_no_update BEFORE UPDATE ON review BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER review_no_delete BEFORE DELETE ON review BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER withdrawal_no_update BEFORE UPDATE ON withdrawal BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER withdrawal_no_delete BEFORE DELETE ON withdrawal BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER comparison_no_update BEFORE UPDATE ON comparison BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER comparison_no_delete BEFORE DELETE ON comparison BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER story_link_no_update BEFORE UPDATE ON story_link BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER story_link_no_delete BEFORE DELETE ON story_link BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER relation_judgement_no_update BEFORE UPDATE ON relation_judgement BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER relation_judgement_no_delete BEFORE DELETE ON relation_judgement BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER proposition_judgement_no_update BEFORE UPDATE ON proposition_judgement BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER proposition_judgement_no_delete BEFORE DELETE ON proposition_judgement BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER proposition_name_no_update BEFORE UPDATE ON proposition_name BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER proposition_name_no_delete BEFORE DELETE ON proposition_name BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER source_tie_no_update BEFORE UPDATE ON source_tie BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER source_tie_no_delete BEFORE DELETE ON source_tie BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER source_grade_no_update BEFORE UPDATE ON source_grade BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER source_grade_no_delete BEFORE DELETE ON source_grade BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER source_description_no_update BEFORE UPDATE ON source_description BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER source_description_no_delete BEFORE DELETE ON source_description BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER source_protection_no_update BEFORE UPDATE ON source_protection BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER source_protection_no_delete BEFORE DELETE ON source_protection BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER note_no_update BEFORE UPDATE ON note BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

CREATE TRIGGER note_no_delete BEFORE DELETE ON note BEGIN
  SELECT RAISE(ABORT, 'nothing recorded is changed or deleted: record a correction');
END;

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
