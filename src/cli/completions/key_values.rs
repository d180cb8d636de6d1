//! What a shell is offered for `KEY=VALUE`: the keys, each with its `=`, and behind it the values that the key takes.

use clap_complete::engine::CompletionCandidate;

use crate::cli::open::Open;
use crate::journal::{KEYS, TO_KEYS, words_of};

/// The keys that `set` writes, and what may follow one: words of the format, templates and ids of the journal, and what its
/// entries say there. Only those that begin with what is typed.
pub(super) fn pairs(open: &Open, typed: &str) -> Vec<CompletionCandidate> {
    let Some((key, begun)) = typed.split_once('=') else { return keys(open, typed) };
    let values = values(open, key).into_iter().filter(|value| value.starts_with(begun));
    values.map(|value| CompletionCandidate::new(format!("{key}={value}"))).collect()
}

fn keys(open: &Open, typed: &str) -> Vec<CompletionCandidate> {
    let told = |shown: String, key: String| CompletionCandidate::new(format!("{shown}=")).help(Some(open.labels.word("key", &key).into()));
    let own = KEYS.iter().filter(|key| !["to", "allow"].contains(key)).map(|key| ((*key).to_owned(), format!("request.{key}")));
    let of_person = TO_KEYS.iter().map(|key| (format!("to.{key}"), format!("to.{key}")));
    own.chain(of_person).filter(|(shown, _)| shown.starts_with(typed)).map(|(shown, key)| told(shown, key)).collect()
}

fn values(open: &Open, key: &str) -> Vec<String> {
    let journal = &open.journal;
    match key {
        "template" => journal.templates.iter().map(|template| format!("{}@{}", template.id, template.version)).collect(),
        "follows" => journal.requests.iter().map(|request| request.id.clone()).collect(),
        "to.name" => super::names(open).into_iter().collect(),
        _ => words_of(key).unwrap_or_default().iter().map(|word| (*word).to_owned()).collect(),
    }
}
