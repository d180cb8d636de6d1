//! The filters that list, search, due and build share.

use super::when;
use crate::calendar::{Direction, Now};
use crate::error::{Error, Result};
use crate::insight::{Filter, Status};
use crate::journal::Kind;
use crate::labels::{Text, Value, text};
use crate::text::near::nearest;

/// Which entries.
#[derive(clap::Args, Default)]
pub(super) struct FilterArgs {
    /// Only entries of this status.
    #[arg(long, value_name = "STATUS")]
    status: Vec<String>,
    /// Only entries of this kind.
    #[arg(long, value_name = "KIND")]
    kind: Vec<String>,
    /// Only entries that went out this way.
    #[arg(long, value_name = "CHANNEL")]
    channel: Vec<String>,
    /// Only entries of this template: ID or ID@VERSION.
    #[arg(long, value_name = "TEMPLATE")]
    template: Vec<String>,
    /// Only entries with this tag.
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,
    /// Sent on this day or later.
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    since: Option<String>,
    /// Sent on this day or earlier.
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    until: Option<String>,
    /// Only entries whose key has this value.
    #[arg(long = "where", value_name = "KEY=VALUE")]
    wheres: Vec<String>,
}

impl FilterArgs {
    /// The filter.
    ///
    /// # Errors
    /// A word that is no status or kind, a WHEN that is none, a `--where` without `=`.
    pub(super) fn read(&self, now: Now) -> Result<Filter> {
        let day = |when: &Option<String>| {
            when.as_ref().map(|when| when::read(when, now, Direction::Any).map(|moment| moment.day(now.zone))).transpose()
        };
        Ok(Filter {
            status: words(&self.status, "--status", Status::parse, &Status::ALL.map(Status::word))?,
            kind: words(&self.kind, "--kind", Kind::parse, Kind::WORDS)?,
            channel: split(&self.channel),
            template: split(&self.template),
            tag: split(&self.tag),
            since: day(&self.since)?,
            until: day(&self.until)?,
            wheres: self.wheres.iter().map(|pair| key_value(pair, "--where", text!("no-equals.help"))).collect::<Result<_>>()?,
        })
    }
}

/// `a,b` and repeated options are the same.
fn split(values: &[String]) -> Vec<String> {
    values.iter().flat_map(|value| value.split(',')).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()).collect()
}

fn words<T>(values: &[String], option: &str, parse: impl Fn(&str) -> Option<T>, known: &[&'static str]) -> Result<Vec<T>> {
    split(values).iter().map(|word| parse(word).ok_or_else(|| not_a_word(option, word, known))).collect()
}

/// A word that is not one of a closed list.
pub(super) fn not_a_word(option: &str, word: &str, known: &[&'static str]) -> Error {
    let error = Error::new(text!("unknown-value.message", key = option, value = word));
    match nearest(word, known.iter().copied()) {
        Some(near) => error.help(text!("did-you-mean", word = near)),
        None => error.help(text!("unknown-value.help"; words => Value::list(known))),
    }
}

/// `KEY=VALUE`; `example` is the help where it is something else.
pub(super) fn key_value(pair: &str, option: &str, example: Text) -> Result<(String, String)> {
    match pair.split_once('=') {
        Some((key, value)) if !key.trim().is_empty() => Ok((key.trim().to_owned(), value.to_owned())),
        _ => Err(Error::new(text!("no-equals", option = option, pair = pair)).help(example)),
    }
}
