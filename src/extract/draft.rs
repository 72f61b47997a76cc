//! Drafts: what was found, put into the terms of the model.

use std::collections::BTreeSet;
use std::ops::Range;

use super::addressee;
use super::cast::Cast;
use super::chain::{self, Voice};
use super::content::Found;
use super::nest;
use super::page::Page;
use super::places::Places;
use super::speaker;
use super::stance;
use super::time::{self, Said};
use super::token::Shape;
use crate::model::{
    Document, Draft, Link, Mention, Metadata, Quotation, SourceKind, SourceName, Span, When,
};

/// Makes the drafts of what was found, in the order of the text.
pub(super) fn drafts(
    document: &Document,
    page: &Page<'_>,
    places: &Places<'_>,
    found: &[Found],
) -> Vec<Draft> {
    let desk = Desk {
        metadata: document.metadata(),
        page,
        places,
        cast: Cast::of(&page.tokens, places, document.metadata()),
        phrases: time::phrases(page.tokens.text, document.metadata()),
    };
    desk.drafts(found)
}

/// Everything that a draft is made from.
struct Desk<'a> {
    metadata: &'a Metadata,
    page: &'a Page<'a>,
    places: &'a Places<'a>,
    cast: Cast<'a>,
    phrases: Vec<crate::dates::Found>,
}

/// A finding with whom and when it means, before it is a draft.
struct Resolved {
    speaker: Option<Mention>,
    said: Option<Said>,
}

impl Desk<'_> {
    fn drafts(&self, found: &[Found]) -> Vec<Draft> {
        let mut resolved: Vec<Resolved> = Vec::with_capacity(found.len());
        for (nth, next) in found.iter().enumerate() {
            let speaker = next.source.as_ref().and_then(|source| self.mention(source));
            let said = time::beside_cue(self.page, &self.phrases, next)
                .map(|said| self.on_the_day_meant(said, &resolved))
                .or_else(|| time::heard_before(self.page, &self.phrases, next))
                .or_else(|| self.carried(found, &resolved, nth, speaker.as_ref()));
            resolved.push(Resolved { speaker, said });
        }
        let outer = nest::outer(found);
        let drafts = found.iter().zip(resolved).zip(outer);
        let mut drafts: Vec<Draft> =
            drafts.map(|((found, resolved), within)| self.draft(found, resolved, within)).collect();
        chain::lead_through(&mut drafts);
        drafts
    }

    /// Whom the words of a source mean; "who" means whoever stands before it.
    fn mention(&self, source: &Range<usize>) -> Option<Mention> {
        let meant = self.page.tokens.bytes(&speaker::meant(self.page, source));
        let words = self.places.span(self.page.tokens.bytes(source));
        self.cast.mention(meant).map(|meant| Mention { words, ..meant })
    }

    /// Who speaks, the origin last: the source, and before it whoever cites it.
    fn voices(&self, found: &Found, speaker: Option<Mention>) -> Vec<Voice> {
        let Some(speaker) = speaker else { return Vec::new() };
        let carrier = chain::carrier(self.page, found).and_then(|(carried, whom)| {
            let source = self.cast.mention(self.page.tokens.bytes(&whom))?;
            Some(Voice { source, cue: self.span(&(carried..carried + 2)) })
        });
        let reports = speaker.kind == SourceKind::Outlet;
        let cited = chain::cited(self.page, found).and_then(|(citing, whom)| {
            let source = self.cast.mention(self.page.tokens.bytes(&whom))?;
            chain::can_speak(&source, reports)
                .then(|| Voice { source, cue: self.span(&(citing..citing + 1)) })
        });
        let cue = found.cue.as_ref().and_then(|cue| self.span(&cue.tokens));
        let speaker = Voice { source: speaker, cue };
        carrier.into_iter().chain(std::iter::once(speaker)).chain(cited).collect()
    }

    /// The date of the finding that this one goes on with, or of the last one of the same speaker
    /// in the same paragraph.
    fn carried(
        &self,
        found: &[Found],
        before: &[Resolved],
        nth: usize,
        speaker: Option<&Mention>,
    ) -> Option<Said> {
        if let Some(of) = found[nth].carried_from {
            return before.get(of)?.said.clone();
        }
        let last = nth.checked_sub(1)?;
        let paragraph =
            |found: &Found| Some(self.page.tokens.all.get(found.pieces.first()?.start)?.paragraph);
        let same = before[last].speaker.as_ref()?.name == speaker?.name;
        (same && paragraph(&found[last]) == paragraph(&found[nth]))
            .then(|| before[last].said.clone())?
    }

    /// "The same day" at a new turn of the story is the day on which somebody last spoke, not the
    /// last day named, which may be one that the story tells of.
    fn on_the_day_meant(&self, said: Said, before: &[Resolved]) -> Said {
        let words = self.page.tokens.text[said.bytes.clone()].to_lowercase();
        let that_day = matches!(words.as_str(), "that day" | "the same day" | "same day");
        if !that_day || self.is_named_in_paragraph(said.bytes.start) {
            return said;
        }
        let last = before.iter().rev().take(50).find_map(|resolved| resolved.said.as_ref());
        match last.filter(|last| last.when.exact_day().is_some()) {
            Some(last) => Said { when: last.when.clone().in_words(&words), ..said },
            None => said,
        }
    }

    /// Tells whether a date is named before this place in the same paragraph.
    fn is_named_in_paragraph(&self, byte: usize) -> bool {
        let paragraph = |byte: usize| {
            let at = self.page.tokens.at_byte(byte);
            self.page.tokens.all.get(at).map(|token| token.paragraph)
        };
        let before = self.phrases.partition_point(|phrase| phrase.bytes.end <= byte);
        let last = before.checked_sub(1).map(|nth| self.phrases[nth].bytes.start);
        last.is_some_and(|last| paragraph(last) == paragraph(byte))
    }

    fn draft(&self, found: &Found, resolved: Resolved, within: Option<usize>) -> Draft {
        let when = resolved.said.as_ref().map(|said| said.when.clone());
        let cue = found.cue.as_ref().and_then(|cue| self.span(&cue.tokens));
        let channel = found.cue.as_ref().and_then(|_| chain::channel(self.page, found));
        let metadata = self.metadata;
        let voices = self.voices(found, resolved.speaker);
        let chain = chain::chain(metadata, voices, cue, channel, when.as_ref());
        let published =
            metadata.published_on.clone().filter(|_| is_own_statement(metadata, &chain));
        Draft {
            content: found.pieces.iter().filter_map(|piece| self.span(piece)).collect(),
            chain,
            quotation: quotation(self.page, found),
            stance: stance::stance(self.page, found),
            addressee: addressee::addressee(self.page, found).and_then(|words| self.span(&words)),
            asserted_on: when.or(published),
            holds_on: self.holds_on(found, resolved.said.as_ref()),
            when_words: resolved.said.and_then(|said| self.places.span(said.bytes)),
            within,
            doubts: self.doubts(found),
        }
    }

    /// Why the source may be another than the one credited.
    fn doubts(&self, found: &Found) -> Vec<String> {
        let text = match (&found.source, found.carried_from) {
            (_, Some(_)) => "the speaker is carried on from the words before".to_owned(),
            (None, _) => "no source was found beside the cue".to_owned(),
            _ if found.cue.is_none() => {
                "no words attribute this: the speaker is the one named next to it".to_owned()
            }
            (Some(source), _) => {
                let words = speaker::meant(self.page, source);
                let bytes = self.page.tokens.bytes(&words);
                let Some(doubt) = self.cast.doubt(bytes.clone()) else { return Vec::new() };
                doubt.in_words(&self.page.tokens.text[bytes])
            }
        };
        vec![text]
    }

    /// The words of these tokens; `None` for a range that holds none.
    fn span(&self, tokens: &Range<usize>) -> Option<Span> {
        (tokens.start < tokens.end).then(|| self.places.span(self.page.tokens.bytes(tokens)))?
    }

    /// The one date that the content itself names, counted from when it was said; `None` if it
    /// names several.
    fn holds_on(&self, found: &Found, said: Option<&Said>) -> Option<When> {
        let inside = |piece: &Range<usize>| {
            let bytes = self.page.tokens.bytes(piece);
            let first = self.phrases.partition_point(|phrase| phrase.bytes.start < bytes.start);
            let rest = self.phrases[first..].iter();
            rest.take_while(move |phrase| phrase.bytes.end <= bytes.end).take(2)
        };
        let mut dates = found.pieces.iter().flat_map(inside);
        let only = dates.next()?;
        if dates.next().is_some() {
            return None;
        }
        let meant = said.and_then(|said| only.said(&said.when.edtf));
        Some(meant.unwrap_or_else(|| only.when.clone()))
    }
}

/// Tells whether a document speaks for its origin: the outlet in its own voice, or a body that
/// publishes what it or one of its people states. That was said when it was published.
fn is_own_statement(metadata: &Metadata, chain: &[Link]) -> bool {
    let (Some(outlet), Some(origin)) = (&metadata.outlet, chain.last()) else { return false };
    let words = |name: &SourceName| -> BTreeSet<String> {
        let lower = name.as_str().to_lowercase();
        lower.split_whitespace().filter(|word| *word != "the").map(str::to_owned).collect()
    };
    let outlet_words = words(outlet);
    let is_outlet = |name: &SourceName| outlet_words.is_subset(&words(name));
    chain.len() == 1
        || is_outlet(&origin.source.name)
        || origin.source.body.as_ref().is_some_and(is_outlet)
}

fn quotation(page: &Page<'_>, found: &Found) -> Quotation {
    let word = |at: &usize| page.tokens.is_word(*at) && page.tokens.shape(*at) != Shape::Clitic;
    let words = || found.pieces.iter().cloned().flatten().filter(word);
    match (words().any(|at| page.is_quoted(at)), words().any(|at| !page.is_quoted(at))) {
        (true, false) => Quotation::Direct,
        (true, true) => Quotation::Mixed,
        _ => Quotation::Indirect,
    }
}
