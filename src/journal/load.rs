//! Entries that were read -> the journal. Loading never stops at the first bad file: it gives what could be read
//! and every diagnostic.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use super::entry::{Entry, EntryRead};
use super::format;
use super::request::Request;
use super::settings::Settings;
use super::template::MessageTemplate;
use super::twin_names;
use crate::calendar::Now;
use crate::diagnostic::Diagnostic;
use crate::disk::Litter;
use crate::labels::Text;

/// A file that could not be read as an entry.
#[derive(Clone, Debug)]
pub(crate) struct Unreadable {
    /// The file.
    pub(crate) path: String,
    /// The first reason.
    pub(crate) reason: Text,
    /// What to do about it.
    pub(crate) help: Option<Text>,
}

/// The whole journal at one moment.
#[derive(Debug)]
pub(crate) struct Journal {
    /// Its settings.
    pub(crate) settings: Settings,
    /// The time for which facts hold.
    pub(crate) now: Now,
    /// The readable requests, by path.
    pub(crate) requests: Vec<Request>,
    /// The readable templates, by id.
    pub(crate) templates: Vec<MessageTemplate>,
    /// Requests with an error of the Format table: checked as far as they could be read, shown nowhere.
    pub(crate) half_read: Vec<Request>,
    /// Templates with such an error.
    pub(crate) half_read_templates: Vec<MessageTemplate>,
    /// All files that are left out, and why.
    pub(crate) unreadable: Vec<Unreadable>,
    /// The Format table's findings, settings included.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// How many files were looked at, settings included.
    pub(crate) files: usize,
    pub(super) texts: BTreeMap<String, String>,
    /// The first readable request of each folded id, once somebody asked for one by its id.
    pub(super) by_id: OnceLock<HashMap<String, usize>>,
}

impl Journal {
    /// Puts the journal together from its files.
    pub(crate) fn assemble(
        settings: Settings,
        settings_diagnostics: Vec<Diagnostic>,
        entries: impl IntoIterator<Item = EntryRead>,
        litter: &[Litter],
        now: Now,
    ) -> Journal {
        let mut journal = Journal { files: 1, diagnostics: settings_diagnostics, ..Journal::empty(settings, now) };
        journal.diagnostics.extend(litter.iter().map(format::litter));
        let entries = entries.into_iter();
        // A list that grows is copied, and leaves holes where it was.
        journal.requests.reserve_exact(entries.size_hint().0);
        for read in entries {
            journal.files += 1;
            journal.add(read);
        }
        journal.requests.sort_by(|a, b| a.path().cmp(b.path()));
        let twins = twin_names::findings(&journal.paths(""));
        journal.diagnostics.extend(twins);
        journal.templates.sort_by(|a, b| (&a.id, a.path()).cmp(&(&b.id, b.path())));
        journal
    }

    pub(super) fn add(&mut self, read: EntryRead) {
        let unreadable =
            read.fatal().map(|finding| Unreadable { path: read.path.clone(), reason: finding.message.clone(), help: finding.help.clone() });
        match (read.entry, &unreadable) {
            (Entry::Request(request), None) => self.requests.push(request),
            (Entry::Request(request), Some(_)) => self.half_read.push(request),
            (Entry::Template(template), None) => self.templates.push(*template),
            (Entry::Template(template), Some(_)) => self.half_read_templates.push(*template),
            (Entry::Nothing(text), _) => {
                self.texts.insert(read.path, text);
            }
        }
        self.unreadable.extend(unreadable);
        self.diagnostics.extend(read.diagnostics);
    }

    /// A journal of the same moment with these entries and nothing else: by path and by id, as in any journal.
    pub(crate) fn remade(&self, settings: Settings, mut requests: Vec<Request>, mut templates: Vec<MessageTemplate>) -> Journal {
        requests.sort_by(|a, b| a.path().cmp(b.path()));
        templates.sort_by(|a, b| (&a.id, a.path()).cmp(&(&b.id, b.path())));
        Journal { files: requests.len() + templates.len(), requests, templates, ..Journal::empty(settings, self.now) }
    }

    fn empty(settings: Settings, now: Now) -> Journal {
        Journal {
            settings,
            now,
            requests: Vec::new(),
            templates: Vec::new(),
            half_read: Vec::new(),
            half_read_templates: Vec::new(),
            unreadable: Vec::new(),
            diagnostics: Vec::new(),
            files: 0,
            texts: BTreeMap::new(),
            by_id: OnceLock::new(),
        }
    }
}
