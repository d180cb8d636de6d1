//! Writes facts: the lock, the file's bytes as they are now, the edit, the proof, the replacement.

use super::open::Open;
use crate::diagnostic::{Diagnostic, Severity};
use crate::disk::{self, Found, Lock, Written};
use crate::error::{Error, Result};
use crate::journal::{Edit, apply, diagnostics_of, overtaken};
use crate::labels::text;

/// Applies the edits to the file `path` of the journal as it is now: what another command wrote of other facts since
/// `open` was read stays.
///
/// # Errors
/// When one of the facts was changed meanwhile, when the file broke, cannot be edited in place, or would gain an error by
/// the edit. Nothing is written then.
pub(super) fn change(open: &Open, path: &str, edits: &[Edit]) -> Result<Written> {
    let _lock = Lock::take(&open.root)?;
    let now = disk::read(&open.root.join(path))?;
    let key = open.journal.source(path).zip(str::from_utf8(&now).ok()).and_then(|(read, now)| overtaken(read, now, edits));
    if let Some(key) = key {
        return Err(Error::new(text!("overtaken", key = key, path = path)).help(text!("overtaken.help", path = path)));
    }
    let written = change_held(open, path, edits)?;
    if let Some(swap) = disk::swap_file(&open.root.join(path)).filter(|_| written == Written::New) {
        open.say(&text!("change.swap", path = path, swap = disk::relative(&open.root, &swap)));
    }
    Ok(written)
}

/// As [`change`], for a command that holds the journal's lock already.
///
/// # Errors
/// As [`change`].
pub(super) fn change_held(open: &Open, path: &str, edits: &[Edit]) -> Result<Written> {
    let file = open.root.join(path);
    let before = disk::read(&file)?;
    let source = String::from_utf8(before.clone()).map_err(|_| Error::new(text!("edit.unreadable", path = path)))?;
    let after = apply(path, &source, edits).map_err(|message| Error::new(message).help(text!("edit.shape.help", path = path)))?;
    refuse_new_errors(open, path, &before, after.as_bytes())?;
    disk::replace(&open.root, &file, &before, after.as_bytes())
}

/// An edit may leave errors standing, but add none.
fn refuse_new_errors(open: &Open, path: &str, before: &[u8], after: &[u8]) -> Result<()> {
    let errors = |bytes: &[u8]| -> Vec<Diagnostic> {
        let found = Found::of(path, open.root.join(path));
        diagnostics_of(found, bytes.to_vec(), &open.journal.settings, open.journal.now)
            .into_iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error)
            .collect()
    };
    let old = errors(before);
    let new = errors(after).into_iter().find(|new| !old.iter().any(|old| old.rule == new.rule && old.message == new.message));
    match new {
        None => Ok(()),
        Some(diagnostic) => {
            let error = Error::new(diagnostic.message);
            Err(Error { help: diagnostic.help, ..error })
        }
    }
}
