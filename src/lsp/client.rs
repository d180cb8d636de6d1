//! What the editor can, and what the server answers to its greeting.

use std::path::PathBuf;

use lsp_types::InitializeParams;
use serde_json::{Value, json};

use super::positions::Encoding;
use super::uri;

/// What the editor said of itself.
#[derive(Clone, Debug)]
pub(super) struct Client {
    /// What columns count.
    pub(super) encoding: Encoding,
    /// Folders it has open.
    pub(super) folders: Vec<PathBuf>,
    /// Whether it watches files for us.
    pub(super) watches: bool,
    /// Whether its edits may rename files.
    pub(super) renames_files: bool,
    /// Whether its edits may name versions.
    pub(super) takes_versions: bool,
    /// Whether an action may be shown with the reason why it cannot be done.
    pub(super) shows_disabled: bool,
}

impl Client {
    /// Reads the greeting; what is missing or of another form is what the editor cannot.
    pub(super) fn of(greeting: &Value) -> Client {
        let can = |pointer: &str| greeting.pointer(&format!("/capabilities{pointer}"));
        let is = |pointer: &str| can(pointer).and_then(Value::as_bool).unwrap_or(false);
        let texts = |value: Option<&Value>| -> Vec<String> {
            value.and_then(Value::as_array).into_iter().flatten().filter_map(|text| Some(text.as_str()?.to_owned())).collect()
        };
        let folders = greeting.get("workspaceFolders").and_then(Value::as_array);
        let named = folders.into_iter().flatten().filter_map(|folder| folder.get("uri")?.as_str());
        let mut folders: Vec<PathBuf> = named.filter_map(uri::path_of).collect();
        if folders.is_empty() {
            folders.extend(greeting.get("rootUri").and_then(Value::as_str).and_then(uri::path_of));
        }
        // A file's new name comes among the changes of documents: who takes it takes those, said or not (Neovim does not say).
        let renames_files = texts(can("/workspace/workspaceEdit/resourceOperations")).iter().any(|operation| operation == "rename");
        Client {
            encoding: Encoding::of_offer(&texts(can("/general/positionEncodings"))),
            folders,
            watches: is("/workspace/didChangeWatchedFiles/dynamicRegistration"),
            renames_files,
            takes_versions: renames_files || is("/workspace/workspaceEdit/documentChanges"),
            shows_disabled: is("/textDocument/codeAction/disabledSupport"),
        }
    }
}

/// Whether a greeting is one at all.
pub(super) fn is_greeting(params: &Value) -> bool {
    serde_json::from_value::<InitializeParams>(params.clone()).is_ok()
}

/// What the server can.
pub(super) fn answer(client: &Client) -> Value {
    json!({
        "capabilities": {
            "positionEncoding": client.encoding.name(),
            "textDocumentSync": {"openClose": true, "change": 2, "save": {"includeText": false}},
            "completionProvider": {"triggerCharacters": [":", " ", "{", "[", "@", ","]},
            "hoverProvider": true,
            "definitionProvider": true,
            "referencesProvider": true,
            "documentSymbolProvider": true,
            "codeActionProvider": {"codeActionKinds": ["quickfix", "refactor", "source.fixAll"]},
            "renameProvider": {"prepareProvider": true},
            "inlayHintProvider": true,
            "workspace": {"workspaceFolders": {"supported": true, "changeNotifications": true}},
        },
        "serverInfo": {"name": "asklog", "version": env!("CARGO_PKG_VERSION")},
    })
}

/// The files whose changes the editor shall tell.
pub(super) fn watchers() -> Value {
    let watchers: Vec<Value> =
        ["**/asklog.yaml", "**/requests/**", "**/templates/**"].iter().map(|glob| json!({"globPattern": glob})).collect();
    json!({"registrations": [{
        "id": "asklog-files",
        "method": "workspace/didChangeWatchedFiles",
        "registerOptions": {"watchers": watchers},
    }]})
}
