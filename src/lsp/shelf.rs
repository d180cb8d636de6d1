//! One journal as the server holds it: read once, each open document laid over it, and checked in two steps.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::nearby::{Index, Ties};
use super::outside::Outside;
use super::settle::{Known, Settled, Work};
use crate::calendar::Now;
use crate::checks::{Remembered, check, check_one, is_of_the_whole};
use crate::diagnostic::{Diagnostic, Span};
use crate::disk::{Fault, Found, SETTINGS};
use crate::error::Result;
use crate::insight::Insight;
use crate::journal::{EntryRead, Journal, MessageTemplate, Recipient, Request, SIZE_LIMIT, Settings, entry_from_bytes};
use crate::labels::Labels;
use crate::text::normal::fold_id;
use crate::versions::Past;

/// What an open document shows.
#[derive(Clone, Default)]
pub(super) struct Shown {
    /// The text it is about.
    pub(super) text: String,
    /// Its findings.
    pub(super) findings: Vec<Diagnostic>,
    /// Where its message is, where that holds words of crisis.
    pub(super) crisis: Option<Span>,
}

/// What the second step shall do when it is quiet.
#[derive(Default)]
pub(super) struct Wanted {
    /// Check the whole journal.
    pub(super) check: bool,
    /// Read it anew before.
    pub(super) reload: bool,
    /// Ask git before.
    pub(super) git: bool,
}

/// A journal in memory.
pub(super) struct Shelf {
    /// Its folder.
    pub(super) root: PathBuf,
    /// The words of its language.
    pub(super) labels: Labels,
    /// As it was read.
    pub(super) journal: Arc<Journal>,
    /// Entries that are newer than the journal; `None` for one that is gone.
    fresh: BTreeMap<String, Option<EntryRead>>,
    /// What is known of the whole.
    pub(super) known: Known,
    /// The names of its persons, as the last step knew them.
    names: Remembered,
    memory: Option<Remembered>,
    past: Option<Arc<Past>>,
    /// What the open documents show, by path.
    pub(super) shown: HashMap<String, Shown>,
    /// What is to be done.
    pub(super) wanted: Wanted,
    is_working: bool,
}

impl Shelf {
    /// Reads a journal, the open documents laid over it.
    ///
    /// # Errors
    /// When its settings cannot be opened.
    pub(super) fn read(root: &Path, open: &BTreeMap<String, String>, outside: &dyn Outside) -> Result<Shelf> {
        let journal = outside.read(root, open)?;
        let recipients = journal.checked_requests().filter_map(|request| request.to.as_ref());
        Ok(Shelf {
            root: root.to_path_buf(),
            labels: labels(&journal, outside),
            names: Remembered::of_recipients(recipients),
            known: Known { index: Index::of(&journal), ..Known::default() },
            journal: Arc::new(journal),
            fresh: BTreeMap::new(),
            memory: Some(Remembered::default()),
            past: None,
            shown: HashMap::new(),
            wanted: Wanted { check: true, reload: false, git: true },
            is_working: false,
        })
    }

    /// Takes the text of an open document, and finds what it shows now.
    pub(super) fn look(&mut self, path: &str, text: &str, outside: &dyn Outside) {
        self.wanted.check = true;
        if path == SETTINGS {
            self.wanted.reload = true;
            self.shown.insert(path.to_owned(), look_at_settings(text, outside));
            return;
        }
        let now = outside.now(self.journal.settings.zone);
        let fault = (text.len() as u64 > SIZE_LIMIT).then_some(Fault::TooLarge(text.len() as u64));
        let found = Found { fault, ..Found::of(path, self.root.join(path)) };
        let read = entry_from_bytes(found, text.as_bytes().to_vec(), &self.journal.settings, now);
        let before = self.recipient(path);
        self.fresh.insert(path.to_owned(), Some(read));
        if self.recipient(path) != before {
            self.names = Remembered::of_recipients(self.requests().filter_map(|request| request.to.as_ref()));
        }
        let shown = self.show(path, text, now);
        self.shown.insert(path.to_owned(), shown);
    }

    /// A file of the journal changed on disk, or went: what is no open document is read anew.
    pub(super) fn changed_on_disk(&mut self, path: &str, outside: &dyn Outside) {
        self.wanted.check = true;
        if path == SETTINGS {
            self.wanted.reload = true;
        } else {
            let now = outside.now(self.journal.settings.zone);
            self.fresh.insert(path.to_owned(), outside.read_entry(&self.root, path, &self.journal.settings, now));
        }
    }

    /// A document was closed: what is on disk holds again.
    pub(super) fn close(&mut self, path: &str, outside: &dyn Outside) {
        self.shown.remove(path);
        self.changed_on_disk(path, outside);
    }

    /// What a document shows now, as far as it and what is near it tell; findings of the whole journal stay where they were.
    fn show(&mut self, path: &str, text: &str, now: Now) -> Shown {
        let part = self.part(path, now);
        let mut insight = Insight::of(&part);
        if let Some(nudge_after) = self.known.nudge_after {
            insight.nudge_after = nudge_after;
        }
        let report = check_one(&part, &insight, path, &mut self.names.names_alone());
        let mut findings = report.diagnostics;
        if let Some(before) = self.shown.get(path) {
            findings.extend(before.findings.iter().filter(|finding| is_told_later(finding, &before.text)).filter_map(|finding| {
                let span = moved(finding.span, &before.text, text)?;
                Some(Diagnostic { span, fix: None, sentence_end: None, ..finding.clone() })
            }));
        }
        findings.sort_by(|a, b| (a.span, a.rule).cmp(&(b.span, b.rule)));
        let crisis = report.notices.iter().any(|notice| notice == path).then(|| message_of(&part, path)).flatten();
        Shown { text: text.to_owned(), findings, crisis }
    }

    /// The journal around an entry, with what is newer.
    pub(super) fn part(&self, path: &str, now: Now) -> Journal {
        let index = &self.known.index;
        let request = self.request_at(path);
        let ties = request.map(|request| Ties::of(request, now.zone));
        let mut paths = ties.as_ref().map(|ties| index.around(ties)).unwrap_or_default();
        paths.insert(path);
        // An id that nobody has is told with the nearest of all.
        let follows = request.and_then(|request| request.follows.as_deref()).map(fold_id);
        let named = if follows.is_some_and(|id| !index.knows(&id)) { index.paths() } else { Vec::new() };
        let mut part = self.journal.part(&paths, &named, now);
        for (path, read) in &self.fresh {
            match read {
                Some(read) => part.put(read.clone()),
                None => part.take(path),
            }
        }
        part
    }

    /// Every request that was read at all, the newest text of each.
    pub(super) fn requests(&self) -> impl Iterator<Item = &Request> {
        let old = self.journal.checked_requests().filter(|request| !self.fresh.contains_key(request.path()));
        old.chain(self.fresh.values().flatten().filter_map(EntryRead::as_request))
    }

    /// The request at a path.
    pub(super) fn request_at(&self, path: &str) -> Option<&Request> {
        match self.fresh.get(path) {
            Some(read) => read.as_ref()?.as_request(),
            None => {
                let requests = &self.journal.requests;
                let readable = requests.binary_search_by(|request| request.path().cmp(path)).ok().map(|at| &requests[at]);
                readable.or_else(|| self.journal.half_read.iter().find(|request| request.path() == path))
            }
        }
    }

    /// The request of an id, compared as ids are.
    pub(super) fn request(&self, id: &str) -> Option<&Request> {
        let folded = fold_id(id);
        self.requests().find(|request| request.id == id).or_else(|| self.requests().find(|request| fold_id(&request.id) == folded))
    }

    /// Every template that was read at all, the newest text of each, by id.
    pub(super) fn templates(&self) -> Vec<&MessageTemplate> {
        let old = self.journal.checked_templates().filter(|template| !self.fresh.contains_key(template.path()));
        let mut templates: Vec<&MessageTemplate> = old.chain(self.fresh.values().flatten().filter_map(EntryRead::as_template)).collect();
        templates.sort_by(|a, b| a.id.cmp(&b.id));
        templates
    }

    /// The template at a path.
    pub(super) fn template_at(&self, path: &str) -> Option<&MessageTemplate> {
        self.templates().into_iter().find(|template| template.path() == path)
    }

    /// The paths of all entries of a folder.
    pub(super) fn paths(&self, folder: &str) -> Vec<&str> {
        let old = self.journal.paths(folder).into_iter().filter(|path| !self.fresh.contains_key(*path));
        let new = self.fresh.iter().filter(|(path, read)| read.is_some() && path.starts_with(folder)).map(|(path, _)| path.as_str());
        old.chain(new).collect()
    }

    fn recipient(&self, path: &str) -> Option<Recipient> {
        self.request_at(path)?.to.clone()
    }

    /// Whether the second step is wanted and may begin.
    pub(super) fn waits(&self) -> bool {
        self.wanted.check && !self.is_working
    }

    /// The work of the second step, where some is wanted and none is under way.
    pub(super) fn work(&mut self, open: &BTreeMap<String, String>, outside: &dyn Outside) -> Option<Work> {
        if !self.wanted.check || self.is_working {
            return None;
        }
        let memory = self.memory.take()?;
        let wanted = std::mem::take(&mut self.wanted);
        // Nobody else holds the journal now, unless the last step has not yet let go: then it is read anew.
        let is_new = match Arc::get_mut(&mut self.journal) {
            Some(journal) => {
                let now = outside.now(journal.settings.zone);
                journal.at(now);
                for (path, read) in std::mem::take(&mut self.fresh) {
                    match read {
                        Some(read) => journal.put(read),
                        None => journal.take(&path),
                    }
                }
                false
            }
            None => true,
        };
        self.is_working = true;
        Some(Work {
            root: self.root.clone(),
            journal: Arc::clone(&self.journal),
            reload: (wanted.reload || is_new).then(|| open.clone()),
            past: self.past.clone(),
            asks_git: wanted.git,
            memory,
        })
    }

    /// Takes what the second step found. A document that changed since keeps what it shows; `text_of` gives what is open.
    pub(super) fn settled(&mut self, settled: Settled, open: &BTreeMap<String, String>, outside: &dyn Outside) {
        self.is_working = false;
        self.names = settled.memory.names_alone();
        self.memory = Some(settled.memory);
        self.past = settled.past;
        self.known = settled.known;
        if let Some(journal) = settled.journal {
            // What came since is newer than what was read; under other settings it reads otherwise.
            self.fresh.retain(|path, _| open.get(path).is_none_or(|text| journal.source(path) != Some(text)));
            self.labels = labels(&journal, outside);
            self.journal = journal;
            let newer: Vec<String> = self.fresh.keys().filter(|path| open.contains_key(*path)).cloned().collect();
            newer.iter().for_each(|path| self.look(path, &open[path], outside));
        }
        self.shown.retain(|path, _| open.contains_key(path));
        for (path, text) in open {
            if self.fresh.contains_key(path) || self.journal.source(path) != Some(text) {
                continue;
            }
            let crisis = self.known.notices.contains(path).then(|| message_of(&self.journal, path)).flatten();
            let findings = self.known.findings.get(path).cloned().unwrap_or_default();
            self.shown.insert(path.clone(), Shown { text: text.clone(), findings, crisis });
        }
    }
}

fn labels(journal: &Journal, outside: &dyn Outside) -> Labels {
    Labels::of(outside.lang().unwrap_or(journal.settings.lang))
}

/// What the settings show by themselves.
fn look_at_settings(text: &str, outside: &dyn Outside) -> Shown {
    let (settings, found) = Settings::read(SETTINGS, text.as_bytes());
    let now = outside.now(settings.zone);
    let journal = Journal::assemble(settings, found, Vec::new(), &[], now);
    let findings = check(&journal, &Insight::of(&journal)).diagnostics;
    Shown { text: text.to_owned(), findings, crisis: None }
}

fn message_of(journal: &Journal, path: &str) -> Option<Span> {
    journal.checked_requests().find(|request| request.path() == path).map(|request| request.message)
}

/// Whether only the second step tells a finding: one of the whole journal, or an allowance of such a rule.
fn is_told_later(finding: &Diagnostic, text: &str) -> bool {
    let allowed = || text.get(finding.span.range()).is_some_and(is_of_the_whole);
    is_of_the_whole(finding.rule) || finding.rule == "unused-allow" && allowed()
}

/// Where a span of the old text stands in the new one; `None` where what changed touches it.
fn moved(span: Span, old: &str, new: &str) -> Option<Span> {
    let head = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let room = old.len().min(new.len()) - head;
    let tail = old.bytes().rev().zip(new.bytes().rev()).take(room).take_while(|(a, b)| a == b).count();
    if span.end <= head {
        return Some(span);
    }
    let end = old.len() - tail;
    (span.start >= end).then(|| Span { start: span.start + new.len() - old.len(), end: span.end + new.len() - old.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_move_with_the_text() {
        let at = |start, end| Span { start, end };
        assert_eq!(moved(at(0, 2), "ab cd", "ab x cd"), Some(at(0, 2)));
        assert_eq!(moved(at(3, 5), "ab cd", "ab x cd"), Some(at(5, 7)));
        assert_eq!(moved(at(0, 5), "ab cd", "ab x cd"), None);
        assert_eq!(moved(at(0, 1), "a", ""), None);
    }
}
