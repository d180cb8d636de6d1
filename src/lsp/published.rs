//! What the editor is shown of each file, told anew where it is something else than before.

use std::path::Path;
use std::sync::Arc;

use lsp_server::Notification;
use lsp_types::{Diagnostic, PublishDiagnosticsParams, Uri};

use super::positions::Places;
use super::server::Server;
use super::settle::Settled;
use super::{findings, uri};
use crate::diagnostic::{Severity, Span};
use crate::disk;

impl Server {
    /// Takes what the second step of a journal found, and tells it.
    pub(super) fn settled(&mut self, root: &Path, settled: Settled) {
        let open = self.open_in(root);
        let outside = Arc::clone(&self.outside);
        let Some(shelf) = self.shelves.get_mut(root) else { return };
        shelf.settled(settled, &open, &*outside);
        let known = shelf.known.findings.iter().filter(|(_, found)| found.iter().any(is_told_of_closed)).map(|(path, _)| path.clone());
        let mut paths: Vec<String> = known.chain(open.into_keys()).collect();
        // What is published and gone is taken back.
        let shown = self.published.keys().filter_map(|uri| self.place_of_file(uri, root));
        paths.extend(shown);
        paths.sort();
        paths.dedup();
        for path in paths {
            self.publish_file(root, &path);
        }
    }

    /// The path of a file in the journal at `root`; `None` for one elsewhere.
    pub(super) fn place_of_file(&self, uri: &str, root: &Path) -> Option<String> {
        let file = uri::path_of(uri)?;
        file.starts_with(root).then(|| disk::relative(root, &file))
    }

    /// Tells the editor what a file shows, where that is something else than before: all of an open one, the errors and
    /// warnings of another.
    pub(super) fn publish_file(&mut self, root: &Path, path: &str) {
        let Some(shelf) = self.shelves.get(root) else { return };
        let file = uri::of_path(&root.join(path));
        let buffer = self.buffers.at(root, path);
        let (uri, version, diagnostics) = match buffer.and_then(|buffer| Some((buffer, shelf.shown.get(path)?))) {
            Some((buffer, shown)) => {
                let places = Places::of(&buffer.text, self.client.encoding);
                let mut told: Vec<Diagnostic> =
                    shown.findings.iter().map(|finding| findings::shown(finding, &places, &shelf.labels)).collect();
                let settings = &shelf.journal.settings;
                told.extend(shown.crisis.map(|span| {
                    let first = Span { start: span.start, end: span.start + first_line(&buffer.text[span.start..]) };
                    findings::help(first, settings, &places, &shelf.labels)
                }));
                (buffer.uri.clone(), Some(buffer.version), told)
            }
            None => {
                let known = shelf.known.findings.get(path).into_iter().flatten().filter(|finding| is_told_of_closed(finding));
                let places = Places::of_file(shelf.journal.source(path).unwrap_or_default(), self.client.encoding);
                (file, None, known.map(|finding| findings::shown(finding, &places, &shelf.labels)).collect())
            }
        };
        let before = self.published.get(&uri);
        if version.is_none() && before.map_or(diagnostics.is_empty(), |before| *before == diagnostics) {
            return;
        }
        let is_gone = version.is_none() && diagnostics.is_empty();
        let told = PublishDiagnosticsParams { uri: Uri(uri.clone()), version, diagnostics: diagnostics.clone() };
        if is_gone {
            self.published.remove(&uri)
        } else {
            self.published.insert(uri, diagnostics)
        };
        self.wire.send(&Notification::new("textDocument/publishDiagnostics".to_owned(), told).into());
    }
}

fn first_line(text: &str) -> usize {
    text.find(['\n', '\r']).unwrap_or(text.len())
}

/// Of a file that is not open, errors and warnings are told: advice is for who is writing.
fn is_told_of_closed(finding: &crate::diagnostic::Diagnostic) -> bool {
    finding.severity < Severity::Advice
}
