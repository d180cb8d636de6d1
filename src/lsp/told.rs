//! What the editor tells without asking: a document is opened, changed, saved, closed; files and folders change.

use std::sync::Arc;

use lsp_server::Notification;
use lsp_types::DidChangeTextDocumentParams;
use serde_json::Value;

use super::server::{Server, params};

impl Server {
    /// Takes what the editor tells; what nobody knows is left alone.
    pub(super) fn notification(&mut self, told: Notification) {
        let text = |pointer: &str| told.params.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
        let uri = text("/textDocument/uri");
        match told.method.as_str() {
            "initialized" => self.begin(),
            "textDocument/didOpen" => {
                let version = told.params.pointer("/textDocument/version").and_then(Value::as_i64);
                let version = version.and_then(|version| i32::try_from(version).ok()).unwrap_or(0);
                let place = self.find_place(&uri);
                self.buffers.open(&uri, version, text("/textDocument/text"), place);
                self.look(&uri);
            }
            "textDocument/didChange" => {
                if let Some(change) = params::<DidChangeTextDocumentParams>(told.params) {
                    let version = change.text_document.version;
                    self.buffers.change(&uri, version, change.content_changes, self.client.encoding);
                    self.look(&uri);
                }
            }
            "textDocument/didSave" => self.saved(&uri),
            "textDocument/didClose" => self.closed(&uri),
            "workspace/didChangeWatchedFiles" => {
                let changes = told.params.get("changes").and_then(Value::as_array).cloned().unwrap_or_default();
                for change in changes.iter().filter_map(|change| change.get("uri")?.as_str()) {
                    self.changed_on_disk(change);
                }
            }
            "workspace/didChangeWorkspaceFolders" => self.folders_changed(&told.params),
            _ => {}
        }
    }

    fn saved(&mut self, uri: &str) {
        if let Some((root, _)) = self.place(uri)
            && let Some(shelf) = self.shelves.get_mut(&root)
        {
            shelf.wanted.check = true;
            shelf.wanted.git = true;
        }
    }

    fn closed(&mut self, uri: &str) {
        let place = self.place(uri);
        self.buffers.close(uri);
        let outside = Arc::clone(&self.outside);
        if let Some((root, path)) = place
            && let Some(shelf) = self.shelves.get_mut(&root)
        {
            shelf.close(&path, &*outside);
            self.publish_file(&root, &path);
        }
    }

    /// The first step: what an open document shows.
    fn look(&mut self, uri: &str) {
        if self.place(uri).is_none() {
            // Its journal may have been made since.
            let place = self.find_place(uri);
            self.buffers.put(uri, place);
        }
        let Some((root, path)) = self.place(uri) else { return };
        let Some(text) = self.buffers.get(uri).map(|buffer| buffer.text.clone()) else { return };
        let outside = Arc::clone(&self.outside);
        let Some(shelf) = self.shelf(&root) else { return };
        shelf.look(&path, &text, &*outside);
        self.publish_file(&root, &path);
    }

    fn changed_on_disk(&mut self, uri: &str) {
        let Some((root, path)) = self.place(uri) else { return };
        let outside = Arc::clone(&self.outside);
        let is_open = self.buffers.get(uri).is_some();
        let Some(shelf) = self.shelves.get_mut(&root) else { return };
        shelf.wanted.git = true;
        if is_open {
            shelf.wanted.check = true;
        } else {
            shelf.changed_on_disk(&path, &*outside);
        }
    }
}
