//! An id changed everywhere: the file's name, and all that name it, as one change.

use lsp_types::{PrepareRenamePlaceholder, PrepareRenameResult, WorkspaceEdit};

use super::asked::Asked;
use super::edits::{self, Changes};
use super::places::{self, Named};
use super::positions::Places;
use super::uri;
use crate::diagnostic::Span;
use crate::disk;
use crate::journal::{Edit, apply, stem_of, unportable_name};
use crate::labels::{Text, text};
use crate::text::normal::{is_same_id, nfc};

/// The answer to `textDocument/prepareRename`.
pub(super) fn prepare(asked: &Asked<'_>, named: &Named) -> PrepareRenameResult {
    let first = Span { start: 0, end: asked.text.find(['\n', '\r']).unwrap_or(asked.text.len()) };
    let range = asked.places.range(named.span.unwrap_or(first));
    PrepareRenameResult::PrepareRenamePlaceholder(PrepareRenamePlaceholder { range, placeholder: named.id.clone() })
}

/// Why a name cannot be that of an entry: a file of this name is none, or some system cannot hold it.
fn refused(name: &str) -> Option<Text> {
    if name.trim().is_empty() {
        return Some(text!("lsp.rename.empty"));
    }
    if name.contains('@') || !disk::is_entry(&format!("requests/{name}.md")) {
        return Some(text!("lsp.rename.none", name = name));
    }
    if name.starts_with(char::is_whitespace) || name.ends_with([' ', '.']) || name.ends_with(char::is_whitespace) {
        return Some(text!("lsp.rename.ending", name = name));
    }
    unportable_name(&format!("{name}.md"))
}

/// The answer to `textDocument/rename`, nothing where the name stays; `open` gives address, version and text of an open document at a path.
///
/// # Errors
/// Why it cannot be done: a name that is none, that another entry has, or a file that cannot be edited so.
pub(super) fn rename(
    asked: &Asked<'_>,
    named: &Named,
    wanted: &str,
    open: impl Fn(&str) -> Option<(String, i32, String)>,
) -> Result<Option<WorkspaceEdit>, Text> {
    // What the editor shows of a template's mention may have its version with it.
    let wanted = wanted.strip_suffix(".md").unwrap_or(wanted);
    let wanted = if named.is_template() { wanted.split('@').next().unwrap_or_default() } else { wanted };
    let wanted: &str = &nfc(wanted);
    if wanted == named.id {
        return Ok(None);
    }
    if let Some(reason) = refused(wanted) {
        return Err(reason);
    }
    let folder = if named.is_template() { "templates/" } else { "requests/" };
    let is_taken = asked.shelf.paths(folder).iter().any(|path| *path != named.path && is_same_id(&stem_of(path), wanted));
    if is_taken {
        return Err(text!("lsp.rename.taken", name = wanted));
    }
    if !asked.client.renames_files {
        return Err(text!("lsp.rename.files"));
    }
    let mut changes = Vec::new();
    for mention in places::mentions(asked, named) {
        let path = &mention.document.path;
        let value = mention.version.map_or_else(|| wanted.to_owned(), |version| format!("{wanted}@{version}"));
        let held = open(path);
        let (address, version, old) = match &held {
            Some((address, version, text)) => (address.clone(), Some(*version), text.as_str()),
            None => (uri::of_path(&asked.shelf.root.join(path)), None, mention.document.text.as_str()),
        };
        let new = apply(path, old, &[Edit::Set(mention.key.to_owned(), value)])?;
        let places = if held.is_some() { Places::of(old, asked.client.encoding) } else { Places::of_file(old, asked.client.encoding) };
        changes.push(Changes { uri: address, version, edits: edits::between(old, &new, &places) });
    }
    let old = asked.shelf.root.join(&named.path);
    let new = old.with_file_name(format!("{wanted}.md"));
    let old = open(&named.path).map_or_else(|| uri::of_path(&old), |(address, _, _)| address);
    Ok(Some(edits::all(asked.client, changes, Some((old, uri::of_path(&new))))))
}
