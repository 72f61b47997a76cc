//! Chains: through whom the words came, outermost first.

use super::content::Found;
use super::page::Page;
use crate::model::{Link, Mention, Metadata, SourceKind, Span, When};

/// Words near a cue that name the way in which it was said.
const CHANNELS: &[(&str, &str)] = &[
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

/// Makes the chain: the outlet, if the document has one, then the speaker. An outlet that speaks in
/// its own voice is one link.
pub(super) fn chain(
    metadata: &Metadata,
    speaker: Option<Mention>,
    cue: Option<&Span>,
    channel: Option<&str>,
    asserted_on: Option<&When>,
) -> Vec<Link> {
    let link = |source| Link {
        source,
        cue: cue.cloned(),
        channel: channel.map(str::to_owned),
        asserted_on: asserted_on.cloned(),
    };
    let outlet = metadata.outlet.as_ref().map(|name| Mention {
        name: name.clone(),
        kind: SourceKind::Outlet,
        words: None,
        role: None,
        body: None,
        number: None,
        anonymity: None,
    });
    match (outlet, speaker) {
        (Some(outlet), Some(speaker)) if speaker.name == outlet.name => vec![link(speaker)],
        (Some(outlet), Some(speaker)) => {
            let asserted_on = metadata.published_on.clone();
            vec![Link { source: outlet, cue: None, channel: None, asserted_on }, link(speaker)]
        }
        (None, Some(speaker)) => vec![link(speaker)],
        (Some(outlet), None) => vec![link(outlet)],
        (None, None) => Vec::new(),
    }
}

/// Reads from the words around a cue how it was said.
pub(super) fn channel(page: &Page<'_>, found: &Found) -> Option<String> {
    let cue = found.cue.as_ref()?;
    let unit = page.unit_of(cue.head);
    let outside =
        |at: &usize| !found.pieces.iter().any(|piece| piece.contains(at)) && !page.is_quoted(*at);
    let near = (cue.tokens.start..unit.end.min(cue.tokens.end + 20)).filter(outside);
    let known = |at| CHANNELS.iter().find(|(word, _)| page.is(at, word));
    near.filter_map(known).map(|(_, channel)| (*channel).to_owned()).next()
}
