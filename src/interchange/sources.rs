//! Sources on record: what `sources --json` prints.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::cells::{Cells, known};
use crate::model::{
    Commitment, DocumentId, Grade, Judged, SourceId, SourceKind, SourceName, SourceRecord, When,
};

/// A source on record.
#[derive(Clone, Debug, Serialize)]
pub struct ListedSource {
    /// The source's id.
    pub id: SourceId,
    /// The name, or the wording for an unnamed source.
    pub name: SourceName,
    /// What kind of source.
    pub kind: SourceKind,
    /// For an unnamed source, the document that words it so.
    pub document: Option<DocumentId>,
    /// Roles that documents or people have given it.
    pub roles: Vec<String>,
    /// Bodies that documents say it belongs to.
    pub bodies: Vec<SourceName>,
    /// Whom people judged it to speak for: that counts before what documents say.
    pub speaks_for: Vec<ListedParty>,
    /// How many people an unnamed group is said to be.
    pub number: Option<u32>,
    /// Reliability, as a person graded it.
    pub grade: Option<Said<Grade>>,
    /// A description that a person wrote.
    pub description: Option<Said<String>>,
    /// The commitment to who it is, if that is protected; never who.
    pub protected: Option<Said<Commitment>>,
    /// How many live claims it is the origin of.
    pub claims: usize,
    /// EDTF: the first day it is known to have asserted something.
    pub first_asserted_on: Option<String>,
    /// EDTF: the last such day.
    pub last_asserted_on: Option<String>,
}

/// A party that a person judged a source to speak for.
#[derive(Clone, Debug, Serialize)]
pub struct ListedParty {
    /// Its name.
    pub name: SourceName,
    /// EDTF: in which period; `null` for always.
    pub holds_on: Option<String>,
    /// Who judged so.
    pub by: String,
    /// When that was recorded.
    pub at: DateTime<Utc>,
}

impl ListedParty {
    /// Lists a judgement.
    pub fn new(name: SourceName, holds_on: Option<&When>, judged: &Judged) -> Self {
        let Judged { by, at } = judged.clone();
        Self { name, holds_on: holds_on.map(When::edtf_text), by, at }
    }
}

/// Something that a person said of a source.
#[derive(Clone, Debug, Serialize)]
pub struct Said<T> {
    /// What.
    pub value: T,
    /// Who.
    pub by: String,
    /// When it was recorded.
    pub at: DateTime<Utc>,
}

impl<T: Clone> Said<T> {
    fn new((value, Judged { by, at }): &(T, Judged)) -> Self {
        Self { value: value.clone(), by: by.clone(), at: *at }
    }
}

impl ListedSource {
    /// Adds whom people judged it to speak for.
    #[must_use]
    pub fn speaking_for(mut self, parties: impl IntoIterator<Item = ListedParty>) -> Self {
        self.speaks_for.extend(parties);
        self
    }
}

impl From<&SourceRecord> for ListedSource {
    fn from(record: &SourceRecord) -> Self {
        Self {
            id: record.id,
            name: record.name.clone(),
            kind: record.kind,
            document: record.document,
            roles: record.roles.clone(),
            bodies: record.bodies.clone(),
            speaks_for: Vec::new(),
            number: record.number,
            grade: record.grade.as_ref().map(Said::new),
            description: record.description.as_ref().map(Said::new),
            protected: record.protected.as_ref().map(Said::new),
            claims: record.claims,
            first_asserted_on: record.first_asserted_on.as_ref().map(When::edtf_text),
            last_asserted_on: record.last_asserted_on.as_ref().map(When::edtf_text),
        }
    }
}

impl Cells for ListedSource {
    const HEADERS: &'static [&'static str] = &[
        "id",
        "name",
        "kind",
        "roles",
        "bodies",
        "speaks_for",
        "number",
        "grade",
        "description",
        "protected",
        "claims",
        "first_asserted_on",
        "last_asserted_on",
        "document",
    ];

    fn cells(&self) -> Vec<String> {
        let parties: Vec<_> = self.speaks_for.iter().map(|party| party.name.as_str()).collect();
        let bodies: Vec<_> = self.bodies.iter().map(SourceName::as_str).collect();
        vec![
            self.id.to_string(),
            self.name.to_string(),
            self.kind.to_string(),
            self.roles.join("; "),
            bodies.join("; "),
            parties.join("; "),
            known(self.number.as_ref()),
            self.grade.as_ref().map(|grade| format!("{:?}", grade.value)).unwrap_or_default(),
            known(self.description.as_ref().map(|said| &said.value)),
            known(self.protected.as_ref().map(|said| &said.value)),
            self.claims.to_string(),
            known(self.first_asserted_on.as_ref()),
            known(self.last_asserted_on.as_ref()),
            known(self.document.as_ref()),
        ]
    }
}
