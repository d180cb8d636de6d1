//! `asklog man DIR`: a manual page for every command, from the words of the help.

use std::path::{Path, PathBuf};

use clap::{Command, CommandFactory};

use super::{Cli, Exit, Globals, Outcome, help, open};
use crate::disk;
use crate::error::Error;
use crate::labels::{Labels, text};
use crate::terminal;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The folder of the pages; files of the same names are replaced.
    dir: PathBuf,
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let labels = open::labels(globals);
    let mut command = help::translated(Cli::command(), labels).disable_help_subcommand(true);
    command.build();
    let mut pages = Vec::new();
    collect(&command, &[], labels, &mut pages)?;
    disk::make_folder(&args.dir)?;
    for (name, page) in &pages {
        disk::write_out(&args.dir.join(name), page)?;
    }
    if !globals.quiet {
        terminal::say(&text!("man.done", count = pages.len(), path = args.dir.display()).say(&labels));
    }
    Ok(Exit::Done)
}

/// The page of a command and those of the commands below it.
fn collect(command: &Command, path: &[String], labels: Labels, pages: &mut Vec<(String, Vec<u8>)>) -> crate::error::Result<()> {
    let name = ["asklog"].into_iter().chain(path.iter().map(String::as_str)).collect::<Vec<_>>().join("-");
    let mut page = Vec::new();
    let titled = clap_mangen::Man::new(command.clone().name(name.clone()));
    titled.render(&mut page).map_err(|error| Error::io(Path::new(&name), &error))?;
    // An option that has no long name is shown without what stands behind it.
    let mut page = String::from_utf8_lossy(&page).replace("[\\fB\\-C \\fR]", "[\\fB\\-C\\fR \\fIDIR\\fR]").into_bytes();
    let examples = help::examples(path);
    if !examples.is_empty() {
        let lines: Vec<String> = examples.iter().map(|example| example.replace('\\', "\\e").replace('-', "\\-")).collect();
        let heading = labels.pattern("usage.examples").to_uppercase();
        page.extend(format!(".SH {heading}\n.nf\n{}\n.fi\n", lines.join("\n")).into_bytes());
    }
    pages.push((format!("{name}.1"), page));
    for below in command.get_subcommands() {
        let path: Vec<String> = path.iter().cloned().chain([below.get_name().to_owned()]).collect();
        collect(below, &path, labels, pages)?;
    }
    Ok(())
}
