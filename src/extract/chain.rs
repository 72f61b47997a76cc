//! Chains: through whom the words came, outermost first.

use std::ops::Range;
use std::sync::LazyLock;

use super::content::Found;
use super::page::Page;
use super::speaker;
use super::token::Shape;
use crate::model::{Draft, Link, Mention, Metadata, SourceKind, Span, When};
use crate::words::Table;

/// Claims nested deeper than this are led through the innermost so many.
const DEEPEST: usize = 8;

/// Words near a cue that name the way in which it was said.
static CHANNELS: LazyLock<Table<&str>> = LazyLock::new(|| {
    let channels = [
        ("statement", "statement"),
        ("interview", "interview"),
        ("briefing", "briefing"),
        ("conference", "briefing"),
        ("tweet", "post"),
        ("twitter", "post"),
        ("tweeted", "post"),
        ("facebook", "post"),
        ("post", "post"),
        ("posted", "post"),
        ("video", "video"),
        ("letter", "letter"),
        ("email", "email"),
        ("e-mail", "email"),
        ("emailed", "email"),
        ("report", "document"),
        ("filing", "document"),
        ("filings", "document"),
        ("memo", "document"),
        ("speech", "speech"),
        ("testimony", "testimony"),
        ("testified", "testimony"),
        ("phone", "telephone"),
        ("telephone", "telephone"),
        ("reporters", "briefing"),
    ];
    Table::of(channels.map(|(word, channel)| (word.to_owned(), channel)))
});

/// Who speaks in one finding, with the words that say so.
#[derive(Clone, Debug)]
pub(super) struct Voice {
    /// Who.
    pub(super) source: Mention,
    /// The words that attribute.
    pub(super) cue: Option<Span>,
}

/// Makes the chain: the outlet, if the document has one, then those who speak, the origin last. An
/// outlet that speaks in its own voice is one link.
pub(super) fn chain(
    metadata: &Metadata,
    voices: Vec<Voice>,
    cue: Option<Span>,
    channel: Option<String>,
    asserted_on: Option<&When>,
) -> Vec<Link> {
    let outlet = metadata.outlet.clone().map(|name| Mention::named(name, SourceKind::Outlet));
    let named_first = voices.first().map(|voice| &voice.source.name);
    let itself = outlet.as_ref().is_some_and(|outlet| named_first == Some(&outlet.name));
    let page = outlet
        .filter(|_| !itself)
        .map(|source| Link { asserted_on: metadata.published_on.clone(), ..Link::of(source) });
    let mut links: Vec<Link> = page.into_iter().chain(voices.into_iter().map(link)).collect();
    if let Some(origin) = links.last_mut() {
        origin.cue = origin.cue.take().or(cue);
        origin.channel = channel;
        origin.asserted_on = asserted_on.cloned().or(origin.asserted_on.take());
    }
    links
}

fn link(voice: Voice) -> Link {
    Link { cue: voice.cue, ..Link::of(voice.source) }
}

/// "Telestran reported, citing a port official, that": the place of "citing" and of whom it names.
pub(super) fn cited(page: &Page<'_>, found: &Found) -> Option<(usize, Range<usize>)> {
    let cue = found.cue.as_ref()?;
    let source = found.source.as_ref()?;
    let unit = page.unit_of(cue.head);
    let near = source.start.min(cue.tokens.start)..unit.end.min(cue.tokens.end.max(source.end) + 6);
    let outside = |at: &usize| !found.pieces.iter().any(|piece| piece.contains(at));
    let citing = near
        .filter(outside)
        .find(|&at| page.tokens.is_one_of(at, &["citing", "quoting"]) && !page.is_quoted(at))?;
    Some((citing, speaker::after(page, citing + 1)?))
}

/// Tells whether one who is cited is a source rather than what is pointed to: "citing low wages". A
/// document is, if an outlet reports it.
pub(super) fn can_speak(cited: &Mention, by_outlet: bool) -> bool {
    match cited.kind {
        SourceKind::UnnamedPerson | SourceKind::UnnamedGroup => cited.role.is_some(),
        SourceKind::Document => by_outlet,
        _ => true,
    }
}

/// "quoted by the agency", "in remarks carried by Telmark": the place of "quoted" and whoever passed
/// the words on.
pub(super) fn carrier(page: &Page<'_>, found: &Found) -> Option<(usize, Range<usize>)> {
    const PASSED_ON: &[&str] = &["quoted", "cited", "carried", "broadcast", "aired", "reported"];
    let cue = found.cue.as_ref()?;
    let source = found.source.as_ref()?;
    let unit = page.unit_of(cue.head);
    let near =
        source.start.min(cue.tokens.start)..unit.end.min(cue.tokens.end.max(source.end) + 16);
    let outside =
        |at: &usize| !found.pieces.iter().any(|piece| piece.contains(at)) && !page.is_quoted(*at);
    let passed = |at: &usize| page.tokens.is_one_of(*at, PASSED_ON) && page.is(at + 1, "by");
    let at = near.filter(outside).find(passed)?;
    Some((at, speaker::after(page, at + 2)?))
}

/// Leads the chain of each nested draft through those in whose words it is nested.
pub(super) fn lead_through(drafts: &mut [Draft]) {
    let speakers = |draft: &Draft| -> Vec<Link> {
        let page = |link: &&Link| link.cue.is_none() && link.source.kind == SourceKind::Outlet;
        draft.chain.iter().filter(|link| !page(link)).cloned().collect()
    };
    let own: Vec<Vec<Link>> = drafts.iter().map(speakers).collect();
    let parents: Vec<Option<usize>> = drafts.iter().map(|draft| draft.within).collect();
    for nth in 0..drafts.len() {
        let at = drafts[nth].chain.len().saturating_sub(own[nth].len()).min(1);
        let outer = std::iter::successors(parents[nth], |&at| parents.get(at).copied().flatten());
        for outer in outer.take(DEEPEST) {
            let inner = drafts[nth].chain.get(at).map(|link| link.source.name.clone());
            let relays = own[outer].iter().filter(|link| Some(&link.source.name) != inner.as_ref());
            let relays: Vec<Link> = relays.cloned().collect();
            drafts[nth].chain.splice(at..at, relays);
        }
    }
}

/// "In a letter to the board, Brae said": the phrase before the subject.
pub(super) fn fronted(page: &Page<'_>, found: &Found) -> Range<usize> {
    let Some(source) = &found.source else { return 0..0 };
    let start = page.tokens.sentence_of(source.start).start;
    let phrase = page.tokens.is_one_of(start, &["in", "during", "on", "speaking"]);
    if phrase && source.start.saturating_sub(start) < 20 { start..source.start } else { 0..0 }
}

/// Reads from the words around a cue how it was said.
pub(super) fn channel(page: &Page<'_>, found: &Found) -> Option<String> {
    let cue = found.cue.as_ref()?;
    let unit = page.unit_of(cue.head);
    let outside =
        |at: &usize| !found.pieces.iter().any(|piece| piece.contains(at)) && !page.is_quoted(*at);
    let near = (cue.tokens.start..unit.end.min(cue.tokens.end + 20)).chain(fronted(page, found));
    // "told the Post": a name is no channel unless it is a site's
    let plain = |at: usize| {
        page.tokens.shape(at) == Shape::Lower || page.tokens.is_one_of(at, &["twitter", "facebook"])
    };
    let known = |at| CHANNELS.get(page.word(at)).filter(|_| plain(at));
    near.filter(outside).find_map(known).map(|&channel| channel.to_owned())
}
