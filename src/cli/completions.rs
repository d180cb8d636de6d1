//! `asklog completions SHELL`: the shell asks the program itself at each Tab, so ids and templates are those of the
//! journal at hand.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use clap::{Arg, Command, CommandFactory};
use clap_complete::engine::{ArgValueCandidates, ArgValueCompleter, CompletionCandidate};
use clap_complete::env::{CompleteEnv, Shells};

use super::{Cli, Exit, Globals, Outcome, help, open};
use crate::checks::all_rules;
use crate::error::Error;
use crate::feedback::By;
use crate::insight::{Insight, Status};
use crate::journal::{CHANNELS, CloseReason, Kind, Outcome as Brought, STARTERS, Tie};
use crate::labels::{Value, text};
use crate::terminal;

/// The variable by which a shell asks.
const ASKED: &str = "ASKLOG_COMPLETE";

#[derive(clap::Args)]
pub(super) struct Args {
    /// bash, zsh, fish, powershell or elvish.
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
    terminal::print(&String::from_utf8_lossy(&script));
    Ok(Exit::Done)
}

/// What bash reads besides: candidates with blanks or signs of the shell are quoted as it quotes names of files.
const QUOTED_IN_BASH: &str = include_str!("completions.bash");

/// Answers a shell that asks for what can come next; `None` where none asks.
pub(super) fn answer(args: &[OsString]) -> Option<Exit> {
    let shell = std::env::var_os(ASKED)?;
    let here = std::env::current_dir().ok();
    let args = typed(args, &shell);
    let words = args.iter().skip_while(|arg| *arg != "--").skip(1).cloned().collect::<Vec<_>>();
    let globals = help::globals(&words);
    let command = move || {
        let labels = open::labels(&globals);
        offering(help::translated(Cli::command(), labels), &[], &globals)
    };
    match CompleteEnv::with_factory(command).var(ASKED).bin("asklog").completer("asklog").try_complete(args, here.as_deref()) {
        Ok(true) => Some(Exit::Done),
        Ok(false) => None,
        Err(_) => Some(Exit::Failed),
    }
}

/// The words as the command would get them: shells hand them over as they were typed, quotes and all; bash takes the quotes of
/// the last one off by itself, but not its backslashes.
fn typed(args: &[OsString], shell: &OsStr) -> Vec<OsString> {
    let first = args.iter().position(|arg| arg == "--").map_or(args.len(), |at| at + 1);
    let asked = std::env::var("_CLAP_COMPLETE_INDEX").ok().and_then(|index| index.parse::<usize>().ok());
    let done = (shell == "bash").then(|| asked.map(|index| first + index)).flatten();
    let home = std::env::var("HOME").ok();
    let word = |(at, arg): (usize, &OsString)| match arg.to_str() {
        Some(text) if at >= first && (Some(at) != done || text.contains('\\') && !text.contains(['\'', '"', '~'])) => {
            unquoted(text, home.as_deref()).into()
        }
        _ => arg.clone(),
    };
    args.iter().enumerate().map(word).collect()
}

/// A word of a shell without its quotes, which need not be closed yet, and with the home folder for `~/`.
fn unquoted(word: &str, home: Option<&str>) -> String {
    let mut out = String::with_capacity(word.len());
    let rest = match (word.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => {
            out.push_str(home);
            out.push('/');
            rest
        }
        _ => word,
    };
    let mut quote = None;
    let mut chars = rest.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (None, '\'' | '"') => quote = Some(c),
            (Some(mark), _) if c == mark => quote = None,
            (None, '\\') => out.extend(chars.next()),
            (Some('"'), '\\') => match chars.next() {
                Some(next @ ('"' | '\\' | '$' | '`')) => out.push(next),
                next => out.extend(Some('\\').into_iter().chain(next)),
            },
            _ => out.push(c),
        }
    }
    out
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
    Some(Offer::Candidates(match arg.get_id().as_str() {
        "id" if path.first().is_some_and(|command| command == "template") => of(templates),
        "from" if path == ["reply"] => return None,
        "id" | "from" | "follows" => return Some(entries_or_names(globals, path)),
        "to" if path == ["diff"] => return Some(entries_or_names(globals, path)),
        "to" => of(people),
        "template" => of(templates),
        "starter" => plain(STARTERS.iter().map(|starter| starter.id).collect::<std::collections::BTreeSet<_>>()),
        "status" => plain(Status::ALL.map(Status::word)),
        "kind" => plain(Kind::ALL.iter().map(|kind| kind.word())),
        "channel" => plain(CHANNELS.iter().copied()),
        "tie" => plain(Tie::ALL.iter().map(|tie| tie.word())),
        "outcome" => plain(Brought::ALL.iter().map(|outcome| outcome.word())),
        "reason" => plain(CloseReason::ALL.iter().map(|reason| reason.word())),
        "rule" | "only" => plain(all_rules().map(|rule| rule.name)),
        "by" => plain(By::ALL.map(By::word)),
        "privacy" => plain(["full", "shared", "totals"]),
        "lang" => plain(["zh-TW", "en"]),
        "tag" => of(tags),
        "problem" => of(problems),
        "subject" if path == ["schema"] => plain(crate::interchange::Subject::ALL.map(crate::interchange::Subject::word)),
        "shell" => plain(Shells::builtins().names().collect::<Vec<_>>()),
        _ => return told_values(arg, globals).map(Offer::Candidates),
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

/// Entries whose id begins with what is typed; where none does, the names that do: they name an entry too.
fn entries_or_names(globals: &Globals, path: &[String]) -> Offer {
    let (globals, path) = (globals.clone(), path.to_vec());
    Offer::Completer(ArgValueCompleter::new(move |typed: &OsStr| {
        let typed = typed.to_string_lossy();
        let begins = |candidate: &CompletionCandidate| candidate.get_value().to_string_lossy().starts_with(&*typed);
        let ids: Vec<CompletionCandidate> = entries(&globals, &path).into_iter().filter(&begins).collect();
        if ids.is_empty() { people(&globals, &path).into_iter().filter(&begins).collect() } else { ids }
    }))
}

/// Entries that the command can act on, each with its status and summary.
fn entries(globals: &Globals, path: &[String]) -> Vec<CompletionCandidate> {
    let Ok(open) = open::open_quietly(globals) else { return Vec::new() };
    let insight = Insight::of(&open.journal);
    let command = path.first().map_or("", String::as_str);
    let acts_on = |status| match command {
        "sent" | "copy" => status == Status::Draft,
        "reply" | "close" | "snooze" | "nudge" => matches!(status, Status::Waiting | Status::Due | Status::Silent),
        _ => true,
    };
    let requests = open.journal.requests.iter().filter(|request| acts_on(insight.status(request)));
    let of_request = |request: &crate::journal::Request| {
        let status = open.labels.word("status", insight.status(request).word());
        CompletionCandidate::new(&request.id).help(Some(format!("{status} {}", request.summary_shown()).into()))
    };
    let mut candidates: Vec<CompletionCandidate> = requests.map(of_request).collect();
    if ["show", "history", "diff", "edit"].contains(&command) {
        candidates.extend(templates(globals, path));
    }
    candidates
}

fn templates(globals: &Globals, _: &[String]) -> Vec<CompletionCandidate> {
    let Ok(open) = open::open_quietly(globals) else { return Vec::new() };
    open.journal.templates.iter().map(|template| CompletionCandidate::new(&template.id).help(Some(template.title.clone().into()))).collect()
}

/// Each word of the journal's requests once.
fn words(globals: &Globals, of: fn(&crate::journal::Request) -> Vec<String>) -> Vec<CompletionCandidate> {
    let Ok(open) = open::open_quietly(globals) else { return Vec::new() };
    let words: std::collections::BTreeSet<String> = open.journal.requests.iter().flat_map(of).collect();
    words.into_iter().map(CompletionCandidate::new).collect()
}

fn people(globals: &Globals, _: &[String]) -> Vec<CompletionCandidate> {
    words(globals, |request| request.to.as_ref().and_then(|to| to.name.clone()).into_iter().collect())
}

fn tags(globals: &Globals, _: &[String]) -> Vec<CompletionCandidate> {
    words(globals, |request| request.tags.clone())
}

fn problems(globals: &Globals, _: &[String]) -> Vec<CompletionCandidate> {
    words(globals, |request| request.problem.clone().into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::unquoted;

    #[test]
    fn takes_off_what_a_shell_would() {
        for (word, meant) in [
            ("plain", "plain"),
            ("my\\ letter", "my letter"),
            ("'it", "it"),
            ("'it'\\''s $HOME'", "it's $HOME"),
            ("\"my \\\"x\\\" \\y", "my \"x\" \\y"),
            ("~/journal", "/home/a/journal"),
            ("'~/journal", "~/journal"),
            ("林\\", "林"),
        ] {
            assert_eq!(unquoted(word, Some("/home/a")), meant, "{word}");
        }
    }
}
