//! The page of one command: what it does, its words, its options, examples.

use clap::{Arg, Command};

use super::words::long_key;
use super::{examples, translate};
use crate::labels::{Labels, Value, text};
use crate::terminal::{bold, bullet, columns, paragraph};
use crate::text::width::{pad, width};

/// The commands in the groups of a week's work: every day, to look, to tidy, in and out.
pub(super) const GROUPS: [(&str, &[&str]); 4] = [
    ("every-day", &["init", "new", "log", "copy", "sent", "reply", "nudge", "review"]),
    ("to-look", &["due", "list", "show", "search", "stats", "history", "diff", "build", "serve"]),
    ("to-tidy", &["check", "fix", "rules", "edit", "set", "close", "snooze", "template", "save"]),
    ("in-and-out", &["import", "export", "lsp", "schema", "completions", "man"]),
];

/// The most cells that the first of two columns takes.
const FIRST: usize = 26;

/// The page; `is_long` tells more and shows examples.
pub(super) fn page(command: &Command, path: &[String], is_long: bool, labels: Labels) -> String {
    let columns = columns().min(100);
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let mut page = paragraph(&translate(&about, labels), "", columns);
    for part in more(command, labels).iter().filter(|_| is_long) {
        page.push_str(&format!("\n{}", paragraph(part, "", columns)));
    }
    page.push_str(&format!("\n{}{}\n", bold(labels.pattern("usage.usage")), usage(command, path, labels)));
    match path.is_empty() {
        true => GROUPS
            .iter()
            .for_each(|(group, names)| page.push_str(&commands(command, &labels.word("usage.group", group), names, labels, columns))),
        false => {
            let names: Vec<&str> = command.get_subcommands().map(Command::get_name).filter(|name| *name != "help").collect();
            page.push_str(&commands(command, labels.pattern("usage.commands"), &names, labels, columns));
        }
    }
    let (own, everywhere): (Vec<&Arg>, Vec<&Arg>) =
        command.get_arguments().filter(|arg| !arg.is_hide_set()).partition(|arg| !is_everywhere(arg));
    let (words, options): (Vec<&Arg>, Vec<&Arg>) = own.into_iter().partition(|arg| arg.is_positional());
    for (heading, args) in [("usage.words", words), ("usage.options", options), ("usage.everywhere", everywhere)] {
        page.push_str(&arguments(labels.pattern(heading), &args, labels, columns));
    }
    let examples = examples(path);
    if is_long && !examples.is_empty() {
        page.push_str(&format!("\n{}\n", bold(labels.pattern("usage.examples"))));
        examples.iter().for_each(|example| page.push_str(&format!("  {example}\n")));
    }
    if path.is_empty() {
        page.push_str(&format!("\n{}", paragraph(labels.pattern("usage.more"), "", columns)));
    }
    page
}

/// The paragraphs that tell more of a command than its first line.
pub(super) fn more(command: &Command, labels: Labels) -> Vec<String> {
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let Some(long) = command.get_long_about().map(ToString::to_string) else { return Vec::new() };
    let english = long.split_once("\n\n").map_or("", |(_, rest)| rest);
    let key = long_key(&about);
    let said = Some(translate(&key, labels)).filter(|said| *said != key).unwrap_or_else(|| english.to_owned());
    said.split("\n\n").map(|part| part.replace('\n', " ")).filter(|part| !part.is_empty()).collect()
}

/// Options that every command takes stand last.
pub(super) fn is_everywhere(arg: &Arg) -> bool {
    arg.is_global_set() || ["help", "version"].contains(&arg.get_id().as_str())
}

/// `asklog list [OPTIONS]`, on one line.
fn usage(command: &Command, path: &[String], labels: Labels) -> String {
    let mut said = ["asklog".to_owned()].into_iter().chain(path.iter().cloned()).collect::<Vec<_>>().join(" ");
    for arg in command.get_positionals() {
        let word = name(arg);
        said.push_str(&if arg.is_required_set() { format!(" {word}") } else { format!(" [{word}]") });
    }
    if command.get_subcommands().any(|below| below.get_name() != "help") {
        said.push_str(labels.pattern("usage.a-command"));
    }
    said + labels.pattern("usage.some-options")
}

fn commands(command: &Command, heading: &str, names: &[&str], labels: Labels, columns: usize) -> String {
    let found = names.iter().filter_map(|name| command.find_subcommand(name));
    let rows = found.map(|below| {
        let about = below.get_about().map(ToString::to_string).unwrap_or_default();
        (below.get_name().to_owned(), translate(&about, labels))
    });
    list(heading, &rows.collect::<Vec<_>>(), columns)
}

fn arguments(heading: &str, args: &[&Arg], labels: Labels, columns: usize) -> String {
    let row = |arg: &&Arg| (name(arg), told(arg, labels));
    list(heading, &args.iter().map(row).collect::<Vec<_>>(), columns)
}

/// What an option is for, the words it takes, and what holds unless it is given.
pub(super) fn told(arg: &Arg, labels: Labels) -> String {
    let mut said = vec![help(arg, labels)];
    if arg.get_action().takes_values() {
        let words: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
        if !words.is_empty() {
            said.push(text!("usage.one-of"; words => Value::list(words)).say(&labels));
        }
        let default: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
        if !default.is_empty() {
            said.push(text!("usage.default", word = default.join(" ")).say(&labels));
        }
    }
    if is_repeated(arg) {
        said.push(labels.pattern("usage.again").to_owned());
    }
    said.retain(|said| !said.is_empty());
    said.join(labels.pattern("usage.join"))
}

fn help(arg: &Arg, labels: Labels) -> String {
    match arg.get_id().as_str() {
        "help" => labels.pattern("usage.help").to_owned(),
        "version" => labels.pattern("usage.version").to_owned(),
        _ => arg.get_help().map(|help| translate(&help.to_string(), labels)).unwrap_or_default(),
    }
}

/// `-q, --quiet`, `--since WHEN`, `[ID]…`.
pub(super) fn name(arg: &Arg) -> String {
    let flags: Vec<String> =
        arg.get_short().map(|short| format!("-{short}")).into_iter().chain(arg.get_long().map(|long| format!("--{long}"))).collect();
    format!("{} {}", flags.join(", "), value(arg)).trim().to_owned()
}

/// The word that stands for an argument's value; nothing for one that takes none.
pub(super) fn value(arg: &Arg) -> String {
    let values: Vec<String> = arg.get_value_names().unwrap_or_default().iter().map(ToString::to_string).collect();
    let value = match arg.get_action().takes_values() {
        true if !values.is_empty() => values.join(" "),
        true => arg.get_id().as_str().to_uppercase(),
        false => String::new(),
    };
    let many = arg.get_num_args().is_some_and(|count| count.max_values() > 1) || arg.is_positional() && is_appended(arg);
    let more = if many { "…" } else { "" };
    format!("{value}{more}")
}

/// Whether an option may be given several times, each with one value.
pub(super) fn is_repeated(arg: &Arg) -> bool {
    !arg.is_positional() && is_appended(arg)
}

fn is_appended(arg: &Arg) -> bool {
    matches!(arg.get_action(), clap::ArgAction::Append)
}

/// A heading and two columns; nothing of no rows.
fn list(heading: &str, rows: &[(String, String)], columns: usize) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let first = rows.iter().map(|(name, _)| width(name)).filter(|width| *width <= FIRST).max().unwrap_or(FIRST);
    let mut page = format!("\n{}\n", bold(heading));
    for (name, said) in rows {
        let mark = format!("  {} ", pad(name, first));
        match width(name) <= first {
            true => page.push_str(&bullet(&mark, said, columns)),
            false => {
                page.push_str(&format!("  {name}\n"));
                page.push_str(&paragraph(said, &" ".repeat(width(&mark) + 1), columns));
            }
        }
    }
    page
}
