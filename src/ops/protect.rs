//! Protected sources: the record has the commitment, the vault has the identity.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Commitment, IdPrefix, Source, SourceId, SourceKind, SourceRecord};
use crate::store::{Session, Store, View, Writer};
use crate::vault::{Identity, Opening, SecretKey, State, Vault};

use super::source::Whom;
use super::{Error, Result, resolve};

/// In how many rows of which tables something stands.
pub type Rows = Vec<(String, usize)>;

/// A protected source, as far as anyone may know.
#[derive(Clone, Debug, PartialEq)]
pub struct Protected {
    /// The commitment to who it is.
    pub commitment: Commitment,
    /// The source on record; `None` for what the vault holds and no standing fact names.
    pub source: Option<SourceRecord>,
    /// What the vault has; `None` if it has nothing on it, or there is no vault.
    pub state: Option<State>,
}

/// What is wrong, or must be known, about the identities in a vault. Nothing here says who.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// How many identities were opened, and were what was committed to.
    pub opened: usize,
    /// What could not be opened, and why.
    pub faults: Vec<(Commitment, String)>,
    /// Whose name stands in the record, and where.
    pub named: Vec<(Commitment, Rows)>,
    /// Which have one name.
    pub same: Vec<(Commitment, Commitment)>,
}

/// A source that may be protected: nothing on record stands against it.
#[derive(Debug)]
pub struct Candidate {
    whom: Whom,
    identity: Identity,
}

/// Looks whether a source can be protected, before a vault is made or opened for it.
///
/// # Errors
/// `NameOnRecord` if the name stands in the record already, unless `known` says that it may;
/// `NameIsWording` if it stands in the wording; `Protected` if the source is protected already.
pub fn candidate(
    store: &Store,
    (whom, identity): (Whom, Identity),
    known: bool,
) -> Result<Candidate> {
    let view = store.at(None)?;
    if identity.is_named_in(&wording(&view, &whom)?) {
        return Err(Error::NameIsWording);
    }
    let found = view.rows_with(|text| identity.is_named_in(text))?;
    if !found.is_empty() && !known {
        return Err(Error::NameOnRecord(found));
    }
    if let Whom::Known(id) = whom {
        unprotected(&view, id)?;
    }
    Ok(Candidate { whom, identity })
}

/// Puts who a source is into the vault, and the commitment to it on record.
pub fn protect(
    store: &mut Store,
    session: &Session,
    vault: &Vault,
    Candidate { whom, identity }: Candidate,
) -> Result<Commitment> {
    store.write(session, |writer| {
        let source = on_record(writer, whom)?;
        // Somebody else may have been faster.
        unprotected(writer.view(), source)?;
        let opening = Opening::new(identity)?;
        // If we crash after this, the vault has an identity more that nothing names.
        if !session.is_dry_run() {
            vault.add(&opening)?;
        }
        writer.protect(source, opening.commitment())?;
        Ok(opening.commitment())
    })
}

fn unprotected(view: &View<'_>, source: SourceId) -> Result<()> {
    match view.source(source)?.protected {
        Some((commitment, _)) => Err(Error::Protected(commitment)),
        None => Ok(()),
    }
}

fn wording(view: &View<'_>, whom: &Whom) -> Result<String> {
    Ok(match whom {
        Whom::Known(id) => view.source_itself(*id)?.name.to_string(),
        Whom::New(name) => name.to_string(),
    })
}

/// A wording that no document has yet is recorded as a source of its own.
fn on_record(writer: &mut Writer<'_>, whom: Whom) -> Result<SourceId> {
    let name = match whom {
        Whom::Known(id) => return Ok(id),
        Whom::New(name) => name,
    };
    let source = Source { name, kind: SourceKind::Person, document: None };
    writer.add_named_source(&source)?;
    Ok(source.id())
}

/// Lists the protected sources on record, and whatever else the vault holds. Needs no key.
pub fn protected(store: &Store, vault: &Vault) -> Result<Vec<Protected>> {
    let mut states = if vault.exists() { vault.list()? } else { BTreeMap::new() };
    let mut listed = Vec::new();
    for (commitment, source) in standing(&store.at(None)?)? {
        let state = states.remove(&commitment);
        listed.push(Protected { commitment, source: Some(source), state });
    }
    let rest = states.into_iter();
    listed.extend(rest.map(|(commitment, state)| Protected {
        commitment,
        source: None,
        state: Some(state),
    }));
    Ok(listed)
}

fn standing(view: &View<'_>) -> Result<Vec<(Commitment, SourceRecord)>> {
    let mut found = Vec::new();
    for id in view.protected_sources()? {
        let source = view.source(id)?;
        if let Some(&(commitment, _)) = source.protected.as_ref() {
            found.push((commitment, source));
        }
    }
    Ok(found)
}

/// Finds the protected identity that `text` means: a commitment, or a source by its wording or id.
pub fn meant(store: &Store, vault: &Vault, text: &str) -> Result<Commitment> {
    let all = protected(store, vault)?;
    if let Ok(prefix) = text.trim().parse::<IdPrefix>() {
        let named: BTreeSet<Commitment> = all.iter().map(|it| it.commitment).collect();
        let mut named = named.into_iter().filter(|it| it.to_string().starts_with(prefix.as_str()));
        match (named.next(), named.next()) {
            (Some(commitment), None) => return Ok(commitment),
            (Some(_), Some(_)) => return Err(Error::SeveralCommitments(prefix)),
            _ => {}
        }
    }
    let source = resolve::source(store, None, text)?;
    let protected = store.at(None)?.source(source)?.protected;
    protected.map(|(commitment, _)| commitment).ok_or_else(|| Error::NotProtected(text.to_owned()))
}

/// Opens every identity and looks for what should not be: one that is not what was committed to, a
/// name that stands in the record, two that are one person.
pub fn audit(store: &Store, vault: &Vault, key: &SecretKey) -> Result<Audit> {
    let view = store.at(None)?;
    let (mut audit, mut opened) = (Audit::default(), Vec::new());
    for (commitment, _) in vault.list()?.into_iter().filter(|(_, it)| *it != State::Forgotten) {
        match vault.open(commitment, key) {
            Ok(opening) => opened.push(opening),
            Err(error) => audit.faults.push((commitment, error.to_string())),
        }
    }
    audit.opened = opened.len();
    for (nth, opening) in opened.iter().enumerate() {
        let (who, commitment) = (opening.identity(), opening.commitment());
        let rows = view.rows_with(|text| who.is_named_in(text))?;
        audit.named.extend((!rows.is_empty()).then_some((commitment, rows)));
        let same = opened[nth + 1..].iter().filter(|it| it.identity().is_same_person(who));
        audit.same.extend(same.map(|other| (commitment, other.commitment())));
    }
    Ok(audit)
}

/// Finds the source on record whose commitment an opening opens; `None` if there is none.
pub fn opened_by(store: &Store, opening: &Opening) -> Result<Option<SourceRecord>> {
    let commitment = opening.commitment();
    let all = standing(&store.at(None)?)?;
    Ok(all.into_iter().find(|(it, _)| *it == commitment).map(|(_, source)| source))
}
