//! `onrecord backup | restore`: a copy of the record, and the way back.

use std::path::{Path, PathBuf};

use onrecord::ops::backup::{backup, restore};
use onrecord::store::{Error, Fault};

use super::failure::{FINE, FOUND, Failure, Outcome};
use super::help::foot;
use super::ui::{Line, Ui};
use super::{Context, warn};

/// Copy the record to a new file, and verify the copy
///
/// Others may go on reading and writing meanwhile
#[derive(clap::Args)]
#[command(after_help = foot!("backup /media/stick/record.db"; ", 3 the copy has faults"))]
pub(crate) struct BackupArgs {
    /// The new file
    #[arg(value_hint = clap::ValueHint::FilePath)]
    path: PathBuf,
}

/// Put a backup in the place of the record
///
/// The backup is verified first, and nothing is done if it has a fault. A copy of the record as it was
/// is kept beside it. Warns if the backup is of another record, or lacks what was recorded since
#[derive(clap::Args)]
#[command(after_help = foot!("restore /media/stick/record.db"; ", 3 the backup has faults"))]
pub(crate) struct RestoreArgs {
    /// The backup
    #[arg(value_hint = clap::ValueHint::FilePath)]
    path: PathBuf,
}

pub(crate) fn run(args: &BackupArgs, context: &mut Context) -> Outcome {
    let verified = backup(&context.to_read()?, &args.path)?;
    faults(&verified.faults, &mut context.ui)?;
    let copied = format!("{} facts copied to {}", verified.checked(), args.path.display());
    context.ui.tell(Line::new().plain(copied).plain("; ").plain(if verified.faults.is_empty() {
        "the copy is sound"
    } else {
        "the copy has faults, as the record has"
    }));
    Ok(if verified.faults.is_empty() { FINE } else { FOUND })
}

pub(crate) fn put_back(args: &RestoreArgs, context: &mut Context) -> Outcome {
    if !args.path.exists() {
        return Err(Failure::from(Error::NotFound { path: args.path.clone() })
            .hint("give the path of a file that onrecord backup made"));
    }
    let at = context.place()?.path;
    let restored = match restore(&args.path, &at) {
        Err(onrecord::ops::Error::Unsound(found)) => {
            faults(&found, &mut context.ui)?;
            context.ui.tell("the backup has faults: nothing was done");
            return Ok(FOUND);
        }
        Err(onrecord::ops::Error::Store(error)) => return Err(at_fault(error, &args.path)),
        other => other?,
    };
    let line = format!("{} has the {} entries of the backup now", at.display(), restored.entries);
    context.ui.tell(line);
    if let Some((copy, entries)) = restored.before {
        warn::restored(restored.kinship);
        let line = format!("the {entries} entries that it had are in {}", copy.display());
        context.ui.tell(line);
    }
    Ok(FINE)
}

/// A failure of the restore; if the backup is at fault, it is another backup that is asked for.
fn at_fault(error: Error, backup: &Path) -> Failure {
    let its = match &error {
        Error::NotADatabase { path } | Error::NotOurs { path, .. } | Error::Open { path, .. } => {
            path == backup
        }
        _ => false,
    };
    let failure = Failure::from(error);
    if its {
        failure.hint("nothing was done; give the path of a file that onrecord backup made")
    } else {
        failure
    }
}

fn faults(faults: &[Fault], ui: &mut Ui) -> std::io::Result<()> {
    faults.iter().try_for_each(|fault| ui.line(super::look::fault(fault)))
}
