//! An editor without a screen: it starts the server, opens and edits documents, and keeps what it is told.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStderr, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::program::{Journal, run_in};

/// So long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(40);

/// A running server and what it said.
pub(super) struct Editor {
    child: Child,
    to: Option<ChildStdin>,
    errors: ChildStderr,
    from: Receiver<Value>,
    asked: i64,
    root: std::path::PathBuf,
    versions: BTreeMap<String, i64>,
    /// The newest diagnostics of each address, with the version they are about.
    pub(super) told: BTreeMap<String, (Option<i64>, Vec<Value>)>,
    /// Lines for the editor's log.
    pub(super) logged: Vec<String>,
    /// Requests of the server.
    pub(super) requests: Vec<Value>,
    /// What it answered to `initialize`.
    pub(super) greeting: Value,
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a finding is compared by: rule, weight, place, and its fact.
pub(super) type Seen = (String, i64, [i64; 4], String);

impl Editor {
    /// An editor with a journal open, that counts columns in `encoding`.
    pub(super) fn of(journal: &Journal, encoding: &str) -> Editor {
        let capabilities = json!({
            "general": {"positionEncodings": [encoding]},
            "workspace": {"workspaceEdit": {"documentChanges": true, "resourceOperations": ["rename"]},
                "didChangeWatchedFiles": {"dynamicRegistration": true}},
            "textDocument": {"codeAction": {"disabledSupport": true}},
        });
        Editor::that_can(journal, &capabilities)
    }

    /// An editor with a journal open that can what it says.
    pub(super) fn that_can(journal: &Journal, capabilities: &Value) -> Editor {
        let mut editor = Editor::silent(journal);
        let folder = json!([{"uri": editor.uri(""), "name": "journal"}]);
        editor.greeting =
            editor.ask("initialize", json!({"processId": null, "rootUri": null, "capabilities": capabilities, "workspaceFolders": folder}));
        editor.tell("initialized", json!({}));
        editor
    }

    /// A server that was not greeted yet.
    pub(super) fn silent(journal: &Journal) -> Editor {
        let mut child = Command::new(env!("CARGO_BIN_EXE_asklog"))
            .arg("lsp")
            .current_dir(journal.root())
            .env_clear()
            .envs([("TZ", "Asia/Taipei"), ("ASKLOG_NOW", "2026-04-12")])
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("started");
        let (sender, from) = channel();
        let mut out = BufReader::new(child.stdout.take().expect("piped"));
        std::thread::spawn(move || {
            while let Some(message) = read_message(&mut out) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Editor {
            to: child.stdin.take(),
            errors: child.stderr.take().expect("piped"),
            child,
            from,
            asked: 0,
            root: journal.root().to_path_buf(),
            versions: BTreeMap::new(),
            told: BTreeMap::new(),
            logged: Vec::new(),
            requests: Vec::new(),
            greeting: Value::Null,
        }
    }

    /// The address of a file of the journal; of the folder itself for an empty path.
    pub(super) fn uri(&self, path: &str) -> String {
        let mut uri = String::from("file://");
        for byte in self.root.join(path).to_string_lossy().trim_end_matches('/').bytes() {
            let plain = byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
            uri.push_str(&if plain { char::from(byte).to_string() } else { format!("%{byte:02X}") });
        }
        uri
    }

    /// Sends any message.
    pub(super) fn send(&mut self, message: &Value) {
        let text = message.to_string();
        self.send_bytes(format!("Content-Length: {}\r\n\r\n{text}", text.len()).as_bytes());
    }

    /// Sends any bytes.
    pub(super) fn send_bytes(&mut self, bytes: &[u8]) {
        let to = self.to.as_mut().expect("open");
        to.write_all(bytes).and_then(|()| to.flush()).expect("sent");
    }

    /// The next answer to nothing that is known.
    pub(super) fn refusal(&mut self) -> Value {
        loop {
            let message = self.next().expect("a message");
            if message.get("error").is_some() {
                return message;
            }
        }
    }

    /// Tells something.
    pub(super) fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Asks something, and gives the result; the error where there is one.
    pub(super) fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        loop {
            let message = self.next().unwrap_or_else(|| panic!("no answer to {method}"));
            if message.get("method").is_none() && message["id"] == json!(id) {
                return message.get("error").cloned().unwrap_or_else(|| message["result"].clone());
            }
        }
    }

    /// Asks about a place of a document.
    pub(super) fn ask_at(&mut self, method: &str, path: &str, line: usize, character: usize) -> Value {
        let uri = self.uri(path);
        self.ask(method, json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}))
    }

    /// The next message, taken note of.
    fn next(&mut self) -> Option<Value> {
        let message = self.from.recv_timeout(PATIENCE).ok()?;
        if message["method"] == "textDocument/publishDiagnostics" {
            let params = &message["params"];
            let found = params["diagnostics"].as_array().expect("a list").clone();
            let uri = params["uri"].as_str().expect("an address").to_owned();
            self.told.insert(uri, (params["version"].as_i64(), found));
        } else if message["method"] == "window/logMessage" {
            self.logged.push(message["params"]["message"].as_str().expect("words").to_owned());
        } else if message.get("method").is_some() && message.get("id").is_some() {
            self.requests.push(message.clone());
        }
        Some(message)
    }

    /// Reads on until what it was told is so.
    pub(super) fn until(&mut self, what: &str, is_so: impl Fn(&Editor) -> bool) {
        let start = Instant::now();
        while !is_so(self) {
            assert!(start.elapsed() < PATIENCE && self.next().is_some(), "{what}: {:#?}", self.told);
        }
    }

    /// Opens a document with a text.
    pub(super) fn open(&mut self, path: &str, text: &str) {
        let uri = self.uri(path);
        self.versions.insert(path.to_owned(), 1);
        self.tell("textDocument/didOpen", json!({"textDocument": {"uri": uri, "languageId": "markdown", "version": 1, "text": text}}));
    }

    /// Changes an open document: the new text instead of a range, in the editor's columns.
    pub(super) fn edit(&mut self, path: &str, range: [usize; 4], text: &str) {
        let [line, character, end_line, end_character] = range;
        let range = json!({"start": {"line": line, "character": character}, "end": {"line": end_line, "character": end_character}});
        self.change(path, json!([{"range": range, "text": text}]));
    }

    /// Replaces the whole text.
    pub(super) fn replace(&mut self, path: &str, text: &str) {
        self.change(path, json!([{"text": text}]));
    }

    /// Sends changes of a document.
    pub(super) fn change(&mut self, path: &str, changes: Value) {
        let uri = self.uri(path);
        let version = self.versions.entry(path.to_owned()).or_default();
        *version += 1;
        let version = *version;
        self.tell("textDocument/didChange", json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": changes}));
    }

    /// Closes a document.
    pub(super) fn close(&mut self, path: &str) {
        let uri = self.uri(path);
        self.tell("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    }

    /// Tells that a file on disk was made, changed (2) or deleted (3).
    pub(super) fn touched(&mut self, path: &str, kind: i64) {
        let uri = self.uri(path);
        self.tell("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri, "type": kind}]}));
    }

    /// Waits for the diagnostics of the newest version of a document.
    pub(super) fn diagnostics(&mut self, path: &str) -> Vec<Seen> {
        let (uri, version) = (self.uri(path), self.versions.get(path).copied());
        self.until(&format!("diagnostics of {path} at {version:?}"), |editor| {
            editor.told.get(&uri).is_some_and(|(about, _)| *about == version)
        });
        self.seen(path)
    }

    /// What was told of a file last.
    pub(super) fn seen(&self, path: &str) -> Vec<Seen> {
        let mut seen: Vec<Seen> = self.told.get(&self.uri(path)).map_or_else(Vec::new, |(_, found)| found.iter().map(of_wire).collect());
        seen.sort();
        seen
    }

    /// The rules told of a file last.
    pub(super) fn rules(&self, path: &str) -> Vec<String> {
        self.seen(path).into_iter().map(|seen| seen.0).collect()
    }

    /// Waits until a file shows what `check` finds in the journal on disk, as bytes that are the same as what is open.
    pub(super) fn until_equal_to_check(&mut self, path: &str) {
        let expected = check(&self.root, path);
        self.until(&format!("{path} as check says: {expected:#?}"), |editor| editor.seen(path) == expected);
    }

    /// Leaves in order, and gives the exit status.
    pub(super) fn leave(mut self) -> i32 {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.tell("exit", Value::Null);
        self.child.wait().expect("ended").code().expect("a status")
    }

    /// Waits for the server to end by itself, and gives the exit status and what it said of it.
    pub(super) fn ended(mut self) -> (i32, String) {
        drop(self.to.take());
        let status = self.child.wait().expect("ended").code().expect("a status");
        let mut said = String::new();
        self.errors.read_to_string(&mut said).expect("read");
        (status, said)
    }

    /// Ends the connection, and gives the exit status.
    pub(super) fn hang_up(mut self) -> i32 {
        drop(self.to.take());
        self.child.wait().expect("ended").code().expect("a status")
    }
}

fn of_wire(found: &Value) -> Seen {
    let at = |end: &str, unit: &str| found["range"][end][unit].as_i64().expect("a number");
    let place = [at("start", "line"), at("start", "character"), at("end", "line"), at("end", "character")];
    let message = found["message"].as_str().expect("words").lines().next().unwrap_or_default().to_owned();
    (found["code"].as_str().unwrap_or_default().to_owned(), found["severity"].as_i64().expect("a number"), place, message)
}

/// What `check` finds in a file, in columns of scalar values.
pub(super) fn check(root: &std::path::Path, path: &str) -> Vec<Seen> {
    let ran = run_in(root, &["check", "--format", "json", path]);
    let report: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}{}", ran.out, ran.err));
    let of = |found: &Value| {
        let at = |key: &str| found[key].as_i64().expect("a number") - 1;
        let place = [at("line"), at("column"), at("end_line"), at("end_column")];
        let severity = match found["severity"].as_str() {
            Some("error") => 1,
            Some("warning") => 2,
            _ => 3,
        };
        (found["rule"].as_str().expect("a rule").to_owned(), severity, place, found["message"].as_str().expect("words").to_owned())
    };
    let mut seen: Vec<Seen> = report["diagnostics"].as_array().expect("a list").iter().map(of).collect();
    seen.sort();
    seen
}

fn read_message(from: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if from.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            header => {
                if let Some(value) = header.strip_prefix("Content-Length: ") {
                    length = value.parse().ok()?;
                }
            }
        }
    }
    let mut body = vec![0; length];
    from.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
