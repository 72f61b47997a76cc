//! Compares newly recorded claims with those that they could be about, and records what came out.

use std::collections::{BTreeSet, HashMap};

use crate::compare::{Met, Statement, compare_met, strength};
use crate::model::{Agreement, ClaimId, ClaimRecord, Comparison};
use crate::store::{Near, View, Within, Writer};

use super::Result;
use super::answered::{prepared, statement};
use super::counts::Counts;
use super::link::Linker;

/// At most so many claims on record are compared with a new one: those that share most rare words.
const NEAREST: usize = 24;
/// They are looked for by words that stand in so many claims together: what it costs to compare a
/// claim does not grow with the record.
const POSTINGS: usize = 4_000;
/// Strength at which an undecided comparison is recorded.
const CLOSE: f32 = 0.25;
/// At most so many statements are kept prepared.
const KEPT: usize = 20_000;

/// Compares new claims with those on record.
#[derive(Debug, Default)]
pub struct Reconciler {
    /// Statements of claims on record that were compared before.
    known: HashMap<ClaimId, Statement>,
    counts: Counts,
    linker: Linker,
}

impl Reconciler {
    /// Begins another transaction: others may have recorded claims meanwhile, and a rehearsal none.
    /// What was prepared is kept, since the words of a claim never change.
    pub(super) fn begin(&mut self, view: &View<'_>) -> Result<()> {
        self.counts.begin(view)
    }

    /// Compares claims that were just recorded with all that they could be about, each other
    /// included, and records the comparisons as proposed; notes which documents are linked by the
    /// words around them. Returns how many were recorded.
    ///
    /// Claims that were withdrawn or rejected are compared too: whether a claim or the withdrawal of
    /// another came first depends on the order in which records are merged, and what is recorded
    /// must not.
    pub fn add(&mut self, writer: &mut Writer<'_>, new: &[ClaimRecord]) -> Result<usize> {
        self.counts.note(writer.view(), new)?;
        let mut recorded = 0;
        let mut done: BTreeSet<(ClaimId, ClaimId)> = BTreeSet::new();
        for claim in new {
            let own = statement(claim);
            let words = self.counts.of_all(writer.view(), &claim.claim.words())?;
            let near = writer.view().near(&words, Within::WordsOfAll, (NEAREST, POSTINGS))?;
            for other in near.iter().filter(|other| other.claim != claim.id) {
                let pair = (claim.id.min(other.claim), claim.id.max(other.claim));
                if !done.insert(pair) {
                    continue;
                }
                recorded += usize::from(self.record(writer, (claim.id, &own), other)?);
            }
        }
        self.linker.link(writer, new, &BTreeSet::new(), &mut self.counts)?;
        Ok(recorded)
    }

    /// Compares claims that are on record again, or came with another record, with those that were
    /// there, and records the comparisons as proposed; those that came together have been compared
    /// with each other. Returns how many were recorded.
    pub fn meet_all(&mut self, writer: &mut Writer<'_>, came: &[ClaimId]) -> Result<usize> {
        let together: BTreeSet<ClaimId> = came.iter().copied().collect();
        let (mut recorded, mut met) = (0, Vec::new());
        for &claim in came {
            let claim = writer.view().claim(claim)?;
            recorded += self.meet(writer, &claim, &together)?;
            met.push(claim);
        }
        let documents = met.iter().map(|claim| claim.document.id).collect();
        self.linker.link(writer, &met, &documents, &mut self.counts)?;
        Ok(recorded)
    }

    /// Compares one of them.
    fn meet(
        &mut self,
        writer: &mut Writer<'_>,
        claim: &ClaimRecord,
        together: &BTreeSet<ClaimId>,
    ) -> Result<usize> {
        let own = statement(claim);
        let words = self.counts.of_all(writer.view(), &claim.claim.words())?;
        let mut recorded = 0;
        for other in writer.view().near(&words, Within::WordsOfAll, (NEAREST, POSTINGS))? {
            if other.claim != claim.id && !together.contains(&other.claim) {
                recorded += usize::from(self.record(writer, (claim.id, &own), &other)?);
            }
        }
        Ok(recorded)
    }

    /// Compares two claims and records what came out, if it says something. The claim with the
    /// smaller id is named first: which of the two was there first is another question in every
    /// record that has both.
    fn record(
        &mut self,
        writer: &mut Writer<'_>,
        (claim, own): (ClaimId, &Statement),
        near: &Near,
    ) -> Result<bool> {
        let other = self.statement(near);
        let (a, b, comparison) = if claim < near.claim {
            (claim, near.claim, compare_met(own, other, Met::Anywhere))
        } else {
            (near.claim, claim, compare_met(other, own, Met::Anywhere))
        };
        Ok(says_something(&comparison) && writer.add_comparison(a, b, &comparison)?)
    }

    fn statement(&mut self, near: &Near) -> &Statement {
        if self.known.len() >= KEPT {
            self.known.clear();
        }
        self.known.entry(near.claim).or_insert_with(|| {
            let (said, published) = (near.asserted_on.as_ref(), near.published_on.as_ref());
            prepared(&near.words, near.stance, said, published)
        })
    }
}

/// Tells whether a comparison is worth recording: it was decided, or the two share so much that a
/// person may want to decide it.
fn says_something(comparison: &Comparison) -> bool {
    match comparison.agreement {
        Agreement::Unrelated => false,
        Agreement::Undecided => strength(comparison) >= CLOSE,
        Agreement::Agrees | Agreement::Refines | Agreement::Contradicts => true,
    }
}
