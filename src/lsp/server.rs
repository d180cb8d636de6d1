//! The loop: one message after another, and the second step of each journal when it is quiet.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use lsp_server::{ErrorCode, Message, Request, Response};
use lsp_types::Diagnostic;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::buffers::Buffers;
use super::client::Client;
use super::greeting::{greet, refusal};
use super::outside::Outside;
use super::settle::{Settled, settle};
use super::shelf::Shelf;
use super::uri;
use super::wire::{NoMessage, Wire, listen};
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
    let client = match greet(&wire, &happens) {
        Ok(client) => client,
        Err(ended) => return ended,
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

    /// As [`Server::place`], by the disk alone.
    pub(super) fn find_place(&self, uri: &str) -> Option<(PathBuf, String)> {
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
}
