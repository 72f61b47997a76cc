//! A model of the user's reads what the rules left open, and its answers are recorded as proposed.

use std::collections::HashMap;

use crate::compare::{Reading, settle};
use crate::model::{ClaimId, ClaimRecord, Comparison};
use crate::neural::Model;
use crate::store::{Session, Store, View};

use super::Result;
use super::answered::statement;

/// What a model made of the comparisons that were left open.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposed {
    /// How many pairs it was asked.
    pub asked: usize,
    /// What it decided, by the pairs of claims.
    pub decided: Vec<(ClaimId, ClaimId, Comparison)>,
}

/// Returns how many comparisons on record are left open.
pub fn left_open(store: &Store) -> Result<usize> {
    let found = store.at(None)?.comparisons(None)?;
    Ok(found.iter().filter(|found| found.comparison.agreement.is_open()).count())
}

/// Has a model read each two claims whose comparison was left open; what it decides is recorded, in
/// one operation, as the latest comparison of the two. `step` is called after each pair.
///
/// # Errors
/// If the model or the store fails; then nothing is recorded.
pub fn propose(
    store: &mut Store,
    session: &Session,
    model: &Model,
    mut step: impl FnMut(),
) -> Result<Proposed> {
    let mut proposed = Proposed { asked: 0, decided: Vec::new() };
    let view = store.at(None)?;
    let mut known = HashMap::new();
    for found in view.comparisons(None)? {
        if !found.comparison.agreement.is_open() {
            continue;
        }
        let (a, b) = (record(&view, &mut known, found.a)?, record(&view, &mut known, found.b)?);
        let read = reading(model, &a.claim.words(), &b.claim.words())?;
        let label = model.id();
        let made = settle(&statement(&a), &statement(&b), found.comparison, read, label);
        proposed.asked += 1;
        if !made.agreement.is_open() {
            proposed.decided.push((found.a, found.b, made));
        }
        step();
    }
    drop(view);
    store.write(session, |writer| {
        for (a, b, comparison) in &proposed.decided {
            writer.add_comparison(*a, *b, comparison)?;
        }
        Ok(proposed)
    })
}

fn record(
    view: &View<'_>,
    known: &mut HashMap<ClaimId, ClaimRecord>,
    id: ClaimId,
) -> Result<ClaimRecord> {
    if let Some(record) = known.get(&id) {
        return Ok(record.clone());
    }
    let record = view.claim(id)?;
    known.insert(id, record.clone());
    Ok(record)
}

/// Has a model read two sentences.
pub(super) fn reading(model: &Model, a: &str, b: &str) -> Result<Reading> {
    Ok(match model {
        Model::Encoder(encoder) => {
            let read = encoder.vectors(&[a, b])?;
            Reading::Likeness(read[0].likeness(&read[1]))
        }
        Model::Judge(judge) => {
            let read = judge.verdicts(&[(a, b), (b, a)])?;
            Reading::Inference {
                contradicts: read[0].contradicts.min(read[1].contradicts),
                a_entails_b: read[0].entails,
                b_entails_a: read[1].entails,
            }
        }
    })
}
