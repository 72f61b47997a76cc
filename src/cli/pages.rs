//! `onrecord completions | man`: pages for the shell.

use std::fs;
use std::path::{Path, PathBuf};

use clap::CommandFactory;
use clap_complete::env::Shells;

use super::failure::{FINE, Failure, Outcome};
use super::help::foot;
use super::{Context, ui};

/// Print completions for a shell, with names and ids of the database
#[derive(clap::Args)]
#[command(after_help = foot!(
    "completions bash >> ~/.bashrc", "completions fish > ~/.config/fish/completions/onrecord.fish"))]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_parser = ["bash", "elvish", "fish", "powershell", "zsh"])]
    shell: String,
}

/// Print the manual page, or write all pages into a folder
#[derive(clap::Args)]
#[command(after_help = foot!("man | man -l -", "man --out ~/.local/share/man/man1"))]
pub(crate) struct ManArgs {
    /// Write a page for every command here
    #[arg(long, value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    out: Option<PathBuf>,
}

pub(crate) fn completions(args: &CompletionsArgs, context: &mut Context) -> Outcome {
    let shells = Shells::builtins();
    let shell = shells
        .completer(&args.shell)
        .ok_or_else(|| Failure::usage(format!("there are no completions for {}", args.shell)))?;
    let name = "onrecord";
    shell.write_registration("COMPLETE", name, name, name, context.ui.raw())?;
    Ok(FINE)
}

pub(crate) fn man(args: &ManArgs, context: &mut Context) -> Outcome {
    let command = super::Args::command();
    let Some(folder) = &args.out else {
        clap_mangen::Man::new(command).render(context.ui.raw())?;
        return Ok(FINE);
    };
    write_pages(command, folder).map_err(|why| {
        Failure::failed(format!("cannot write manual pages into {}: {why}", folder.display()))
            .hint("check the folder's permissions, or give another --out DIR")
    })?;
    ui::tell(format!("manual pages are in {}", folder.display()));
    Ok(FINE)
}

fn write_pages(command: clap::Command, folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    clap_mangen::generate_to(command, folder)
}
