//! What every verb has at hand: the screen, the database, the clock and the user's name.

use std::env;
use std::path::Path;

use onrecord::model::{Metadata, When};
use onrecord::ops::{self, AsOf, resolve};
use onrecord::store::{self, Moment, Session, Store};

use super::clock::Now;
use super::failure::Failure;
use super::options::{Known, Reading, Writing};
use super::place::{self, Place};
use super::ui::{self, Line, Ui};
use super::warn;

/// Names the person who writes, when `--by` does not.
pub(crate) const BY: &str = "ONRECORD_BY";

/// What every verb has at hand.
pub(crate) struct Context {
    pub(crate) ui: Ui,
    pub(crate) now: Now,
    db: Option<std::path::PathBuf>,
}

impl Context {
    pub(crate) fn new(ui: Ui, db: Option<std::path::PathBuf>) -> Result<Self, Failure> {
        Ok(Self { ui, now: Now::read()?, db })
    }

    /// Which database is meant, and why.
    pub(crate) fn place(&self) -> Result<Place, Failure> {
        place::find(self.db.as_deref())
    }

    /// Opens the database to ask it.
    pub(crate) fn to_read(&self) -> Result<Store, Failure> {
        Ok(Store::open_to_read(&self.place()?.path)?)
    }

    /// Opens the database to judge or correct what is on record.
    pub(crate) fn to_write(&self) -> Result<Store, Failure> {
        let path = self.place()?.path;
        if !path.exists() {
            return Err(store::Error::NotFound { path }.into());
        }
        self.open_to_write(&path)
    }

    /// Opens the database to log; makes it, and the data folder, if there is none.
    /// A rehearsal makes nothing.
    pub(crate) fn to_make(&self, writing: &Writing) -> Result<Store, Failure> {
        let place = self.place()?;
        if writing.dry_run && !place.path.exists() {
            return Ok(Store::in_memory()?);
        }
        if place.why == place::DATA_FOLDER {
            let folder = place.path.parent().unwrap_or(Path::new("."));
            std::fs::create_dir_all(folder).map_err(|why| {
                Failure::failed(format!("cannot make the folder {}: {why}", folder.display()))
                    .hint("name a database with --db PATH or ONRECORD_DB")
            })?;
        }
        self.open_to_write(&place.path)
    }

    fn open_to_write(&self, path: &Path) -> Result<Store, Failure> {
        let store = Store::open(path)?;
        warn::clock(&store, self.now)?;
        Ok(store)
    }

    /// Begins a session of the user.
    pub(crate) fn session(&self, writing: &Writing) -> Session {
        self.session_for(writing, typed())
    }

    /// Begins a session whose command is on record in these words instead of those typed.
    pub(crate) fn session_for(&self, writing: &Writing, command: String) -> Session {
        let by = writing.by.clone().unwrap_or_else(user);
        Session::new(by, self.now.instant(), command).dry_run(writing.dry_run)
    }

    /// Reads a date in plain language, and tells how it was understood.
    pub(crate) fn date(&self, words: &str) -> Result<When, Failure> {
        let when =
            ops::unrecorded::date(words, self.now.today()).ok_or_else(|| not_a_date(words))?;
        if when.edtf_text() != words.trim() {
            ui::tell(Line::new().dim(format!("\"{words}\" is read as {when}")));
        }
        Ok(when)
    }

    /// Reads an optional date.
    pub(crate) fn maybe_date(&self, words: Option<&str>) -> Result<Option<When>, Failure> {
        words.map(|words| self.date(words)).transpose()
    }

    /// The moment whose record is asked for. What reads as a date is one, whatever operation's id
    /// begins so.
    pub(crate) fn as_of(&self, store: &Store, reading: &Reading) -> Result<AsOf, Failure> {
        let Some(words) = &reading.as_of else { return Ok(None) };
        if let Ok(instant) = chrono::DateTime::parse_from_rfc3339(words) {
            return Ok(Some(instant.to_utc().into()));
        }
        let date = self.date(words);
        if let (Err(_), Ok(prefix)) = (&date, words.trim().parse()) {
            let id = resolve::operation(store, &prefix)?;
            return Ok(Some(Moment::Operation(id)));
        }
        let day = date?.latest();
        Ok(day.and_then(|day| self.now.end_of(day)).map(Moment::Instant))
    }

    /// What the user knows of the documents.
    pub(crate) fn metadata(&self, known: &Known) -> Result<Metadata, Failure> {
        Ok(Metadata {
            outlet: known.outlet.clone(),
            title: known.title.clone(),
            published_on: self.maybe_date(known.published.as_deref())?,
            url: known.url.clone(),
            author: known.author.clone(),
        })
    }
}

fn not_a_date(words: &str) -> Failure {
    match ops::unrecorded::two_readings(words) {
        Some([a, b]) => Failure::usage(format!("'{words}' can be {a} or {b}"))
            .hint("write the one that is meant, the year first"),
        None => Failure::usage(format!("'{words}' is not a date")).hint(
            "write 2023-01-20, 2023-01, 2022-11/2023-01, \"last Tuesday\" or \"early March 2022\"",
        ),
    }
}

/// The user's name, as far as the environment tells it.
fn user() -> String {
    let names = [BY, "GIT_AUTHOR_NAME", "USER", "LOGNAME", "USERNAME"];
    let told = names.iter().filter_map(|name| env::var(name).ok());
    told.map(|name| name.trim().to_owned())
        .find(|name| !name.is_empty())
        .unwrap_or("unknown".to_owned())
}

/// The command as typed, without the program's name; long ones are cut.
fn typed() -> String {
    let words = env::args_os().skip(1).map(|word| {
        let word = word.to_string_lossy().into_owned();
        if word.contains(char::is_whitespace) || word.is_empty() {
            format!("{word:?}")
        } else {
            word
        }
    });
    words.collect::<Vec<_>>().join(" ").chars().take(500).collect()
}
