//! What an import adds: each entry matched by its id or its source, written as a new file, or found to be there.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::{Date, Moment};
use crate::cli::change;
use crate::cli::open::Open;
use crate::cli::scaffold::file_name;
use crate::disk::NewFiles;
use crate::error::{Error, Result};
use crate::insight::Insight;
use crate::interchange::origins;
use crate::journal::{Draft, Edit, Request, Unfit, apply, arrive, date_of_id, new_stem, stem_of};
use crate::labels::{Text, text};
use crate::terminal;
use crate::text::normal::{fold_id, nfc};

/// An entry that was added.
pub(super) struct Added {
    /// Its id.
    pub(super) id: String,
    /// Its file, in the journal.
    pub(super) path: String,
    /// The line that says whom it goes to.
    pub(super) to_line: usize,
}

/// What a run has done so far, in all its files.
#[derive(Default)]
pub(super) struct Tally {
    /// Nothing is written.
    pub(super) dry_run: bool,
    /// The entries that such a run would have written, by path: what comes later in it finds them.
    pub(super) unwritten: BTreeMap<String, String>,
    files: NewFiles,
    /// How many were added.
    pub(super) added: usize,
    /// How many were there already.
    pub(super) same: usize,
    /// How many that were there got an answer that they lacked.
    pub(super) answered: usize,
    /// How many are there with other values.
    pub(super) differ: usize,
    /// How many could not be taken.
    pub(super) left_out: usize,
}

/// The entries of a journal and what comes to them.
pub(super) struct Arrivals<'a> {
    open: &'a Open,
    /// The journal's judgements.
    pub(super) insight: &'a Insight<'a>,
    ids: BTreeSet<String>,
    by_source: BTreeMap<&'a str, &'a Request>,
    /// What was done so far.
    pub(super) tally: &'a mut Tally,
}

impl<'a> Arrivals<'a> {
    /// What is in the journal.
    pub(super) fn of(open: &'a Open, insight: &'a Insight<'a>, tally: &'a mut Tally) -> Arrivals<'a> {
        let ids = open.journal.paths("requests/").into_iter().map(|path| fold_id(&stem_of(path))).collect();
        let by_source = open.journal.checked_requests().filter_map(|request| Some((request.source.as_deref()?, request)));
        // A row's entry that turned out to be a mail's is still that of the row.
        let by_source = by_source.flat_map(|(source, request)| origins(source).chain([source]).map(move |one| (one, request))).collect();
        Arrivals { open, insight, ids, by_source, tally }
    }

    /// The entry that is there already: of this id, else of this source.
    pub(super) fn known(&self, id: Option<&str>, source: &str) -> Option<&'a Request> {
        let of_id = id.and_then(|id| self.open.journal.request(id));
        of_id.or_else(|| self.by_source.get(source).copied())
    }

    /// Changes an entry that is there.
    ///
    /// # Errors
    /// As [`change::change_held`].
    pub(super) fn change(&mut self, request: &Request, edits: &[Edit]) -> Result<()> {
        let path = request.path();
        if !self.tally.dry_run {
            return change::change_held(self.open, path, edits).map(|_| ());
        }
        let source = self.open.journal.source(path).unwrap_or_default();
        let changed = apply(path, source, edits).map_err(Error::new)?;
        self.tally.unwritten.insert(path.to_owned(), changed);
        Ok(())
    }

    /// Whether an entry of this id is there, readable or not.
    pub(super) fn is_taken(&self, id: &str) -> bool {
        self.ids.contains(&fold_id(id))
    }

    /// Writes a new entry, under its own id where it has one, and prints its path.
    ///
    /// # Errors
    /// The operating system's. What the reader refuses is the inner error.
    pub(super) fn add(&mut self, draft: &Draft, id: Option<&str>) -> Result<std::result::Result<Added, Unfit>> {
        let now = self.open.journal.now;
        let fact = |key: &str| draft.facts.iter().find(|(known, _)| *known == key).map(|(_, text)| text.as_str());
        let of_fact = |key: &str| Moment::parse(fact(key)?, now.zone).ok().map(|moment| moment.day(now.zone));
        let told = of_fact("sent").or_else(|| of_fact("noticed"));
        let day: Date = id.and_then(date_of_id).or(told).unwrap_or(now.today());
        let stem = match id {
            Some(id) => nfc(id).into_owned(),
            None => self.free(&new_stem(day, &file_name(draft.to.as_ref(), draft), draft.kind.word())),
        };
        let mut path = format!("requests/{}/{stem}.md", day.format("%Y"));
        let page = match arrive(draft, &path, &self.open.journal) {
            Ok((page, _)) => page,
            Err(unfit) => return Ok(Err(unfit)),
        };
        if self.tally.dry_run {
            self.tally.unwritten.insert(path.clone(), page.clone());
        } else {
            // Someone may have taken the name since; an entry is never written over.
            while !self.tally.files.create(&self.open.root.join(&path), page.as_bytes())? {
                self.ids.insert(fold_id(&stem_of(&path)));
                path = format!("requests/{}/{}.md", day.format("%Y"), self.free(&stem));
            }
        }
        let id = stem_of(&path);
        self.ids.insert(fold_id(&id));
        self.tally.added += 1;
        terminal::print_written(&crate::text::control::one_line(&self.open.typed(&path)));
        let to_line = page.lines().position(|line| line.starts_with("to:")).unwrap_or_default() + 1;
        Ok(Ok(Added { id, path, to_line }))
    }

    /// `stem`, else `stem-2`, `stem-3`…, the first that no entry of the journal has.
    fn free(&self, stem: &str) -> String {
        let numbered = (2_u32..).map(|count| format!("{stem}-{count}"));
        std::iter::once(stem.to_owned()).chain(numbered).find(|stem| !self.is_taken(stem)).unwrap_or_default()
    }
}

impl Tally {
    /// Of a run that writes, or of one that does not.
    pub(super) fn of(dry_run: bool) -> Tally {
        Tally { dry_run, ..Tally::default() }
    }

    /// How many entries came or changed.
    pub(super) fn changed(&self) -> usize {
        self.added + self.answered
    }

    /// Makes what was added last through a power cut.
    ///
    /// # Errors
    /// When the disk fails to.
    pub(super) fn settle(&mut self) -> Result<()> {
        self.files.settle()
    }

    /// What was done, in one line.
    pub(super) fn said(&self) -> Text {
        let (added, same, differ, left_out) = (self.added, self.same, self.differ, self.left_out);
        if self.dry_run {
            text!("import.dry-run", added = added, same = same, differ = differ, left_out = left_out)
        } else {
            text!("import.done", added = added, same = same, differ = differ, left_out = left_out)
        }
    }
}
