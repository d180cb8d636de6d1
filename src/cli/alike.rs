//! Which pages would come out again although something changed: told by what each came from, before its entry is checked
//! or the page made.
//!
//! The page of an entry hangs on the bytes of that entry and, of all others, on their faces: what they say of themselves
//! before their text. So where all faces are the same, an entry whose bytes are the same has the same page, and the rules
//! find in it what they found.

use std::collections::HashMap;

use super::out::Last;
use super::unchanged::Inputs;
use crate::disk::digest;
use crate::feedback::FaultSet;
use crate::journal::Journal;
use crate::json::to_bytes;
use crate::parallel;
use crate::site::{Made, Origin, View};

/// Hexadecimal digits of a digest that are kept: none is mistaken for another.
const DIGITS: usize = 32;

/// What the pages of a build come from, and those of the last build that came from the same.
pub(super) struct Alike<'a> {
    inputs: &'a Inputs,
    last: &'a Last,
    /// The digest of all faces and of what no entry says. It is in no file: with it, and only with it, somebody who reads a
    /// site could try what the rest of an entry may be.
    faces: String,
    /// The entries whose pages stand and came from the same, by path.
    entries: HashMap<&'a str, &'a Made>,
    /// The pages of faces alone that do, by path.
    of_faces: HashMap<&'a str, &'a Made>,
}

impl<'a> Alike<'a> {
    /// Of a journal whose files were these; `None` where an entry cannot be read.
    pub(super) fn of(inputs: &'a Inputs, journal: &'a Journal, last: &'a Last) -> Option<Alike<'a>> {
        let faces = Some(faces(inputs, journal)).filter(|_| journal.unreadable.is_empty())?;
        let now = journal.now.instant().timestamp();
        // Facts that come true later in the day would change pages: then nothing is kept of what they came from.
        let known = last.marker.iter().filter(|marker| marker.whole.as_ref().is_some_and(|whole| whole.since <= now));
        let pages = known.flat_map(|marker| &marker.files);
        let pages: HashMap<&str, (&str, &Made)> =
            pages.filter_map(|(page, made)| Some((made.origin.as_ref()?.key.as_str(), (page.as_str(), made)))).collect();
        let mut alike = Alike { inputs, last, faces, entries: HashMap::new(), of_faces: HashMap::new() };
        let entry = |path: &'a str| {
            let (page, made) = pages.get(alike.entry_key(path)?.as_str())?;
            (made.key.is_some() && last.stands(page, made)).then_some((path, *made))
        };
        let entries = parallel::map(journal.requests.iter().map(|request| request.path()).collect(), entry);
        let others = pages.iter().filter(|(key, (page, _))| !page.starts_with("requests/") && **key == alike.key(page));
        let of_faces = others.map(|(_, page)| *page).filter(|(page, made)| last.stands(page, made)).collect();
        (alike.entries, alike.of_faces) = (entries.into_iter().flatten().collect(), of_faces);
        Some(alike)
    }

    /// The same, with nothing left of the last build.
    pub(super) fn forgotten(&self) -> Alike<'a> {
        Alike { faces: self.faces.clone(), entries: HashMap::new(), of_faces: HashMap::new(), ..*self }
    }

    /// The digest of all that the audit goes by.
    pub(super) fn searched(&self, view: &View) -> String {
        self.key(&digest(&view.searched_for()))
    }

    /// Whether the pages of the last build were searched for what a view must not show.
    pub(super) fn was_searched(&self, view: &View) -> bool {
        let before = self.last.marker.as_ref().and_then(|marker| marker.searched.as_ref());
        self.entries.is_empty() && self.of_faces.is_empty() || before == Some(&self.searched(view))
    }

    /// What was found in an entry, where its page stands and came from the same.
    pub(super) fn entry(&self, path: &str) -> Option<FaultSet> {
        self.entries.get(path)?.origin.as_ref().map(|origin| origin.faults)
    }

    /// The digest of what the page of an entry is made of, where it stands and came from the same; of a page of faces alone
    /// where no entry is named.
    pub(super) fn again(&self, page: &str, entry: Option<&str>) -> Option<String> {
        let made = entry.map_or_else(|| self.of_faces.get(page), |path| self.entries.get(path))?;
        made.key.clone()
    }

    /// What the page of an entry came from.
    pub(super) fn origin(&self, path: &str, faults: FaultSet) -> Option<Origin> {
        Some(Origin { key: self.entry_key(path)?, faults })
    }

    /// What a page of faces alone came from.
    pub(super) fn origin_of_faces(&self, page: &str) -> Origin {
        Origin { key: self.key(page), faults: FaultSet::default() }
    }

    fn entry_key(&self, path: &str) -> Option<String> {
        Some(self.key(&format!("{} {path}", self.inputs.entries.get(path)?)))
    }

    fn key(&self, of: &str) -> String {
        let mut key = digest(format!("{} {of}", self.faces).as_bytes());
        key.truncate(DIGITS);
        key
    }
}

/// The digest of what no entry says, of the templates, and of what each request says of itself before its text, and what it
/// is called where it does not say so there.
fn faces(inputs: &Inputs, journal: &Journal) -> String {
    let face = |request: &'_ crate::journal::Request| {
        let front = &request.document.text[..request.document.body_start];
        let called = if request.summary.is_some() { String::new() } else { request.summary_shown() };
        digest(&to_bytes(&(request.path(), front, called)))
    };
    let requests = parallel::map(journal.requests.iter().collect(), face);
    let templates: Vec<_> = journal.templates.iter().map(|template| (template.path(), inputs.entries.get(template.path()))).collect();
    digest(&to_bytes(&(&inputs.common, requests, templates)))
}
