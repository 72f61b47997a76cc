//! Logging: a document and its drafts become records, in one transaction.

use std::collections::BTreeSet;

use crate::model::{ClaimId, Document, DocumentId, Draft, SourceName, Span};
use crate::store::{Added, ClaimFilter, NewClaim, ReviewState, Session, Store, View, Writer};

use super::Result;
use super::reconcile::Reconciler;

/// What logging one document did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// The document.
    pub document: DocumentId,
    /// Whether the document was on record already.
    pub known: bool,
    /// A document on record, with its outlet, that has the same text and may be the same article: not
    /// of another outlet. Looked for if the document is new.
    pub twin: Option<(DocumentId, Option<SourceName>)>,
    /// The claims that were recorded now, in the order of the text.
    pub new: Vec<ClaimId>,
    /// How many drafts were on record already, or are of words that a claim on record has.
    pub known_claims: usize,
    /// How many drafts were left out because a person had rejected or edited a claim of the same
    /// words in the same text.
    pub rejected_before: usize,
}

/// Records `document` and the claims of its `drafts`; what is on record already is not recorded
/// again. One transaction: all of it or nothing.
pub fn log(
    store: &mut Store,
    session: &Session,
    document: &Document,
    drafts: &[Draft],
) -> Result<Logged> {
    log_next(store, session, (document, drafts), &mut Reconciler::default())
}

/// The same for one document after the other: `reconciler` keeps what it has prepared.
pub fn log_next(
    store: &mut Store,
    session: &Session,
    (document, drafts): (&Document, &[Draft]),
    reconciler: &mut Reconciler,
) -> Result<Logged> {
    store.write(session, |writer| {
        reconciler.begin(writer.view())?;
        let logged = record(writer, document, drafts)?;
        compare_new(writer, &logged, reconciler)?;
        Ok(logged)
    })
}

/// Compares what was recorded now with what it could be about.
fn compare_new(
    writer: &mut Writer<'_>,
    logged: &Logged,
    reconciler: &mut Reconciler,
) -> Result<()> {
    if logged.new.is_empty() {
        return Ok(());
    }
    let filter = ClaimFilter { document: Some(logged.document), ..ClaimFilter::default() };
    let mut new = writer.view().claims(&filter)?;
    new.retain(|claim| logged.new.contains(&claim.id));
    reconciler.add(writer, &new)?;
    Ok(())
}

/// Records a document and its drafts inside a transaction.
pub(super) fn record(
    writer: &mut Writer<'_>,
    document: &Document,
    drafts: &[Draft],
) -> Result<Logged> {
    let earlier = Earlier::of(writer.view(), document)?;
    let twin = twin(writer.view(), document)?;
    let known = writer.add_document(document)? == Added::Known;
    let mut logging = Logging {
        writer,
        document: document.id(),
        drafts,
        done: vec![None; drafts.len()],
        logged: Logged {
            document: document.id(),
            known,
            twin: twin.filter(|_| !known),
            new: Vec::new(),
            known_claims: 0,
            rejected_before: 0,
        },
        earlier,
    };
    for nth in 0..drafts.len() {
        logging.add(nth)?;
    }
    let order = |id: &ClaimId| logging.done.iter().position(|done| *done == Some(Some(*id)));
    logging.logged.new.sort_by_key(order);
    Ok(logging.logged)
}

/// What may be the same article, logged with less or more known of it. A text that two outlets have
/// published is two documents.
fn twin(view: &View<'_>, document: &Document) -> Result<Option<(DocumentId, Option<SourceName>)>> {
    let here = &document.metadata().outlet;
    for id in view.documents_with_text(document.sha256())? {
        let there = view.document(id)?.outlet;
        let apart = here.is_some() && there.is_some() && *here != there;
        if id != document.id() && !apart {
            return Ok(Some((id, there)));
        }
    }
    Ok(None)
}

/// The code points that a claim's words cover.
type Place = Vec<(usize, usize)>;

fn place(content: &[Span]) -> Place {
    content.iter().map(|span| (span.start, span.end)).collect()
}

/// What is on record of a text before it is logged again.
struct Earlier {
    ids: BTreeSet<ClaimId>,
    claimed: BTreeSet<Place>,
    rejected: BTreeSet<Place>,
}

impl Earlier {
    fn of(view: &View<'_>, document: &Document) -> Result<Self> {
        let mut earlier =
            Self { ids: BTreeSet::new(), claimed: BTreeSet::new(), rejected: BTreeSet::new() };
        for copy in view.documents_with_text(document.sha256())? {
            earlier.add(view, copy, copy == document.id())?;
        }
        Ok(earlier)
    }

    fn add(&mut self, view: &View<'_>, document: DocumentId, itself: bool) -> Result<()> {
        let of = ClaimFilter { document: Some(document), withdrawn: true, ..Default::default() };
        let rejected = ClaimFilter { review: Some(ReviewState::Rejected), ..of.clone() };
        let places = view.claims(&rejected)?.into_iter().map(|claim| place(&claim.claim.content));
        self.rejected.extend(places);
        if itself {
            for claim in view.claims(&of)? {
                self.claimed.insert(place(&claim.claim.content));
                self.ids.insert(claim.id);
            }
        }
        Ok(())
    }
}

struct Logging<'a, 'b> {
    writer: &'a mut Writer<'b>,
    document: DocumentId,
    drafts: &'a [Draft],
    /// For each draft: not yet looked at, left out, or the claim on record.
    done: Vec<Option<Option<ClaimId>>>,
    logged: Logged,
    earlier: Earlier,
}

impl Logging<'_, '_> {
    /// Records a draft after the one it is nested in. Returns its claim, if it is on record.
    fn add(&mut self, nth: usize) -> Result<Option<ClaimId>> {
        if let Some(done) = self.done.get(nth).copied().flatten() {
            return Ok(done);
        }
        let drafts = self.drafts;
        let Some(draft) = drafts.get(nth) else { return Ok(None) };
        // Marked before its parent is looked at, so that drafts nested in a ring come to an end.
        self.done[nth] = Some(None);
        let within = match draft.within {
            Some(parent) => self.add(parent)?,
            None => None,
        };
        let claim = draft.clone().into_claim(self.document);
        let doubts = draft.doubts.clone();
        let new = NewClaim { claim, within, doubts, by_hand: false };
        let id = self.add_claim(&new)?;
        self.done[nth] = Some(id);
        Ok(id)
    }

    fn add_claim(&mut self, new: &NewClaim) -> Result<Option<ClaimId>> {
        let (id, place) = (new.claim.id(), place(&new.claim.content));
        if self.earlier.ids.contains(&id) {
            self.logged.known_claims += 1;
            return Ok(Some(id));
        }
        if self.earlier.rejected.contains(&place) {
            self.logged.rejected_before += 1;
            return Ok(None);
        }
        if self.earlier.claimed.contains(&place) {
            self.logged.known_claims += 1;
            return Ok(None);
        }
        match self.writer.add_claim(new)? {
            Added::Known => self.logged.known_claims += 1,
            Added::New | Added::Again => self.logged.new.push(id),
        }
        Ok(Some(id))
    }
}
