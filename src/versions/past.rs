//! The past of a journal: what each entry's message was, and in which commit.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::story;
use super::trails::{Revision, Trail, key_of, trails};
use crate::disk::Found;
use crate::journal::{EntryRead, Journal, MessageTemplate, Request, entry_from_bytes};

/// What git knows of a journal's entries.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Past {
    trails: BTreeMap<String, Trail>,
    /// The paths of the trails by what makes files one entry.
    by_key: BTreeMap<String, Vec<String>>,
    texts: BTreeMap<String, Vec<u8>>,
    /// Whether an entry that is unreadable by the rules of the format is none.
    only_readable: bool,
    /// The markers of built sites that git keeps, relative to the journal.
    pub(crate) tracked_sites: Vec<String>,
}

/// One version of an entry's message.
#[derive(Clone, Debug)]
pub(crate) struct Version<E> {
    /// From 1; of a template its `version`.
    pub(crate) number: u32,
    /// Where it was committed; `None` for the working copy.
    pub(crate) revision: Option<Revision>,
    /// The entry as it was.
    pub(crate) entry: E,
}

impl Past {
    /// The past without its texts: `printed` is what `git::walk` gave, `standing` the contents
    /// in the newest commit by path, `prefix` the journal's place in the repository.
    pub(crate) fn read(printed: &[u8], standing: &BTreeMap<String, String>, prefix: &str) -> Past {
        let trails = trails(&story::read(printed), prefix, standing);
        let mut by_key: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for path in trails.keys() {
            by_key.entry(key_of(path, "")).or_default().push(path.clone());
        }
        Past { trails, by_key, ..Past::default() }
    }

    /// The names of the contents of the entries at the wanted paths.
    pub(crate) fn blobs(&self, wanted: impl Fn(&str) -> bool, journal: &Journal) -> BTreeSet<String> {
        let paths = journal.paths("");
        let trails = paths.iter().filter(|path| wanted(path)).filter_map(|path| self.trail(path, journal));
        trails.flat_map(|trail| trail.revisions.iter().map(|revision| revision.blob.clone())).collect()
    }

    /// How many of these contents are not at hand.
    pub(crate) fn missing(&self, blobs: &BTreeSet<String>) -> usize {
        blobs.iter().filter(|blob| !self.texts.contains_key(*blob)).count()
    }

    /// With contents by name.
    pub(crate) fn with_texts(self, texts: BTreeMap<String, Vec<u8>>) -> Past {
        Past { texts, ..self }
    }

    /// Without the contents that the rules of the format call unreadable.
    pub(crate) fn of_readable(self) -> Past {
        Past { only_readable: true, ..self }
    }

    /// The commits of the entry at a path, oldest first.
    pub(crate) fn revisions(&self, path: &str, journal: &Journal) -> &[Revision] {
        self.trail(path, journal).map_or(&[], |trail| &trail.revisions)
    }

    /// The bytes of a revision; `None` where they are not at hand.
    pub(crate) fn bytes(&self, revision: &Revision) -> Option<&[u8]> {
        self.texts.get(&revision.blob).map(Vec::as_slice)
    }

    /// By path; else by id, for a file that was moved and not committed since.
    fn trail(&self, path: &str, journal: &Journal) -> Option<&Trail> {
        if let Some(trail) = self.trails.get(path) {
            return Some(trail);
        }
        let moved = self.by_key.get(&key_of(path, ""))?.iter().find(|other| journal.source(other).is_none())?;
        self.trails.get(moved)
    }

    /// The entries of a path's commits, as they were; equal contents one after another count once.
    fn entries<'a>(&'a self, path: &'a str, journal: &'a Journal) -> impl Iterator<Item = (&'a Revision, EntryRead)> + 'a {
        let mut last: Option<&str> = None;
        self.revisions(path, journal).iter().filter_map(move |revision| {
            let is_same = last == Some(revision.blob.as_str());
            last = Some(&revision.blob);
            let bytes = self.bytes(revision).filter(|_| !is_same)?;
            let found = Found::of(path, "");
            let read = entry_from_bytes(found, bytes.to_vec(), &journal.settings, journal.now);
            Some((revision, read)).filter(|(_, read)| !self.only_readable || read.is_readable())
        })
    }

    /// The requests that the file of `request` held in its commits, oldest first.
    pub(crate) fn requests<'a>(&'a self, request: &'a Request, journal: &'a Journal) -> impl Iterator<Item = (&'a Revision, Request)> + 'a {
        self.entries(request.path(), journal).filter_map(|(revision, read)| Some((revision, read.request()?)))
    }

    /// The templates that the file of `template` held in its commits, oldest first.
    pub(crate) fn templates<'a>(
        &'a self,
        template: &'a MessageTemplate,
        journal: &'a Journal,
    ) -> impl Iterator<Item = (&'a Revision, MessageTemplate)> + 'a {
        self.entries(template.path(), journal).filter_map(|(revision, read)| Some((revision, read.template()?)))
    }
}

/// The distinct messages of a request, numbered from 1: equal neighbours folded to the commit that wrote them first,
/// what stands in the newest commit last of all committed ones, the working copy behind it where it differs. No message
/// written yet is no version.
pub(crate) fn request_versions(past: &Past, request: &Request, journal: &Journal) -> Vec<Version<Request>> {
    let mut versions: Vec<Version<Request>> = Vec::new();
    // Which version each contents hold: a text that is there is another version again only where somebody went back to
    // it, not where a branch beside it, or a merge, has it too.
    let mut of_blob: HashMap<&str, usize> = HashMap::new();
    let mut standing = None;
    for (revision, entry) in past.requests(request, journal).filter(|(_, entry)| !entry.message().is_empty()) {
        let last = versions.len().checked_sub(1);
        let goes_on = match revision.before.as_slice() {
            [] => true,
            [before] => of_blob
                .get(before.as_str())
                .is_none_or(|version| Some(*version) == last || revision.leads_here && Some(*version) == standing),
            _ => false,
        };
        let is_of = |version: &Version<Request>| is_same(version.entry.message(), entry.message());
        let known = match versions.iter().rposition(is_of) {
            Some(known) if Some(known) == last || !goes_on => known,
            _ => {
                versions.push(Version { number: 0, revision: Some(revision.clone()), entry });
                versions.len() - 1
            }
        };
        of_blob.insert(&revision.blob, known);
        standing = if revision.leads_here { Some(known) } else { standing };
    }
    if let Some(standing) = standing {
        let version = versions.remove(standing);
        versions.push(version);
    }
    let is_new = versions.last().is_none_or(|last| !is_same(last.entry.message(), request.message()));
    if is_new && !request.message().is_empty() {
        versions.push(Version { number: 0, revision: None, entry: request.clone() });
    }
    for (number, version) in (1..).zip(&mut versions) {
        version.number = number;
    }
    versions
}

/// The versions of a template by their numbers, each as its last commit left it; the working copy last where its
/// wording differs.
pub(crate) fn template_versions(past: &Past, template: &MessageTemplate, journal: &Journal) -> Vec<Version<MessageTemplate>> {
    let mut by_number: BTreeMap<u32, Version<MessageTemplate>> = BTreeMap::new();
    let (here, beside): (Vec<_>, Vec<_>) = past.templates(template, journal).partition(|(revision, _)| revision.leads_here);
    for (revision, entry) in beside.into_iter().chain(here) {
        by_number.insert(entry.version, Version { number: entry.version, revision: Some(revision.clone()), entry });
    }
    let is_committed = by_number.get(&template.version).is_some_and(|version| has_same_wording(&version.entry, template));
    let mut versions: Vec<_> = by_number.into_values().collect();
    if !is_committed {
        versions.push(Version { number: template.version, revision: None, entry: template.clone() });
    }
    versions
}

/// Whether a template says the same: its text and its subject.
pub(crate) fn has_same_wording(a: &MessageTemplate, b: &MessageTemplate) -> bool {
    is_same(a.body().trim(), b.body().trim()) && a.subject == b.subject
}

/// Whether two texts are the same but for the form of their line ends.
pub(crate) fn is_same(a: &str, b: &str) -> bool {
    a == b || (a.contains('\r') || b.contains('\r')) && a.replace("\r\n", "\n") == b.replace("\r\n", "\n")
}
