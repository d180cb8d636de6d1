//! The journal as the next commit would hold it: what a pre-commit hook checks.

use super::Globals;
use super::open::{self, Open};
use crate::diagnostic::Diagnostic;
use crate::disk::{self, Fault, Found, SETTINGS};
use crate::error::{Error, Result};
use crate::git::{self, Staged, Texts};
use crate::journal::{EntryRead, Journal, SIZE_LIMIT, Settings, entry_from_bytes, stem_of};
use crate::labels::{Labels, text};
use crate::text::normal::is_same_id;

/// Reads the journal from the index, and tells which of its files the commit adds, changes or takes away.
///
/// # Errors
/// When there is no journal, no repository, or git refuses.
pub(super) fn open_staged(globals: &Globals) -> Result<(Open, Staged)> {
    let root = open::root(globals)?;
    let place = git::place(&root).map_err(|absent| {
        let error = Error::new(text!("check.no-repository"; cause => absent.say()));
        match absent.help(&root) {
            Some(help) => error.help(help),
            None => error,
        }
    })?;
    let staged = git::staged(&root, &place)?;
    let blobs = staged.files.values().cloned().collect();
    let texts = git::read_blobs(&root, &blobs, SIZE_LIMIT)?;
    let settings = match staged.files.get(SETTINGS).and_then(|blob| texts.get(blob)) {
        Some(bytes) => bytes.clone(),
        None => disk::read(&root.join(SETTINGS))?,
    };
    let (settings, diagnostics) = Settings::read(SETTINGS, &settings);
    let now = open::now(globals, settings.zone)?;
    let labels = Labels::of(globals.lang.unwrap_or(settings.lang));
    let entries = staged.files.iter().filter(|(path, _)| disk::is_entry(path)).collect();
    let mut entries: Vec<EntryRead> =
        crate::parallel::map(entries, |(path, blob)| entry_from_bytes(found(path, blob, &texts), bytes(blob, &texts), &settings, now));
    // What is staged as a link is read where it leads.
    let linked = ["requests", "templates"].iter().flat_map(|folder| disk::entries(&root, folder, SIZE_LIMIT).0);
    let linked = linked.filter(|found| staged.links.contains(&found.path)).collect();
    entries.extend(disk::read_all(linked, SIZE_LIMIT, |found, bytes| entry_from_bytes(found, bytes, &settings, now)));
    entries.sort_by(|a, b| a.path().cmp(b.path()));
    let journal = Journal::assemble(settings, diagnostics, entries, &[], now);
    Ok((Open::of(root, journal, labels, globals.quiet), staged))
}

/// Whether a finding comes of a file that the commit takes away: an entry names it and stays.
pub(super) fn is_of_gone(staged: &Staged, journal: &Journal, finding: &Diagnostic) -> bool {
    let is_gone = |folder: &str, id: &str| {
        staged.gone.iter().any(|path| path.starts_with(folder) && disk::is_entry(path) && is_same_id(&stem_of(path), id))
    };
    let mut entries = journal.checked_requests().filter(|request| request.path() == finding.path);
    match finding.rule {
        "unknown-template" => entries.any(|entry| entry.template.as_ref().is_some_and(|template| is_gone("templates/", &template.id))),
        "unknown-request" => entries.any(|entry| entry.follows.as_deref().is_some_and(|id| is_gone("requests/", id))),
        _ => false,
    }
}

fn found(path: &str, blob: &str, texts: &Texts) -> Found {
    // What was not read is too large: nothing of the index is missing.
    let fault = (!texts.contains_key(blob)).then_some(Fault::TooLarge(SIZE_LIMIT + 1));
    Found { fault, ..Found::of(path, "") }
}

fn bytes(blob: &str, texts: &Texts) -> Vec<u8> {
    texts.get(blob).cloned().unwrap_or_default()
}
