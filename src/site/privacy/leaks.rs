//! Leaks as findings: each told once, with how many pages hold it, at the line of the entry that lets it out.

use std::collections::BTreeMap;

use super::html::Place;
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::journal::{Document, Journal};
use crate::labels::{Text, text};
use crate::text::fold::{bytes, fold};

/// Something that stands on a page and must not.
pub(crate) struct Leak {
    /// The page.
    pub(super) page: String,
    /// The entry that the page is of, by its path in the user's journal.
    pub(super) source: Option<String>,
    /// Where the user's journal says that it is a secret.
    pub(super) path: String,
    pub(super) span: Span,
    /// What it is, in a word.
    pub(super) what: &'static str,
    /// As it stands on the page; empty for a passage.
    pub(super) words: String,
    /// The words around it.
    pub(super) around: String,
    pub(super) place: Place<'static>,
    /// What to do where no entry is known to hold it.
    pub(super) help: Text,
}

/// One finding for each secret that is out, by path; of its pages the first that is of one entry is named.
pub(crate) fn told(leaks: Vec<Leak>, journal: &Journal) -> Vec<Diagnostic> {
    let mut groups: BTreeMap<(String, String, String), Vec<Leak>> = BTreeMap::new();
    for leak in leaks {
        // A passage has no words: its entry is what tells it from another.
        let key = (leak.path.clone(), leak.words.to_lowercase(), if leak.words.is_empty() { leak.around.clone() } else { String::new() });
        groups.entry(key).or_default().push(leak);
    }
    let mut found: Vec<Diagnostic> = groups.into_values().filter_map(|group| finding(group, journal)).collect();
    found.sort_by(|a, b| (&a.path, a.span).cmp(&(&b.path, b.span)));
    found
}

fn finding(mut group: Vec<Leak>, journal: &Journal) -> Option<Diagnostic> {
    let mut pages: Vec<&str> = group.iter().map(|leak| leak.page.as_str()).collect();
    pages.sort_unstable();
    pages.dedup();
    let count = pages.len();
    group.sort_by(|a, b| (a.source.is_none(), &a.page).cmp(&(b.source.is_none(), &b.page)));
    let first = group.into_iter().next()?;
    let message = match count {
        0 | 1 => message(&first),
        count => text!("private-data-in-site.more", count = count - 1; said => message(&first)),
    };
    let (path, span) = out_of(&first, journal).unwrap_or((first.path, first.span));
    Some(Diagnostic::new("private-data-in-site", Severity::Error, &path, span, message).help(first.help))
}

fn message(leak: &Leak) -> Text {
    match &leak.place {
        Place::Attribute(name) if name == "path" => {
            text!("private-data-in-site.path", page = leak.page, words = leak.words, what = leak.what)
        }
        Place::Attribute(name) => {
            text!("private-data-in-site.attribute", page = leak.page, words = leak.words, name = name, around = leak.around)
        }
        Place::Text(_) | Place::Comment if leak.what == "passage" => {
            text!("private-data-in-site.passage", page = leak.page, around = leak.around)
        }
        Place::Text(_) | Place::Comment => {
            text!("private-data-in-site.text", page = leak.page, words = leak.words, around = leak.around)
        }
    }
}

/// The place in the user's own files that lets the words out: they stand there with marks in them, or they would have
/// been masked.
fn out_of(leak: &Leak, journal: &Journal) -> Option<(String, Span)> {
    let requests = journal.requests.iter().map(|request| &request.document);
    let documents = requests.map(AsRef::as_ref).chain(journal.templates.iter().map(|template| template.document.as_ref()));
    let of_page = |document: &&Document| leak.source.as_ref().is_none_or(|source| document.path == *source);
    documents.filter(of_page).find_map(|document| Some((document.path.clone(), in_pieces(&document.text, &leak.words)?)))
}

/// Where words stand in a text with marks between their letters.
fn in_pieces(text: &str, words: &str) -> Option<Span> {
    let letters_of = |text: &str| -> Vec<char> { fold(text).iter().map(|letter| letter.small).filter(|c| c.is_alphanumeric()).collect() };
    let wanted = letters_of(words);
    let letters = fold(text);
    let alone: Vec<usize> = (0..letters.len()).filter(|at| letters[*at].small.is_alphanumeric()).collect();
    if wanted.is_empty() {
        return None;
    }
    let same = |window: &&[usize]| window.iter().zip(&wanted).all(|(at, letter)| letters[*at].small == *letter);
    let is_in_pieces = |window: &&[usize]| {
        let run = &letters[window[0]..=window[window.len() - 1]];
        run.iter().any(|letter| !letter.small.is_alphanumeric() && !letter.small.is_whitespace())
    };
    let window = alone.windows(wanted.len()).filter(same).find(is_in_pieces)?;
    let place = bytes(&letters, window[0]..window[window.len() - 1] + 1);
    Some(Span { start: place.start, end: place.end })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_pieces_are_found_where_they_stand() {
        for (text, words, expected) in [
            ("to: 蔡雀鳴\n蔡*雀*鳴 dries", "蔡雀鳴", Some("蔡*雀*鳴")),
            ("Zelda, Zel**da** x", "Zelda", Some("Zel**da")),
            ("call 0912*-345*-678 now", "0912-345-678", Some("0912*-345*-678")),
            ("Zelda Quill", "Zelda Quill", None),
            ("x", "", None),
        ] {
            assert_eq!(in_pieces(text, words).map(|span| &text[span.range()]), expected, "{text}");
        }
    }
}
