//! Judgements on sources: who is who, who speaks for whom, how reliable.

use crate::model::{
    ContentHash, DocumentId, Grade, Source, SourceId, SourceKind, SourceName, Tie, When,
};
use crate::store::{NewTie, Session, Store, Writer};

use super::{Error, Result};

/// Finds the source called `name`, or records a new one by that name and returns it: so that an
/// alias or party can be given before any document names it.
pub fn named(store: &mut Store, session: &Session, name: &SourceName) -> Result<SourceId> {
    store.write(session, |writer| {
        // A source with a name belongs to no document, whichever is given here.
        let nowhere = DocumentId(ContentHash::from_bytes([0; 32]));
        let source = Source::new(name.clone(), SourceKind::Person, nowhere);
        writer.add_named_source(&source)?;
        Ok(source.id())
    })
}

/// Judges that `a` and `b` are one. `false` if that was the standing judgement already.
pub fn same(
    store: &mut Store,
    session: &Session,
    (a, b): (SourceId, SourceId),
    because: Option<&str>,
) -> Result<bool> {
    tie(store, session, (a, Tie::SameAs, b), None, because)
}

/// Judges that `a` and `b` are not one. `false` if that was the standing judgement already.
pub fn not_same(
    store: &mut Store,
    session: &Session,
    (a, b): (SourceId, SourceId),
    because: Option<&str>,
) -> Result<bool> {
    tie(store, session, (a, Tie::NotSameAs, b), None, because)
}

/// Judges that `a` speaks for `party`, in the period `holds_on` (`None`: always).
pub fn speaks_for(
    store: &mut Store,
    session: &Session,
    (a, party): (SourceId, SourceId),
    holds_on: Option<&When>,
    because: Option<&str>,
) -> Result<bool> {
    tie(store, session, (a, Tie::SpeaksFor, party), holds_on, because)
}

fn tie(
    store: &mut Store,
    session: &Session,
    (a, tie, b): (SourceId, Tie, SourceId),
    holds_on: Option<&When>,
    because: Option<&str>,
) -> Result<bool> {
    if a == b {
        return Err(Error::Itself("a source"));
    }
    let (holds_on, because) = (holds_on.cloned(), because.map(str::to_owned));
    let new = NewTie { a, tie, b, holds_on, because };
    store.write(session, |writer| {
        if stands(writer, &new)? {
            return Ok(false);
        }
        writer.tie(&new)?;
        Ok(true)
    })
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
