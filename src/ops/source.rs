//! Judgements on sources: who is who, who speaks for whom, how reliable.

use crate::model::{Grade, SourceId, SourceName, When};
use crate::store::{Session, Store};

use super::Result;

/// Finds the source called `name`, or records a new one by that name and returns it: so that an
/// alias or party can be given before any document names it.
pub fn named(store: &mut Store, session: &Session, name: &SourceName) -> Result<SourceId> {
    let _ = (store, session, name);
    unimplemented!()
}

/// Judges that `a` and `b` are one. `false` if that was the standing judgement already.
pub fn same(
    store: &mut Store,
    session: &Session,
    (a, b): (SourceId, SourceId),
    because: Option<&str>,
) -> Result<bool> {
    let _ = (store, session, a, b, because);
    unimplemented!()
}

/// Judges that `a` and `b` are not one. `false` if that was the standing judgement already.
pub fn not_same(
    store: &mut Store,
    session: &Session,
    (a, b): (SourceId, SourceId),
    because: Option<&str>,
) -> Result<bool> {
    let _ = (store, session, a, b, because);
    unimplemented!()
}

/// Judges that `a` speaks for `party`, in the period `holds_on` (`None`: always).
pub fn speaks_for(
    store: &mut Store,
    session: &Session,
    (a, party): (SourceId, SourceId),
    holds_on: Option<&When>,
    because: Option<&str>,
) -> Result<bool> {
    let _ = (store, session, a, party, holds_on, because);
    unimplemented!()
}

/// Grades a source's reliability. `false` if that was the standing grade already.
pub fn grade(
    store: &mut Store,
    session: &Session,
    source: SourceId,
    grade: Grade,
    because: Option<&str>,
) -> Result<bool> {
    let _ = (store, session, source, grade, because);
    unimplemented!()
}

/// Describes a source. `false` if that was the standing description already.
pub fn describe(
    store: &mut Store,
    session: &Session,
    source: SourceId,
    description: &str,
) -> Result<bool> {
    let _ = (store, session, source, description);
    unimplemented!()
}
