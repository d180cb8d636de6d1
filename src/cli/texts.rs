//! The two texts that `diff` compares: `ID`, `ID@N`, requests and templates.

use std::collections::BTreeMap;

use super::open::Open;
use super::{find, past};
use crate::checks::MessageRules;
use crate::error::{Error, Result};
use crate::insight::{Insight, Meant, find_any};
use crate::iterations::{self, Iteration};
use crate::jinja;
use crate::journal::{MessageTemplate, Request, tidy};
use crate::labels::{Value, text};

/// One of the two texts.
pub(super) struct Side {
    /// `ID@N`.
    pub(super) name: String,
    /// The entry's id.
    pub(super) id: String,
    /// The version's number and day.
    pub(super) version: String,
    /// The message.
    pub(super) text: String,
    /// Whether its length is told in 字.
    pub(super) is_chinese: bool,
}

/// An entry that was named.
#[derive(Clone, Copy)]
enum Entry<'a> {
    Request(&'a Request),
    Template(&'a MessageTemplate),
}

impl Entry<'_> {
    fn id(&self) -> &str {
        match self {
            Entry::Request(request) => &request.id,
            Entry::Template(template) => &template.id,
        }
    }

    fn path(&self) -> &str {
        match self {
            Entry::Request(request) => request.path(),
            Entry::Template(template) => template.path(),
        }
    }
}

/// The texts that two words name; with one word two versions of one entry: the last two, or number N and the newest.
///
/// # Errors
/// When a word names none or several, or a version that there is not.
pub(super) fn sides(open: &Open, insight: &Insight<'_>, from: &str, to: Option<&str>) -> Result<(Side, Side)> {
    let (a, number) = entry(open, insight, from)?;
    let (b, other) = match to {
        Some(to) => entry(open, insight, to)?,
        None => (a, None),
    };
    let past = past::or_working_copies(open, |path| path == a.path() || path == b.path());
    let rules = MessageRules::of(&open.journal);
    let iterations = |entry: Entry<'_>| match entry {
        Entry::Request(request) => iterations::of_request(&past, request, &open.journal, &rules),
        Entry::Template(template) => iterations::of_template(&past, template, insight, &rules),
    };
    let (of_a, of_b) = (iterations(a), iterations(b));
    let newest = match to {
        None => newest(open, b, &of_b)?,
        Some(_) => version(open, b, &of_b, number_in(b, a, other))?,
    };
    let oldest = match (to, number) {
        (None, None) => before_last(open, a, &of_a)?,
        // The newest beside itself tells nothing; where it is the only one that is said.
        (None, Some(number)) if of_a.len() == 1 && of_a.iter().any(|only| only.number == number) => before_last(open, a, &of_a)?,
        _ => version(open, a, &of_a, number_in(a, b, number))?,
    };
    let side = |entry: Entry<'_>, iteration: &Iteration, other: Entry<'_>| Side {
        name: format!("{}@{}", entry.id(), iteration.number),
        id: entry.id().to_owned(),
        version: super::history::name_of(iteration, &open.labels),
        text: match (entry, other) {
            (Entry::Template(_), Entry::Request(request)) => filled(open, &iteration.message, request),
            _ => iteration.message.clone(),
        },
        is_chinese: iteration.is_chinese,
    };
    Ok((side(a, oldest, b), side(b, newest, a)))
}

/// `ID` or `ID@N`; an id that holds an `@` itself is taken whole.
fn entry<'a>(open: &'a Open, insight: &Insight<'a>, word: &str) -> Result<(Entry<'a>, Option<u32>)> {
    let as_entry = |meant: Meant<'a>| match meant {
        Meant::Request(request, _) => Some(Entry::Request(request)),
        Meant::Template(template) => Some(Entry::Template(template)),
        _ => None,
    };
    let numbered = word.rsplit_once('@').and_then(|(id, number)| Some((id, number.parse::<u32>().ok()?)));
    let whole = find_any(insight, word);
    let Some((id, number)) = numbered else {
        return match whole {
            Meant::Request(request, _) => Ok((Entry::Request(request), None)),
            Meant::Template(template) => Ok((Entry::Template(template), None)),
            other => Err(find::error(open, word, other)),
        };
    };
    match as_entry(whole) {
        Some(entry) => Ok((entry, None)),
        None => match find_any(insight, id) {
            Meant::Request(request, _) => Ok((Entry::Request(request), Some(number))),
            Meant::Template(template) => Ok((Entry::Template(template), Some(number))),
            other => Err(find::error(open, id, other)),
        },
    }
}

/// A template beside a request that came from it stands for the version that it came from.
fn number_in(entry: Entry<'_>, other: Entry<'_>, number: Option<u32>) -> Option<u32> {
    match (number, entry, other) {
        (None, Entry::Template(template), Entry::Request(request)) if template.made(request) => request.template.as_ref()?.version,
        _ => number,
    }
}

fn version<'a>(open: &Open, entry: Entry<'_>, iterations: &'a [Iteration], number: Option<u32>) -> Result<&'a Iteration> {
    let Some(number) = number else { return newest(open, entry, iterations) };
    iterations.iter().find(|iteration| iteration.number == number).ok_or_else(|| {
        let known: Vec<u32> = iterations.iter().map(|iteration| iteration.number).collect();
        let error = Error::new(text!("diff.no-version", id = entry.id(), number = number));
        if known.is_empty() { error } else { error.help(text!("diff.no-version.help"; known => Value::list(known))) }
    })
}

fn newest<'a>(open: &Open, entry: Entry<'_>, iterations: &'a [Iteration]) -> Result<&'a Iteration> {
    iterations.last().ok_or_else(|| Error::new(text!("diff.empty", path = open.typed(entry.path()))))
}

fn before_last<'a>(open: &Open, entry: Entry<'_>, iterations: &'a [Iteration]) -> Result<&'a Iteration> {
    let before = iterations.len().checked_sub(2).and_then(|before| iterations.get(before));
    before.ok_or_else(|| {
        let error = Error::new(text!("diff.one-version", id = entry.id()));
        match entry {
            Entry::Request(request) => match request.template.as_ref().filter(|template| open.journal.template(&template.id).is_some()) {
                Some(template) => error.help(text!("diff.one-version.template", id = request.id, template = template)),
                None => error.help(text!("diff.one-version.help")),
            },
            Entry::Template(_) => error.help(text!("diff.one-version.help")),
        }
    })
}

/// A template's text as the request could have begun with it: what is known is filled in, every other variable keeps
/// its mark. The source itself where it cannot be filled.
fn filled(open: &Open, source: &str, request: &Request) -> String {
    let settings = &open.journal.settings;
    let names = jinja::variables(source).unwrap_or_default();
    let mut values: BTreeMap<String, String> = names.into_iter().map(|name| (name.clone(), format!("{{{{ {name} }}}}"))).collect();
    values.extend(settings.me.clone());
    let to = request.to.as_ref();
    let known = [("recipient", to.and_then(|to| to.call.as_ref().or(to.name.as_ref()))), ("your_name", settings.name.as_ref())];
    values.extend(known.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?.clone()))));
    jinja::fill(source, &values).map_or_else(|_| source.to_owned(), |text| tidy(&text))
}
