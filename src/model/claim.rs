//! Claims, drafts and attributions.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::date::When;
use super::hash::{BadForm, ContentHash, canonical_json, check_canonical, read_canonical};
use super::id::{ClaimId, DocumentId};
use super::mended::Mended;
use super::source::{Mention, Source, SourceKind, SourceName};
use super::span::{CanonicalSpan, Span};

/// How a claim's words stand in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Quotation {
    /// All of the words are between quotation marks.
    Direct,
    /// None of them are.
    Indirect,
    /// Some of them are.
    Mixed,
    /// The words are not in the document: somebody put the claim in words of their own.
    Paraphrase,
}

/// What the origin does with the content. Silence is not agreement: each is a claim of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// Says that it is so.
    Asserts,
    /// Says that it is not so.
    Denies,
    /// Holds it true, without vouching for it: believes, thinks, suspects.
    Believes,
    /// Says that it will be so: expects, predicts, hopes.
    Expects,
    /// Says that it threatens.
    Warns,
    /// Asks whether it is so, or for it to be done.
    Asks,
    /// Will not say.
    Declines,
    /// Says that it cannot be confirmed.
    #[serde(rename = "cannot confirm")]
    CannotConfirm,
}

impl Quotation {
    /// Returns the word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
            Self::Paraphrase => "paraphrase",
        }
    }
}

impl Stance {
    /// All stances, in the order in which help lists them.
    pub const ALL: [Self; 8] = [
        Self::Asserts,
        Self::Denies,
        Self::Believes,
        Self::Expects,
        Self::Warns,
        Self::Asks,
        Self::Declines,
        Self::CannotConfirm,
    ];

    /// Returns the word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asserts => "asserts",
            Self::Denies => "denies",
            Self::Believes => "believes",
            Self::Expects => "expects",
            Self::Warns => "warns",
            Self::Asks => "asks",
            Self::Declines => "declines",
            Self::CannotConfirm => "cannot confirm",
        }
    }

    /// Tells whether it takes a side on the content.
    pub const fn takes_a_side(self) -> bool {
        matches!(self, Self::Denies) || self.affirms()
    }

    /// Tells whether it takes the content's side.
    pub const fn affirms(self) -> bool {
        matches!(self, Self::Asserts | Self::Believes | Self::Expects | Self::Warns)
    }

    /// Tells whether it speaks of what is to come: no fact agrees with it or contradicts it yet.
    pub const fn is_forecast(self) -> bool {
        matches!(self, Self::Expects)
    }
}

impl fmt::Display for Quotation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Stance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One link of an attribution: who speaks, by which words, through which channel, when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The source, as this document words it.
    pub source: Mention,
    /// The words that attribute ("said"); `None` for the outlet, whose page the words stand on.
    pub cue: Option<Span>,
    /// How it reached the next link: "statement", "interview", "briefing", "video", ...
    pub channel: Option<String>,
    /// When this link spoke, if the document says so.
    pub asserted_on: Option<When>,
}

impl Link {
    /// Makes the link of a source of whom nothing is said but that the words are its own.
    #[must_use]
    pub fn of(source: Mention) -> Self {
        Self { source, cue: None, channel: None, asserted_on: None }
    }
}

/// A claim proposed by the program or being typed; not yet recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The words, in pieces if the attribution interrupts them; in the order of the text.
    pub content: Vec<Span>,
    /// The attribution, outermost link first: outlet (if known), relays, origin. The last link is
    /// the origin; empty when the document names no source and has no outlet.
    pub chain: Vec<Link>,
    /// How the words stand in the document.
    pub quotation: Quotation,
    /// What the origin does with them.
    pub stance: Stance,
    /// The words that say who was told: "reporters", "the Merle Post".
    pub addressee: Option<Span>,
    /// When the origin spoke.
    pub asserted_on: Option<When>,
    /// The words that say when the origin spoke.
    pub when_words: Option<Span>,
    /// When the thing claimed is said to be so.
    pub holds_on: Option<When>,
    /// The draft, by its place in the same list, that this one is nested in.
    pub within: Option<usize>,
    /// Why a person should look at this draft twice; empty when nothing is odd.
    pub doubts: Vec<String>,
}

impl Draft {
    /// Returns the words that attribute it: the origin's cue.
    pub fn cue(&self) -> Option<&Span> {
        self.chain.last().and_then(|link| link.cue.as_ref())
    }

    /// Returns who asserts it.
    pub fn origin(&self) -> Option<&Mention> {
        self.chain.last().map(|link| &link.source)
    }

    /// Makes the claim of this draft, as words of `document`.
    pub fn into_claim(self, document: DocumentId) -> Claim {
        Claim {
            document,
            content: self.content,
            chain: self.chain,
            quotation: self.quotation,
            stance: self.stance,
            asserted_on: self.asserted_on,
            holds_on: self.holds_on,
        }
    }
}

/// One assertion of one origin, from one place of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The document the words stand in.
    pub document: DocumentId,
    /// The words, in pieces. A paraphrase is one piece that starts and ends at 0.
    pub content: Vec<Span>,
    /// The attribution, outermost link first; the last is the origin.
    pub chain: Vec<Link>,
    /// How the words stand in the document.
    pub quotation: Quotation,
    /// What the origin does with them.
    pub stance: Stance,
    /// When the origin spoke.
    pub asserted_on: Option<When>,
    /// When the thing claimed is said to be so.
    pub holds_on: Option<When>,
}

#[derive(Serialize, Deserialize)]
struct CanonicalClaim<'a> {
    asserted_on: Option<String>,
    chain: Vec<CanonicalLink<'a>>,
    content: Vec<CanonicalSpan<'a>>,
    document: DocumentId,
    holds_on: Option<String>,
    quotation: Quotation,
    stance: Stance,
    #[serde(skip_deserializing)]
    r#type: &'static str,
    version: u8,
}

#[derive(Serialize, Deserialize)]
struct CanonicalLink<'a> {
    asserted_on: Option<String>,
    channel: Option<Cow<'a, str>>,
    cue: Option<CanonicalSpan<'a>>,
    kind: SourceKind,
    name: Cow<'a, str>,
    words: Option<CanonicalSpan<'a>>,
}

impl Claim {
    /// Returns the words in one line, pieces joined by " … ", words that a line end divides whole.
    pub fn words(&self) -> String {
        self.pieces(str::trim)
    }

    /// Returns the words as another sentence would quote them: without a pair of quotation marks
    /// round a piece, an opening "that" and a closing comma. Each piece stays word for word.
    pub fn gist(&self) -> String {
        self.pieces(bare)
    }

    fn pieces(&self, shown: fn(&str) -> &str) -> String {
        let whole = |span: &Span| shown(Mended::of(&span.text).text()).to_owned();
        match self.content.as_slice() {
            [all] => whole(all),
            pieces => pieces.iter().map(whole).collect::<Vec<_>>().join(" … "),
        }
    }

    /// Returns the words that attribute it: the origin's cue.
    pub fn cue(&self) -> Option<&Span> {
        self.chain.last().and_then(|link| link.cue.as_ref())
    }

    /// Returns the link that asserts; `None` only if nobody is credited.
    pub fn origin(&self) -> Option<&Link> {
        self.chain.last()
    }

    /// Returns the source of each link, outermost first.
    pub fn sources(&self) -> Vec<Source> {
        let source =
            |link: &Link| Source::new(link.source.name.clone(), link.source.kind, self.document);
        self.chain.iter().map(source).collect()
    }

    /// Writes the canonical JSON (version 1, `docs/formats.md`) whose SHA-256 is the id.
    pub fn canonical(&self) -> Vec<u8> {
        let text = |when: &Option<When>| when.as_ref().map(When::edtf_text);
        canonical_json(&CanonicalClaim {
            asserted_on: text(&self.asserted_on),
            chain: self.chain.iter().map(CanonicalLink::of).collect(),
            content: self.content.iter().map(Span::canonical).collect(),
            document: self.document,
            holds_on: text(&self.holds_on),
            quotation: self.quotation,
            stance: self.stance,
            r#type: "claim",
            version: 1,
        })
    }

    /// Reads canonical JSON back. What the id does not cover (roles, bodies, the words of dates) is
    /// left open.
    ///
    /// # Errors
    /// `BadForm` for whatever [`Claim::canonical`] does not write.
    pub fn of_canonical(json: &str) -> Result<Self, BadForm> {
        let form: CanonicalClaim<'_> = read_canonical("claim", json)?;
        let links = form.chain.into_iter().map(CanonicalLink::into_link);
        let claim = Self {
            document: form.document,
            content: form.content.into_iter().map(Span::from).collect(),
            chain: links.collect::<Result<_, _>>()?,
            quotation: form.quotation,
            stance: form.stance,
            asserted_on: date(form.asserted_on)?,
            holds_on: date(form.holds_on)?,
        };
        check_canonical("claim", &claim.canonical(), json)?;
        Ok(claim)
    }

    /// Returns the id: the SHA-256 of the canonical JSON.
    pub fn id(&self) -> ClaimId {
        ClaimId(ContentHash::of(&self.canonical()))
    }
}

fn date(edtf: Option<String>) -> Result<Option<When>, BadForm> {
    edtf.map(|text| text.parse().map_err(|error| BadForm::of("claim", error))).transpose()
}

const MARKS: [char; 8] = ['"', '“', '”', '„', '‘', '’', '«', '»'];

/// A piece without the marks round it, an opening "that" and a closing comma.
fn bare(piece: &str) -> &str {
    let words = piece.trim();
    let inner = words.strip_prefix(MARKS).and_then(|rest| rest.strip_suffix(MARKS));
    let words = inner.filter(|inner| !inner.contains(['"', '“', '”', '«', '»'])).unwrap_or(words);
    let words = words.strip_prefix("that ").unwrap_or(words);
    words.strip_suffix(',').unwrap_or(words).trim()
}

impl<'a> CanonicalLink<'a> {
    fn of(link: &'a Link) -> Self {
        Self {
            asserted_on: link.asserted_on.as_ref().map(When::edtf_text),
            channel: link.channel.as_deref().map(Cow::Borrowed),
            cue: link.cue.as_ref().map(Span::canonical),
            kind: link.source.kind,
            name: Cow::Borrowed(link.source.name.as_str()),
            words: link.source.words.as_ref().map(Span::canonical),
        }
    }

    fn into_link(self) -> Result<Link, BadForm> {
        let name = SourceName::new(&self.name).map_err(|error| BadForm::of("claim", error))?;
        let source = Mention {
            name,
            kind: self.kind,
            words: self.words.map(Span::from),
            role: None,
            body: None,
            number: None,
            anonymity: None,
        };
        let cue = self.cue.map(Span::from);
        let channel = self.channel.map(Cow::into_owned);
        Ok(Link { source, cue, channel, asserted_on: date(self.asserted_on)? })
    }
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn a_piece_is_quoted_without_what_tied_it_to_its_sentence() {
        for (piece, expected) in [
            ("“Nobody was hurt,”", "Nobody was hurt"),
            ("\"Nobody was hurt.\"", "Nobody was hurt."),
            ("that nobody was hurt", "nobody was hurt"),
            ("had given \"not one word\"", "had given \"not one word\""),
            ("\"One,\" and \"two\"", "\"One,\" and \"two\""),
            ("that", "that"),
            ("", ""),
            ("\"", "\""),
        ] {
            assert_eq!(bare(piece), expected, "{piece}");
        }
    }
}
