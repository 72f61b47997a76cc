//! The way back from a claim to who is behind it, worked out once for each claim.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::echo::{Echo, find_echo};
use super::identity::{Identities, Who};
use super::names::{description, is_kind_of_body, name_words};
use super::party::{Parties, Party, PartyKey};
use super::rebuttal::{Rebuttal, find_rebuttals};
use super::reuse::{Shingles, sentences};
use super::unnamed::{Sort, read_wording};
use super::wire::credited;
use super::withdrawal::{disowns, withdraws};
use crate::model::{
    ClaimId, ClaimRecord, CodePoints, Decision, DocumentId, Link, Review, SourceKind, SourceRecord,
    SourceTie, Span, Stance, When,
};
use crate::words::{Kind, is_stop_word, tokens};

/// Who is behind each of some claims. Claims are named by their place in the list given.
#[derive(Clone, Debug)]
pub struct Traces {
    pub(super) ids: Identities,
    pub(super) all: Vec<Trace>,
    pub(super) rebuttals: Vec<Rebuttal>,
}

/// What is known of the way of one claim.
#[derive(Clone, Debug)]
pub(super) struct Trace {
    pub(super) document: DocumentId,
    /// The origin; `None` if nobody is credited.
    pub(super) origin: Option<Who>,
    /// As the document words it, or by the full name.
    pub(super) name: String,
    pub(super) kind: SourceKind,
    pub(super) outlet: Option<Who>,
    pub(super) outlet_name: String,
    /// The links between publisher and origin, the agency that the document credits included.
    pub(super) relays: BTreeSet<Who>,
    /// The agency that the document credits, if that is not its own outlet.
    pub(super) credit: Option<Who>,
    /// Documents among the links: what it is said to rest on.
    pub(super) basis: BTreeSet<Who>,
    pub(super) party: Option<Party>,
    /// The party of the outlet: who publishes it.
    pub(super) publisher: Option<Party>,
    /// The role that the document gives the origin.
    pub(super) role: Option<String>,
    pub(super) sort: Option<Sort>,
    /// The claim's own words, and the sentence that they stand in.
    pub(super) content: Shingles,
    pub(super) sentence: Shingles,
    pub(super) echo: Option<Echo>,
    /// The words of the claim that take something back.
    pub(super) withdraws: bool,
    /// It says only that its speaker does not vouch for something any longer.
    pub(super) disowns: bool,
    pub(super) stance: Stance,
    /// The words that carry content.
    pub(super) words: BTreeSet<String>,
    /// Rejected by a person: no claim at all.
    pub(super) rejected: bool,
    /// Retracted or corrected by a person.
    pub(super) withdrawn: bool,
    pub(super) asserted_on: Option<When>,
    pub(super) published_on: Option<When>,
    pub(super) place: usize,
    /// The claim that it is nested in, by its place in the list: it passes this one on.
    pub(super) within: Option<usize>,
}

/// What one document tells of all its claims.
pub(super) struct Page<'a> {
    points: CodePoints<'a>,
    text: &'a str,
    sentences: Vec<std::ops::Range<usize>>,
    credits: Option<String>,
    own_statement: bool,
}

impl Traces {
    /// Traces `claims`; `texts` are the documents' texts as far as they are at hand.
    pub fn new(
        sources: &[SourceRecord],
        ties: &[SourceTie],
        claims: &[ClaimRecord],
        texts: &HashMap<DocumentId, String>,
    ) -> Self {
        let pages = read_pages(sources, claims, texts);
        let credits: Vec<String> = pages.values().filter_map(|page| page.credits.clone()).collect();
        let ids = Identities::with_bodies(sources, ties, &credits);
        let hosts = hosts(&ids, claims, &pages);
        let said: Vec<&str> = pages.values().map(|page| page.text).collect();
        let parties = Parties::new(&ids, sources, ties, &hosts, &said);
        let places = claims.iter().enumerate().map(|(at, claim)| (claim.id, at)).collect();
        let bodies = bodies_by_kind(&ids, claims, &pages);
        let names = claims.iter().filter_map(|claim| claim.document.outlet.as_ref());
        let outlets = names.filter_map(|name| ids.named(name.as_str())).collect();
        let tracer =
            Tracer { ids: &ids, parties: &parties, pages: &pages, places, bodies, outlets };
        let mut all: Vec<Trace> = claims.iter().map(|claim| tracer.trace(claim)).collect();
        for (inner, outer) in frames(claims) {
            all[inner].within.get_or_insert(outer);
        }
        let rebuttals = find_rebuttals(claims, &all, &pages);
        Self { ids, all, rebuttals }
    }

    /// Returns who is whom.
    pub fn identities(&self) -> &Identities {
        &self.ids
    }

    /// Returns the party that the origin of a claim speaks for.
    pub fn party(&self, claim: usize) -> Option<&Party> {
        self.all[claim].party.as_ref()
    }

    /// Returns who the origin of a claim is.
    pub fn origin(&self, claim: usize) -> Option<Who> {
        self.all[claim].origin
    }

    /// Returns the publisher of a claim's document.
    pub fn outlet(&self, claim: usize) -> Option<Who> {
        self.all[claim].outlet
    }
}

fn read_pages<'a>(
    sources: &[SourceRecord],
    claims: &'a [ClaimRecord],
    texts: &'a HashMap<DocumentId, String>,
) -> BTreeMap<DocumentId, Page<'a>> {
    let outlets: BTreeSet<Vec<String>> = sources
        .iter()
        .filter(|source| source.kind == SourceKind::Outlet)
        .map(|source| name_words(source.name.as_str()))
        .collect();
    let mut pages = BTreeMap::new();
    for claim in claims {
        let Some(text) = texts.get(&claim.document.id) else { continue };
        pages.entry(claim.document.id).or_insert_with(|| Page::read(claim, text, &outlets));
    }
    pages
}

impl<'a> Page<'a> {
    fn read(claim: &ClaimRecord, text: &'a str, outlets: &BTreeSet<Vec<String>>) -> Self {
        let document = &claim.document;
        let known = |name: &str| outlets.contains(&name_words(name));
        let credits = credited(text, document.author.as_deref(), known);
        let own = |credit: &String| {
            let outlet = document.outlet.as_ref().map(|outlet| name_words(outlet.as_str()));
            outlet.is_some_and(|outlet| outlet.starts_with(&name_words(credit)))
        };
        Self {
            points: CodePoints::of(text),
            text,
            sentences: sentences(text),
            credits: credits.filter(|credit| !own(credit)),
            own_statement: is_own_statement(document.title.as_deref(), text),
        }
    }

    /// The sentence that a code point stands in.
    fn sentence(&self, code_point: usize) -> &'a str {
        let byte = self.points.byte_of(code_point).unwrap_or(0);
        let at = self.sentences.partition_point(|range| range.end <= byte);
        self.sentences.get(at).map_or("", |range| &self.text[range.clone()])
    }

    /// The words between two code points.
    pub(super) fn between(&self, from: usize, to: usize) -> &'a str {
        let ends = self.points.byte_of(from).zip(self.points.byte_of(to));
        ends.and_then(|(from, to)| self.text.get(from..to)).unwrap_or("")
    }

    /// The words behind a code point, up to the end of its sentence.
    fn behind(&self, code_point: usize) -> &'a str {
        let byte = self.points.byte_of(code_point).unwrap_or(self.text.len());
        let at = self.sentences.partition_point(|range| range.end <= byte);
        self.sentences.get(at).map_or("", |range| &self.text[byte.max(range.start)..range.end])
    }
}

impl Page<'_> {
    /// The words between a speaker and a cue behind it ("echoed that count, telling us").
    fn before(&self, cue: usize, speaker: Option<&Span>) -> &str {
        let from = speaker.filter(|words| words.end <= cue && cue - words.end < 120);
        from.map_or("", |words| self.between(words.end, cue))
    }
}

/// A body's statement on its own page: the persons quoted there speak for it.
fn is_own_statement(title: Option<&str>, text: &str) -> bool {
    let first = text.trim_start().lines().next().unwrap_or("").to_lowercase();
    let title = title.unwrap_or("").to_lowercase();
    let says = |words: &str| {
        ["statement", "press release", "news release", "communiqué", "communique"]
            .iter()
            .any(|word| words.starts_with(word) || words.contains(&format!(": {word}")))
    };
    says(&title) || says(&first)
}

fn content_words(text: &str) -> BTreeSet<String> {
    let words = tokens(text).filter(|token| token.kind != Kind::Mark);
    words.map(|token| token.text.to_lowercase()).filter(|word| !is_stop_word(word)).collect()
}

/// The persons who are quoted on a body's own page, each with that body.
fn hosts(
    ids: &Identities,
    claims: &[ClaimRecord],
    pages: &BTreeMap<DocumentId, Page<'_>>,
) -> BTreeSet<(Who, Who)> {
    let own_page =
        |claim: &&ClaimRecord| pages.get(&claim.document.id).is_some_and(|page| page.own_statement);
    let host = |claim: &ClaimRecord| {
        let outlet = ids.named(claim.document.outlet.as_ref()?.as_str())?;
        let person = claim.claim.origin().filter(|link| link.source.kind == SourceKind::Person)?;
        let who = ids.named(person.source.name.as_str())?;
        (who != outlet).then_some((who, outlet))
    };
    claims.iter().filter(own_page).filter_map(host).collect()
}

/// Claims whose words stand inside those of another origin's claim, each with the narrowest such.
fn frames(claims: &[ClaimRecord]) -> Vec<(usize, usize)> {
    let range = |claim: &ClaimRecord| {
        let (first, last) = (claim.claim.content.first()?, claim.claim.content.last()?);
        (first.start < last.end).then_some((first.start, last.end))
    };
    let mut order: Vec<(DocumentId, usize, std::cmp::Reverse<usize>, usize)> = claims
        .iter()
        .enumerate()
        .filter_map(|(at, claim)| {
            let (start, end) = range(claim)?;
            Some((claim.document.id, start, std::cmp::Reverse(end), at))
        })
        .collect();
    order.sort_unstable();
    let mut open: Vec<(DocumentId, usize, usize, usize)> = Vec::new();
    let mut found = Vec::new();
    for (document, start, std::cmp::Reverse(end), at) in order {
        // The outer one may miss a few of the last words.
        let most = start + (end - start) * 4 / 5;
        while open.last().is_some_and(|&(other, _, until, _)| other != document || until < most) {
            open.pop();
        }
        // The same words of two origins are said by both: neither passes the other on.
        let frames = |&&(_, from, to, outer): &&(DocumentId, usize, usize, usize)| {
            (from < start || end < to) && claims[outer].sources.last() != claims[at].sources.last()
        };
        found.extend(open.last().filter(frames).map(|&(.., outer)| (at, outer)));
        open.push((document, start, end, at));
    }
    found
}

/// The echo in the origin's cue, or between its name and the cue.
fn echo(link: &Link, page: &Page<'_>) -> Option<Echo> {
    let cue = link.cue.as_ref()?;
    let before = page.before(cue.start, link.source.words.as_ref());
    find_echo(&cue.text, page.behind(cue.end)).or_else(|| find_echo(before, ""))
}

struct Tracer<'a> {
    ids: &'a Identities,
    parties: &'a Parties,
    pages: &'a BTreeMap<DocumentId, Page<'a>>,
    places: HashMap<ClaimId, usize>,
    bodies: BTreeMap<(Option<DocumentId>, String), BTreeSet<Who>>,
    /// The publishers of the documents.
    outlets: BTreeSet<Who>,
}

/// Words that an outlet's name has at most.
const MOST_NAME_WORDS: usize = 5;

/// The properly named bodies of each kind ("union"), for each document and (`None`) for all.
fn bodies_by_kind(
    ids: &Identities,
    claims: &[ClaimRecord],
    pages: &BTreeMap<DocumentId, Page<'_>>,
) -> BTreeMap<(Option<DocumentId>, String), BTreeSet<Who>> {
    let mut found: BTreeMap<_, BTreeSet<Who>> = BTreeMap::new();
    for claim in claims {
        let states = pages.get(&claim.document.id).is_some_and(|page| page.own_statement);
        for link in &claim.claim.chain {
            let kind = link.source.kind;
            let body = kind == SourceKind::Body || kind == SourceKind::Outlet && states;
            let own = body.then_some(&link.source.name);
            for name in own.into_iter().chain(&link.source.body) {
                let Some(who) = ids.named(name.as_str()) else { continue };
                if description(name.as_str()).is_some() {
                    continue;
                }
                for kind in
                    name_words(name.as_str()).into_iter().filter(|word| is_kind_of_body(word))
                {
                    for document in [None, Some(claim.document.id)] {
                        found.entry((document, kind.clone())).or_default().insert(who);
                    }
                }
            }
        }
    }
    found
}

/// The links between outlet and origin, and whom the document credits.
fn relays(who: &[Option<Who>], outlet: Option<Who>, credit: Option<Who>) -> BTreeSet<Who> {
    let between = who.split_last().map_or(&[][..], |(_, before)| before);
    let origin = who.last().copied().flatten();
    let links = between.iter().copied().flatten().chain(credit);
    links.filter(|link| Some(*link) != outlet && Some(*link) != origin).collect()
}

/// The documents among the links of a claim.
fn documents_among(claim: &ClaimRecord, who: &[Option<Who>]) -> BTreeSet<Who> {
    let links = claim.claim.chain.iter().zip(who);
    links
        .filter(|(link, _)| link.source.kind == SourceKind::Document)
        .filter_map(|(_, who)| *who)
        .collect()
}

impl Tracer<'_> {
    /// The one body that a description ("the union") can mean: in its document, or else anywhere.
    fn described(&self, claim: &ClaimRecord, name: &str) -> Option<Who> {
        let kind = description(name)?;
        let here = self.bodies.get(&(Some(claim.document.id), kind.clone()));
        let any = here.or_else(|| self.bodies.get(&(None, kind)))?;
        (any.len() == 1).then(|| any.first().copied()).flatten()
    }

    fn trace(&self, claim: &ClaimRecord) -> Trace {
        let page = self.pages.get(&claim.document.id);
        let who: Vec<Option<Who>> = claim.sources.iter().map(|id| self.ids.who(*id)).collect();
        let outlet_name = claim.document.outlet.as_ref().map_or("", |outlet| outlet.as_str());
        let outlet = self.ids.named(outlet_name);
        let origin = who.last().copied().flatten();
        let credit = self.credit(page).filter(|who| Some(*who) != outlet);
        let start = claim.claim.content.first().map_or(0, |span| span.start);
        let sentence = page.map_or("", |page| page.sentence(start));
        let mut relays = relays(&who, outlet, credit);
        relays.extend(
            self.reported_by(sentence).filter(|who| Some(*who) != outlet && Some(*who) != origin),
        );
        let link = claim.claim.origin();
        let kind = link.map_or(SourceKind::Document, |link| link.source.kind);
        let name = link.map_or("", |link| link.source.name.as_str()).to_owned();
        let words = claim.claim.words();
        let said = claim.claim.asserted_on.clone();
        let on = said.as_ref().or(claim.document.published_on.as_ref());
        let party = self.party(claim, origin, &relays, on);
        Trace {
            document: claim.document.id,
            origin,
            sort: self.sort(claim, party.as_ref()),
            role: link.and_then(|link| link.source.role.clone()),
            kind,
            outlet,
            outlet_name: outlet_name.to_owned(),
            publisher: outlet.and_then(|who| self.parties.of(self.ids, who, on)),
            credit,
            basis: documents_among(claim, &who),
            party,
            relays,
            content: Shingles::of(&words),
            sentence: Shingles::of(sentence),
            echo: link.zip(page).and_then(|(link, page)| echo(link, page)),
            withdraws: withdraws(&words),
            disowns: disowns(&words),
            stance: claim.claim.stance,
            words: content_words(&words),
            rejected: matches!(claim.review, Review::Decided(Decision::Rejected, _)),
            withdrawn: claim.withdrawn.is_some(),
            asserted_on: said.clone(),
            published_on: claim.document.published_on.clone(),
            place: start,
            within: claim.within.and_then(|outer| self.places.get(&outer).copied()),
            name: origin
                .filter(|_| !kind.is_unnamed())
                .map_or(name, |who| self.ids.name(who).to_owned()),
        }
    }

    /// The outlet that the sentence says has it: "the Herald has revealed that, according to".
    fn reported_by(&self, sentence: &str) -> Option<Who> {
        const REPORTS: &[&str] = &[
            " has reported that",
            " has revealed that",
            " reported that",
            " revealed that",
            " reports that",
        ];
        let before = REPORTS.iter().find_map(|words| sentence.split_once(words))?.0;
        let words: Vec<&str> = before.split_whitespace().collect();
        let names = (words.len().saturating_sub(MOST_NAME_WORDS)..words.len())
            .map(|from| words[from..].join(" "));
        names.filter_map(|name| self.ids.named(&name)).find(|who| self.outlets.contains(who))
    }

    fn credit(&self, page: Option<&Page>) -> Option<Who> {
        page.and_then(|page| page.credits.as_ref()).and_then(|name| self.ids.named(name))
    }

    /// The party of the origin; of whoever passes on unnamed people's words, if theirs is unknown.
    fn party(
        &self,
        claim: &ClaimRecord,
        origin: Option<Who>,
        relays: &BTreeSet<Who>,
        on: Option<&When>,
    ) -> Option<Party> {
        let described = claim.claim.origin().filter(|link| link.source.kind == SourceKind::Body);
        let described = described.and_then(|link| self.described(claim, link.source.name.as_str()));
        let own = described.or(origin).and_then(|who| self.parties.of(self.ids, who, on));
        let known = own.as_ref().is_some_and(|party| !matches!(party.key, PartyKey::Vague(_)));
        if known {
            return own;
        }
        let links = &claim.claim.chain;
        let unnamed = links.last().is_some_and(|link| link.source.kind.is_unnamed());
        let speaker = links.len().checked_sub(2).and_then(|at| links.get(at));
        let passed_on = speaker.filter(|link| {
            unnamed && matches!(link.source.kind, SourceKind::Person | SourceKind::Body)
        });
        if let Some(link) = passed_on {
            let relay =
                self.ids.named(link.source.name.as_str()).filter(|who| relays.contains(who))?;
            return self.parties.of(self.ids, relay, on).or_else(|| Some(self.alone(relay)));
        }
        own
    }

    fn alone(&self, who: Who) -> Party {
        Party { key: PartyKey::Who(who), name: self.ids.name(who).to_owned(), judged: false }
    }

    /// What sort of people the origin is, by its wording or role.
    fn sort(&self, claim: &ClaimRecord, party: Option<&Party>) -> Option<Sort> {
        let mention = &claim.claim.origin()?.source;
        let page = self.pages.get(&claim.document.id);
        if mention.kind == SourceKind::Outlet && !page.is_some_and(|page| page.own_statement) {
            return Some(Sort::Media);
        }
        if mention.kind.is_unnamed() {
            return Some(read_wording(mention.name.as_str()).sort);
        }
        let official = party.is_some_and(|party| {
            matches!(party.key, PartyKey::Government(_) | PartyKey::Ministry(_))
        });
        let by_role = mention.role.as_deref().map(|role| read_wording(role).sort);
        if official { Some(Sort::Official) } else { by_role.filter(|sort| *sort != Sort::Anybody) }
    }
}
