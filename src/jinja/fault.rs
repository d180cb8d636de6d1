//! Why a template cannot be used, in our words where it is a common slip.

use minijinja::ErrorKind;

use super::OUTPUT_LIMIT;
use super::tags::{LONGEST_TAG, MOST_BRANCHES, TooDeep, never_closed, too_deep};
use crate::labels::{Text, text};

/// Why a template cannot be used.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fault {
    /// Line in the template, from 1; 0 where none is known.
    pub(crate) line: usize,
    /// What is wrong.
    pub(crate) cause: Text,
}

impl Fault {
    /// A fault of a template's text: what opens and never closes is told where it opens, not at the end.
    pub(super) fn within(error: &minijinja::Error, source: &str) -> Fault {
        let fault = Fault::of(error);
        match never_closed(source).filter(|_| error.detail().is_some_and(|detail| detail.contains("end of "))) {
            Some(open) => Fault { line: line_of(source, open), cause: text!("jinja.open") },
            None => fault,
        }
    }

    /// What must not even be compiled: it would take the compiler too deep.
    ///
    /// # Errors
    /// That fault, with its line.
    pub(super) fn check(source: &str) -> Result<(), Fault> {
        let (open, cause) = match too_deep(source) {
            None => return Ok(()),
            Some(TooDeep::Tag(open)) => (open, text!("jinja.tag", limit = LONGEST_TAG)),
            Some(TooDeep::Branch(open)) => (open, text!("jinja.branches", limit = MOST_BRANCHES)),
        };
        Err(Fault { line: line_of(source, open), cause })
    }

    /// A fault of a template or layout, at the line that minijinja names.
    pub(super) fn of(error: &minijinja::Error) -> Fault {
        Fault { line: error.line().unwrap_or(0), cause: cause(error) }
    }
}

/// The line, from 1, of a place in a template.
fn line_of(source: &str, open: usize) -> usize {
    source[..open].matches('\n').count() + 1
}

/// What is wrong, in our words where it is a common slip, else in minijinja's, said to be its own.
fn cause(error: &minijinja::Error) -> Text {
    let detail = error.detail().unwrap_or_default();
    let name = || detail.split(" is unknown").next().and_then(|words| words.rsplit(' ').next()).unwrap_or_default();
    let named = || detail.rsplit("named ").next().unwrap_or_default();
    match error.kind() {
        ErrorKind::UndefinedError => match detail.strip_suffix(" is undefined") {
            Some(name) => text!("jinja.undefined-name", name = name.trim_matches('`')),
            None => text!("jinja.undefined"),
        },
        ErrorKind::UnknownFilter => text!("jinja.filter", name = name()),
        ErrorKind::UnknownTest => text!("jinja.test", name = name()),
        ErrorKind::UnknownFunction => text!("jinja.function", name = name()),
        ErrorKind::UnknownMethod => text!("jinja.function", name = named()),
        ErrorKind::OutOfFuel => text!("jinja.steps"),
        ErrorKind::WriteFailure => text!("jinja.long", limit = OUTPUT_LIMIT / 1024),
        ErrorKind::TemplateNotFound | ErrorKind::BadInclude => text!("jinja.include"),
        ErrorKind::SyntaxError => syntax(detail),
        ErrorKind::InvalidOperation if detail.ends_with("is not callable") => text!("jinja.call"),
        ErrorKind::InvalidOperation => text!("jinja.operation", words = detail),
        ErrorKind::TooManyArguments => text!("jinja.too-many"),
        ErrorKind::MissingArgument => text!("jinja.too-few"),
        kind if detail.is_empty() => text!("jinja.other", words = kind),
        kind => text!("jinja.other", words = format!("{kind}: {detail}")),
    }
}

fn syntax(detail: &str) -> Text {
    if let Some(found) = detail.strip_prefix("unknown statement ") {
        return text!("jinja.statement", name = found);
    }
    match detail.strip_prefix("unexpected ").and_then(|rest| rest.split_once(", expected ")) {
        Some((found, wanted)) => match (token(found), token(wanted)) {
            (Some(found), Some(wanted)) => text!("jinja.unexpected"; found => found, wanted => wanted),
            (Some(found), None) => text!("jinja.unexpected-here"; found => found),
            _ => text!("jinja.syntax", words = detail),
        },
        None if detail == "unexpected character" => text!("jinja.character"),
        None if detail == "unexpected end of string" => text!("jinja.string-open"),
        None => match detail.strip_prefix("unexpected ").and_then(token) {
            Some(found) => text!("jinja.unexpected-here"; found => found),
            None => text!("jinja.syntax", words = detail),
        },
    }
}

/// A piece of a template by minijinja's word for it; a sign as it is.
fn token(word: &str) -> Option<Text> {
    Some(match word {
        "end of input" => text!("jinja.token.end"),
        "end of block" => text!("jinja.token.sign", sign = "%}"),
        "start of block" => text!("jinja.token.sign", sign = "{%"),
        "end of variable block" => text!("jinja.token.sign", sign = "}}"),
        "start of variable block" => text!("jinja.token.sign", sign = "{{"),
        "identifier" => text!("jinja.token.name"),
        "string" => text!("jinja.token.string"),
        "integer" | "float" => text!("jinja.token.number"),
        "template-data" => text!("jinja.token.text"),
        "keyword" | "statement" => text!("jinja.token.keyword"),
        sign => text!("jinja.token.sign", sign = sign.strip_prefix('`')?.strip_suffix('`')?),
    })
}
