//! The command line: its words, and what each command does with them. One file per command.

mod alike;
mod asks;
mod build;
mod change;
mod check;
mod close;
mod commands;
mod completions;
mod copy;
mod diff;
mod due;
mod edit;
mod export;
mod fact_args;
mod filters;
mod find;
mod fix;
mod globals;
mod help;
mod history;
mod import;
mod init;
mod known;
mod list;
mod log;
#[cfg(feature = "lsp")]
mod lsp;
mod man;
mod new;
mod nudge;
mod one_file;
mod open;
mod out;
mod pages;
mod parts;
mod past;
mod paths;
mod render;
mod reply;
mod review;
mod rules;
mod save;
mod scaffold;
mod schema;
mod search;
mod sent;
#[cfg(feature = "serve")]
mod serve;
mod set;
mod show;
mod snooze;
mod staged;
mod stats;
mod template;
mod texts;
mod theme;
mod today;
mod unchanged;
mod when;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use commands::Command;
use globals::{Format, Globals};

use crate::error::Error;
use crate::labels::Labels;
use crate::terminal::{self, wrap_said};
use crate::text::width::width;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// Done and clean.
    Done = 0,
    /// The answer is no.
    No = 1,
    /// It could not be done.
    Failed = 2,
}

type Outcome = Result<Exit, Error>;

/// A journal for people who ask others for help 求援誌.
#[derive(Parser)]
#[command(name = "asklog", version, max_term_width = 100, propagate_version = true, subcommand_required = false)]
struct Cli {
    #[command(flatten)]
    globals: Globals,
    /// How to print today: a table, or JSON.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(subcommand)]
    command: Option<Command>,
}

/// Runs one command line.
pub(crate) fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    if let Some(exit) = completions::answer(&args) {
        return ExitCode::from(exit as u8);
    }
    if help::is_asked(&args) {
        return ExitCode::from(help::print(&args) as u8);
    }
    let cli = match Cli::try_parse_from(&args) {
        Ok(cli) => cli,
        Err(error) => return ExitCode::from(help::answer(&error, &args) as u8),
    };
    terminal::set_color(cli.globals.color);
    let globals = cli.globals.clone();
    terminal::set_labels(move || open::labels(&globals));
    let outcome = match &cli.command {
        None => today::run(&cli.globals, cli.format),
        Some(command) => command.run(&cli.globals),
    };
    if outcome.is_ok() && cli.command.as_ref().is_some_and(Command::writes) {
        save::after_writing(&cli.globals);
    }
    match outcome {
        Ok(exit) => ExitCode::from(exit as u8),
        Err(error) => {
            say_error(&error, &open::labels(&cli.globals));
            ExitCode::from(Exit::Failed as u8)
        }
    }
}

fn say_error(error: &Error, labels: &Labels) {
    // What is the case names paths of any length: it stays in one line.
    let word = terminal::strong_color(crate::diagnostic::Severity::Error, labels.pattern("error.prefix"));
    terminal::say(&format!("{word}{}", error.message.say(labels)));
    if let Some(help) = &error.help {
        let prefix = labels.pattern("help.prefix");
        let indent = width(prefix);
        let lines = wrap_said(&help.say(labels), terminal::columns().saturating_sub(indent));
        terminal::say(&format!("{prefix}{}", lines.join(&format!("\n{}", " ".repeat(indent)))));
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        super::Cli::command().debug_assert();
    }
}
