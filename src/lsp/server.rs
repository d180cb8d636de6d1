//! The loop: one message after another, and the second step of each journal when it is quiet.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::{Diagnostic, DidChangeTextDocumentParams, PublishDiagnosticsParams, Uri};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::buffers::Buffers;
use super::client::{self, Client};
use super::outside::Outside;
use super::positions::Places;
use super::settle::{Settled, settle};
use super::shelf::Shelf;
use super::wire::{NoMessage, Wire, listen};
use super::{findings, uri};
use crate::diagnostic::{Severity, Span};
use crate::disk::{self, SETTINGS};
use crate::labels::Text;

/// So long a silence ends a burst of typing: then the whole journal is checked.
const QUIET: Duration = Duration::from_millis(150);
/// Typing that does not end is interrupted by the second step after so many messages.
const LONGEST: u32 = 40;

/// What happens.
pub(super) enum Event {
    /// The editor speaks.
    Client(Message),
    /// The second step of a journal is done.
    Settled(PathBuf, Box<Settled>),
    /// Something changed in a journal's folder.
    Disk(PathBuf),
    /// What is no message came instead of one.
    NoMessage(NoMessage),
    /// The editor is gone.
    Gone,
    /// What comes cannot be read any more.
    Broken(Text),
}

/// How a conversation ended.
pub(crate) enum Ended {
    /// By `shutdown`, then `exit`.
    InOrder,
    /// By `exit` alone, or the editor is gone.
    Gone,
    /// What came could not be read any more, and why.
    Broken(Text),
}

/// Serves one editor.
pub(super) fn run(wire: Wire, outside: Arc<dyn Outside>) -> Ended {
    let (events, happens) = channel();
    listen(events.clone());
    let client = loop {
        match happens.recv() {
            Ok(Event::Client(Message::Request(request))) if request.method == "initialize" => {
                if !client::is_greeting(&request.params) {
                    wire.send(&refusal(request.id, ErrorCode::InvalidParams, "not the parameters of initialize"));
                    continue;
                }
                let client = Client::of(&request.params);
                wire.send(&Response::new_ok(request.id, client::answer(&client)).into());
                break client;
            }
            Ok(Event::Client(Message::Request(request))) => {
                wire.send(&refusal(request.id, ErrorCode::ServerNotInitialized, "initialize comes first"));
            }
            Ok(Event::Client(Message::Notification(told))) if told.method == "exit" => return Ended::Gone,
            Ok(Event::NoMessage(refused)) => wire.refuse(&refused),
            Ok(Event::Gone) | Err(_) => return Ended::Gone,
            Ok(Event::Broken(why)) => return Ended::Broken(why),
            Ok(_) => {}
        }
    };
    let mut server = Server {
        outside,
        client,
        wire,
        events,
        buffers: Buffers::default(),
        shelves: BTreeMap::new(),
        published: HashMap::new(),
        unopened: BTreeSet::new(),
        asked: 0,
        is_leaving: false,
    };
    server.work_through(&happens)
}

fn refusal(id: RequestId, code: ErrorCode, words: &str) -> Message {
    Response::new_err(id, code as i32, words.to_owned()).into()
}

/// Why a request is not answered.
pub(super) enum Refused {
    /// Nobody knows it.
    Unknown,
    /// Its parameters are of another form.
    Params,
    /// `initialize` came already.
    TwiceGreeted,
    /// What is asked for cannot be done, in words for the writer.
    Cannot(String),
}

/// The parameters of a message; `None` where they are of another form.
pub(super) fn params<T: DeserializeOwned>(value: Value) -> Option<T> {
    serde_json::from_value(value).ok()
}

/// Everything the server holds.
pub(super) struct Server {
    pub(super) outside: Arc<dyn Outside>,
    pub(super) client: Client,
    pub(super) wire: Wire,
    events: Sender<Event>,
    pub(super) buffers: Buffers,
    pub(super) shelves: BTreeMap<PathBuf, Shelf>,
    /// What each file shows in the editor, by address.
    pub(super) published: HashMap<String, Vec<Diagnostic>>,
    /// Journals whose settings could not be opened.
    unopened: BTreeSet<PathBuf>,
    pub(super) asked: i32,
    is_leaving: bool,
}

impl Server {
    fn work_through(&mut self, happens: &Receiver<Event>) -> Ended {
        let mut unsettled = 0;
        loop {
            let waits = self.shelves.values().any(Shelf::waits);
            let event = match waits {
                true => happens.recv_timeout(if unsettled > LONGEST { Duration::ZERO } else { QUIET }),
                false => happens.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            unsettled = if waits { unsettled + 1 } else { 0 };
            match event {
                Ok(Event::Client(Message::Request(request))) => self.request(request),
                Ok(Event::Client(Message::Notification(told))) if told.method == "exit" => {
                    return if self.is_leaving { Ended::InOrder } else { Ended::Gone };
                }
                Ok(Event::NoMessage(refused)) => self.wire.refuse(&refused),
                Ok(Event::Broken(why)) => return Ended::Broken(why),
                Ok(Event::Client(Message::Notification(told))) => self.notification(told),
                Ok(Event::Client(Message::Response(_))) => {}
                Ok(Event::Settled(root, settled)) => self.settled(&root, *settled),
                Ok(Event::Disk(root)) => {
                    if let Some(shelf) = self.shelves.get_mut(&root) {
                        shelf.wanted.check = true;
                        shelf.wanted.reload = true;
                        shelf.wanted.git = true;
                    }
                }
                Ok(Event::Gone) | Err(RecvTimeoutError::Disconnected) => return Ended::Gone,
                Err(RecvTimeoutError::Timeout) => {
                    unsettled = 0;
                    self.begin_second_steps();
                }
            }
        }
    }

    fn request(&mut self, request: Request) {
        let Request { id, method, params } = request;
        if self.is_leaving {
            return self.wire.send(&refusal(id, ErrorCode::InvalidRequest, "shutdown was asked for"));
        }
        let answer = match method.as_str() {
            "shutdown" => {
                self.is_leaving = true;
                Ok(Value::Null)
            }
            "initialize" => Err(Refused::TwiceGreeted),
            _ => self.answer(&method, params),
        };
        self.wire.send(&match answer {
            Ok(answer) => Response::new_ok(id, answer).into(),
            Err(Refused::TwiceGreeted) => refusal(id, ErrorCode::InvalidRequest, "initialize came already"),
            Err(Refused::Unknown) => refusal(id, ErrorCode::MethodNotFound, &method),
            Err(Refused::Params) => refusal(id, ErrorCode::InvalidParams, &method),
            Err(Refused::Cannot(words)) => refusal(id, ErrorCode::RequestFailed, &words),
        });
    }

    fn notification(&mut self, told: Notification) {
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
            "textDocument/didSave" => {
                if let Some((root, _)) = self.place(&uri)
                    && let Some(shelf) = self.shelves.get_mut(&root)
                {
                    shelf.wanted.check = true;
                    shelf.wanted.git = true;
                }
            }
            "textDocument/didClose" => {
                let place = self.place(&uri);
                self.buffers.close(&uri);
                let outside = Arc::clone(&self.outside);
                if let Some((root, path)) = place
                    && let Some(shelf) = self.shelves.get_mut(&root)
                {
                    shelf.close(&path, &*outside);
                    self.publish_file(&root, &path);
                }
            }
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

    /// The journal in a folder, read where it is not yet held; `None` where its settings cannot be opened.
    pub(super) fn shelf(&mut self, root: &Path) -> Option<&mut Shelf> {
        if !self.shelves.contains_key(root) {
            let shelf = match Shelf::read(root, &self.open_in(root), &*self.outside) {
                Ok(shelf) => shelf,
                Err(error) => {
                    // Tried again with each document; said once.
                    if self.unopened.insert(root.to_path_buf()) {
                        self.log(&error.message);
                    }
                    return None;
                }
            };
            if !self.client.watches {
                let (events, changed) = (self.events.clone(), root.to_path_buf());
                self.outside.watch(root, Box::new(move || drop(events.send(Event::Disk(changed.clone())))));
            }
            self.shelves.insert(root.to_path_buf(), shelf);
        }
        self.shelves.get_mut(root)
    }

    /// Where a document stands: its journal's folder and its path there. `None` for one that is no part of a journal.
    pub(super) fn place(&self, uri: &str) -> Option<(PathBuf, String)> {
        self.buffers.get(uri).map_or_else(|| self.find_place(uri), |buffer| buffer.place.clone())
    }

    fn find_place(&self, uri: &str) -> Option<(PathBuf, String)> {
        let file = uri::path_of(uri)?;
        let root = self.outside.root_of(file.parent()?)?;
        let path = disk::relative(&root, &file);
        (disk::is_entry(&path) || path == SETTINGS).then_some((root, path))
    }

    /// The texts of the open documents of a journal, by path.
    pub(super) fn open_in(&self, root: &Path) -> BTreeMap<String, String> {
        let of_root = |place: &(PathBuf, String)| (place.0 == root).then(|| place.1.clone());
        self.buffers.iter().filter_map(|buffer| Some((of_root(buffer.place.as_ref()?)?, buffer.text.clone()))).collect()
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

    fn begin_second_steps(&mut self) {
        for root in self.shelves.keys().cloned().collect::<Vec<_>>() {
            let open = self.open_in(&root);
            let Some(work) = self.shelves.get_mut(&root).and_then(|shelf| shelf.work(&open, &*self.outside)) else { continue };
            let (events, outside) = (self.events.clone(), Arc::clone(&self.outside));
            std::thread::spawn(move || {
                let settled = settle(work, &*outside);
                let _ = events.send(Event::Settled(root, Box::new(settled)));
            });
        }
    }

    fn settled(&mut self, root: &Path, settled: Settled) {
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

    pub(super) fn place_of_file(&self, uri: &str, root: &Path) -> Option<String> {
        let file = uri::path_of(uri)?;
        file.starts_with(root).then(|| disk::relative(root, &file))
    }

    /// Tells the editor what a file shows, where that is something else than before: all of an open one, the errors and
    /// warnings of another.
    fn publish_file(&mut self, root: &Path, path: &str) {
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
