//! `--help`, `help` and what is wrong with a command line, in the reader's language: clap parses, we speak.

mod examples;
mod manual;
mod page;
mod translated;
mod usage;
mod words;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{ColorChoice, Command, Parser};

use super::{Cli, Exit, Globals, open};
use crate::labels::Lang;
use crate::terminal;

pub(super) use examples::of as examples;
pub(super) use manual::{manual, title};
pub(super) use translated::translated;
pub(super) use words::translate;

/// Options whose value is the next word.
const WITH_VALUE: [&str; 4] = ["-C", "--now", "--lang", "--color"];

/// Whether the words ask for the page of a command: `asklog help list`.
pub(super) fn is_asked(args: &[OsString]) -> bool {
    words(args).first().is_some_and(|word| *word == "help")
}

/// The page that `help` names.
pub(super) fn print(args: &[OsString]) -> Exit {
    let (command, path) = of_path(args);
    let labels = open::labels(&globals(args));
    // The options beside it are every command's, and no others.
    let asked = words(args);
    let options = args.iter().skip(1).filter(|arg| !arg.to_str().is_some_and(|arg| asked.contains(&arg)));
    match Cli::try_parse_from(args.iter().take(1).chain(options)) {
        Err(error) if !matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            super::say_error(&usage::fault(&error, &command, &["help".to_owned()]), &labels);
            return Exit::Failed;
        }
        _ => {}
    }
    if let Some(unknown) = words(args).iter().skip(1 + path.len()).find(|word| **word != "help") {
        super::say_error(&usage::no_command(unknown, &command), &labels);
        return Exit::Failed;
    }
    terminal::print(&page::page(&command, &path, true, labels));
    Exit::Done
}

/// Says what clap found: the help that was asked for, or what cannot be understood.
pub(super) fn answer(error: &clap::Error, args: &[OsString]) -> Exit {
    // No words are needed for this, and reading them takes most of the time.
    if error.kind() == ErrorKind::DisplayVersion {
        terminal::print(&error.to_string());
        return Exit::Done;
    }
    let (command, path) = of_path(args);
    let labels = open::labels(&globals(args));
    match error.kind() {
        ErrorKind::DisplayHelp => {
            let is_long = !args.iter().any(|arg| arg == "-h");
            terminal::print(&page::page(&command, &path, is_long, labels));
            Exit::Done
        }
        _ => {
            super::say_error(&usage::fault(error, &command, &path), &labels);
            Exit::Failed
        }
    }
}

/// The words that are no options of every command, nor their values.
fn words(args: &[OsString]) -> Vec<&str> {
    let mut all = args.iter().skip(1).filter_map(|arg| arg.to_str());
    let mut words = Vec::new();
    while let Some(word) = all.next() {
        if WITH_VALUE.contains(&word) {
            all.next();
        } else if !word.starts_with('-') {
            words.push(word);
        }
    }
    words
}

/// The command that the words name, and its path: `template`, `list`.
fn of_path(args: &[OsString]) -> (Command, Vec<String>) {
    let mut command = <Cli as clap::CommandFactory>::command().color(ColorChoice::Never);
    command.build();
    let mut path = Vec::new();
    for word in words(args) {
        match command.find_subcommand(word).filter(|_| word != "help").cloned() {
            Some(below) => {
                path.push(word.to_owned());
                command = below;
            }
            None if word == "help" => {}
            None => break,
        }
    }
    (command, path)
}

/// The language and the folder of a command line that clap refused.
pub(super) fn globals(args: &[OsString]) -> Globals {
    let value = |long: &str| {
        let mut words = args.iter().skip(1);
        while let Some(word) = words.next() {
            if word == long {
                return words.next().cloned();
            }
            let joined = word.to_str().and_then(|word| word.strip_prefix(long)?.strip_prefix('='));
            if let Some(value) = joined {
                return Some(value.into());
            }
        }
        None
    };
    let lang = value("--lang").and_then(|tag| Lang::of_tag(tag.to_str()?));
    Globals { dir: value("-C").map(PathBuf::from), now: None, lang, color: terminal::ColorChoice::Auto, quiet: false }
}
