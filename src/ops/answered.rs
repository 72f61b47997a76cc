//! What the claims of a case say to each other: as recorded when they were compared, and as answers
//! to one question.

use std::collections::HashMap;

use crate::compare::{
    LARGEST, Mentions, Met, Pages, Statement, Told, answers, candidates, compare_met, echo,
    rebuttal,
};
use crate::model::{
    ClaimId, ClaimRecord, CodePoints, Comparison, DocumentId, IdPrefix, RelationId, Stance, When,
};
use crate::origin::{Traces, Who};
use crate::store::RecordedComparison;

use super::case::Case;

impl Case {
    /// Returns what the program finds of two claims, given by their relation's id: what was recorded
    /// when they were compared, or else what they say as answers to one question.
    pub(super) fn comparison(&self, id: RelationId) -> Option<RecordedComparison> {
        let mut all = self.all_compared().into_iter();
        let (a, b, comparison) = all.find(|(a, b, _)| RelationId::between(*a, *b) == id)?;
        let recorded =
            |id: ClaimId| Some(self.claims.iter().find(|claim| claim.id == id)?.recorded_at);
        let recorded_at = recorded(a)?.max(recorded(b)?);
        Some(RecordedComparison { a, b, comparison, recorded_at })
    }

    /// Lists the relations, recorded or worked out, whose ids begin so.
    pub(super) fn relations_named(&self, prefix: &IdPrefix) -> Vec<RelationId> {
        let all = self.all_compared().into_iter();
        let ids = all.map(|(a, b, _)| RelationId::between(a, b));
        ids.filter(|id| id.to_string().starts_with(prefix.as_str())).collect()
    }

    fn all_compared(&self) -> Vec<(ClaimId, ClaimId, Comparison)> {
        let traces = Traces::new(&self.sources, &self.ties, &self.claims, &self.texts);
        let (place, told) = (self.places(), self.told(&traces));
        let groups = self.propositions(&place, &traces, told.as_ref());
        self.compared(&place, &traces, told.as_ref(), &groups)
    }

    /// The recorded comparisons; those that were left open are settled by an echo, by what the words
    /// of both say where they tell of one story and are on one proposition, and by the question that
    /// both answer there.
    pub(super) fn compared(
        &self,
        place: &HashMap<ClaimId, usize>,
        traces: &Traces,
        told: Option<&Telling>,
        groups: &[Vec<usize>],
    ) -> Vec<(ClaimId, ClaimId, Comparison)> {
        let id = |at: usize| self.claims[at].id;
        let mut settled: HashMap<RelationId, (ClaimId, ClaimId, Comparison)> = HashMap::new();
        if let Some(Telling { told, met, pages }) = told {
            let group = group_of(groups);
            let met = met.iter().filter(|(a, b, _)| group[a] == group[b]).cloned();
            let met = met.filter(|(_, _, comparison)| !comparison.agreement.is_open());
            let echoes = traces.echoed().into_iter().map(|(a, b)| (a, b, echo(&told[a], &told[b])));
            let answered = groups.iter().flat_map(|group| answers(told, pages, group));
            for (a, b, comparison) in
                echoes.chain(rebuttals(traces, told)).chain(met).chain(answered)
            {
                let pair = RelationId::between(id(a), id(b));
                settled.entry(pair).or_insert((id(a), id(b), comparison));
            }
        }
        let mut all = Vec::new();
        for RecordedComparison { a, b, comparison, .. } in &self.comparisons {
            let open = comparison.agreement.is_open();
            let answer = settled.remove(&RelationId::between(*a, *b));
            match answer.filter(|_| open && place.contains_key(a) && place.contains_key(b)) {
                Some(answer) => all.push(answer),
                None => all.push((*a, *b, comparison.clone())),
            }
        }
        let mut rest: Vec<_> = settled.into_values().collect();
        rest.sort_by_key(|(a, b, _)| (*a, *b));
        all.extend(rest);
        all
    }

    /// The claims with the sentences around them; `None` if they are too many to be weighed pair by
    /// pair.
    pub(super) fn told(&self, traces: &Traces) -> Option<Telling> {
        if self.claims.len() > LARGEST {
            return None;
        }
        let mut pages: HashMap<DocumentId, (usize, CodePoints<'_>)> = HashMap::new();
        let mut made = Vec::new();
        for (at, record) in self.claims.iter().enumerate() {
            let text = self.texts.get(&record.document.id).map_or("", String::as_str);
            let next = pages.len();
            let (document, points) =
                pages.entry(record.document.id).or_insert_with(|| (next, CodePoints::of(text)));
            let names = record.claim.chain.iter().map(|link| link.source.name.as_str());
            made.push(Told {
                claim: statement(record),
                around: Mentions::read(&around(record, text, points)),
                speakers: Mentions::read(&names.collect::<Vec<_>>().join(" ")),
                speaker: traces.origin(at).map(Who::number),
                document: *document,
                place: record.claim.content.first().map_or(0, |span| span.start),
            });
        }
        let number = |id: &DocumentId| pages.get(id).map(|(number, _)| *number);
        let alike = self.alike.iter().filter_map(|(a, b)| Some((number(a)?, number(b)?)));
        let pages = Pages::of(alike);
        Some(Telling { met: meet(&made, &pages), told: made, pages })
    }
}

/// A story's claims with the sentences around them.
pub(super) struct Telling {
    pub(super) told: Vec<Told>,
    /// Which of their documents tell of the same.
    pub(super) pages: Pages,
    /// What those say to each other that share rare words, by their places. That they tell of one story
    /// says what they are about: their own words need not.
    pub(super) met: Vec<(usize, usize, Comparison)>,
}

fn meet(told: &[Told], pages: &Pages) -> Vec<(usize, usize, Comparison)> {
    let pairs = candidates(told.iter().map(|one| &one.claim)).into_iter();
    let pairs = pairs.filter(|(a, b)| !pages.are_apart(told[*a].document, told[*b].document));
    let compared =
        |a: usize, b: usize| compare_met(&told[a].claim, &told[b].claim, Met::InOneStory);
    pairs.map(|(a, b)| (a, b, compared(a, b))).collect()
}

/// The group that each claim is in.
fn group_of(groups: &[Vec<usize>]) -> HashMap<usize, usize> {
    let members = groups.iter().enumerate();
    members.flat_map(|(nth, group)| group.iter().map(move |&at| (at, nth))).collect()
}

/// What claims say to those that their speakers call untrue.
pub(super) fn rebuttals(
    traces: &Traces,
    told: &[Told],
) -> impl Iterator<Item = (usize, usize, Comparison)> {
    traces.rebuttals().iter().filter_map(|one| {
        let (by, comparison) = rebuttal(told, one.of, &one.by)?;
        Some((by, one.of, comparison))
    })
}

/// The words from the last end of a sentence before a claim to the first behind it; for a
/// paraphrase its own words.
pub(super) fn around(record: &ClaimRecord, text: &str, points: &CodePoints<'_>) -> String {
    const STOPS: [&str; 7] = [". ", "? ", "! ", "\n", ".” ", ".\" ", ".’ "];
    let from = record.claim.content.first().and_then(|span| points.byte_of(span.start));
    let to = record.claim.content.last().and_then(|span| points.byte_of(span.end));
    let (Some(from), Some(to)) = (from, to) else { return record.claim.words() };
    if from >= to {
        return record.claim.words();
    }
    let ends = STOPS.iter().filter_map(|stop| Some(text[..from].rfind(stop)? + stop.len()));
    let starts = STOPS.iter().filter_map(|stop| text[to..].find(stop));
    let end = starts.min().map_or(text.len(), |at| to + at);
    text[ends.max().unwrap_or(0)..end].to_owned()
}

/// Prepares a claim's words for comparison.
pub(super) fn statement(record: &ClaimRecord) -> Statement {
    let (claim, published) = (&record.claim, record.document.published_on.as_ref());
    prepared(&claim.words(), claim.stance, claim.asserted_on.as_ref(), published)
}

/// Prepares words for comparison; dates in them count from the day they were said, or else
/// published.
pub(super) fn prepared(
    words: &str,
    stance: Stance,
    asserted_on: Option<&When>,
    published_on: Option<&When>,
) -> Statement {
    let said = asserted_on.and_then(When::exact_day);
    Statement::read(words, stance, said.or_else(|| published_on.and_then(When::earliest)))
}
