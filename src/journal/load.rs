//! Named bytes -> the journal. Loading never stops at the first bad file: it gives what could be read
//! and every diagnostic.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::document::{Document, FRONT_LIMIT, SplitFault, keys_of_open, split};
use super::format;
use super::ids::{stem_of, twins};
use super::request::Request;
use super::settings::Settings;
use super::template::MessageTemplate;
use crate::calendar::Now;
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::disk::{Found, Litter};
use crate::labels::{Text, text};
use crate::text::normal::fold_id;
use crate::yaml;

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

/// One entry's file, read.
#[derive(Clone, Debug)]
pub(crate) struct EntryRead {
    path: String,
    entry: Entry,
    diagnostics: Vec<Diagnostic>,
}

#[derive(Clone, Debug)]
enum Entry {
    Request(Box<Request>),
    Template(Box<MessageTemplate>),
    /// Not even a mapping; the text that could be read, for showing the place.
    Nothing(String),
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
}

impl EntryRead {
    /// The file, relative to the journal.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// The same as of another now, where it was read of these bytes under the same settings: of all that is read, only
    /// the facts hang on the clock. `None` where it must be read again.
    #[cfg_attr(not(feature = "serve"), allow(dead_code))]
    pub(crate) fn again(&self, bytes: &[u8], now: Now) -> Option<EntryRead> {
        let document = match &self.entry {
            Entry::Request(request) => &request.document.text,
            Entry::Template(template) => &template.document.text,
            Entry::Nothing(_) => return None,
        };
        if document.as_bytes() != bytes {
            return None;
        }
        let mut again = self.clone();
        if let Entry::Request(request) = &mut again.entry {
            request.move_to(now);
        }
        Some(again)
    }

    /// What was found in it.
    pub(crate) fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The request, where it is one that could be read at all, to look at.
    pub(crate) fn as_request(&self) -> Option<&Request> {
        match &self.entry {
            Entry::Request(request) => Some(request),
            _ => None,
        }
    }

    /// The template, where it is one that could be read at all, to look at.
    pub(crate) fn as_template(&self) -> Option<&MessageTemplate> {
        match &self.entry {
            Entry::Template(template) => Some(template),
            _ => None,
        }
    }

    /// The request, where it is one that could be read at all.
    pub(crate) fn request(self) -> Option<Request> {
        match self.entry {
            Entry::Request(request) => Some(*request),
            _ => None,
        }
    }

    /// Whether nothing makes the entry unreadable.
    pub(crate) fn is_readable(&self) -> bool {
        !self.diagnostics.iter().any(is_fatal)
    }

    /// The template, where it is one that could be read at all.
    pub(crate) fn template(self) -> Option<MessageTemplate> {
        match self.entry {
            Entry::Template(template) => Some(*template),
            _ => None,
        }
    }
}

/// Reads one entry's bytes. Its folder tells what it is.
pub(crate) fn entry_from_bytes(found: Found, bytes: Vec<u8>, settings: &Settings, now: Now) -> EntryRead {
    let path = found.path;
    let mut diagnostics: Vec<Diagnostic> = format::name(&path).into_iter().collect();
    if let Some(fault) = &found.fault {
        diagnostics.push(format::disk_fault(&path, fault));
        return EntryRead { path, entry: Entry::Nothing(String::new()), diagnostics };
    }
    let source = match String::from_utf8(bytes) {
        Ok(source) => source,
        Err(error) => {
            let (diagnostic, kept) = format::not_utf8(&path, error.as_bytes(), error.utf8_error().valid_up_to());
            diagnostics.push(diagnostic);
            return EntryRead { path, entry: Entry::Nothing(kept), diagnostics };
        }
    };
    if let Some(conflict) = format::conflict(&path, &source) {
        diagnostics.push(conflict);
        return EntryRead { path, entry: Entry::Nothing(source), diagnostics };
    }
    let first_line = first_line(&source);
    let parts = match split(&source) {
        Ok(parts) if parts.front.end - parts.front.start > FRONT_LIMIT => {
            diagnostics.push(format::front_too_large(&path, first_line, parts.front.end - parts.front.start));
            return EntryRead { path, entry: Entry::Nothing(source), diagnostics };
        }
        Ok(parts) => parts,
        Err(fault) => {
            diagnostics.push(format::no_front_matter(&path, first_line, &fault));
            // Keys that can be read are, although nothing says where they end.
            let open = (fault == SplitFault::NeverCloses).then(|| keys_of_open(&source)).flatten();
            match open.filter(|parts| parts.front.end - parts.front.start <= FRONT_LIMIT) {
                Some(parts) => parts,
                None => return EntryRead { path, entry: Entry::Nothing(source), diagnostics },
            }
        }
    };
    diagnostics.extend(format::control_characters(&path, &source));
    let parsed = yaml::read(&source[parts.front.range()], parts.front.start);
    diagnostics.extend(parsed.faults.iter().map(|fault| format::yaml_fault(&path, fault)));
    let document = Document::of(&path, source, parts, parsed.root);
    let (entry, found) = if path.starts_with("templates/") {
        let (template, found) = MessageTemplate::read(document, settings, now);
        (Entry::Template(Box::new(template)), found)
    } else {
        let (request, found) = Request::read(document, settings, now);
        (Entry::Request(Box::new(request)), found)
    };
    // A key that could not be read is told once, not again as missing.
    let has_syntax_fault = diagnostics.iter().any(|diagnostic| matches!(diagnostic.rule, "invalid-yaml" | "no-front-matter"));
    diagnostics.extend(found.into_iter().filter(|diagnostic| !(has_syntax_fault && diagnostic.rule == "missing-key")));
    EntryRead { path, entry, diagnostics }
}

fn first_line(source: &str) -> Span {
    let start = if source.starts_with('\u{feff}') { 3 } else { 0 };
    Span { start, end: start + source[start..].lines().next().map_or(0, |line| line.trim_end().len()) }
}

/// Tells whether a finding makes its entry unreadable: an error of the Format table, but `missing-key`.
fn is_fatal(diagnostic: &Diagnostic) -> bool {
    let is_link = diagnostic.rule == "broken-link";
    is_link || diagnostic.severity == Severity::Error && diagnostic.rule != "missing-key"
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
        let mut journal = Journal {
            settings,
            now,
            requests: Vec::new(),
            templates: Vec::new(),
            half_read: Vec::new(),
            half_read_templates: Vec::new(),
            unreadable: Vec::new(),
            files: 1,
            diagnostics: settings_diagnostics,
            texts: BTreeMap::new(),
        };
        journal.diagnostics.extend(litter.iter().map(format::litter));
        for read in entries {
            journal.files += 1;
            journal.add(read);
        }
        journal.requests.sort_by(|a, b| a.path().cmp(b.path()));
        let twins = names_that_differ_by_form(&journal.paths(""));
        journal.diagnostics.extend(twins);
        journal.templates.sort_by(|a, b| (&a.id, a.path()).cmp(&(&b.id, b.path())));
        journal
    }

    pub(super) fn add(&mut self, read: EntryRead) {
        let fatal = read.diagnostics.iter().find(|diagnostic| is_fatal(diagnostic));
        if let Some(diagnostic) = fatal {
            self.unreadable.push(Unreadable { path: read.path.clone(), reason: diagnostic.message.clone(), help: diagnostic.help.clone() });
        }
        match (read.entry, fatal) {
            (Entry::Request(request), None) => self.requests.push(*request),
            (Entry::Request(request), Some(_)) => self.half_read.push(*request),
            (Entry::Template(template), None) => self.templates.push(*template),
            (Entry::Template(template), Some(_)) => self.half_read_templates.push(*template),
            (Entry::Nothing(text), _) => {
                self.texts.insert(read.path, text);
            }
        }
        self.diagnostics.extend(read.diagnostics);
    }

    /// A journal of the same moment with these entries and nothing else: by path and by id, as in any journal.
    pub(crate) fn remade(&self, settings: Settings, mut requests: Vec<Request>, mut templates: Vec<MessageTemplate>) -> Journal {
        requests.sort_by(|a, b| a.path().cmp(b.path()));
        templates.sort_by(|a, b| (&a.id, a.path()).cmp(&(&b.id, b.path())));
        Journal {
            settings,
            now: self.now,
            files: requests.len() + templates.len(),
            requests,
            templates,
            half_read: Vec::new(),
            half_read_templates: Vec::new(),
            unreadable: Vec::new(),
            diagnostics: Vec::new(),
            texts: BTreeMap::new(),
        }
    }

    /// The readable request of a file.
    pub(crate) fn request_at(&self, path: &str) -> Option<&Request> {
        let at = self.requests.binary_search_by(|request| request.path().cmp(path)).ok()?;
        self.requests.get(at)
    }

    /// Whether it is the same journal at another now: on the same day, with no fact come true since.
    pub(crate) fn holds_at(&self, now: Now) -> bool {
        let is_so = |request: &Request| request.facts.are_there() == request.written().as_of(now).are_there();
        self.now.today() == now.today() && self.checked_requests().all(is_so)
    }

    /// Whether it holds the same as another journal, file by file, at the same time: its pages would be the same.
    #[cfg_attr(not(feature = "serve"), allow(dead_code))]
    pub(crate) fn is_same(&self, other: &Journal) -> bool {
        let documents = |journal: &Journal| -> Vec<Arc<Document>> {
            let requests = journal.checked_requests().map(|request| Arc::clone(&request.document));
            requests.chain(journal.checked_templates().map(|template| Arc::clone(&template.document))).collect()
        };
        let is_same =
            |(own, other): (&Arc<Document>, &Arc<Document>)| Arc::ptr_eq(own, other) || own.path == other.path && own.text == other.text;
        let (own, others) = (documents(self), documents(other));
        let unreadable = |journal: &Journal| -> Vec<String> { journal.unreadable.iter().map(|file| file.path.clone()).collect() };
        self.settings.document.text == other.settings.document.text
            && self.texts == other.texts
            && unreadable(self) == unreadable(other)
            && self.diagnostics.len() == other.diagnostics.len()
            && own.len() == others.len()
            && own.iter().zip(&others).all(is_same)
            && self.holds_at(other.now)
    }

    /// Every request that was read at all: what the checks run on.
    pub(crate) fn checked_requests(&self) -> impl Iterator<Item = &Request> {
        self.requests.iter().chain(&self.half_read)
    }

    /// The requests of which it cannot be told whom they name, by path, with their texts.
    pub(crate) fn unread_requests(&self) -> impl Iterator<Item = (&str, &str)> {
        let half = self.half_read.iter().filter(|request| request.to.is_none());
        let half = half.map(|request| (request.path(), request.document.text.as_str()));
        let none = self.texts.iter().filter(|(path, _)| path.starts_with("requests/"));
        half.chain(none.map(|(path, text)| (path.as_str(), text.as_str())))
    }

    /// Every template that was read at all.
    pub(crate) fn checked_templates(&self) -> impl Iterator<Item = &MessageTemplate> {
        self.templates.iter().chain(&self.half_read_templates)
    }

    /// The paths of all entries of a folder (`requests/` or `templates/`), unreadable ones included.
    pub(crate) fn paths(&self, folder: &str) -> Vec<&str> {
        let requests = self.checked_requests().map(Request::path);
        let templates = self.checked_templates().map(MessageTemplate::path);
        let mut paths: Vec<&str> =
            requests.chain(templates).chain(self.texts.keys().map(String::as_str)).filter(|path| path.starts_with(folder)).collect();
        paths.sort_unstable();
        paths
    }

    /// The request of an id, compared after NFC and case folding.
    pub(crate) fn request(&self, id: &str) -> Option<&Request> {
        let folded = fold_id(id);
        self.requests
            .iter()
            .find(|request| request.id == id)
            .or_else(|| self.requests.iter().find(|request| fold_id(&request.id) == folded))
    }

    /// The template of an id.
    pub(crate) fn template(&self, id: &str) -> Option<&MessageTemplate> {
        let folded = fold_id(id);
        self.templates
            .iter()
            .find(|template| template.id == id)
            .or_else(|| self.templates.iter().find(|template| fold_id(&template.id) == folded))
    }

    /// A file's text, for showing a place in it; `None` for a file that could not be read.
    pub(crate) fn source(&self, path: &str) -> Option<&str> {
        if path == self.settings.document.path {
            return Some(&self.settings.document.text);
        }
        if let Some(request) = self.request_at(path) {
            return Some(&request.document.text);
        }
        let others = self.half_read.iter().map(|request| &request.document);
        let templates = self.checked_templates().map(|template| &template.document);
        others
            .chain(templates)
            .find(|document| document.path == path)
            .map(|document| document.text.as_str())
            .or_else(|| self.texts.get(path).map(String::as_str))
    }
}

/// Files of one folder whose names differ only by Unicode form or case: some systems hold only one.
pub(super) fn names_that_differ_by_form(paths: &[&str]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for group in twins(paths.iter().copied()) {
        for (at, path) in group.iter().enumerate() {
            let folder = |path: &str| path.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
            let twin = group.iter().enumerate().find(|(other, twin)| *other != at && folder(twin) == folder(path));
            if let Some((_, twin)) = twin {
                let message = text!("unportable-name.twin", name = stem_of(path), twin = stem_of(twin));
                found.push(
                    Diagnostic::new("unportable-name", Severity::Warning, path, Span::TOP, message).help(text!("unportable-name.help")),
                );
            }
        }
    }
    found
}

/// Whether a finding is one of those.
pub(super) fn is_twin(diagnostic: &Diagnostic) -> bool {
    diagnostic.rule == "unportable-name" && diagnostic.message.key() == "unportable-name.twin"
}

/// What is wrong with one file's bytes by themselves.
pub(crate) fn diagnostics_of(found: Found, bytes: Vec<u8>, settings: &Settings, now: Now) -> Vec<Diagnostic> {
    entry_from_bytes(found, bytes, settings, now).diagnostics
}

/// A starter as the template it becomes in a library.
///
/// # Panics
/// When an embedded starter is no template; a test reads them all.
pub(crate) fn starter_template(starter: &super::Starter, settings: &Settings, now: Now) -> MessageTemplate {
    let path = format!("templates/{}.md", starter.id);
    let found = Found { file: std::path::PathBuf::from(&path), path, fault: None };
    match entry_from_bytes(found, starter.source.as_bytes().to_vec(), settings, now).entry {
        Entry::Template(template) => *template,
        _ => unreachable!("a starter is a template"),
    }
}
