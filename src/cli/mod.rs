//! The command line: its words, and what each command does with them. One file per command.

mod alike;
mod asks;
mod build;
mod change;
mod check;
mod close;
mod completions;
mod copy;
mod diff;
mod due;
mod edit;
mod export;
mod filters;
mod find;
mod fix;
mod help;
mod history;
mod import;
mod init;
mod list;
mod log;
#[cfg(feature = "lsp")]
mod lsp;
mod man;
mod new;
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
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::error::Error;
use crate::labels::{Labels, Lang};
use crate::terminal::wrap_said;
use crate::terminal::{self, ColorChoice};
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

/// What every command takes.
#[derive(Clone, clap::Args)]
struct Globals {
    /// The journal's folder, or one inside it (else $ASKLOG_JOURNAL).
    #[arg(short = 'C', value_name = "DIR", global = true)]
    dir: Option<PathBuf>,
    /// The time to compute for, instead of the clock's (else $ASKLOG_NOW).
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true, global = true)]
    now: Option<String>,
    /// The language of messages: zh-TW or en.
    #[arg(long, value_name = "LANG", global = true, value_parser = parse_lang)]
    lang: Option<Lang>,
    /// When to use colour.
    #[arg(long, value_enum, global = true, default_value_t = ColorChoice::Auto)]
    color: ColorChoice,
    /// No remarks, only errors and data.
    #[arg(short, long, global = true)]
    quiet: bool,
}

impl Globals {
    /// The folder that `-C`, else a set and not empty `ASKLOG_JOURNAL` names.
    fn dir(&self) -> Option<PathBuf> {
        self.dir.clone().or_else(|| std::env::var_os("ASKLOG_JOURNAL").filter(|value| !value.is_empty()).map(PathBuf::from))
    }

    /// The WHEN of `--now`, else of a set and not empty `ASKLOG_NOW`.
    fn now(&self) -> Option<String> {
        self.now.clone().or_else(|| std::env::var("ASKLOG_NOW").ok().filter(|value| !value.is_empty()))
    }
}

/// The form of data on standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people.
    Table,
    /// One JSON document.
    Json,
}

#[derive(Subcommand)]
enum Command {
    /// Make a journal: settings, starter templates, a git repository.
    Init(init::Args),
    /// Begin a request: from a template, to a person.
    ///
    /// On a terminal it asks for what is missing; Enter leaves one for the editor. `{{ recipient }}` of a template is
    /// --call, which a Chinese greeting always needs; in English else the first word of the name. The last promises
    /// (`next`) of that template's letters are shown.
    New(new::Args),
    /// Write down in one line what has already happened.
    Log(log::Args),
    /// Begin the follow-up of a request.
    Nudge(new::NudgeArgs),
    /// Put the message on the clipboard: the moment of sending.
    ///
    /// Checks the letter, puts it as plain text on the clipboard (the platform's program, else the terminal's own by
    /// OSC 52, else it is printed), and shows the right person, time, way and request as facts. An error is shown and
    /// the text copied all the same: only `sent` refuses. `asklog show ID --message` prints the same text.
    Copy(copy::Args),
    /// Note that a request was sent.
    Sent(sent::Args),
    /// Note a reply, and what it brought.
    Reply(reply::Args),
    /// Look back on silence and answers, and write what comes next.
    ///
    /// On a terminal it goes through the silent and answered threads without `next`, similar letters of one template
    /// version together: it shows the message with its findings and the reply, and asks what was too long, too vague,
    /// or work left to others, what was learned, and what the next one does differently. The answers become sections
    /// Reflection and Learned, and `next`. Esc stops and keeps what was answered; what is left comes again. Without a
    /// terminal the threads are listed; --id with --next, --reflection or --learned writes without asking.
    Review(review::Args),
    /// What is due.
    Due(due::Args),
    /// The response tracking table 回應追蹤表.
    List(list::Args),
    /// One entry, with its thread.
    Show(show::Args),
    /// Find words in all entries.
    Search(search::Args),
    /// Honest numbers: what you control first, then rates with n and interval.
    Stats(stats::Args),
    /// Every version of an entry's message.
    History(history::Args),
    /// How a message became another, word by word.
    Diff(diff::Args),
    /// Render the site.
    Build(build::Args),
    /// Show the site on this machine, live while you write.
    #[cfg(feature = "serve")]
    Serve(serve::Args),
    /// Find what is wrong in the journal.
    ///
    /// In a draft an error of the message is a warning, and on a message already sent everything is advice; `copy` and
    /// `sent` weigh a rule as it is. Not read are quotes (`>`), mail sent along, code, comments, and what stands below
    /// the line `-- `. A message with words of crisis has no findings but the help line. Never writes.
    Check(check::Args),
    /// Mend what can only be meant one way.
    ///
    /// That is: a value with exactly one near word; width, separators and missing zeros in a date that has one reading;
    /// blanks after a value; mixed line ends; the form of a section's heading. What changes is shown as a diff;
    /// --dry-run writes nothing and exits with 1 when something would change.
    Fix(fix::Args),
    /// The catalogue of checks; one rule explained.
    Rules(rules::Args),
    /// Open an entry in the editor.
    Edit(edit::Args),
    /// Write other facts.
    Set(set::Args),
    /// Stop waiting for an answer.
    Close(close::Args),
    /// Set the day of the next touch.
    Snooze(snooze::Args),
    /// Commit the entries and settings that changed, and nothing else.
    Save(save::Args),
    /// Add what a table, LinkedIn's messages or saved mail tell of.
    ///
    /// A table's columns are known by the article's headings (發送時間, 內容摘要, 對象背景, 回覆與否, 下一步優化) and what people put beside
    /// them, in Chinese or English; --map names others. A second import of the same file adds nothing; a row whose entry holds
    /// other values is reported and not applied; a row that cannot be taken is named, and the rest go on.
    ///
    /// Of mail (.eml, .mbox) the letters from the settings' `addresses` become requests, and what answers them becomes replies, of
    /// entries already here too; a second letter without an answer is a nudge, a letter after one a thanks or an update. Of LinkedIn's
    /// messages.csv the same, conversation by conversation. Attachments are named, not kept.
    Import(import::Args),
    /// The table out again: CSV, a workbook, JSON, or a calendar of what is due.
    ///
    /// CSV opens in Excel with its Chinese, and `asklog import` of an export changes nothing. Never writes in the journal.
    Export(export::Args),
    /// Serve an editor: findings while you write, completion, fixes.
    ///
    /// An editor starts it and speaks the Language Server Protocol over standard input and output. Writes nothing: the
    /// editor applies every edit.
    #[cfg(feature = "lsp")]
    Lsp,
    /// The library of message templates.
    Template(template::Args),
    /// The JSON Schema of requests, templates, settings or an export, for an editor or a program.
    Schema(schema::Args),
    /// What a shell reads to complete commands, ids and templates.
    ///
    /// Read it at the shell's start: `source <(asklog completions bash)` in ~/.bashrc, `source <(asklog completions zsh)`
    /// in ~/.zshrc below the line `autoload -Uz compinit && compinit`, `asklog completions fish | source` in ~/.config/fish/config.fish, `asklog completions powershell |
    /// Out-String | Invoke-Expression` in $PROFILE. At each Tab the shell asks the program, so the ids are those of the
    /// journal you stand in.
    Completions(completions::Args),
    /// Write a manual page for every command.
    Man(man::Args),
}

impl Command {
    /// Whether it may write entries or settings: with `git: {save: auto}` they are saved then.
    fn writes(&self) -> bool {
        match self {
            Command::New(_) | Command::Log(_) | Command::Nudge(_) | Command::Sent(_) | Command::Reply(_) | Command::Review(_) => true,
            Command::Edit(_) | Command::Set(_) | Command::Close(_) | Command::Snooze(_) | Command::Fix(_) => true,
            Command::Import(args) => args.writes(),
            Command::Template(args) => args.writes(),
            _ => false,
        }
    }
}

fn parse_lang(tag: &str) -> Result<Lang, String> {
    Lang::of_tag(tag).ok_or_else(|| "zh-TW, en".to_owned())
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
    let outcome = dispatch(&cli);
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

fn dispatch(cli: &Cli) -> Outcome {
    let globals = &cli.globals;
    match &cli.command {
        None => today::run(globals, cli.format),
        Some(Command::Import(args)) => import::run(globals, args),
        Some(Command::Init(args)) => init::run(globals, args),
        Some(Command::New(args)) => new::run(globals, args),
        Some(Command::Log(args)) => log::run(globals, args),
        Some(Command::Nudge(args)) => new::run_nudge(globals, args),
        Some(Command::Copy(args)) => copy::run(globals, args),
        Some(Command::Sent(args)) => sent::run(globals, args),
        Some(Command::Reply(args)) => reply::run(globals, args),
        Some(Command::Review(args)) => review::run(globals, args),
        Some(Command::Due(args)) => due::run(globals, args),
        Some(Command::List(args)) => list::run(globals, args),
        Some(Command::Show(args)) => show::run(globals, args),
        Some(Command::Search(args)) => search::run(globals, args),
        Some(Command::Stats(args)) => stats::run(globals, args),
        Some(Command::History(args)) => history::run(globals, args),
        Some(Command::Diff(args)) => diff::run(globals, args),
        Some(Command::Save(args)) => save::run(globals, args),
        Some(Command::Build(args)) => build::run(globals, args),
        #[cfg(feature = "serve")]
        Some(Command::Serve(args)) => serve::run(globals, args),
        #[cfg(feature = "lsp")]
        Some(Command::Lsp) => lsp::run(globals),
        Some(Command::Check(args)) => check::run(globals, args),
        Some(Command::Fix(args)) => fix::run(globals, args),
        Some(Command::Rules(args)) => rules::run(globals, args),
        Some(Command::Edit(args)) => edit::run(globals, args),
        Some(Command::Export(args)) => export::run(globals, args),
        Some(Command::Set(args)) => set::run(globals, args),
        Some(Command::Close(args)) => close::run(globals, args),
        Some(Command::Snooze(args)) => snooze::run(globals, args),
        Some(Command::Template(args)) => template::run(globals, args),
        Some(Command::Schema(args)) => schema::run(globals, args),
        Some(Command::Completions(args)) => completions::run(globals, args),
        Some(Command::Man(args)) => man::run(globals, args),
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
