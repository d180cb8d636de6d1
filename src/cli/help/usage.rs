//! What is wrong with a command line, in our words: what was typed, and what to type.

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::error::Error;
use crate::labels::{Text, Value, text};
use crate::text::near::nearest;

/// The fault of a command line of a command.
pub(super) fn fault(error: &clap::Error, command: &Command, path: &[String]) -> Error {
    let said = |kind| match error.get(kind) {
        Some(ContextValue::String(word)) => Some(bare(word)),
        Some(ContextValue::Strings(words)) => Some(bare(&words.join(", "))).filter(|words| !words.is_empty()),
        Some(ContextValue::StyledStrs(words)) => words.first().map(ToString::to_string),
        _ => None,
    };
    let word = |kind| said(kind).unwrap_or_default();
    // Several words have the mark of the language between them.
    let words = |kind| match error.get(kind) {
        Some(ContextValue::Strings(words)) if !words.is_empty() => {
            Some(Value::list(words.iter().map(|word| bare(word).replace("...", "…"))))
        }
        _ => None,
    };
    let asked = ["asklog"].into_iter().chain(path.iter().map(String::as_str)).collect::<Vec<_>>().join(" ");
    let help = text!("usage.see", command = help_of(path));
    match error.kind() {
        ErrorKind::UnknownArgument => {
            let typed = word(ContextKind::InvalidArg);
            let fault = match typed.starts_with('-') {
                true => text!("usage.unknown", word = typed, command = asked),
                false => text!("usage.surplus", word = typed, command = asked),
            };
            // What begins with a hyphen may be an id.
            let takes_words = command.get_positionals().next().is_some();
            let help = if typed.starts_with('-') && takes_words { text!("usage.see.hyphen", command = help_of(path)) } else { help };
            near(Error::new(fault), said(ContextKind::SuggestedArg), help)
        }
        ErrorKind::InvalidSubcommand => no_command(&word(ContextKind::InvalidSubcommand), command),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let (arg, value) = (word(ContextKind::InvalidArg), word(ContextKind::InvalidValue));
            if value.is_empty() {
                return Error::new(text!("usage.no-value", arg = arg)).help(help);
            }
            let fault = Error::new(text!("usage.not-a-value", arg = arg, value = value));
            match (said(ContextKind::SuggestedValue), words(ContextKind::ValidValue), std::error::Error::source(error)) {
                (Some(meant), ..) => fault.help(text!("did-you-mean", word = meant)),
                (None, Some(words), _) => fault.help(text!("unknown-value.help"; words => words)),
                (None, None, Some(reason)) => fault.help(expected(reason)),
                (None, None, None) => fault.help(help),
            }
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = words(ContextKind::InvalidArg).unwrap_or_else(|| Value::list([word(ContextKind::InvalidArg)]));
            Error::new(text!("usage.missing", command = asked; word => missing)).help(help)
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let names: Vec<&str> = command.get_subcommands().map(Command::get_name).filter(|name| *name != "help").collect();
            Error::new(text!("usage.which", command = asked)).help(text!("unknown-value.help"; words => Value::list(names)))
        }
        ErrorKind::ArgumentConflict if said(ContextKind::InvalidArg) == said(ContextKind::PriorArg) => {
            Error::new(text!("usage.twice", arg = word(ContextKind::InvalidArg))).help(help)
        }
        ErrorKind::ArgumentConflict => {
            Error::new(text!("usage.conflict", one = word(ContextKind::InvalidArg), other = word(ContextKind::PriorArg))).help(help)
        }
        // Only a flag is refused for the value it was given: `--quiet=1`.
        ErrorKind::TooManyValues => Error::new(text!("usage.takes-none", arg = word(ContextKind::InvalidArg))).help(help),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            Error::new(text!("usage.no-value", arg = word(ContextKind::InvalidArg))).help(help)
        }
        ErrorKind::InvalidUtf8 => Error::new(text!("usage.utf8")).help(help),
        _ => Error::new(text!("usage.other", reason = error)).help(help),
    }
}

fn help_of(path: &[String]) -> String {
    ["asklog", "help"].into_iter().chain(path.iter().map(String::as_str)).collect::<Vec<_>>().join(" ")
}

/// What a value should have been, by why it could not be read.
fn expected(reason: &(dyn std::error::Error + 'static)) -> Text {
    if reason.is::<std::num::ParseIntError>() {
        return text!("usage.whole-number");
    }
    if reason.is::<std::num::ParseFloatError>() {
        return text!("usage.number");
    }
    let words = reason.to_string();
    // clap's own range: `9 is not in 0..=5`.
    match words.split_once(" is not in ").and_then(|(_, range)| range.split_once("..=")) {
        Some((from, to)) => text!("usage.range", from = from, to = to),
        None => text!("unknown-value.help", words = words),
    }
}

/// A word that is no command below `command`.
pub(super) fn no_command(word: &str, command: &Command) -> Error {
    let names = || command.get_subcommands().map(Command::get_name).filter(|name| *name != "help");
    let fault = Error::new(text!("usage.no-command", word = word));
    match nearest(word, names()) {
        Some(meant) => fault.help(text!("did-you-mean", word = meant)),
        None => fault.help(text!("unknown-value.help"; words => Value::list(names()))),
    }
}

/// `<ID>` as people type it.
fn bare(word: &str) -> String {
    word.replace(['<', '>'], "")
}

fn near(fault: Error, meant: Option<String>, help: Text) -> Error {
    match meant {
        Some(meant) => fault.help(text!("did-you-mean", word = meant)),
        None => fault.help(help),
    }
}
