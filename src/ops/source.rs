//! Judgements on sources: who is who, who speaks for whom, how reliable.

use crate::model::{Grade, Source, SourceId, SourceKind, SourceName, Tie, When};
use crate::store::{NewTie, Session, Store, Writer};

use super::{Error, Result};

/// A source that a judgement names: on record, or new (an alias or a party may be given before any
/// document names it).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// On record.
    Known(SourceId),
    /// By a name that is not on record.
    New(SourceName),
}

impl From<SourceId> for Whom {
    fn from(id: SourceId) -> Self {
        Self::Known(id)
    }
}

/// Judges that `a` and `b` are one. `false` if that was the standing judgement already.
pub fn same(
    store: &mut Store,
    session: &Session,
    (a, b): (SourceId, Whom),
    because: Option<&str>,
) -> Result<bool> {
    tie(store, session, (a, Tie::SameAs, b), None, because)
}

/// Judges that `a` and `b` are not one. `false` if that was the standing judgement already.
pub fn not_same(
    store: &mut Store,
    session: &Session,
    (a, b): (SourceId, Whom),
    because: Option<&str>,
) -> Result<bool> {
    tie(store, session, (a, Tie::NotSameAs, b), None, because)
}

/// Judges that `a` speaks for `party`, in the period `holds_on` (`None`: always).
pub fn speaks_for(
    store: &mut Store,
    session: &Session,
    (a, party): (SourceId, Whom),
    holds_on: Option<&When>,
    because: Option<&str>,
) -> Result<bool> {
    tie(store, session, (a, Tie::SpeaksFor, party), holds_on, because)
}

fn tie(
    store: &mut Store,
    session: &Session,
    (a, tie, b): (SourceId, Tie, Whom),
    holds_on: Option<&When>,
    because: Option<&str>,
) -> Result<bool> {
    let (holds_on, because) = (holds_on.cloned(), because.map(str::to_owned));
    store.write(session, |writer| {
        let b = on_record(writer, b, a, tie)?;
        if a == b {
            return Err(Error::Itself("a source"));
        }
        let new = NewTie { a, tie, b, holds_on, because };
        if stands(writer, &new)? {
            return Ok(false);
        }
        writer.tie(&new)?;
        Ok(true)
    })
}

/// Records a source that is new: of the kind of the one that it is tied to, or a body to speak for.
fn on_record(writer: &mut Writer<'_>, whom: Whom, other: SourceId, tie: Tie) -> Result<SourceId> {
    let name = match whom {
        Whom::Known(id) => return Ok(id),
        Whom::New(name) => name,
    };
    let kind = match writer.view().source_itself(other)?.kind {
        _ if tie == Tie::SpeaksFor => SourceKind::Body,
        kind if kind.is_unnamed() => SourceKind::Person,
        kind => kind,
    };
    let source = Source { name, kind, document: None };
    writer.add_named_source(&source)?;
    Ok(source.id())
}

/// Tells whether a judgement is the one that stands; "same" and "not same" go both ways.
fn stands(writer: &Writer<'_>, new: &NewTie) -> Result<bool> {
    let both_ways = new.tie != Tie::SpeaksFor;
    let ties = writer.view().ties()?;
    Ok(ties.iter().filter(|tie| tie.judged.is_some() && tie.tie == new.tie).any(|tie| {
        let forth = (tie.a, tie.b) == (new.a, new.b);
        let back = both_ways && (tie.b, tie.a) == (new.a, new.b);
        (forth || back) && tie.holds_on == new.holds_on
    }))
}

/// Grades a source's reliability. `false` if that was the standing grade already.
pub fn grade(
    store: &mut Store,
    session: &Session,
    source: SourceId,
    grade: Grade,
    because: Option<&str>,
) -> Result<bool> {
    store.write(session, |writer| {
        if writer.view().source(source)?.grade.is_some_and(|(standing, _)| standing == grade) {
            return Ok(false);
        }
        writer.grade(source, grade, because)?;
        Ok(true)
    })
}

/// Describes a source. `false` if that was the standing description already.
pub fn describe(
    store: &mut Store,
    session: &Session,
    source: SourceId,
    description: &str,
) -> Result<bool> {
    let description = description.trim();
    if description.is_empty() {
        return Err(Error::Empty("a description"));
    }
    store.write(session, |writer| {
        let standing = writer.view().source(source)?.description;
        if standing.is_some_and(|(standing, _)| standing == description) {
            return Ok(false);
        }
        writer.describe(source, description)?;
        Ok(true)
    })
}
