//! Follows each entry through the commits: its id makes it one, wherever it is moved; a changed id is followed where
//! git sees a rename.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::story::{Commit, Touch};
use crate::journal::stem_of;
use crate::text::normal::fold_id;

/// An entry's contents after a commit that touched it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Revision {
    /// The commit.
    pub(crate) commit: String,
    /// The author's date in RFC 3339.
    pub(crate) date: String,
    /// The author's name.
    pub(crate) author: String,
    /// The contents' name.
    pub(crate) blob: String,
    /// The contents that it changed, by name: of a merge one for each parent; none where the file was made.
    pub(crate) before: Vec<String>,
    /// Whether what stands now came from it: what a merge did not take is told, and no rule judges by it.
    pub(crate) leads_here: bool,
}

/// Everything that happened to one entry, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Trail {
    pub(super) revisions: Vec<Revision>,
    /// Whether a file of it stands after the last commit that was taken.
    is_there: bool,
    /// The path that it has or last had.
    path: String,
}

/// The trails of a journal, by the path that each entry has or last had, relative to the journal. `standing` are the
/// contents of the newest commit: which of the names of two branches a merge took, and which of their texts.
pub(super) fn trails(commits: &[Commit], prefix: &str, standing: &BTreeMap<String, String>) -> BTreeMap<String, Trail> {
    let mut followed = Followed { prefix: prefix.to_owned(), ..Followed::default() };
    for commit in commits {
        followed.take(commit);
    }
    for (path, blob) in standing {
        if let Some(number) = followed.at.get(path) {
            let trail = &mut followed.all[*number];
            trail.path.clone_from(path);
            trail.mark(blob);
        }
    }
    let own = followed.all.into_iter().filter_map(|trail| Some((trail.path.strip_prefix(prefix)?.to_owned(), trail)));
    own.filter(|(path, _)| path.starts_with("requests/") || path.starts_with("templates/")).collect()
}

impl Trail {
    /// Tells the revisions that lead to some contents from those of other branches, backwards.
    fn mark(&mut self, blob: &str) {
        let mut line = HashSet::from([blob.to_owned()]);
        for revision in self.revisions.iter_mut().rev() {
            revision.leads_here = line.contains(&revision.blob);
            if revision.leads_here {
                // Where git tells a file made anew, all that came before it is its past.
                if revision.before.is_empty() {
                    return;
                }
                line.extend(revision.before.iter().cloned());
            }
        }
    }
}

/// What makes files of one journal one entry: requests or templates, and the folded id.
pub(super) fn key_of(path: &str, prefix: &str) -> String {
    let is_folder = |part: &&str| matches!(*part, "requests" | "templates");
    let root = match path.strip_prefix(prefix).and_then(|own| own.split('/').next()).filter(is_folder) {
        Some(folder) => prefix.len() + folder.len(),
        // Another journal, or this one before it was moved: the last such folder is its root.
        None => {
            let mut ends = path.char_indices().filter(|(_, c)| *c == '/').map(|(at, _)| at).collect::<Vec<_>>();
            ends.retain(|end| path[..*end].rsplit('/').next().as_ref().is_some_and(is_folder));
            ends.last().copied().unwrap_or(0)
        }
    };
    format!("{}/{}", &path[..root], fold_id(&stem_of(path)))
}

#[derive(Default)]
struct Followed {
    /// The journal's place in the repository.
    prefix: String,
    all: Vec<Trail>,
    /// The trail at each path, of files that went too.
    at: HashMap<String, usize>,
    /// The trails of an id, newest last.
    of_key: HashMap<String, Vec<usize>>,
}

impl Followed {
    fn take(&mut self, commit: &Commit) {
        // What went first: a file that comes in the same commit with the same id is that file.
        for touch in &commit.touches {
            if let Touch::Gone { path } | Touch::Renamed { from: path, .. } = touch
                && let Some(number) = self.at.get(path)
            {
                self.all[*number].is_there = false;
            }
        }
        for touch in &commit.touches {
            let (path, blob, before, number) = match touch {
                Touch::Gone { .. } => continue,
                Touch::Written { path, blob, before, is_new } => (path, blob, before, self.of_written(path, *is_new)),
                Touch::Renamed { from, path, blob, before } => (path, blob, before, self.of_renamed(commit, from, path)),
            };
            let trail = &mut self.all[number];
            trail.is_there = true;
            // What a side branch does under the old name does not take the new one back.
            if !matches!(touch, Touch::Written { is_new: false, .. }) {
                trail.path.clone_from(path);
            }
            trail.revisions.push(Revision {
                commit: commit.id.clone(),
                date: commit.date.clone(),
                author: commit.author.clone(),
                blob: blob.clone(),
                before: before.clone(),
                leads_here: true,
            });
        }
    }

    fn of_written(&mut self, path: &str, is_new: bool) -> usize {
        match self.at.get(path) {
            // Deleted and made again is one entry; so is what a side branch goes on with, or makes as well.
            Some(&number) if !is_new || !self.all[number].is_there || self.all[number].path == path => number,
            _ => match self.gone_with_id(path) {
                Some(number) => self.put(path, number),
                None => self.begin(path),
            },
        }
    }

    fn of_renamed(&mut self, commit: &Commit, from: &str, path: &str) -> usize {
        // git pairs by contents; where the id says otherwise, the id is right.
        let own = self.key_of(from);
        let comes = |touch: &Touch| match touch {
            Touch::Renamed { path, .. } | Touch::Written { path, is_new: true, .. } => Some(path.clone()),
            _ => None,
        };
        let pairs_better = |touch: &Touch| comes(touch).is_some_and(|other| other != path && self.key_of(&other) == own);
        if let Some(number) = self.gone_with_id(path) {
            return self.put(path, number);
        }
        match self.at.get(from).copied() {
            Some(number) if !commit.touches.iter().any(pairs_better) => {
                let key = self.key_of(path);
                self.of_key.entry(key).or_default().push(number);
                self.put(path, number)
            }
            _ => self.begin(path),
        }
    }

    fn key_of(&self, path: &str) -> String {
        key_of(path, &self.prefix)
    }

    /// An entry of the same id whose file is gone.
    fn gone_with_id(&self, path: &str) -> Option<usize> {
        self.of_key.get(&self.key_of(path))?.iter().rev().copied().find(|number| !self.all[*number].is_there)
    }

    fn put(&mut self, path: &str, number: usize) -> usize {
        self.at.insert(path.to_owned(), number);
        number
    }

    fn begin(&mut self, path: &str) -> usize {
        self.all.push(Trail::default());
        let number = self.all.len() - 1;
        let key = self.key_of(path);
        self.of_key.entry(key).or_default().push(number);
        self.put(path, number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commit(id: &str, touches: &[(&str, &str)]) -> Commit {
        let touch = |(what, blob): &(&str, &str)| match what.split_once(' ') {
            Some((letter @ ("A" | "M"), path)) => {
                Touch::Written { path: path.into(), blob: (*blob).into(), before: Vec::new(), is_new: letter == "A" }
            }
            Some(("D", path)) => Touch::Gone { path: path.into() },
            Some((from, path)) => Touch::Renamed { from: from.into(), path: path.into(), blob: (*blob).into(), before: Vec::new() },
            None => unreachable!("a letter or a path, and a path"),
        };
        Commit { id: id.into(), date: String::new(), author: String::new(), touches: touches.iter().map(touch).collect() }
    }

    fn blobs(commits: &[Commit], prefix: &str, path: &str) -> String {
        let trails = trails(commits, prefix, &BTreeMap::new());
        trails
            .get(path)
            .map(|trail| trail.revisions.iter().map(|revision| revision.blob.as_str()).collect::<Vec<_>>().join(" "))
            .unwrap_or_default()
    }

    #[test]
    fn an_id_is_followed_wherever_it_goes() {
        // Moved between folders, with most of it rewritten: git tells a file gone and another one made.
        let moved = [commit("1", &[("A requests/a.md", "1")]), commit("2", &[("D requests/a.md", ""), ("A requests/2026/a.md", "2")])];
        assert_eq!(blobs(&moved, "", "requests/2026/a.md"), "1 2");
        let later =
            [commit("1", &[("A requests/a.md", "1")]), commit("2", &[("D requests/a.md", "")]), commit("3", &[("A requests/x/a.md", "3")])];
        assert_eq!(blobs(&later, "", "requests/x/a.md"), "1 3");
        // Renamed as git sees it, and a new file at the old name.
        let renamed = [
            commit("1", &[("A requests/a.md", "1")]),
            commit("2", &[("requests/a.md requests/b.md", "2")]),
            commit("3", &[("A requests/a.md", "3")]),
        ];
        assert_eq!((blobs(&renamed, "", "requests/b.md"), blobs(&renamed, "", "requests/a.md")), ("1 2".into(), "3".into()));
        // A side branch goes on at the old name after the rename.
        let side = [
            commit("1", &[("A requests/a.md", "1")]),
            commit("2", &[("requests/a.md requests/b.md", "2")]),
            commit("3", &[("M requests/a.md", "3")]),
        ];
        assert_eq!(blobs(&side, "", "requests/b.md"), "1 2 3");
    }

    #[test]
    fn what_git_pairs_by_contents_gives_way_to_the_id() {
        let swapped = [
            commit("1", &[("A requests/a.md", "1"), ("A requests/b.md", "2")]),
            commit("2", &[("requests/a.md requests/x/b.md", "3"), ("requests/b.md requests/x/a.md", "4")]),
        ];
        assert_eq!((blobs(&swapped, "", "requests/x/a.md"), blobs(&swapped, "", "requests/x/b.md")), ("1 4".into(), "2 3".into()));
        // A template and a request of one id are two, and so are twins.
        let twins = [commit("1", &[("A requests/a.md", "1"), ("A templates/a.md", "2"), ("A requests/x/a.md", "3")])];
        assert_eq!((blobs(&twins, "", "requests/a.md"), blobs(&twins, "", "requests/x/a.md")), ("1".into(), "3".into()));
    }

    #[test]
    fn a_journal_is_followed_when_it_is_moved_as_a_whole() {
        let moved = [
            commit("1", &[("A requests/a.md", "1")]),
            commit("2", &[("requests/a.md j/requests/a.md", "1")]),
            commit("3", &[("M j/requests/a.md", "3")]),
        ];
        assert_eq!(blobs(&moved, "j/", "requests/a.md"), "1 1 3");
        assert_eq!(blobs(&moved, "other/", "requests/a.md"), "");
    }
}
