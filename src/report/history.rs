//! Over all propositions: who takes which side, and how each source has fared.

use std::collections::{BTreeMap, BTreeSet};

use super::build::{Desk, Draft, Made};
use super::record::{self, Fared};
use super::{Cell, Matrix, MatrixRow, SourceHistory};
use crate::model::{Relation, SourceId};
use crate::origin::Who;

/// At most so many propositions stand in a matrix, the most contested ones.
const MOST_COLUMNS: usize = 12;
/// At most so many sources stand in a matrix, those that speak most often.
const MOST_ROWS: usize = 24;

/// Who speaks in a report, over all its stories. Named ones with one name are one; the unnamed of
/// two stories never are.
#[derive(Debug, Default)]
pub(super) struct Voices {
    all: Vec<Voice>,
    named: BTreeMap<Vec<String>, usize>,
}

#[derive(Debug)]
struct Voice {
    name: String,
    party: Option<String>,
    grade: Option<String>,
}

impl Voices {
    /// Adds those who speak in a story; returns the place of each.
    pub(super) fn meet(&mut self, desk: &Desk<'_>, drafts: &[Draft]) -> BTreeMap<Who, usize> {
        let members = drafts.iter().flat_map(|draft| &draft.members);
        let speak: BTreeSet<Who> =
            members.filter_map(|&claim| desk.from.traces.origin(claim)).collect();
        let (mut parties, mut grades) = (parties(desk), grades(desk));
        let ids = desk.from.traces.identities();
        let mut places = BTreeMap::new();
        for who in speak {
            let next = self.all.len();
            let at = match ids.name_words(who) {
                Some(words) => *self.named.entry(words.to_vec()).or_insert(next),
                None => next,
            };
            if at == next {
                let name = ids.name(who).to_owned();
                self.all.push(Voice { name, party: None, grade: None });
            }
            let voice = &mut self.all[at];
            voice.party = voice.party.take().or_else(|| parties.remove(&who));
            voice.grade = voice.grade.take().or_else(|| grades.remove(&who));
            places.insert(who, at);
        }
        places
    }
}

/// What one source does with one proposition.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Deeds {
    sided: bool,
    corroborated: bool,
    contradicted: bool,
    revised: bool,
    retracted: bool,
}

/// What each voice does with a proposition.
pub(super) fn deeds(
    desk: &Desk<'_>,
    draft: &Draft,
    voices: &BTreeMap<Who, usize>,
) -> Vec<(usize, Deeds)> {
    let mut found: BTreeMap<Who, Deeds> = BTreeMap::new();
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
    found.into_iter().map(|(who, deeds)| (voices[&who], deeds)).collect()
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
pub(super) fn matrix(voices: &Voices, made: &[Made]) -> Matrix {
    let spoken_to = made.iter().enumerate().filter(|(_, one)| one.origins > 1);
    let columns: Vec<(usize, &Made)> = spoken_to.take(MOST_COLUMNS).collect();
    let mut rows: BTreeMap<usize, Vec<Option<Cell>>> = BTreeMap::new();
    for (at, (_, column)) in columns.iter().enumerate() {
        for (voice, deeds) in &column.deeds {
            let cells = rows.entry(*voice).or_insert_with(|| vec![None; columns.len()]);
            cells[at] = Some(deeds.cell());
        }
    }
    let row = |(voice, cells): (usize, _)| {
        let Voice { name, party, .. } = &voices.all[voice];
        MatrixRow { source: name.clone(), party: party.clone(), cells }
    };
    let mut rows: Vec<MatrixRow> = rows.into_iter().map(row).collect();
    let spoken = |row: &MatrixRow| row.cells.iter().flatten().count();
    rows.sort_by_key(|row| (std::cmp::Reverse(spoken(row)), row.source.clone()));
    rows.truncate(MOST_ROWS);
    Matrix { propositions: columns.into_iter().map(|(at, _)| at + 1).collect(), rows }
}

/// How each source has fared, those that spoke most often first.
pub(super) fn histories(voices: &Voices, made: &[Made]) -> Vec<SourceHistory> {
    let mut all: Vec<Vec<Deeds>> = vec![Vec::new(); voices.all.len()];
    for &(voice, deeds) in made.iter().flat_map(|one| &one.deeds) {
        all[voice].push(deeds);
    }
    let base = record::base(all.iter().map(|deeds| fared(deeds)));
    let history = |(voice, deeds): (&Voice, &Vec<Deeds>)| {
        let count = |test: fn(&Deeds) -> bool| deeds.iter().filter(|one| test(one)).count();
        let fared = fared(deeds);
        SourceHistory {
            held: fared.held,
            fell: fared.fell,
            standing: record::standing(fared, base),
            source: voice.name.clone(),
            party: voice.party.clone(),
            n: count(|one| one.sided),
            corroborated: count(|one| one.sided && one.corroborated),
            contradicted: count(|one| one.sided && one.contradicted),
            revised: count(|one| one.revised),
            retracted: count(|one| one.retracted),
            grade: voice.grade.clone(),
        }
    };
    let mut histories: Vec<SourceHistory> = voices.all.iter().zip(&all).map(history).collect();
    histories.sort_by_key(|history| (std::cmp::Reverse(history.n), history.source.clone()));
    histories
}

fn fared(deeds: &[Deeds]) -> Fared {
    let fell = |one: &&Deeds| one.sided && (one.contradicted || one.retracted);
    let held = |one: &&Deeds| one.sided && one.corroborated && !fell(one);
    Fared { held: deeds.iter().filter(held).count(), fell: deeds.iter().filter(fell).count() }
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
