//! `onrecord proposition`: judgements on which claims are about one thing, and what it is called.

use onrecord::model::ClaimId;
use onrecord::ops::proposition;
use onrecord::store::Store;

use super::failure::{FINE, Failure, Outcome};
use super::help::foot;
use super::options::Writing;
use super::ui::tell;
use super::{Context, complete, ids, look};

/// Judge propositions: which claims are about one, and what it is called
///
/// A proposition is named by any of its claims. A judgement stays when claims are grouped anew.
/// Where judgements cannot all hold, the latest stands, and onrecord report tells the others
#[derive(clap::Args)]
#[command(after_help = foot!(
    "proposition join 3fa0c1d2 91b2aa07", "proposition split 3fa0c1d2",
    "proposition name 3fa0c1d2 \"how far the wall moved\""))]
pub(crate) struct Args {
    #[command(subcommand)]
    judgement: Judgement,
}

#[derive(clap::Subcommand)]
enum Judgement {
    /// Put claims on one proposition, with all that the program has with them
    #[command(after_help = foot!(
        "proposition join 3fa0c1d2 91b2aa07 --because \"one and the same wall\""))]
    Join {
        /// Claims, two or more
        #[arg(required = true, num_args = 2.., add = complete::claims())]
        claims: Vec<String>,
        #[command(flatten)]
        how: How,
    },
    /// Take claims out of their proposition; those named together stay together
    #[command(after_help = foot!(
        "proposition split 3fa0c1d2", "proposition split 3fa0c1d2 --from 91b2aa07"))]
    Split {
        /// Claims
        #[arg(required = true, add = complete::claims())]
        claims: Vec<String>,
        /// Only keep them from this claim [default: from all others]
        #[arg(long, value_name = "ID", add = complete::claims())]
        from: Vec<String>,
        #[command(flatten)]
        how: How,
    },
    /// Name the proposition that a claim is about
    #[command(after_help = foot!("proposition name 3fa0c1d2 \"how far the wall moved\""))]
    Name {
        /// A claim
        #[arg(add = complete::claims())]
        claim: String,
        /// The name
        name: String,
        #[command(flatten)]
        writing: Writing,
    },
}

#[derive(clap::Args)]
struct How {
    /// Why
    #[arg(long, value_name = "TEXT")]
    because: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

pub(crate) fn run(args: &Args, context: &Context) -> Outcome {
    let mut store = context.to_write()?;
    match &args.judgement {
        Judgement::Join { claims, how } => {
            let claims = found(&store, claims)?;
            let session = context.session(&how.writing);
            let new = proposition::join(&mut store, &session, &claims, how.because.as_deref())?;
            let what = format!("{} are about one proposition", list(&claims));
            done(&how.writing, new > 0, &what)
        }
        Judgement::Split { claims, from, how } => {
            let (claims, from) = (found(&store, claims)?, found(&store, from)?);
            let (session, why) = (context.session(&how.writing), how.because.as_deref());
            let new = proposition::split(&mut store, &session, &claims, &from, why)?;
            let from = match (from.as_slice(), new) {
                ([], 0) => "all others".to_owned(),
                ([], new) => format!("all others ({})", look::count(new, "judgement")),
                (some, _) => list(some),
            };
            done(&how.writing, new > 0, &format!("{} taken apart from {from}", list(&claims)))
        }
        Judgement::Name { claim, name, writing } => {
            let id = ids::claim(&store, None, claim)?;
            let new = proposition::name(&mut store, &context.session(writing), id, name)?;
            let what = format!("the proposition of {} is called \"{name}\"", look::short(id));
            done(writing, new, &what)
        }
    }
}

fn found(store: &Store, typed: &[String]) -> Result<Vec<ClaimId>, Failure> {
    typed.iter().map(|id| ids::claim(store, None, id)).collect()
}

fn list(claims: &[ClaimId]) -> String {
    claims.iter().map(look::short).collect::<Vec<_>>().join(", ")
}

fn done(writing: &Writing, new: bool, what: &str) -> Outcome {
    tell(match (new, writing.dry_run) {
        (false, _) => format!("already judged so: {what}"),
        (true, true) => format!("would be recorded: {what}"),
        (true, false) => format!("recorded: {what}"),
    });
    Ok(FINE)
}
