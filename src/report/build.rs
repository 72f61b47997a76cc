//! Claims, relations and origins into a report.

use std::cmp::Reverse;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::history::{Deeds, Voices};
use super::lines::{claim_line, document_lines, in_order};
use super::sides::Board;
use super::{
    ClaimLine, DocumentLine, Moment, OriginCount, Pair, Proposition, Report, SumLine, Totals,
    ValueLine,
};
use super::{copying, credibility, history, sides, tree, words};
use crate::model::{
    ClaimId, ClaimRecord, DocumentId, Relation, RelationRecord, RelationStatus, Review, Separation,
    SourceName, SourceRecord,
};
use crate::origin::{Contents, Fallen, Origins, Traces};

/// All that the part of a report on one story is made of. Claims are named by their places in
/// `claims`.
#[derive(Clone, Copy, Debug)]
pub struct Material<'a> {
    /// The claims.
    pub claims: &'a [ClaimRecord],
    /// The sources of the claims.
    pub sources: &'a [SourceRecord],
    /// Who is behind the claims.
    pub traces: &'a Traces,
    /// Which claims are about one proposition.
    pub groups: &'a [Vec<usize>],
    /// How claims stand to each other.
    pub relations: &'a [RelationRecord],
    /// Claims that a person or later words have taken back.
    pub withdrawn: &'a BTreeSet<usize>,
    /// Those of them that fell because they rest on another one, with that one.
    pub fallen: &'a Fallen,
    /// Wholes with their parts, by claim.
    pub sums: &'a BTreeMap<usize, SumLine>,
    /// What people call propositions, in the order in which they did.
    pub names: &'a [Name],
    /// What people said of which claims are about one proposition.
    pub said: &'a [Said],
}

/// What a person calls the proposition of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The claim, by its place.
    pub claim: usize,
    /// The name.
    pub name: String,
    /// Who gave it.
    pub by: String,
}

/// What a person said of some claims, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The claims, by their places.
    pub claims: Vec<usize>,
    /// The sentence.
    pub words: String,
}

/// What is worked out once for all propositions.
pub(super) struct Desk<'a> {
    pub(super) from: Material<'a>,
    pub(super) place: HashMap<ClaimId, usize>,
    /// Relations of each claim that people have not rejected, by their places.
    pub(super) relations_of: HashMap<usize, Vec<usize>>,
    /// Claims that their origin changed later.
    pub(super) revised: BTreeSet<usize>,
}

/// What is worked out for one proposition before it is put in words.
pub(super) struct Draft {
    pub(super) members: Vec<usize>,
    pub(super) relations: Vec<usize>,
    pub(super) origins: Origins,
    pub(super) contradicted: bool,
}

/// A report that is being made, story by story. Who is whom is told within each story; over
/// stories, those with one name are one.
#[derive(Debug, Default)]
pub struct Builder {
    question: Option<String>,
    as_of: Option<String>,
    made: Vec<Made>,
    voices: Voices,
    totals: Totals,
    outlets: BTreeSet<SourceName>,
    documents: BTreeMap<DocumentId, DocumentLine>,
}

/// A proposition that is put in words, with what the parts of a report about several need of it.
#[derive(Debug)]
pub(super) struct Made {
    rank: Rank,
    proposition: Proposition,
    pub(super) deeds: Vec<(usize, Deeds)>,
    pub(super) doubtful: Vec<BTreeSet<String>>,
    pub(super) origins: usize,
}

/// Contradicted first, then by origins, outlets and claims; ids at last.
type Rank = (Reverse<(bool, usize, usize, usize)>, Option<ClaimId>);

impl Builder {
    /// Begins a report: what was asked (`None` for the whole record), and the day for which it was
    /// asked, if not now.
    pub fn new(question: Option<String>, as_of: Option<String>) -> Self {
        Self { question, as_of, ..Self::default() }
    }

    /// Adds the propositions of a story.
    pub fn add(&mut self, material: Material<'_>) {
        let desk = Desk::of(material);
        let groups = material.groups.iter().filter(|group| !group.is_empty());
        let drafts: Vec<Draft> = groups.map(|group| desk.draft(group)).collect();
        let voices = self.voices.meet(&desk, &drafts);
        for draft in &drafts {
            self.made.push(Made {
                rank: desk.rank(draft),
                proposition: desk.proposition(draft),
                deeds: history::deeds(&desk, draft, &voices),
                doubtful: copying::doubtful(&desk, draft),
                origins: draft.origins.groups.len(),
            });
        }
        let members = drafts.iter().flat_map(|draft| &draft.members);
        let used: Vec<&ClaimRecord> = members.map(|&at| &material.claims[at]).collect();
        let unreviewed = used.iter().filter(|claim| claim.review == Review::Unreviewed).count();
        self.totals.unreviewed += unreviewed;
        self.totals.claims += used.len();
        self.outlets.extend(used.iter().filter_map(|claim| claim.document.outlet.clone()));
        for line in document_lines(&used) {
            match self.documents.entry(line.id) {
                Entry::Vacant(place) => drop(place.insert(line)),
                Entry::Occupied(known) => known.into_mut().claims += line.claims,
            }
        }
    }

    /// Returns the report.
    pub fn finish(mut self) -> Report {
        self.made.sort_by_key(|made| made.rank);
        for (at, made) in self.made.iter_mut().enumerate() {
            made.proposition.number = at + 1;
        }
        let propositions = || self.made.iter().map(|made| &made.proposition);
        let totals = Totals {
            documents: self.documents.len(),
            outlets: self.outlets.len(),
            propositions: self.made.len(),
            contradicted: propositions().filter(|one| one.contradicted).count(),
            corroborated: propositions().filter(|one| one.agreeing > 1).count(),
            ..self.totals
        };
        Report {
            totals,
            matrix: history::matrix(&self.voices, &self.made),
            sources: history::histories(&self.voices, &self.made),
            copying: copying::suggest(&self.made),
            propositions: self.made.into_iter().map(|made| made.proposition).collect(),
            documents: in_order(self.documents.into_values().collect()),
            question: self.question,
            as_of: self.as_of,
        }
    }
}

impl<'a> Desk<'a> {
    fn of(from: Material<'a>) -> Self {
        let place: HashMap<ClaimId, usize> =
            from.claims.iter().enumerate().map(|(at, claim)| (claim.id, at)).collect();
        let mut relations_of: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut revised = BTreeSet::new();
        for (at, relation) in from.relations.iter().enumerate() {
            let ends = (place.get(&relation.a), place.get(&relation.b));
            let (Some(&a), Some(&b)) = ends else { continue };
            if matches!(relation.status, RelationStatus::Rejected(_)) {
                continue;
            }
            relations_of.entry(a).or_default().push(at);
            relations_of.entry(b).or_default().push(at);
            if relation.relation == Relation::Revises {
                revised.insert(b);
            }
        }
        Self { from, place, relations_of, revised }
    }

    fn draft(&self, group: &[usize]) -> Draft {
        let mut members = group.to_vec();
        members.sort_unstable();
        members.dedup();
        let relations = self.relations_within(&members);
        let contents = Contents {
            contradict: self.contradicting(&relations),
            withdrawn: self
                .from
                .withdrawn
                .iter()
                .copied()
                .filter(|at| members.binary_search(at).is_ok())
                .collect(),
        };
        let contradicted =
            contents.contradict.iter().any(|&(a, b)| self.stands(a) && self.stands(b));
        let origins = self.from.traces.count(&members, &contents);
        Draft { members, relations, origins, contradicted }
    }

    fn relations_within(&self, members: &[usize]) -> Vec<usize> {
        let mut found: Vec<usize> = members
            .iter()
            .flat_map(|at| self.relations_of.get(at).into_iter().flatten().copied())
            .filter(|&at| {
                let (a, b) = self.ends(at);
                members.binary_search(&a).is_ok() && members.binary_search(&b).is_ok()
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The places of the two claims of a relation.
    pub(super) fn ends(&self, relation: usize) -> (usize, usize) {
        let record = &self.from.relations[relation];
        (self.place[&record.a], self.place[&record.b])
    }

    fn contradicting(&self, relations: &[usize]) -> BTreeSet<(usize, usize)> {
        let contradicts = |at: &&usize| self.from.relations[**at].relation == Relation::Contradicts;
        let pairs = relations.iter().filter(contradicts).map(|&at| self.ends(at));
        pairs.map(|(a, b)| (a.min(b), a.max(b))).collect()
    }

    /// Neither withdrawn nor changed later, and takes a side.
    pub(super) fn stands(&self, claim: usize) -> bool {
        self.from.claims[claim].is_live()
            && self.from.claims[claim].claim.stance.takes_a_side()
            && !self.from.withdrawn.contains(&claim)
            && !self.revised.contains(&claim)
    }

    fn rank(&self, draft: &Draft) -> Rank {
        let weight = (
            draft.contradicted,
            draft.origins.at_most,
            self.outlets(&draft.members),
            draft.members.len(),
        );
        (Reverse(weight), draft.members.first().map(|&at| self.from.claims[at].id))
    }

    fn outlets(&self, members: &[usize]) -> usize {
        let outlets: BTreeSet<_> = members
            .iter()
            .filter_map(|&at| self.from.claims[at].document.outlet.as_ref())
            .map(|outlet| outlet.as_str().to_lowercase())
            .collect();
        outlets.len()
    }

    fn proposition(&self, draft: &Draft) -> Proposition {
        let board = Board::of(self, draft);
        let of_sides = credibility::of_sides(self, draft, &board);
        let tree = tree::grow(self, draft, &board, &of_sides);
        let [contradictions, changes, relations] = self.pairs(draft);
        let silent = self.silent(draft);
        let (first_asserted, last_asserted) = self.moments(&draft.members);
        let origins = origin_count(&draft.origins);
        let outlets = self.outlets(&draft.members);
        let agreeing = board.agreeing(draft);
        let counted = (contradictions.len(), changes.len());
        Proposition {
            number: 0,
            name: self.name(draft),
            judged: self.judged(draft),
            statement: self.statement(draft),
            verdict: words::verdict(&origins, outlets, agreeing, counted, draft),
            claims: tree::ids(&tree).chain(silent.iter().map(|claim| claim.id)).collect(),
            outlets,
            agreeing,
            contradicted: draft.contradicted,
            sides: sides::sides(self, draft, &board),
            values: self.values(draft),
            sums: draft.members.iter().filter_map(|at| self.from.sums.get(at).cloned()).collect(),
            missing: words::missing(self, draft),
            credibility: credibility::of_largest(draft, &board, &of_sides),
            origins,
            tree,
            silent,
            contradictions,
            changes,
            relations,
            first_asserted,
            last_asserted,
        }
    }

    /// What people call it: the latest name of one of its claims.
    fn name(&self, draft: &Draft) -> Option<String> {
        let own = |name: &&Name| draft.members.binary_search(&name.claim).is_ok();
        self.from.names.iter().rev().find(own).map(|name| name.name.clone())
    }

    /// What people said of which claims belong to it, and the names that a later one replaced.
    fn judged(&self, draft: &Draft) -> Vec<String> {
        let own = |claim: &usize| draft.members.binary_search(claim).is_ok();
        let said = self.from.said.iter().filter(|said| said.claims.iter().any(own));
        let latest = self.name(draft);
        let other = |name: &&Name| own(&name.claim) && Some(&name.name) != latest.as_ref();
        let names = self.from.names.iter().filter(other);
        let names = names.map(|name| format!("{} called it \"{}\"", name.by, name.name));
        said.map(|said| said.words.clone()).chain(names).collect()
    }

    /// The claims that take no side.
    fn silent(&self, draft: &Draft) -> Vec<ClaimLine> {
        let silent =
            draft.members.iter().filter(|&&at| !self.from.claims[at].claim.stance.takes_a_side());
        silent.map(|&at| claim_line(self, at)).collect()
    }

    /// The pairs that contradict, those that revise, and the others.
    fn pairs(&self, draft: &Draft) -> [Vec<Pair>; 3] {
        let of = sides::origin_of(draft);
        let mut pairs = [Vec::new(), Vec::new(), Vec::new()];
        for record in draft.relations.iter().map(|&at| &self.from.relations[at]) {
            let kind = match record.relation {
                Relation::Contradicts => 0,
                Relation::Revises => 1,
                _ => 2,
            };
            pairs[kind].push(self.pair(record, &of));
        }
        pairs
    }

    /// The claim that stands for the proposition: one with most relations, asserted, not too long.
    fn statement(&self, draft: &Draft) -> String {
        let mut weight: BTreeMap<usize, usize> = BTreeMap::new();
        for &relation in &draft.relations {
            let (a, b) = self.ends(relation);
            *weight.entry(a).or_default() += 1;
            *weight.entry(b).or_default() += 1;
        }
        let best = draft.members.iter().copied().max_by_key(|&at| {
            let claim = &self.from.claims[at].claim;
            let words = claim.words().split_whitespace().count();
            let fits = (4..=30).contains(&words);
            let stance = claim.stance.affirms();
            (
                self.stands(at) && stance,
                fits,
                weight.get(&at).copied().unwrap_or(0),
                std::cmp::Reverse(at),
            )
        });
        best.map_or_else(String::new, |at| self.from.claims[at].claim.gist())
    }

    fn pair(&self, record: &RelationRecord, of: &BTreeMap<usize, usize>) -> Pair {
        let origin = |id: &ClaimId| of.get(&self.place[id]).map(|&at| tree::letter(at));
        let words = |id: &ClaimId| self.from.claims[self.place[id]].claim.gist();
        let label = |id: &ClaimId| self.from.traces.label(self.place[id]);
        let stance = |id: &ClaimId| self.from.claims[self.place[id]].claim.stance;
        Pair {
            id: record.id,
            a: record.a,
            b: record.b,
            a_origin: origin(&record.a),
            b_origin: origin(&record.b),
            a_source: label(&record.a),
            b_source: label(&record.b),
            a_stance: stance(&record.a),
            b_stance: stance(&record.b),
            a_words: words(&record.a),
            b_words: words(&record.b),
            relation: record.relation,
            status: record.status.as_str(),
            by: match &record.status {
                RelationStatus::Confirmed(judged) | RelationStatus::Stated(judged) => {
                    Some(judged.by.clone())
                }
                _ => None,
            },
            agreement: record.agreement,
            evidence: record.evidence.clone(),
            independence: record.independence.separation,
            because: record
                .independence
                .reasons
                .iter()
                .map(|reason| reason.because.clone())
                .collect(),
        }
    }

    fn moments(&self, members: &[usize]) -> (Option<Moment>, Option<Moment>) {
        let sided = members.iter().filter(|&&at| self.from.claims[at].claim.stance.takes_a_side());
        let dated: Vec<(chrono::NaiveDate, Moment)> =
            sided.filter_map(|&at| self.moment(at)).collect();
        let first = dated.iter().min_by_key(|(day, moment)| (*day, moment.by_publication));
        let last = dated.iter().rev().max_by_key(|(day, moment)| (*day, !moment.by_publication));
        (first.map(|(_, moment)| moment.clone()), last.map(|(_, moment)| moment.clone()))
    }

    fn moment(&self, at: usize) -> Option<(chrono::NaiveDate, Moment)> {
        let record = &self.from.claims[at];
        let said = record.claim.asserted_on.as_ref();
        let when = said.or(record.document.published_on.as_ref())?;
        let moment = Moment {
            on: when.edtf_text(),
            source: self.from.traces.label(at),
            by_publication: said.is_none(),
            claim: record.id,
        };
        Some((when.earliest().or_else(|| when.latest())?, moment))
    }

    /// The values that the comparisons found, one line for each value of each origin.
    fn values(&self, draft: &Draft) -> Vec<ValueLine> {
        let mut of_claim: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
        for &relation in &draft.relations {
            let (a, b) = self.ends(relation);
            for evidence in &self.from.relations[relation].evidence {
                if words::is_value_rule(&evidence.rule) {
                    of_claim.entry(a).or_default().insert(evidence.a.clone());
                    of_claim.entry(b).or_default().insert(evidence.b.clone());
                }
            }
        }
        let mut lines: Vec<ValueLine> = Vec::new();
        for (at, group) in draft.origins.groups.iter().enumerate() {
            for &claim in &group.claims {
                for value in of_claim
                    .get(&claim)
                    .into_iter()
                    .flatten()
                    .filter(|value| !value.trim().is_empty())
                {
                    self.add_value(&mut lines, &tree::letter(at), claim, value);
                }
            }
        }
        lines
    }

    fn add_value(&self, lines: &mut Vec<ValueLine>, letter: &str, claim: usize, value: &str) {
        let record = &self.from.claims[claim];
        let same = |line: &&mut ValueLine| {
            line.origin == letter && line.value.to_lowercase() == value.to_lowercase()
        };
        let superseded = !self.stands(claim);
        if let Some(line) = lines.iter_mut().find(same) {
            line.claims.push(record.id);
            line.superseded &= superseded;
            return;
        }
        let on = record.claim.asserted_on.as_ref().or(record.document.published_on.as_ref());
        lines.push(ValueLine {
            value: value.to_owned(),
            origin: letter.to_owned(),
            source: self.from.traces.label(claim),
            on: on.map(crate::model::When::edtf_text),
            claims: vec![record.id],
            superseded,
        });
    }
}

fn origin_count(origins: &Origins) -> OriginCount {
    let independence = match (origins.at_least, origins.at_most) {
        (_, 0 | 1) => None,
        (least, most) if least == most => Some(Separation::Assumed),
        _ => Some(Separation::NotEstablished),
    };
    OriginCount {
        min: origins.at_least,
        max: origins.at_most,
        independence,
        because: origins.because.clone(),
    }
}
