//! Answers into words: the corroboration report as plain data, and one file for each rendering.
//! Pure: all text from outside is made harmless here, and nothing is printed.

mod build;
mod copying;
mod credibility;
mod history;
mod html;
mod json;
pub mod lineage;
mod lines;
mod markdown;
mod record;
mod safe;
mod sides;
mod terminal;
mod tree;
mod words;

use serde::Serialize;

use crate::model::{
    Agreement, ClaimId, ContentHash, DocumentId, Evidence, Quotation, Relation, RelationId,
    Separation, SourceKind, Stance,
};

pub use build::{Builder, Material, Name, Said};
pub use html::html;
pub use json::json;
pub use markdown::markdown;
pub use terminal::{Look, terminal, tree};

/// What is corroborated, by how many independent origins, and what is contradicted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// What was asked; `None` for the whole record.
    pub question: Option<String>,
    /// The day for which the record was asked, if not now.
    pub as_of: Option<String>,
    /// What the report rests on.
    pub totals: Totals,
    /// The propositions, most contested first.
    pub propositions: Vec<Proposition>,
    /// Who takes which side on which proposition.
    pub matrix: Matrix,
    /// How each source has fared.
    pub sources: Vec<SourceHistory>,
    /// Outlets that may copy each other: suggested, never counted.
    pub copying: Vec<Copying>,
    /// The documents that the claims stand in.
    pub documents: Vec<DocumentLine>,
}

/// What a report rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Documents with a claim in the report.
    pub documents: usize,
    /// Outlets that published them.
    pub outlets: usize,
    /// Claims.
    pub claims: usize,
    /// Claims that no person has looked at.
    pub unreviewed: usize,
    /// Propositions.
    pub propositions: usize,
    /// Propositions on which live claims contradict each other.
    pub contradicted: usize,
    /// Propositions on which two independent origins or more agree.
    pub corroborated: usize,
}

/// One proposition: what several claims are all about.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Proposition {
    /// Its place in the report, from 1.
    pub number: usize,
    /// What a person calls it.
    pub name: Option<String>,
    /// The words of the claim that stands for it.
    pub statement: String,
    /// What people said of which claims belong to it, in sentences.
    pub judged: Vec<String>,
    /// The verdict in words.
    pub verdict: String,
    /// All claims on it, in the order of the origins.
    pub claims: Vec<ClaimId>,
    /// How many outlets carry it.
    pub outlets: usize,
    /// How many independent origins speak to it.
    pub origins: OriginCount,
    /// At least so many independent origins agree with each other on it.
    pub agreeing: usize,
    /// Two live claims cannot both hold.
    pub contradicted: bool,
    /// The origins, each with what it says and who carries that.
    pub tree: Vec<Origin>,
    /// Claims that take no side: declined, could not confirm.
    pub silent: Vec<ClaimLine>,
    /// The sides, if there is more than one: which origins stand together.
    pub sides: Vec<Side>,
    /// The values that differ or agree, where there are numbers or dates.
    pub values: Vec<ValueLine>,
    /// Wholes with their parts, checked.
    pub sums: Vec<SumLine>,
    /// What cannot both hold, and why.
    pub contradictions: Vec<Pair>,
    /// What an origin changed later.
    pub changes: Vec<Pair>,
    /// The other relations, those that are worked out from the comparisons.
    pub relations: Vec<Pair>,
    /// When it was asserted first, as far as known.
    pub first_asserted: Option<Moment>,
    /// When it was asserted last, as far as known.
    pub last_asserted: Option<Moment>,
    /// What is missing before one could rely on it.
    pub missing: Vec<String>,
    /// The suggested credibility.
    pub credibility: Credibility,
}

/// A range of independent origins.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OriginCount {
    /// At least so many.
    pub min: usize,
    /// At most so many.
    pub max: usize,
    /// How sure it is that they are independent; `None` for fewer than two.
    pub independence: Option<Separation>,
    /// Why the two numbers differ.
    pub because: Vec<String>,
}

/// One independent origin.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Origin {
    /// The letter by which the report names it.
    pub letter: String,
    /// Who it is.
    pub name: String,
    /// The party it speaks for, if that is another name.
    pub party: Option<String>,
    /// It has no name.
    pub unnamed: bool,
    /// All that it said was taken back.
    pub withdrawn: bool,
    /// Letters of origins that it may be the same as.
    pub may_be: Vec<String>,
    /// The suggested credibility of what it says, with those who say the same.
    pub credibility: Credibility,
    /// What it says, the earliest first; each with those who carry the same.
    pub says: Vec<Saying>,
}

/// One thing that an origin says, and who else carries it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Saying {
    /// The claim that stands for it: the earliest and most direct.
    pub claim: ClaimLine,
    /// The same again: reprints, relays, echoes, repetitions.
    pub carried_by: Vec<Carrier>,
}

/// A claim that only carries what another says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Carrier {
    /// How: "the same words", "via Tidewire", "Bo Vane echoes it", "again".
    pub how: String,
    /// The claim.
    pub claim: ClaimLine,
}

/// A claim, as a report shows it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClaimLine {
    /// The id.
    pub id: ClaimId,
    /// The words.
    pub words: String,
    /// What the origin does with them.
    pub stance: Stance,
    /// How they stand in the document.
    pub quotation: Quotation,
    /// Who asserts it.
    pub source: String,
    /// What kind of source.
    pub source_kind: Option<SourceKind>,
    /// The role that the document gives.
    pub role: Option<String>,
    /// The chain, outermost first.
    pub chain: Vec<String>,
    /// Who passed it on, outermost first: relays, and the agency that the document credits.
    pub relays: Vec<String>,
    /// The publisher.
    pub outlet: Option<String>,
    /// The document.
    pub document: DocumentId,
    /// When the origin spoke (EDTF).
    pub asserted_on: Option<String>,
    /// When the document was published (EDTF).
    pub published_on: Option<String>,
    /// Where the claim stands in review.
    pub review: &'static str,
    /// Whether and how it was taken back.
    pub withdrawn: Option<String>,
    /// Why it should be looked at twice.
    pub doubts: Vec<String>,
}

/// Origins that stand together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Side {
    /// Letters of its origins.
    pub origins: Vec<String>,
    /// The words that stand for it: of those that others contradict, if any do.
    pub statement: String,
    /// What the side does with them.
    pub stance: Stance,
    /// At least so many independent origins.
    pub min: usize,
    /// At most so many.
    pub max: usize,
}

/// A value that one claim gives.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ValueLine {
    /// The value, in the claim's words.
    pub value: String,
    /// The letter of the origin.
    pub origin: String,
    /// Who says so.
    pub source: String,
    /// When (EDTF): the day asserted, or else published.
    pub on: Option<String>,
    /// Claims that give it.
    pub claims: Vec<ClaimId>,
    /// Taken back or replaced later.
    pub superseded: bool,
}

/// A whole and its parts, as one claim gives them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SumLine {
    /// The claim.
    pub claim: ClaimId,
    /// Who says so.
    pub source: String,
    /// The whole, in the claim's words.
    pub whole: String,
    /// The parts.
    pub parts: Vec<String>,
    /// "the parts add up", "the parts are less than the whole", "the parts are more than the whole".
    pub result: &'static str,
}

/// Two claims, how they stand to each other, and why.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pair {
    /// The relation's id.
    pub id: RelationId,
    /// The claim that stands so.
    pub a: ClaimId,
    /// The claim it stands so to.
    pub b: ClaimId,
    /// The letter of the origin of `a`, if it takes a side.
    pub a_origin: Option<String>,
    /// The letter of the origin of `b`.
    pub b_origin: Option<String>,
    /// Who says `a` and where.
    pub a_source: String,
    /// Who says `b` and where.
    pub b_source: String,
    /// What the origin of `a` does with its words.
    pub a_stance: Stance,
    /// What the origin of `b` does with its words.
    pub b_stance: Stance,
    /// The words of `a`.
    pub a_words: String,
    /// The words of `b`.
    pub b_words: String,
    /// The relation.
    pub relation: Relation,
    /// "proposed", "confirmed", "stated"; rejected ones are left out.
    pub status: &'static str,
    /// By whom, unless proposed.
    pub by: Option<String>,
    /// Whether their contents agree.
    pub agreement: Agreement,
    /// Why.
    pub evidence: Vec<Evidence>,
    /// Whether their origins are independent.
    pub independence: Separation,
    /// Why, in sentences.
    pub because: Vec<String>,
}

impl Pair {
    /// Who says `a`, where, and what is done with the words if they are not just asserted:
    /// "Ana Orsk (Courier) denies".
    pub fn a_speaks(&self) -> String {
        speaks(&self.a_source, self.a_stance)
    }

    /// The same of `b`.
    pub fn b_speaks(&self) -> String {
        speaks(&self.b_source, self.b_stance)
    }
}

fn speaks(source: &str, stance: Stance) -> String {
    match stance {
        Stance::Asserts => source.to_owned(),
        other => format!("{source} {other}"),
    }
}

/// A date and where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Moment {
    /// The date (EDTF).
    pub on: String,
    /// Who spoke, or published.
    pub source: String,
    /// It is the day of publication: when it was said is not known.
    pub by_publication: bool,
    /// The claim.
    pub claim: ClaimId,
}

/// A suggested credibility, 1 to 6 of the Admiralty code.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Credibility {
    /// 1 to 6; 6 is absence of judgement, not the worst.
    pub grade: u8,
    /// What the grade means.
    pub meaning: &'static str,
    /// Which rule gave it, and what it rests on.
    pub reasons: Vec<String>,
}

/// Sources against propositions.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Matrix {
    /// The propositions, by their numbers.
    pub propositions: Vec<usize>,
    /// The sources with their cells, in the order of `propositions`.
    pub rows: Vec<MatrixRow>,
}

/// One source's sides.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MatrixRow {
    /// The source.
    pub source: String,
    /// Its party.
    pub party: Option<String>,
    /// What it does with each proposition; `None` if it does not speak to it.
    pub cells: Vec<Option<Cell>>,
}

/// What a source does with a proposition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cell {
    /// Speaks to it, and nobody contradicts it.
    Says,
    /// Speaks to it, and an independent origin agrees.
    Corroborated,
    /// Speaks to it, and somebody contradicts it.
    Contradicted,
    /// Took it back, or changed it.
    Changed,
    /// Says nothing either way.
    Silent,
}

/// How a source has fared, counted in propositions. No verdict follows from fewer than ten.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SourceHistory {
    /// The source.
    pub source: String,
    /// Its party.
    pub party: Option<String>,
    /// Propositions on which it takes a side.
    pub n: usize,
    /// Of these, corroborated by an independent origin.
    pub corroborated: usize,
    /// Of these, contradicted.
    pub contradicted: usize,
    /// Of these, revised by the source itself.
    pub revised: usize,
    /// Of these, taken back.
    pub retracted: usize,
    /// Propositions on which it was corroborated and not contradicted.
    pub held: usize,
    /// Propositions on which it was contradicted, or took it back.
    pub fell: usize,
    /// What follows, in words; that there are too few to say, under ten of both together.
    pub standing: String,
    /// A person's grade, A to F.
    pub grade: Option<String>,
}

/// Two outlets that carry the same rare claims that others contradict or that were taken back.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Copying {
    /// An outlet.
    pub a: String,
    /// Another.
    pub b: String,
    /// The propositions on which they do, by their numbers.
    pub propositions: Vec<usize>,
}

impl Proposition {
    /// Returns the suggested credibility of one of its claims.
    pub fn credibility_of(&self, claim: ClaimId) -> Option<Credibility> {
        if let Some(silent) = self.silent.iter().find(|line| line.id == claim) {
            return Some(credibility::silent(silent));
        }
        self.tree.iter().find_map(|origin| {
            let carried = origin.says.iter().flat_map(|saying| {
                let carried = saying.carried_by.iter().map(|carrier| &carrier.claim);
                std::iter::once(&saying.claim).chain(carried)
            });
            let line = carried.into_iter().find(|line| line.id == claim)?;
            Some(credibility::of_claim(line, &origin.credibility))
        })
    }
}

/// A document, as a report lists it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DocumentLine {
    /// The id.
    pub id: DocumentId,
    /// The hash of its text.
    pub sha256: ContentHash,
    /// The publisher.
    pub outlet: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// When it was published (EDTF).
    pub published_on: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Where it was read.
    pub path: Option<String>,
    /// How many of its claims the report uses.
    pub claims: usize,
}

#[cfg(test)]
mod tests;
