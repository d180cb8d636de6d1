//! The manual page of one command (man, roff), of the same words as its help.

use clap::{Arg, Command};

use super::page::{GROUPS, is_everywhere, is_repeated, more, name, told, value};
use super::{examples, translate};
use crate::labels::Labels;
use crate::text::width::breakable;

/// The day of this version (man(7) wants one): written here, for a clock at build time would make every build another. A test holds it against
/// the CHANGELOG once the version is released.
const DAY: &str = "2026-11-26";

/// The name of a command's page: `asklog-template-list`.
pub(in crate::cli) fn title(path: &[String]) -> String {
    ["asklog"].into_iter().chain(path.iter().map(String::as_str)).collect::<Vec<_>>().join("-")
}

/// The page.
pub(in crate::cli) fn manual(command: &Command, path: &[String], labels: Labels) -> String {
    let about = translate(&command.get_about().map(ToString::to_string).unwrap_or_default(), labels);
    let title = title(path);
    let (capitals, version) = (literal(&title.to_uppercase()), literal(env!("CARGO_PKG_VERSION")));
    // Lines are not stretched: Han has few blanks to stretch.
    let manual = literal(labels.pattern("man.manual"));
    let mut page = format!(".TH {capitals} 1 {DAY} \"asklog {version}\" \"{manual}\"\n.ad l\n.nh\n");
    // The lists of all pages (apropos) read this line, and know no break between characters.
    page.push_str(&section(labels.pattern("man.name")));
    page.push_str(&format!("{} \\- {}\n", literal(&title), literal(&about)));
    page.push_str(&section(labels.pattern("man.synopsis")));
    page.push_str(&synopsis(command, path, labels));
    page.push_str(&section(labels.pattern("man.description")));
    page.push_str(&line(&about));
    for part in more(command, labels) {
        page.push_str(&format!(".PP\n{}", line(&part)));
    }
    match path.is_empty() {
        true => GROUPS.iter().for_each(|(group, names)| {
            page.push_str(&commands(command, path, &labels.word("usage.group", group), names, labels));
        }),
        false => {
            let names: Vec<&str> = command.get_subcommands().map(Command::get_name).filter(|name| *name != "help").collect();
            page.push_str(&commands(command, path, labels.pattern("usage.commands"), &names, labels));
        }
    }
    let (own, everywhere): (Vec<&Arg>, Vec<&Arg>) =
        command.get_arguments().filter(|arg| !arg.is_hide_set()).partition(|arg| !is_everywhere(arg));
    let (words, options): (Vec<&Arg>, Vec<&Arg>) = own.into_iter().partition(|arg| arg.is_positional());
    for (heading, args) in [("usage.words", words), ("usage.options", options), ("usage.everywhere", everywhere)] {
        let rows = args.iter().map(|arg| (marked(arg), told(arg, labels)));
        page.push_str(&list(labels.pattern(heading), rows));
    }
    page.push_str(&section(labels.pattern("man.status")));
    page.push_str(&line(labels.pattern("man.status.text")));
    let examples = examples(path);
    if !examples.is_empty() {
        page.push_str(&section(labels.pattern("usage.examples")));
        let lines: Vec<String> = examples.iter().map(|example| literal(example)).collect();
        page.push_str(&format!(".nf\n{}\n.fi\n", lines.join("\n")));
    }
    if let Some((_, above)) = path.split_last() {
        page.push_str(&section(labels.pattern("man.see")));
        page.push_str(&format!("{}\n", reference(above)));
    }
    page
}

/// `asklog import FILE… [--map COLUMN=KEY]…`: each with its value, none broken within.
fn synopsis(command: &Command, path: &[String], labels: Labels) -> String {
    let words: Vec<String> = ["asklog"].into_iter().chain(path.iter().map(String::as_str)).map(literal).collect();
    let mut parts = vec![format!("\\fB{}\\fR", words.join("\\ "))];
    let below: Vec<&Command> = command.get_subcommands().filter(|below| below.get_name() != "help").collect();
    for arg in command.get_positionals() {
        let word = format!("\\fI{}\\fR", literal(&value(arg)));
        parts.push(if arg.is_required_set() { word } else { format!("[{word}]") });
    }
    for arg in command.get_arguments().filter(|arg| !arg.is_hide_set() && !arg.is_positional() && !is_everywhere(arg)) {
        let word = marked(arg).replace(", ", "|").replace(' ', "\\ ");
        let many = if is_repeated(arg) { "…" } else { "" };
        parts.push(if arg.is_required_set() { format!("{word}{many}") } else { format!("[{word}]{many}") });
    }
    if !below.is_empty() {
        parts.push(format!("\\fI{}\\fR", literal(labels.pattern("usage.a-command").trim())));
    }
    format!(".HP\n{}\n", parts.join(" "))
}

fn commands(command: &Command, path: &[String], heading: &str, names: &[&str], labels: Labels) -> String {
    let found = names.iter().filter_map(|name| command.find_subcommand(name));
    let rows = found.map(|below| {
        let path: Vec<String> = path.iter().cloned().chain([below.get_name().to_owned()]).collect();
        (reference(&path), translate(&below.get_about().map(ToString::to_string).unwrap_or_default(), labels))
    });
    list(heading, rows)
}

/// A section of things, each with what is said of it; nothing of none.
fn list(heading: &str, rows: impl Iterator<Item = (String, String)>) -> String {
    let rows: String = rows.map(|(name, said)| format!(".TP\n{name}\n{}", line(&said))).collect();
    if rows.is_empty() { rows } else { section(heading) + &rows }
}

/// `asklog-list(1)`.
fn reference(path: &[String]) -> String {
    format!("\\fB{}\\fR(1)", literal(&title(path)))
}

/// `-q, --quiet` and `--since WHEN`, the words as typed bold, what stands for another slanted.
fn marked(arg: &Arg) -> String {
    let (name, value) = (name(arg), value(arg));
    let flags = name.strip_suffix(&value).unwrap_or(&name).trim_end();
    let flags: Vec<String> = flags.split(", ").filter(|flag| !flag.is_empty()).map(|flag| format!("\\fB{}\\fR", literal(flag))).collect();
    let value = if value.is_empty() { value } else { format!("\\fI{}\\fR", literal(&value)) };
    [flags.join(", "), value].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn section(heading: &str) -> String {
    format!(".SH {}\n", literal(&heading.to_uppercase()))
}

/// A line of text as roff takes it: none of its words is a request.
fn line(text: &str) -> String {
    let text = flowing(text);
    if text.starts_with(['.', '\'']) { format!("\\&{text}\n") } else { format!("{text}\n") }
}

/// Text that breaks where ours does: roff knows no break between two Han characters.
fn flowing(text: &str) -> String {
    let mut flowing = String::with_capacity(text.len() * 2);
    for piece in breakable(text) {
        if !flowing.is_empty() && !flowing.ends_with(' ') {
            flowing.push_str("\\:");
        }
        flowing.push_str(&literal(piece));
    }
    flowing
}

/// Words as they are: no mark of them is roff's, and quotes and hyphens are those that are typed.
fn literal(text: &str) -> String {
    let mut literal = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => literal.push_str("\\e"),
            '-' => literal.push_str("\\-"),
            '`' => literal.push_str("\\(ga"),
            '\'' => literal.push_str("\\(aq"),
            '^' => literal.push_str("\\(ha"),
            '~' => literal.push_str("\\(ti"),
            '"' => literal.push_str("\\(dq"),
            c => literal.push(c),
        }
    }
    literal
}
