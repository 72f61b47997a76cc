//! `onrecord vault`: who the protected sources are, for those who may know.

use std::io::{IsTerminal, Write};

use chrono::Duration;
use onrecord::interchange::{ListedProtection, json};
use onrecord::ops::protect::{self, Audit, Protected, Rows};
use onrecord::vault::{Error, Opening, State, Vault};
use serde_json::json;

use super::failure::{FINE, FOUND, Failure, Outcome};
use super::help::foot;
use super::options::Format;
use super::secret::{self, Locking, Unlocking, Where};
use super::ui::{Line, Rows as Table, Ui};
use super::{Context, inputs, list, look};

/// Keep who protected sources are, apart from the record and under lock
///
/// onrecord source protect puts them in. The record has a commitment only, which says nothing
#[derive(clap::Args)]
#[command(after_help = foot!("vault list", "vault show \"a port official\"", "vault rekey"))]
pub(crate) struct Args {
    #[command(subcommand)]
    deed: Deed,
}

#[derive(clap::Subcommand)]
enum Deed {
    /// List protected sources by their wordings, and what has become of them: says nobody's name
    #[command(after_help = foot!("vault list", "vault list --json"))]
    List {
        #[command(flatten)]
        format: Format,
        #[command(flatten)]
        place: Where,
    },
    /// Keep the vault open for a while, so that the passphrase is not asked for again
    ///
    /// Its key lies in the folder of your login session until then, for you alone; any program that
    /// you run can read it there
    #[command(after_help = foot!("vault open", "vault open --minutes 5"))]
    Open {
        /// For so long
        #[arg(long, value_name = "N", default_value_t = 15,
            value_parser = clap::value_parser!(u16).range(1..=720))]
        minutes: u16,
        #[command(flatten)]
        unlocking: Unlocking,
        #[command(flatten)]
        place: Where,
    },
    /// Close the vault again at once
    #[command(after_help = foot!("vault close"))]
    Close {
        #[command(flatten)]
        place: Where,
    },
    /// Show who a protected source is, on a terminal
    ///
    /// With --opening, print what opens the commitment, salt and all, for an editor or a court:
    /// onrecord vault check tells whether it does
    #[command(after_help = foot!("vault show \"a port official\"", "vault show 3fa0c1d2 --opening > opening.json"))]
    Show {
        /// The source's wording or id, or the commitment
        source: String,
        /// Print the opening as JSON: whoever has it knows who it is, and can prove it
        #[arg(long)]
        opening: bool,
        #[command(flatten)]
        unlocking: Unlocking,
        #[command(flatten)]
        place: Where,
    },
    /// Check that an opening is that of a protected source on record; needs no vault
    #[command(after_help = foot!("vault check opening.json"; ", 3 it is of none on record"))]
    Check {
        /// The opening, or - for stdin
        #[arg(value_hint = clap::ValueHint::FilePath)]
        file: String,
    },
    /// Open every identity, and look for names that stand in the record and for persons twice in it
    ///
    /// Says of each by its commitment, and nobody's name
    #[command(after_help = foot!("vault audit"; ", 3 something was found"))]
    Audit {
        /// Print one JSON object
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        unlocking: Unlocking,
        #[command(flatten)]
        place: Where,
    },
    /// Put the vault under a new passphrase, or lock it for other keys
    ///
    /// An older copy of the keyring still opens with the old one: destroy it, or change what it opens
    #[command(after_help = foot!("vault rekey", "vault rekey --recipient age1..."))]
    Rekey {
        #[command(flatten)]
        locking: Locking,
        #[command(flatten)]
        unlocking: Unlocking,
        #[command(flatten)]
        place: Where,
    },
    /// Destroy the key of an identity, for good: then nobody can tell who it is
    ///
    /// The record stays as it is, and verifies. A copy of the keyring that was made before still opens
    /// the identity: destroy that too
    #[command(after_help = foot!("vault forget \"a port official\" --yes"))]
    Forget {
        /// The source's wording or id, or the commitment
        source: String,
        /// It cannot be taken back: really
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        place: Where,
    },
}

pub(crate) fn run(args: &Args, context: &mut Context) -> Outcome {
    match &args.deed {
        Deed::List { format, place } => list(*format, &place.vault(context)?, context),
        Deed::Open { minutes, unlocking, place } => {
            open(*minutes, unlocking, &place.vault(context)?, context)
        }
        Deed::Close { place } => close(&place.vault(context)?, context),
        Deed::Show { source, opening, unlocking, place } => {
            show((source, *opening), unlocking, &place.vault(context)?, context)
        }
        Deed::Check { file } => check(file, context),
        Deed::Audit { json, unlocking, place } => {
            audit(*json, unlocking, &place.vault(context)?, context)
        }
        Deed::Rekey { locking, unlocking, place } => {
            let vault = place.vault(context)?;
            let key = unlocking.unlock(&vault, context)?;
            vault.rekey(&key, &locking.lock()?)?;
            close_quietly(&vault)?;
            context
                .ui
                .tell("the vault has a new lock; older copies of the keyring have the old one");
            Ok(FINE)
        }
        Deed::Forget { source, yes, place } => {
            forget((source, *yes), &place.vault(context)?, context)
        }
    }
}

fn list(format: Format, vault: &Vault, context: &mut Context) -> Outcome {
    let all = protect::protected(&context.to_read()?, vault)?;
    let listed: Vec<_> = all.iter().map(listed).collect();
    let none = "no source is protected";
    list::print(&mut context.ui, format, &listed, none, |ui| ui.table(table(&all)))
}

fn listed(it: &Protected) -> ListedProtection {
    ListedProtection {
        commitment: it.commitment,
        source: it.source.as_ref().map(|source| source.id),
        name: it.source.as_ref().map(|source| source.name.clone()),
        identity: state(it.state),
    }
}

fn state(state: Option<State>) -> &'static str {
    match state {
        Some(State::Kept) => "kept",
        Some(State::Forgotten) => "forgotten",
        Some(State::Incomplete) => "incomplete",
        None => "not in this vault",
    }
}

fn table(all: &[Protected]) -> Table {
    let mut rows = Table::new(&["commitment", "source", "wording", "identity"], &["wording"]);
    for it in all {
        let source = it.source.as_ref();
        rows.push([
            look::short(it.commitment),
            source.map(|source| look::short(source.id)).unwrap_or_default(),
            source.map_or("(not on record)".to_owned(), |source| source.name.to_string()),
            state(it.state).to_owned(),
        ]);
    }
    rows
}

fn open(minutes: u16, unlocking: &Unlocking, vault: &Vault, context: &mut Context) -> Outcome {
    let session = secret::session(vault).ok_or_else(|| {
        Failure::failed("XDG_RUNTIME_DIR is not set: there is no folder that goes when you log out")
            .hint(
                "the vault is opened anew by each command; --unlock-with FILE spares the question",
            )
    })?;
    let key = unlocking.unlock(vault, context)?;
    let until = context.now.instant() + Duration::minutes(minutes.into());
    session.open(&key, until)?;
    context.ui.tell(format!("the vault is open until {}", look::at(until)));
    Ok(FINE)
}

fn close(vault: &Vault, context: &mut Context) -> Outcome {
    let was_open = close_quietly(vault)?;
    context.ui.tell(if was_open { "the vault is closed" } else { "the vault was not open" });
    Ok(FINE)
}

fn close_quietly(vault: &Vault) -> Result<bool, Failure> {
    Ok(secret::session(vault).map(|session| session.close()).transpose()?.unwrap_or_default())
}

fn show(
    (source, as_opening): (&str, bool),
    unlocking: &Unlocking,
    vault: &Vault,
    context: &mut Context,
) -> Outcome {
    if !as_opening && !std::io::stdout().is_terminal() {
        return Err(Failure::usage("who a source is is shown on a terminal only")
            .hint("--opening prints what opens the commitment wherever you send it"));
    }
    let commitment = protect::meant(&context.to_read()?, vault, source)?;
    let opening = vault.open(commitment, &unlocking.unlock(vault, context)?)?;
    if as_opening {
        context.ui.raw().write_all(&opening.to_json())?;
        writeln!(context.ui.raw())?;
        return Ok(FINE);
    }
    reveal(&opening, &mut context.ui)?;
    Ok(FINE)
}

/// The one place where an identity is printed.
fn reveal(opening: &Opening, ui: &mut Ui) -> std::io::Result<()> {
    ui.line(Line::new().bold("commitment  ").plain(opening.commitment().to_string()))?;
    opening.identity().reveal(|name, details| {
        ui.line(Line::new().bold("identity    ").plain(name))?;
        details.lines().try_for_each(|line| ui.paragraph(12, line))
    })
}

fn check(file: &str, context: &mut Context) -> Outcome {
    let store = context.to_read()?;
    let none = || Failure::failed(format!("{file} is no opening, or was changed"));
    let opening = Opening::from_json(&inputs::bytes(file)?).ok_or_else(none)?;
    let commitment = opening.commitment();
    match protect::opened_by(&store, &opening)? {
        Some(source) => {
            let line = format!("this is who \"{}\" ({}) is", source.name, look::short(source.id));
            context.ui.line(Line::new().good("opens   ").plain(line))?;
            let line = format!("the commitment {commitment} that is on record");
            context.ui.line(Line::new().plain("        ").plain(line))?;
            Ok(FINE)
        }
        None => {
            let line = format!("no protected source on record has the commitment {commitment}");
            context.ui.line(Line::new().bad("opens nothing: ").plain(line))?;
            Ok(FOUND)
        }
    }
}

fn audit(as_json: bool, unlocking: &Unlocking, vault: &Vault, context: &mut Context) -> Outcome {
    let store = context.to_read()?;
    let found = protect::audit(&store, vault, &unlocking.unlock(vault, context)?)?;
    if as_json {
        let rows = |rows: &Rows| -> serde_json::Map<_, _> {
            rows.iter().map(|(table, rows)| (table.clone(), json!(rows))).collect()
        };
        let fault = |(of, problem): &(_, String)| json!({"commitment": of, "problem": problem});
        let named = |(of, found): &(_, Rows)| json!({"commitment": of, "rows": rows(found)});
        let answer = json!({
            "opened": found.opened, "faults": found.faults.iter().map(fault).collect::<Vec<_>>(),
            "named": found.named.iter().map(named).collect::<Vec<_>>(), "same": found.same,
        });
        json::pretty(context.ui.raw(), &answer)?;
    } else {
        tell(&found, &mut context.ui)?;
    }
    let clean = found.faults.is_empty() && found.named.is_empty();
    Ok(if clean { FINE } else { FOUND })
}

fn tell(found: &Audit, ui: &mut Ui) -> std::io::Result<()> {
    for (commitment, problem) in &found.faults {
        let line = Line::new().bad("fault  ").bold(format!("{}: ", look::short(commitment)));
        ui.line(line.plain(problem))?;
    }
    for (commitment, rows) in &found.named {
        let line = Line::new().bad("named  ").bold(format!("{}: ", look::short(commitment)));
        let rows: Vec<_> = rows.iter().map(|(table, rows)| format!("{table} {rows}")).collect();
        ui.line(line.plain(format!("the name stands in the record ({})", rows.join(", "))))?;
    }
    for (a, b) in &found.same {
        let pair = format!("{} and {}: ", look::short(a), look::short(b));
        ui.line(Line::new().doubt("same   ").bold(pair).plain("one name"))?;
    }
    let opened = look::count(found.opened, "identity").replace("identitys", "identities");
    ui.line(format!("{opened} opened, each what was committed to"))
}

fn forget((source, yes): (&str, bool), vault: &Vault, context: &mut Context) -> Outcome {
    let commitment = protect::meant(&context.to_read()?, vault, source)?;
    if !vault.list()?.contains_key(&commitment) {
        return Err(Error::Unknown(commitment).into());
    }
    if !yes {
        return Err(Failure::usage("what is forgotten cannot be had back: nothing was done")
            .hint("say --yes if you mean it; copies of the keyring must be destroyed too"));
    }
    let new = vault.forget(commitment)?;
    let short = look::short(commitment);
    context.ui.tell(if new {
        format!(
            "{short} is forgotten: its key is destroyed here; destroy copies of the keyring too"
        )
    } else {
        format!("{short} was forgotten already")
    });
    Ok(FINE)
}
