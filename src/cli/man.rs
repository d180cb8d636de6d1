//! `asklog man DIR`: a manual page for every command, from the words of the help.

use std::path::PathBuf;

use clap::{Command, CommandFactory};

use super::{Cli, Exit, Globals, Outcome, help, open};
use crate::disk;
use crate::labels::{Labels, text};
use crate::terminal;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The folder of the pages; files of the same names are replaced.
    dir: PathBuf,
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let labels = open::labels(globals);
    let mut command = Cli::command();
    command.build();
    let mut pages = Vec::new();
    collect(&command, &[], labels, &mut pages);
    disk::make_folder(&args.dir)?;
    for (name, page) in &pages {
        disk::write_out(&args.dir.join(name), page.as_bytes())?;
    }
    if !globals.quiet {
        terminal::say(&text!("man.done", count = pages.len(), path = args.dir.display()).say(&labels));
    }
    Ok(Exit::Done)
}

/// The page of a command and those of the commands below it.
fn collect(command: &Command, path: &[String], labels: Labels, pages: &mut Vec<(String, String)>) {
    pages.push((format!("{}.1", help::title(path)), help::manual(command, path, labels)));
    for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
        let path: Vec<String> = path.iter().cloned().chain([below.get_name().to_owned()]).collect();
        collect(below, &path, labels, pages);
    }
}
