//! `onrecord source`: judgements on sources.

use onrecord::model::{Grade, SourceId, SourceName, When};
use onrecord::ops::source::{self, Whom};
use onrecord::ops::{self, protect, resolve};
use onrecord::store::{Session, Store};

use super::failure::{FINE, Failure, Outcome};
use super::help::foot;
use super::options::{self, Writing};
use super::secret::{self, Locking, Where};
use super::ui::{Line, tell};
use super::{Context, complete};

/// Judge sources: who is who, who speaks for whom, how reliable
///
/// Each judgement is dated, signed, and reversible with onrecord undo
#[derive(clap::Args)]
#[command(after_help = foot!("source alias Kirby \"John Kirby\"", "source grade \"Ana Orsk\" B"))]
pub(crate) struct Args {
    #[command(subcommand)]
    judgement: Judgement,
}

#[derive(clap::Subcommand)]
enum Judgement {
    /// Judge that two sources are one
    #[command(after_help = foot!(
        "source alias Kirby \"John Kirby\"",
        "source alias \"Ana Orsk\" \"mayor of Vell\" --everywhere"))]
    Alias {
        #[command(flatten)]
        two: Two,
        /// For words such as "mayor of Vell": in every document that words a person so, not in one
        #[arg(long)]
        everywhere: bool,
    },
    /// Judge that two sources are not one
    #[command(after_help = foot!("source not-same \"North Korea\" \"South Korea\""))]
    NotSame(Two),
    /// Judge that a source speaks for a body
    #[command(after_help = foot!(
        "source party \"Pentagon officials\" \"United States\"",
        "source party \"Ana Orsk\" \"Town of Vell\" --during 2019/2024"))]
    Party {
        #[command(flatten)]
        two: Two,
        /// When that holds: an EDTF date or interval [default: always]
        #[arg(long, value_name = "DATE")]
        during: Option<String>,
    },
    /// Grade a source's reliability: A completely, B usually, C fairly, D not usually reliable,
    /// E unreliable, F cannot be judged
    #[command(after_help = foot!("source grade \"Ana Orsk\" B --because \"right in all ten cases\""))]
    Grade {
        /// The source's name or id
        #[arg(add = complete::sources())]
        source: String,
        /// The grade
        #[arg(value_parser = options::grade(), ignore_case = true)]
        grade: Grade,
        /// Why
        #[arg(long, value_name = "TEXT")]
        because: Option<String>,
        #[command(flatten)]
        writing: Writing,
    },
    /// Protect a source: who it is goes into the vault, and only a commitment to it on record
    ///
    /// The name is asked for and not shown, or read from a file or stdin (the first line is the name,
    /// the others whatever belongs to it); it is never an argument, which the shell would remember.
    /// The vault lies beside the database and is made at first use: onrecord vault
    #[command(after_help = foot!("source protect \"a port official\"",
        "source protect \"a port official\" --identity-file - < identity.txt"))]
    Protect {
        /// The published wording: a source's words or id, or a new name such as "Source K"
        #[arg(add = complete::sources())]
        wording: String,
        /// A file with who it is, or - for stdin [default: it is asked for]
        #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
        identity_file: Option<String>,
        /// The name may stand in the record: the source is also quoted by name
        #[arg(long)]
        named_elsewhere: bool,
        #[command(flatten)]
        locking: Locking,
        #[command(flatten)]
        place: Where,
        #[command(flatten)]
        writing: Writing,
    },
    /// Describe a source in your own words
    #[command(after_help = foot!("source describe \"Ana Orsk\" \"mayor of Vell since 2019\""))]
    Describe {
        /// The source's name or id
        #[arg(add = complete::sources())]
        source: String,
        /// The description
        text: String,
        #[command(flatten)]
        writing: Writing,
    },
}

#[derive(clap::Args)]
struct Two {
    /// A source's name or id
    #[arg(add = complete::sources())]
    a: String,
    /// Another's; a name that is not on record yet is recorded
    #[arg(add = complete::sources())]
    b: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    because: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

pub(crate) fn run(args: &Args, context: &Context) -> Outcome {
    match &args.judgement {
        Judgement::Alias { two, everywhere: true } => {
            let (mut store, session) = (context.to_write()?, context.session(&two.writing));
            let a = resolve::source(&store, None, &two.a)?;
            let b = Whom::New(SourceName::new(&two.b).map_err(ops::Error::from)?);
            let new = source::same(&mut store, &session, (a, b), two.because.as_deref())?;
            done(&session, new, &format!("{} is {} in every document", two.a, two.b))
        }
        Judgement::Alias { two, .. } => judge_two(context, two, "is", source::same),
        Judgement::NotSame(two) => judge_two(context, two, "is not", source::not_same),
        Judgement::Party { two, during } => {
            let during: Option<When> = context.maybe_date(during.as_deref())?;
            judge_two(context, two, "speaks for", |store, session, pair, because| {
                source::speaks_for(store, session, pair, during.as_ref(), because)
            })
        }
        Judgement::Grade { source, grade, because, writing } => {
            let (mut store, session) = (context.to_write()?, context.session(writing));
            let id = resolve::source(&store, None, source)?;
            let new = source::grade(&mut store, &session, id, *grade, because.as_deref())?;
            done(&session, new, &format!("{source} is graded {}", grade.as_str()))
        }
        Judgement::Protect { wording, identity_file, named_elsewhere, locking, place, writing } => {
            let vault = place.vault(context)?;
            let identity = secret::identity(identity_file.as_deref())?;
            let mut store = context.to_write()?;
            let pair = (known_or_new(&store, wording)?, identity);
            let candidate = protect::candidate(&store, pair, *named_elsewhere)?;
            if !vault.exists() && !writing.dry_run {
                vault.create(&locking.lock()?)?;
                tell(Line::new().plain(format!("made a vault: {}", vault.path().display())));
            }
            // Not as it was typed: a path or an option could say what the record must not.
            let session = context.session_for(writing, format!("source protect {wording:?}"));
            let commitment = protect::protect(&mut store, &session, &vault, candidate)?;
            done(&session, true, &format!("{wording} is protected by the commitment {commitment}"))
        }
        Judgement::Describe { source, text, writing } => {
            let (mut store, session) = (context.to_write()?, context.session(writing));
            let id = resolve::source(&store, None, source)?;
            let new = source::describe(&mut store, &session, id, text)?;
            done(&session, new, &format!("{source} is described"))
        }
    }
}

fn judge_two(
    context: &Context,
    two: &Two,
    verb: &str,
    judge: impl Fn(&mut Store, &Session, (SourceId, Whom), Option<&str>) -> ops::Result<bool>,
) -> Outcome {
    let (mut store, session) = (context.to_write()?, context.session(&two.writing));
    let a = resolve::source(&store, None, &two.a)?;
    let b = known_or_new(&store, &two.b)?;
    let new = judge(&mut store, &session, (a, b), two.because.as_deref())?;
    done(&session, new, &format!("{} {verb} {}", two.a, two.b))
}

/// Finds a source, or takes the text as a new name: an alias or a party may not have spoken yet.
fn known_or_new(store: &Store, text: &str) -> Result<Whom, Failure> {
    match resolve::source_in_full(store, text)? {
        None => {
            let name = SourceName::new(text).map_err(ops::Error::from)?;
            tell(Line::new().dim(format!("{name} is a new source")));
            Ok(Whom::New(name))
        }
        Some(known) => Ok(known.into()),
    }
}

fn done(session: &Session, new: bool, what: &str) -> Outcome {
    tell(Line::new().plain(match (new, session.is_dry_run()) {
        (false, _) => format!("already judged so: {what}"),
        (true, true) => format!("would be recorded: {what}"),
        (true, false) => format!("recorded: {what}"),
    }));
    Ok(FINE)
}
