//! Over all propositions: who takes which side, and how each source has fared.

use std::collections::BTreeMap;

use super::build::{Desk, Draft};
use super::record::{self, Fared};
use super::{Cell, Matrix, MatrixRow, SourceHistory};
use crate::model::{Relation, SourceId};
use crate::origin::Who;

/// At most so many propositions stand in a matrix, the most contested ones.
const MOST_COLUMNS: usize = 12;
/// At most so many sources stand in a matrix, those that speak most often.
const MOST_ROWS: usize = 24;

/// What one source does with one proposition.
#[derive(Clone, Copy, Default)]
struct Deeds {
    sided: bool,
    corroborated: bool,
    contradicted: bool,
    revised: bool,
    retracted: bool,
}

type ByOrigin = BTreeMap<Who, Deeds>;

fn deeds(desk: &Desk<'_>, draft: &Draft) -> ByOrigin {
    let mut found = ByOrigin::new();
    for &claim in &draft.members {
        let Some(who) = desk.from.traces.origin(claim) else { continue };
        let deeds = found.entry(who).or_default();
        deeds.sided |= desk.from.claims[claim].claim.stance.takes_a_side();
        deeds.retracted |= desk.from.withdrawn.contains(&claim);
    }
    for &relation in &draft.relations {
        let (a, b) = desk.ends(relation);
        for claim in [a, b] {
            let Some(deeds) = desk.from.traces.origin(claim).and_then(|who| found.get_mut(&who))
            else {
                continue;
            };
            match desk.from.relations[relation].relation {
                Relation::Corroborates => deeds.corroborated = true,
                Relation::Contradicts => deeds.contradicted = true,
                Relation::Revises if claim == b => deeds.revised = true,
                _ => {}
            }
        }
    }
    found
}

impl Deeds {
    const fn cell(self) -> Cell {
        match self {
            Self { sided: false, .. } => Cell::Silent,
            Self { retracted: true, .. } | Self { revised: true, .. } => Cell::Changed,
            Self { contradicted: true, .. } => Cell::Contradicted,
            Self { corroborated: true, .. } => Cell::Corroborated,
            _ => Cell::Says,
        }
    }
}

/// Sources against the most contested propositions that more than one source speaks to.
pub(super) fn matrix(desk: &Desk<'_>, drafts: &[Draft]) -> Matrix {
    let columns: Vec<(usize, ByOrigin)> = drafts
        .iter()
        .enumerate()
        .filter(|(_, draft)| draft.origins.groups.len() > 1)
        .take(MOST_COLUMNS)
        .map(|(at, draft)| (at + 1, deeds(desk, draft)))
        .collect();
    let mut rows: BTreeMap<Who, Vec<Option<Cell>>> = BTreeMap::new();
    for (at, (_, column)) in columns.iter().enumerate() {
        for (who, deeds) in column {
            let cells = rows.entry(*who).or_insert_with(|| vec![None; columns.len()]);
            cells[at] = Some(deeds.cell());
        }
    }
    let parties = parties(desk);
    let mut rows: Vec<MatrixRow> = rows
        .into_iter()
        .map(|(who, cells)| MatrixRow {
            source: desk.from.traces.identities().name(who).to_owned(),
            party: parties.get(&who).cloned(),
            cells,
        })
        .collect();
    let spoken = |row: &MatrixRow| row.cells.iter().flatten().count();
    rows.sort_by_key(|row| (std::cmp::Reverse(spoken(row)), row.source.clone()));
    rows.truncate(MOST_ROWS);
    Matrix { propositions: columns.into_iter().map(|(number, _)| number).collect(), rows }
}

/// How each source has fared, those that spoke most often first.
pub(super) fn histories(desk: &Desk<'_>, drafts: &[Draft]) -> Vec<SourceHistory> {
    let mut all: BTreeMap<Who, Vec<Deeds>> = BTreeMap::new();
    for draft in drafts {
        for (who, deeds) in deeds(desk, draft) {
            all.entry(who).or_default().push(deeds);
        }
    }
    let (parties, grades) = (parties(desk), grades(desk));
    let fared = |deeds: &[Deeds]| {
        let fell = |one: &&Deeds| one.sided && (one.contradicted || one.retracted);
        let held = |one: &&Deeds| one.sided && one.corroborated && !fell(one);
        Fared { held: deeds.iter().filter(held).count(), fell: deeds.iter().filter(fell).count() }
    };
    let base = record::base(all.values().map(|deeds| fared(deeds)));
    let mut histories: Vec<SourceHistory> = all
        .into_iter()
        .map(|(who, deeds)| {
            let count = |test: fn(&Deeds) -> bool| deeds.iter().filter(|one| test(one)).count();
            let fared = fared(&deeds);
            SourceHistory {
                held: fared.held,
                fell: fared.fell,
                standing: record::standing(fared, base),
                source: desk.from.traces.identities().name(who).to_owned(),
                party: parties.get(&who).cloned(),
                n: count(|one| one.sided),
                corroborated: count(|one| one.sided && one.corroborated),
                contradicted: count(|one| one.sided && one.contradicted),
                revised: count(|one| one.revised),
                retracted: count(|one| one.retracted),
                grade: grades.get(&who).cloned(),
            }
        })
        .collect();
    histories.sort_by_key(|history| (std::cmp::Reverse(history.n), history.source.clone()));
    histories
}

fn parties(desk: &Desk<'_>) -> BTreeMap<Who, String> {
    let traces = desk.from.traces;
    let known = (0..desk.from.claims.len()).filter_map(|claim| {
        let who = traces.origin(claim)?;
        let party = &traces.party(claim)?.name;
        (party != traces.identities().name(who)).then(|| (who, party.clone()))
    });
    known.collect()
}

fn grades(desk: &Desk<'_>) -> BTreeMap<Who, String> {
    let who = |id: SourceId| desk.from.traces.identities().who(id);
    let graded = desk.from.sources.iter().filter_map(|source| {
        let (grade, _) = source.grade.as_ref()?;
        Some((who(source.id)?, grade.as_str().to_owned()))
    });
    graded.collect()
}
