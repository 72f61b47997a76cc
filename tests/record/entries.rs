//! The entries hold the hashes that docs/formats.md says, computed here from the page alone.

use onrecord::model::ContentHash;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::fixture::everything;

fn leaf(kind: &str, operation: &str, fact: &Value) -> ContentHash {
    let form = json!({"fact": fact, "operation": operation, "type": kind, "version": 1});
    let mut bytes = vec![0];
    bytes.extend(serde_json_canonicalizer::to_vec(&form).unwrap());
    ContentHash::of(&bytes)
}

/// The rows of a query as JSON objects; blobs as hexadecimal digits.
fn rows(connection: &Connection, sql: &str) -> Vec<Value> {
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
    rows.map(|row| serde_json::from_str(&row.unwrap()).unwrap()).collect()
}

/// For each kind: the fact as the page describes it, read with plain SQL.
const FACTS: &[(&str, &str)] = &[
    (
        "operation",
        "SELECT json_object('at', f.recorded_at, 'command', f.command, 'effect', f.effect,
            'nth', f.nth, 'person', f.person, 'target', lower(nullif(hex(t.id), '')),
            'type', 'operation', 'version', 1) AS fact, f.operation AS row
        FROM operation AS f LEFT JOIN operation AS t ON t.operation = f.target",
    ),
    (
        "document",
        "SELECT json_object('author', author, 'document', lower(hex(id)), 'path', path,
            'published_words', published_words, 'raw_sha256', lower(hex(raw_sha256)),
            'title', title, 'url', url) AS fact, document AS row FROM document",
    ),
    (
        "source",
        "SELECT json_object('kind', kind, 'source', lower(hex(id))) AS fact, source AS row
        FROM source",
    ),
    (
        "claim",
        "SELECT json_object('asserted_words', f.asserted_words,
            'by_hand', json(iif(f.by_hand, 'true', 'false')), 'claim', lower(hex(f.id)),
            'doubts', json(coalesce(f.doubts, '[]')), 'holds_words', f.holds_words,
            'links', json((SELECT json_group_array(json_object(
                'anonymity', json(iif(l.anonymity IS NULL, NULL, json_object(
                    'end', l.anonymity_past, 'start', l.anonymity_first, 'text', l.anonymity))),
                'asserted_words', l.asserted_words, 'body', b.name, 'number', l.number,
                'role', l.role) ORDER BY l.nth)
                FROM claim_link AS l LEFT JOIN source AS b ON b.source = l.body
                WHERE l.claim = f.claim)),
            'within', lower(nullif(hex(w.id), ''))) AS fact, f.claim AS row
        FROM claim AS f LEFT JOIN claim AS w ON w.claim = f.within",
    ),
    (
        "claim_key",
        "SELECT json_object('claim', lower(hex(c.id)), 'key', f.key) AS fact, f.claim_key AS row
        FROM claim_key AS f JOIN claim AS c USING (claim)",
    ),
    (
        "again",
        "SELECT json_object('claim', lower(nullif(hex(c.id), '')),
            'document', lower(nullif(hex(d.id), ''))) AS fact, f.again AS row
        FROM again AS f LEFT JOIN claim AS c USING (claim)
        LEFT JOIN document AS d ON d.document = f.document",
    ),
    (
        "merge",
        "SELECT json_object('key', key, 'note', note, 'origin', origin, 'root', lower(hex(root)),
            'size', size) AS fact, merge AS row FROM merge",
    ),
    (
        "brought",
        "SELECT json_object('came', lower(hex(o.id)), 'home', json(iif(f.home, 'true', 'false')))
            AS fact, f.brought AS row
        FROM brought AS f JOIN operation AS o ON o.operation = f.came",
    ),
    (
        "also",
        "SELECT fact, also AS row FROM also",
    ),
    (
        "review",
        "SELECT json_object('claim', lower(hex(c.id)), 'decision', f.decision, 'reason', f.reason,
            'replaced_by', lower(nullif(hex(n.id), ''))) AS fact, f.review AS row
        FROM review AS f JOIN claim AS c USING (claim) LEFT JOIN claim AS n ON n.claim = f.replaced_by",
    ),
    (
        "withdrawal",
        "SELECT json_object('claim', lower(hex(c.id)), 'kind', f.kind, 'reason', f.reason,
            'replaced_by', lower(nullif(hex(n.id), ''))) AS fact, f.withdrawal AS row
        FROM withdrawal AS f JOIN claim AS c USING (claim)
        LEFT JOIN claim AS n ON n.claim = f.replaced_by",
    ),
    (
        "comparison",
        "SELECT json_object('a', lower(hex(a.id)), 'agreement', f.agreement,
            'b', lower(hex(b.id)), 'evidence', f.evidence) AS fact, f.comparison AS row
        FROM comparison AS f JOIN claim AS a ON a.claim = f.a JOIN claim AS b ON b.claim = f.b",
    ),
    (
        "relation_judgement",
        "SELECT json_object('a', lower(hex(a.id)), 'b', lower(hex(b.id)), 'reason', f.reason,
            'relation', f.relation, 'verdict', f.verdict) AS fact, f.relation_judgement AS row
        FROM relation_judgement AS f
        JOIN claim AS a ON a.claim = f.a JOIN claim AS b ON b.claim = f.b",
    ),
    (
        "proposition_judgement",
        "SELECT json_object('a', lower(hex(a.id)), 'b', lower(hex(b.id)), 'because', f.because,
            'judgement', f.judgement) AS fact, f.proposition_judgement AS row
        FROM proposition_judgement AS f
        JOIN claim AS a ON a.claim = f.a JOIN claim AS b ON b.claim = f.b",
    ),
    (
        "proposition_name",
        "SELECT json_object('claim', lower(hex(c.id)), 'name', f.name) AS fact,
            f.proposition_name AS row
        FROM proposition_name AS f JOIN claim AS c USING (claim)",
    ),
    (
        "source_tie",
        "SELECT json_object('a', lower(hex(a.id)), 'b', lower(hex(b.id)), 'because', f.because,
            'holds_on', f.holds_on, 'holds_words', f.holds_words, 'tie', f.tie) AS fact,
            f.source_tie AS row
        FROM source_tie AS f JOIN source AS a ON a.source = f.a JOIN source AS b ON b.source = f.b",
    ),
    (
        "source_grade",
        "SELECT json_object('because', f.because, 'grade', f.grade, 'source', lower(hex(s.id)))
            AS fact, f.source_grade AS row
        FROM source_grade AS f JOIN source AS s USING (source)",
    ),
    (
        "source_description",
        "SELECT json_object('because', f.because, 'description', f.description,
            'source', lower(hex(s.id))) AS fact, f.source_description AS row
        FROM source_description AS f JOIN source AS s USING (source)",
    ),
    (
        "source_protection",
        "SELECT json_object('commitment', lower(hex(f.commitment)), 'source', lower(hex(s.id)))
            AS fact, f.source_protection AS row
        FROM source_protection AS f JOIN source AS s USING (source)",
    ),
    (
        "note",
        "SELECT json_object('id', lower(hex(id)), 'kind', kind, 'words', words) AS fact, note AS row
        FROM note",
    ),
];

#[test]
fn entries_hold_the_hashes_that_the_page_says() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    everything(&path);
    let connection = Connection::open(&path).unwrap();
    let mut checked = 0;
    for (kind, sql) in FACTS {
        let joined = format!(
            "SELECT json_object('fact', json(fact), 'leaf', lower(hex(e.leaf)),
                'operation', lower(hex(o.id)))
            FROM ({sql}) AS x JOIN entry AS e ON e.kind = '{kind}' AND e.row = x.row
            JOIN operation AS o USING (operation)"
        );
        let found = rows(&connection, &joined);
        assert!(!found.is_empty(), "{kind}");
        for row in found {
            let operation = row["operation"].as_str().unwrap();
            // What was recorded by others, too, has the entry that it has with them.
            let things = ["document", "source", "claim"];
            let thing = things.iter().find(|thing| row["fact"].get(thing).is_some());
            let kind = thing.filter(|_| *kind == "also").unwrap_or(kind);
            assert_eq!(leaf(kind, operation, &row["fact"]).to_string(), row["leaf"], "{kind}");
            checked += 1;
        }
    }
    let entries = "SELECT json_object('n', count(*)) FROM entry";
    assert_eq!(rows(&connection, entries)[0]["n"], checked);
}

#[test]
fn the_hash_of_a_fact_never_changes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    everything(&path);
    let connection = Connection::open(&path).unwrap();
    let sql = "SELECT json_object('kind', kind, 'leaf', lower(hex(leaf))) FROM entry
        WHERE sequence IN (SELECT min(sequence) FROM entry GROUP BY kind)
            AND kind IN ('operation', 'source', 'document', 'claim') ORDER BY sequence";
    let found = rows(&connection, sql);
    let leaves: Vec<_> = found.iter().map(|row| row["leaf"].as_str().unwrap()).collect();
    assert_eq!(leaves, FROZEN);
}

/// The leaves of the first operation, source, document and claim of the invented story. If one
/// changes, the format has changed: docs/formats.md and CHANGELOG.md must say so.
const FROZEN: [&str; 4] = [
    "5326832d93a7bb8f95ea5e4a17e5b645e1e30847c501c380ab0fa82bbeba4dbf",
    "2c5f8913d829e9c2aca07c607bf856cf38ddd34fd21a131011dbc65a5931e2d0",
    "fb80f5d659b73138ae2f46da8d71d24d5aa4a8e5070f7b6c031d97737fc8509b",
    "4d333eb57fafbdb23896f6684dd3e89c1e25bdb6a556a0856fb12a78681eff4a",
];
