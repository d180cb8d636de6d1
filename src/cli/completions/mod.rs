//! `asklog completions SHELL`: the shell asks the program itself at each Tab, so ids and templates are those of the
//! journal at hand.

mod file_paths;
mod key_values;
mod typed_words;

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::path::Path;

use clap::{Arg, Command, CommandFactory};
use clap_complete::engine::{ArgValueCandidates, ArgValueCompleter, CompletionCandidate};
use clap_complete::env::{CompleteEnv, Shells};

use super::open::Open;
use super::{Cli, Exit, Globals, Outcome, help, open};
use crate::checks::all_rules;
use crate::error::Error;
use crate::feedback::By;
use crate::insight::{Insight, Meant, Status, find_request};
use crate::journal::{Privacy, STARTERS, words_of};
use crate::labels::{Labels, Value, text};
use crate::terminal;

/// The variable by which a shell asks.
const ASKED: &str = "ASKLOG_COMPLETE";
/// The variable by which a shell says which word is asked about.
const ASKED_INDEX: &str = "_CLAP_COMPLETE_INDEX";

#[derive(clap::Args)]
pub(super) struct Args {
    /// Which shell: bash, zsh, fish, powershell or elvish.
    shell: String,
}

/// Prints what the shell is to read at its start.
pub(super) fn run(_: &Globals, args: &Args) -> Outcome {
    let shells = Shells::builtins();
    let Some(shell) = shells.completer(&args.shell) else {
        return Err(Error::new(text!("usage.not-a-value", arg = "SHELL", value = args.shell))
            .help(text!("unknown-value.help"; words => Value::list(shells.names()))));
    };
    let mut script = Vec::new();
    shell.write_registration(ASKED, "asklog", "asklog", "asklog", &mut script).map_err(|error| Error::io(Path::new("-"), &error))?;
    if shell.name() == "bash" {
        script.extend_from_slice(QUOTED_IN_BASH.as_bytes());
    }
    let mut script = String::from_utf8_lossy(&script).into_owned();
    if shell.name() == "zsh" {
        script = script.replacen(OTHERS_IN_ZSH, &format!("{KEYS_IN_ZSH}{OTHERS_IN_ZSH}"), 1);
    }
    terminal::print(&script);
    Ok(Exit::Done)
}

/// Where clap's script gives zsh what is no folder.
const OTHERS_IN_ZSH: &str = "        [[ -n $other ]] && _describe -V 'values' other\n";
/// What stands before it: behind a key's `=` its value is typed, without a blank.
const KEYS_IN_ZSH: &str = "        local -a keys=(${(M)other:#*=(|:*)})
        other=(${other:#*=(|:*)})
        [[ -n $keys ]] && _describe -V 'values' keys -S ''
";

/// What bash reads besides: candidates with blanks or signs of the shell are quoted as it quotes names of files.
const QUOTED_IN_BASH: &str = include_str!("completions.bash");

/// Answers a shell that asks for what can come next; `None` where none asks.
pub(super) fn answer(args: &[OsString]) -> Option<Exit> {
    let shell = std::env::var_os(ASKED)?;
    let here = std::env::current_dir().ok();
    let args = typed_words::typed(args, &shell, ASKED_INDEX);
    let words = args.iter().skip_while(|arg| *arg != "--").skip(1).cloned().collect::<Vec<_>>();
    let globals = help::globals(&words);
    let command = move || {
        let labels = open::labels(&globals);
        with_own_help(offering(help::translated(Cli::command(), labels), &[], &globals), labels)
    };
    match CompleteEnv::with_factory(command).var(ASKED).bin("asklog").completer("asklog").try_complete(args, here.as_deref()) {
        Ok(true) => Some(Exit::Done),
        Ok(false) => None,
        Err(_) => Some(Exit::Failed),
    }
}

/// The command with `help` in our words instead of clap's: it names the other commands, and what stands below them.
fn with_own_help(command: Command, labels: Labels) -> Command {
    fn named(command: &Command) -> Command {
        let about = command.get_about().cloned().unwrap_or_default();
        Command::new(command.get_name().to_owned()).about(about).disable_help_flag(true).disable_help_subcommand(true)
    }
    let below = |command: &Command| named(command).subcommands(command.get_subcommands().map(named));
    let all: Vec<Command> = command.get_subcommands().map(below).collect();
    let help = Command::new("help").about(labels.pattern("usage.help-of").to_owned()).subcommands(all);
    let command = command.disable_help_subcommand(true).mut_subcommands(|command| command.disable_help_subcommand(true));
    command.subcommand(help.disable_help_flag(true).disable_help_subcommand(true))
}

/// The command with candidates for the values of its arguments.
fn offering(command: Command, path: &[String], globals: &Globals) -> Command {
    let name = command.get_name().to_owned();
    let path: Vec<String> = if name == "asklog" { Vec::new() } else { path.iter().cloned().chain([name]).collect() };
    let command = command.mut_args(|arg| match offer(&arg, &path, globals) {
        Some(Offer::Candidates(candidates)) => arg.add(candidates),
        Some(Offer::Completer(completer)) => arg.add(completer),
        None => arg,
    });
    let below = path.clone();
    let globals = globals.clone();
    command.mut_subcommands(move |command| offering(command, &below, &globals))
}

fn plain<'w>(words: impl IntoIterator<Item = &'w str>) -> ArgValueCandidates {
    let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
    ArgValueCandidates::new(move || words.iter().map(CompletionCandidate::new).collect())
}

/// What can stand for an argument of a command.
fn offer(arg: &Arg, path: &[String], globals: &Globals) -> Option<Offer> {
    let of = |what: fn(&Globals, &[String]) -> Vec<CompletionCandidate>| {
        let (globals, path) = (globals.clone(), path.to_vec());
        ArgValueCandidates::new(move || what(&globals, &path))
    };
    let of_key = |key: &str| words_of(key).map(|words| plain(words.iter().copied()));
    Some(Offer::Candidates(match arg.get_id().as_str() {
        "id" if path.first().is_some_and(|command| command == "template") => of(templates),
        "from" if path == ["reply"] => return None,
        "id" | "from" | "follows" => return Some(entries_or_names(globals, path)),
        "to" if path == ["diff"] => return Some(entries_or_names(globals, path)),
        "paths" if ["check", "fix"].contains(&path.first().map_or("", String::as_str)) => return Some(paths(globals)),
        "pairs" if path == ["set"] => return Some(pairs(globals)),
        "format" if path == ["list"] => plain(["table", "json", "csv", "path"]),
        "to" => of(people),
        "template" => of(templates),
        "starter" => plain(STARTERS.iter().map(|starter| starter.id).collect::<BTreeSet<_>>()),
        "status" => plain(Status::ALL.map(Status::word)),
        "rule" | "only" => plain(all_rules().map(|rule| rule.name)),
        "by" => plain(By::ALL.map(By::word)),
        "privacy" => plain(Privacy::WORDS.iter().copied()),
        "lang" => plain(["zh-TW", "en"]),
        "tag" => of(tags),
        "problem" => of(problems),
        "subject" if path == ["schema"] => plain(crate::interchange::Subject::ALL.map(crate::interchange::Subject::word)),
        "shell" => plain(Shells::builtins().names().collect::<Vec<_>>()),
        "tie" => of_key("to.tie")?,
        "reason" => of_key("close_reason")?,
        id => return of_key(id).or_else(|| told_values(arg, globals)).map(Offer::Candidates),
    }))
}

/// The words that an argument takes and clap knows, each with what it means.
fn told_values(arg: &Arg, globals: &Globals) -> Option<ArgValueCandidates> {
    let values: Vec<(String, Option<String>)> = arg
        .get_possible_values()
        .iter()
        .map(|value| (value.get_name().to_owned(), value.get_help().map(ToString::to_string)))
        .filter(|_| arg.get_action().takes_values())
        .collect();
    let globals = globals.clone();
    (!values.is_empty()).then(|| {
        ArgValueCandidates::new(move || {
            let labels = open::labels(&globals);
            let told = |help: &String| help::translate(help, labels).into();
            values.iter().map(|(value, help)| CompletionCandidate::new(value).help(help.as_ref().map(told))).collect()
        })
    })
}

/// What a shell is offered for a value.
enum Offer {
    /// Those that begin with what is typed.
    Candidates(ArgValueCandidates),
    /// Those that are made for what is typed.
    Completer(ArgValueCompleter),
}

/// Entries whose id begins with what is typed; where none does, the names that do (they name an entry too), with the ids of
/// those that are several; where no name does, the paths.
fn entries_or_names(globals: &Globals, path: &[String]) -> Offer {
    let (globals, path) = (globals.clone(), path.to_vec());
    Offer::Completer(ArgValueCompleter::new(move |typed: &OsStr| {
        let Ok(open) = open::open_quietly(&globals) else { return Vec::new() };
        let typed = typed.to_string_lossy();
        let command = path.first().map_or("", String::as_str);
        let begins = |candidate: &CompletionCandidate| candidate.get_value().to_string_lossy().starts_with(&*typed);
        let (mut begun, ids): (Vec<_>, Vec<_>) = entries(&open, command).into_iter().partition(begins);
        if begun.is_empty() && command == "diff" {
            begun.extend(versions(&open).into_iter().filter(begins));
        }
        if begun.is_empty() {
            begun = named(&open, command, &typed, ids);
        }
        if begun.is_empty() {
            begun = below_here(&open, &typed);
        }
        begun
    }))
}

/// Names that begin with what is typed. One that does not tell which entry is meant is followed by their ids.
fn named(open: &Open, command: &str, typed: &str, mut ids: Vec<CompletionCandidate>) -> Vec<CompletionCandidate> {
    let insight = Insight::of(&open.journal);
    let mut found = Vec::new();
    for name in names(open).into_iter().filter(|name| name.starts_with(typed)) {
        if let Meant::Several(paths) = find_request(&insight, &name, |request| acts_on(command, insight.status(request))) {
            let meant: Vec<String> = paths.into_iter().map(crate::journal::stem_of).collect();
            let is_meant = |id: &CompletionCandidate| meant.iter().any(|meant| id.get_value() == meant.as_str());
            let (those, others): (Vec<_>, Vec<_>) = ids.into_iter().partition(is_meant);
            found.extend(those);
            ids = others;
        }
        found.push(CompletionCandidate::new(name));
    }
    found
}

/// Each version of each template: `gentle-nudge@2`.
fn versions(open: &Open) -> Vec<CompletionCandidate> {
    let of_one = |template: &crate::journal::MessageTemplate| {
        let id = template.id.clone();
        (1..=template.version.min(99)).map(move |version| CompletionCandidate::new(format!("{id}@{version}")))
    };
    open.journal.templates.iter().flat_map(of_one).collect()
}

/// Files and folders of the journal.
fn paths(globals: &Globals) -> Offer {
    let globals = globals.clone();
    Offer::Completer(ArgValueCompleter::new(move |typed: &OsStr| {
        open::open_quietly(&globals).map_or_else(|_| Vec::new(), |open| below_here(&open, &typed.to_string_lossy()))
    }))
}

/// Keys and values of `set`.
fn pairs(globals: &Globals) -> Offer {
    let globals = globals.clone();
    Offer::Completer(ArgValueCompleter::new(move |typed: &OsStr| {
        open::open_quietly(&globals).map_or_else(|_| Vec::new(), |open| key_values::pairs(&open, &typed.to_string_lossy()))
    }))
}

fn below_here(open: &Open, typed: &str) -> Vec<CompletionCandidate> {
    let here = std::env::current_dir().unwrap_or_default();
    file_paths::paths(open, typed, &here).into_iter().map(CompletionCandidate::new).collect()
}

/// Whether a command has something to do with an entry of this status.
fn acts_on(command: &str, status: Status) -> bool {
    match command {
        "sent" | "copy" => status == Status::Draft,
        "reply" | "close" | "snooze" | "nudge" => matches!(status, Status::Waiting | Status::Due | Status::Silent),
        _ => true,
    }
}

/// Entries that the command can act on, each with its status and summary.
fn entries(open: &Open, command: &str) -> Vec<CompletionCandidate> {
    let insight = Insight::of(&open.journal);
    let requests = open.journal.requests.iter().filter(|request| acts_on(command, insight.status(request)));
    let of_request = |request: &crate::journal::Request| {
        let status = open.labels.word("status", insight.status(request).word());
        CompletionCandidate::new(&request.id).help(Some(format!("{status} {}", request.summary_shown()).into()))
    };
    let mut candidates: Vec<CompletionCandidate> = requests.map(of_request).collect();
    if ["show", "history", "diff", "edit"].contains(&command) {
        candidates.extend(templates_of(open));
    }
    candidates
}

fn templates(globals: &Globals, _: &[String]) -> Vec<CompletionCandidate> {
    open::open_quietly(globals).map_or_else(|_| Vec::new(), |open| templates_of(&open))
}

fn templates_of(open: &Open) -> Vec<CompletionCandidate> {
    open.journal.templates.iter().map(|template| CompletionCandidate::new(&template.id).help(Some(template.title.clone().into()))).collect()
}

/// Each word of the journal's requests once.
fn words(globals: &Globals, of: fn(&crate::journal::Request) -> Vec<String>) -> Vec<CompletionCandidate> {
    let Ok(open) = open::open_quietly(globals) else { return Vec::new() };
    let words: BTreeSet<String> = open.journal.requests.iter().flat_map(of).collect();
    words.into_iter().map(CompletionCandidate::new).collect()
}

/// The names that entries give their recipients, each once.
pub(super) fn names(open: &Open) -> BTreeSet<String> {
    open.journal.requests.iter().filter_map(|request| request.to.as_ref().and_then(|to| to.name.clone())).collect()
}

fn people(globals: &Globals, _: &[String]) -> Vec<CompletionCandidate> {
    open::open_quietly(globals).map_or_else(|_| Vec::new(), |open| names(&open).into_iter().map(CompletionCandidate::new).collect())
}

fn tags(globals: &Globals, _: &[String]) -> Vec<CompletionCandidate> {
    words(globals, |request| request.tags.clone())
}

fn problems(globals: &Globals, _: &[String]) -> Vec<CompletionCandidate> {
    words(globals, |request| request.problem.clone().into_iter().collect())
}
