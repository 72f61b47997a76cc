//! People's decisions on what the program proposed.

use crate::model::{
    Claim, ClaimId, ClaimRecord, CodePoints, Decision, Relation, RelationId, Review, SourceKind,
    SourceName, Stance, When,
};
use crate::store::{Added, NewClaim, NewJudgement, Session, Store, Verdict, View, Writer};

use super::case::Case;
use super::reconcile::Reconciler;
use super::{Error, Result, words_in};

/// Accepts claims: they are as their documents have them. Returns how many this changed.
pub fn accept(store: &mut Store, session: &Session, claims: &[ClaimId]) -> Result<usize> {
    store.write(session, |writer| {
        let mut changed = 0;
        for &claim in claims {
            changed += usize::from(accept_one(writer, claim)?);
        }
        Ok(changed)
    })
}

fn accept_one(writer: &mut Writer<'_>, claim: ClaimId) -> Result<bool> {
    if decision(&writer.view().claim(claim)?) == Some(Decision::Accepted) {
        return Ok(false);
    }
    writer.accept(claim, None)?;
    Ok(true)
}

/// Rejects claims: not claims, or not these sources'. Returns how many this changed.
pub fn reject(
    store: &mut Store,
    session: &Session,
    claims: &[ClaimId],
    reason: Option<&str>,
) -> Result<usize> {
    store.write(session, |writer| {
        let mut changed = 0;
        for &claim in claims {
            if decision(&writer.view().claim(claim)?) != Some(Decision::Rejected) {
                writer.reject(claim, reason)?;
                changed += 1;
            }
        }
        Ok(changed)
    })
}

fn decision(record: &ClaimRecord) -> Option<Decision> {
    match record.review {
        Review::Decided(decision, _) => Some(decision),
        Review::Unreviewed | Review::ByHand(_) => None,
    }
}

/// What an edit changes; what is `None` stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit {
    /// Other words, which must stand in the document.
    pub words: Option<String>,
    /// Which of several places in the document is meant, from 1.
    pub place: Option<usize>,
    /// Another origin.
    pub source: Option<SourceName>,
    /// Another stance.
    pub stance: Option<Stance>,
    /// Another date of assertion.
    pub asserted_on: Option<When>,
    /// Another date at which it is said to hold.
    pub holds_on: Option<When>,
}

/// Edits a claim: records the edited one (as by hand) and that it replaces the old. Returns its id.
pub fn edit(store: &mut Store, session: &Session, claim: ClaimId, edit: &Edit) -> Result<ClaimId> {
    store.write(session, |writer| {
        let old = writer.view().claim(claim)?;
        let edited = edit.of(writer.view(), &old)?;
        let id = edited.id();
        if id == claim {
            return Err(Error::NothingChanged);
        }
        let new = NewClaim { claim: edited, within: old.within, doubts: Vec::new(), by_hand: true };
        if writer.add_claim(&new)? == Added::Known {
            accept_one(writer, id)?;
        } else {
            let recorded = writer.view().claim(id)?;
            Reconciler::default().add(writer, &[recorded])?;
        }
        writer.edited(claim, id)?;
        Ok(id)
    })
}

impl Edit {
    fn of(&self, view: &View<'_>, old: &ClaimRecord) -> Result<Claim> {
        let mut claim = old.claim.clone();
        let text = view.text(claim.document)?;
        if let Some(words) = &self.words {
            let span = words_in::find(&text, words, self.place)?;
            claim.quotation = words_in::quotation(&text, &span);
            claim.content = vec![span];
        }
        if let Some(name) = &self.source {
            credit(view, &mut claim, name, &text)?;
        }
        claim.stance = self.stance.unwrap_or(claim.stance);
        claim.asserted_on = self.asserted_on.clone().or(claim.asserted_on);
        claim.holds_on = self.holds_on.clone().or(claim.holds_on);
        Ok(claim)
    }
}

/// Credits a claim to somebody else. The outlet stays where it is; what the document said of the
/// former origin goes.
fn credit(view: &View<'_>, claim: &mut Claim, name: &SourceName, text: &str) -> Result<()> {
    let first = claim.content.first().map_or(0, |span| span.start);
    let byte = CodePoints::of(text).byte_of(first).unwrap_or(0);
    let outlet_alone = claim.chain.len() == 1
        && claim.chain.iter().all(|link| link.source.kind == SourceKind::Outlet);
    let mut link = match claim.chain.last() {
        Some(last) => last.clone(),
        None => return Err(Error::NobodySpeaks),
    };
    link.source.kind = kind_of(view, name, link.source.kind)?;
    link.source.words = words_in::nearest(text, name.as_str(), byte);
    link.source.name = name.clone();
    (link.source.role, link.source.body) = (None, None);
    (link.source.number, link.source.anonymity) = (None, None);
    if !outlet_alone {
        claim.chain.pop();
    }
    claim.chain.push(link);
    Ok(())
}

/// The kind of the source of that name, or of a person: whoever is named has a name.
fn kind_of(view: &View<'_>, name: &SourceName, before: SourceKind) -> Result<SourceKind> {
    for (id, called) in view.sources_called(name.as_str())? {
        if called == *name {
            return Ok(view.source_itself(id)?.kind);
        }
    }
    Ok(match before {
        SourceKind::Body | SourceKind::Document => before,
        _ => SourceKind::Person,
    })
}

/// How one claim stands to another.
type Stands = (ClaimId, Relation, ClaimId);

/// States how claim `a` stands to claim `b`. Returns the relation's id.
pub fn relate(
    store: &mut Store,
    session: &Session,
    stands: Stands,
    reason: Option<&str>,
) -> Result<RelationId> {
    store.write(session, |writer| judge(writer, stands, Verdict::Stated, reason))
}

/// Confirms the relation that the program proposes for two claims, as it stands (`relation`).
pub fn confirm_relation(
    store: &mut Store,
    session: &Session,
    stands: Stands,
    reason: Option<&str>,
) -> Result<()> {
    decide(store, session, stands, Verdict::Confirmed, reason)
}

/// Rejects the relation that the program proposes for two claims.
pub fn reject_relation(
    store: &mut Store,
    session: &Session,
    stands: Stands,
    reason: Option<&str>,
) -> Result<()> {
    decide(store, session, stands, Verdict::Rejected, reason)
}

/// Records a verdict on a relation that the program proposes.
fn decide(
    store: &mut Store,
    session: &Session,
    stands: Stands,
    verdict: Verdict,
    reason: Option<&str>,
) -> Result<()> {
    store.write(session, |writer| {
        must_be_proposed(writer.view(), stands)?;
        judge(writer, stands, verdict, reason).map(drop)
    })
}

fn must_be_proposed(view: &View<'_>, (a, _, b): Stands) -> Result<()> {
    let id = RelationId::between(a, b);
    let proposed = view.comparison(id)?.is_some()
        || was_proposed(view, id)?
        || Case::around(view, [a, b])?.comparison(id).is_some();
    proposed.then_some(()).ok_or(Error::NothingProposed)
}

/// Tells whether a person decided on it: it was proposed then, though a rejection may have taken the
/// two claims so far apart that it no longer is.
fn was_proposed(view: &View<'_>, id: RelationId) -> Result<bool> {
    let judgement = view.relation_judgement(id)?;
    Ok(judgement.is_some_and(|one| one.verdict != Verdict::Stated))
}

/// Records a judgement, unless it is the one that stands.
fn judge(
    writer: &mut Writer<'_>,
    (a, relation, b): Stands,
    verdict: Verdict,
    reason: Option<&str>,
) -> Result<RelationId> {
    if a == b {
        return Err(Error::Itself("a claim"));
    }
    for claim in [a, b] {
        writer.view().claim(claim)?;
    }
    let id = RelationId::between(a, b);
    let standing = writer.view().relation_judgement(id)?;
    let stands = standing
        .is_some_and(|one| (one.a, one.relation, one.b, one.verdict) == (a, relation, b, verdict));
    if !stands {
        let reason = reason.map(str::to_owned);
        writer.judge_relation(&NewJudgement { a, b, relation, verdict, reason })?;
    }
    Ok(id)
}
