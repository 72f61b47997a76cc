//! What the user should know, though nothing failed: told on stderr.

use onrecord::model::{DocumentId, SourceName};
use onrecord::ops::alike::LookAlike;
use onrecord::ops::correct;
use onrecord::store::{Kinship, Session, Store};

use super::clock::Now;
use super::failure::Failure;
use super::look;
use super::ui::{Line, tell};

/// At most so many pairs of names are told one by one.
const TOLD: usize = 10;

/// Warns of names that look alike.
pub(crate) fn alike(pairs: &[LookAlike]) {
    for LookAlike { first, later, other } in pairs.iter().take(TOLD) {
        let letters: Vec<_> = other.iter().map(|c| format!("U+{:04X}", u32::from(*c))).collect();
        let with =
            if letters.is_empty() { String::new() } else { format!(" ({})", letters.join(", ")) };
        tell(warning(format!(
            "\"{later}\"{with} looks like \"{first}\" and is another name: if they are one, onrecord source alias"
        )));
    }
    if pairs.len() > TOLD {
        tell(warning(format!("{} more names look like others", pairs.len() - TOLD)));
    }
}

/// Notes that a text was on record already, with less or more known of it.
pub(crate) fn twin(id: DocumentId, outlet: Option<&SourceName>, session: &Session) {
    let outlet = outlet.map_or("without outlet".to_owned(), ToString::to_string);
    let id = look::short(id);
    let now = match session.is_dry_run() {
        true => "it would be there twice",
        false => "it is there twice now; onrecord undo takes this back",
    };
    tell(
        Line::new()
            .dim("note:")
            .plain(format!(" the same text is on record as {id} ({outlet}): {now}")),
    );
}

/// Warns of a backup that has not all that the record had.
pub(crate) fn restored(kinship: Kinship) {
    let words = match kinship {
        Kinship::Same | Kinship::Later(_) => return,
        Kinship::Earlier(gone) => {
            let gone = look::count(usize::try_from(gone).unwrap_or(usize::MAX), "fact");
            format!("the backup is an earlier state of this record: it lacks the last {gone}")
        }
        Kinship::Parted(common) => format!(
            "the backup and this record went their own ways after entry {common}: what was recorded here \
             since is not in it"
        ),
        Kinship::Strangers => {
            "the backup is of another record than the one that was here".to_owned()
        }
    };
    tell(warning(words));
}

/// Warns of a clock that is behind the last operation on record.
pub(crate) fn clock(store: &Store, now: Now) -> Result<(), Failure> {
    let last = correct::operations(store, None, Some(1))?.pop();
    if let Some(last) = last.filter(|last| last.at > now.instant()) {
        let [now, then] = [now.instant(), last.at].map(look::at);
        tell(warning(format!(
            "the clock says {now}, but the last operation on record says {then}: their order is kept by \
             the ledger, not by the clock (onrecord operations)"
        )));
    }
    Ok(())
}

fn warning(words: String) -> Line {
    Line::new().doubt("warning:").plain(" ").plain(words)
}
