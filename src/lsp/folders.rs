//! The folders that an editor has open, and the journals in them.

use std::path::{Path, PathBuf};

use lsp_server::{Notification, Request, RequestId};
use lsp_types::{PublishDiagnosticsParams, Uri};
use serde_json::Value;

use super::server::Server;
use super::{client, uri};
use crate::labels::{Text, text};

impl Server {
    /// The journals of the open folders, else the one that the command line names.
    pub(super) fn begin(&mut self) {
        if self.client.watches {
            self.asked += 1;
            let id = RequestId::from(self.asked);
            self.wire.send(&Request::new(id, "client/registerCapability".to_owned(), client::watchers()).into());
        }
        let folders = self.client.folders.clone();
        for folder in folders.iter().cloned().chain(self.outside.start().filter(|_| folders.is_empty())) {
            self.open_journal_of(&folder);
        }
        // Once and in its log: an editor may start this for any Markdown, and a file of a journal may be opened later.
        let nowhere = folders.iter().find(|folder| self.outside.root_of(folder).is_none());
        if let Some(folder) = nowhere.filter(|_| self.shelves.is_empty()) {
            self.log(&text!("lsp.no-journal", path = folder.display()));
        }
    }

    /// A line in the editor's log.
    pub(super) fn log(&self, said: &Text) {
        let labels = self.outside.labels();
        // 3 is information.
        let params = serde_json::json!({"type": 3, "message": said.say(&labels)});
        self.wire.send(&Notification::new("window/logMessage".to_owned(), params).into());
    }

    fn open_journal_of(&mut self, place: &Path) {
        if let Some(root) = self.outside.root_of(place) {
            self.shelf(&root);
        }
    }

    /// Takes back what was told of a journal whose folder was closed, unless a document of it is still open.
    fn put_away_journal_of(&mut self, place: &Path) {
        let Some(root) = self.outside.root_of(place).filter(|root| self.open_in(root).is_empty()) else { return };
        if self.shelves.remove(&root).is_none() {
            return;
        }
        let told: Vec<String> = self.published.keys().filter(|uri| self.place_of_file(uri, &root).is_some()).cloned().collect();
        for uri in told {
            self.published.remove(&uri);
            let nothing = PublishDiagnosticsParams { uri: Uri(uri), version: None, diagnostics: Vec::new() };
            self.wire.send(&Notification::new("textDocument/publishDiagnostics".to_owned(), nothing).into());
        }
    }

    /// The answer to `workspace/didChangeWorkspaceFolders`.
    pub(super) fn folders_changed(&mut self, params: &Value) {
        let folders = |pointer: &str| -> Vec<PathBuf> {
            let folders = params.pointer(pointer).and_then(Value::as_array).into_iter().flatten();
            folders.filter_map(|folder| uri::path_of(folder.get("uri")?.as_str()?)).collect()
        };
        folders("/event/added").iter().for_each(|folder| self.open_journal_of(folder));
        folders("/event/removed").iter().for_each(|folder| self.put_away_journal_of(folder));
    }
}
