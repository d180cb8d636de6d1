//! A new entry that comes from elsewhere: its bytes, proved to read back as what was meant.

use super::entry::{EntryRead, entry_from_bytes};
use super::scaffold::{Draft, compose};
use super::{Journal, Request, SIZE_LIMIT, as_message, as_section};
use crate::diagnostic::{Diagnostic, Severity};
use crate::disk::Found;
use crate::labels::{Labels, Text, text};

/// Why an entry cannot be written.
#[derive(Debug)]
pub(crate) struct Unfit {
    /// The key whose value is not taken, where it is one key's.
    pub(crate) key: Option<String>,
    /// Why.
    pub(crate) reason: Text,
}

/// The bytes of a new entry of the file `path`, and the entry as it reads back. Texts stay as they are where nothing in them can be
/// taken for the structure of the file; else their marks are escaped.
///
/// # Errors
/// The first value that the reader refuses.
pub(crate) fn arrive(draft: &Draft, path: &str, journal: &Journal) -> Result<(String, Request), Unfit> {
    let mut first = None;
    let escaped = || Draft {
        message: as_message(&draft.message),
        sections: draft.sections.iter().map(|(heading, text)| (heading.clone(), as_section(text))).collect(),
        ..draft.clone()
    };
    for form in [draft.clone(), escaped()] {
        match read_back(&form, path, journal) {
            Ok(read) => return Ok(read),
            Err(unfit) => first = first.or(Some(unfit)),
        }
    }
    Err(first.unwrap_or_else(|| Unfit { key: None, reason: text!("import.does-not-read-back") }))
}

fn read_back(draft: &Draft, path: &str, journal: &Journal) -> Result<(String, Request), Unfit> {
    // An entry says in its own language what stands beside an empty key; there is none here.
    let page = compose(draft, &Labels::of(journal.settings.lang));
    if page.len() as u64 > SIZE_LIMIT {
        return Err(Unfit { key: None, reason: text!("import.too-large") });
    }
    let found = Found::of(path, path);
    let read = entry_from_bytes(found, page.clone().into_bytes(), &journal.settings, journal.now);
    if let Some(error) = refusal(&read) {
        return Err(Unfit { key: key_at(&page, error), reason: error.message.clone() });
    }
    let request = read.request().ok_or(Unfit { key: None, reason: text!("import.does-not-read-back") })?;
    let text_of = |text: &str| text.trim().to_owned();
    let same_sections = request.sections.len() == draft.sections.len()
        && request
            .sections
            .iter()
            .zip(&draft.sections)
            .all(|(section, (heading, text))| section.heading == *heading && text_of(request.section_text(section)) == text_of(text));
    if text_of(request.message()) != text_of(&draft.message) || !same_sections {
        return Err(Unfit { key: None, reason: text!("import.does-not-read-back") });
    }
    Ok((page, request))
}

/// The first error, but for a recipient that the entry lacks: that is for `check` to tell.
fn refusal(read: &EntryRead) -> Option<&Diagnostic> {
    read.diagnostics().iter().find(|diagnostic| diagnostic.severity == Severity::Error && diagnostic.rule != "missing-key")
}

/// The key in whose line a finding stands: `sent`, `to.name`.
fn key_at(page: &str, diagnostic: &Diagnostic) -> Option<String> {
    let start = page.get(..diagnostic.span.start)?.rfind('\n').map_or(0, |at| at + 1);
    let line = page[start..].lines().next()?;
    // The mark of the front matter is what is told of all of it.
    let key = line.split(':').next().filter(|key| *key != "---")?;
    let inner = key.trim_start();
    (!inner.is_empty()).then(|| if inner.len() < key.len() { format!("to.{inner}") } else { inner.to_owned() })
}
