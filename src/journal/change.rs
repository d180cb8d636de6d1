//! A journal in memory that changes entry by entry, and the part of it that is about one of them.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::entry::EntryRead;
use super::load::Journal;
use super::request::Request;
use super::twin_names::{self, is_twin};
use crate::calendar::Now;

impl Journal {
    /// Puts an entry in the place of the one at its path, as if it had been read so with all the others.
    pub(crate) fn put(&mut self, read: EntryRead) {
        let path = read.path().to_owned();
        let is_new = !self.drop_entry(&path);
        self.add(read);
        self.requests.sort_by(|a, b| a.path().cmp(b.path()));
        self.half_read.sort_by(|a, b| a.path().cmp(b.path()));
        self.templates.sort_by(|a, b| (&a.id, a.path()).cmp(&(&b.id, b.path())));
        self.half_read_templates.sort_by(|a, b| a.path().cmp(b.path()));
        self.unreadable.sort_by(|a, b| a.path.cmp(&b.path));
        if is_new {
            self.files += 1;
            self.tell_twins();
        }
    }

    /// Takes the entry at a path away.
    pub(crate) fn take(&mut self, path: &str) {
        if self.drop_entry(path) {
            self.files -= 1;
            self.tell_twins();
        }
    }

    fn drop_entry(&mut self, path: &str) -> bool {
        self.by_id = OnceLock::new();
        let before = self.requests.len() + self.half_read.len() + self.templates.len() + self.half_read_templates.len();
        match self.requests.binary_search_by(|request| request.path().cmp(path)) {
            Ok(at) => drop(self.requests.remove(at)),
            Err(_) => self.half_read.retain(|request| request.path() != path),
        }
        self.templates.retain(|template| template.path() != path);
        self.half_read_templates.retain(|template| template.path() != path);
        let after = self.requests.len() + self.half_read.len() + self.templates.len() + self.half_read_templates.len();
        let had_text = self.texts.remove(path).is_some();
        self.unreadable.retain(|file| file.path != path);
        self.diagnostics.retain(|diagnostic| diagnostic.path != path || is_twin(diagnostic));
        after < before || had_text
    }

    fn tell_twins(&mut self) {
        self.diagnostics.retain(|diagnostic| !is_twin(diagnostic));
        let twins = twin_names::findings(&self.paths(""));
        self.diagnostics.splice(0..0, twins);
    }

    /// The journal at a later now: facts that lay after the old one may have come.
    pub(crate) fn at(&mut self, now: Now) {
        self.now = now;
        for request in self.requests.iter_mut().chain(&mut self.half_read) {
            request.move_to(now);
        }
    }

    /// A small journal with the requests at these paths and every template; the files of `named` are there too, as
    /// files that nobody read: their ids are known.
    pub(crate) fn part(&self, paths: &BTreeSet<&str>, named: &[&str], now: Now) -> Journal {
        let is_in = |request: &&Request| paths.contains(request.path());
        let in_requests = |path: &&&str| self.requests.binary_search_by(|request| request.path().cmp(path)).ok();
        let mut part = Journal {
            settings: self.settings.clone(),
            now,
            requests: paths.iter().filter_map(|path| in_requests(&path)).map(|at| self.requests[at].clone()).collect(),
            templates: self.templates.clone(),
            half_read: self.half_read.iter().filter(is_in).cloned().collect(),
            half_read_templates: self.half_read_templates.clone(),
            unreadable: Vec::new(),
            diagnostics: self.diagnostics.iter().filter(|diagnostic| paths.contains(diagnostic.path.as_str())).cloned().collect(),
            files: self.files,
            texts: self
                .texts
                .iter()
                .filter(|(path, _)| paths.contains(path.as_str()))
                .map(|(path, text)| (path.clone(), text.clone()))
                .collect(),
            by_id: OnceLock::new(),
        };
        for path in named.iter().filter(|path| !paths.contains(*path)) {
            part.texts.insert((*path).to_owned(), String::new());
        }
        part.at(now);
        part
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Moment, Zone};
    use crate::checks::check;
    use crate::disk::Found;
    use crate::insight::Insight;
    use crate::journal::{Settings, entry_from_bytes};

    fn now() -> Now {
        let zone = Zone::named("Asia/Taipei").expect("in the database");
        Now::at(Moment::parse("2026-04-20", zone).expect("a day"), zone).expect("a time")
    }

    fn read(path: &str, text: &str) -> EntryRead {
        let (settings, _) = Settings::read("asklog.yaml", b"timezone: Asia/Taipei\n");
        entry_from_bytes(Found::of(path, path), text.as_bytes().to_vec(), &settings, now())
    }

    fn journal(files: &[(&str, &str)]) -> Journal {
        let (settings, found) = Settings::read("asklog.yaml", b"timezone: Asia/Taipei\n");
        Journal::assemble(settings, found, files.iter().map(|(path, text)| read(path, text)), &[], now())
    }

    fn told(journal: &Journal) -> Vec<String> {
        let report = check(journal, &Insight::of(journal));
        report.diagnostics.iter().map(|found| format!("{} {} {:?}", found.path, found.rule, found.span)).collect()
    }

    #[test]
    fn changes_leave_what_reading_anew_gives() {
        const LETTER: &str = "---\nkind: ask-learning\nto: 林雅婷\nsent: 2026-04-01\nchannel: email\n---\n\n您好\n";
        const NUDGE: &str = "---\nkind: nudge\nto: 林雅婷\nfollows: a\nsent: 2026-04-02\nchannel: email\n---\n\n您好\n";
        let start = [("requests/a.md", LETTER), ("requests/b.md", NUDGE), ("templates/t.md", "---\ntitle: t\n---\n")];
        let mut changed = journal(&start);
        for (path, text) in [
            ("requests/a.md", "---\nkind: [\n---\n"),
            ("requests/a.md", "no front matter"),
            ("requests/A.md", LETTER),
            ("templates/t.md", "---\ntitle: t\nversion: 1\nkind: nudge\n---\n{{ recipient }}\n"),
            ("requests/a.md", LETTER),
        ] {
            changed.put(read(path, text));
            let mut files: Vec<(&str, &str)> = changed.paths("").into_iter().filter_map(|at| Some((at, changed.source(at)?))).collect();
            files.sort_by_key(|(path, _)| (path.starts_with("templates/"), *path));
            let anew = journal(&files);
            assert_eq!(told(&changed), told(&anew), "{path}: {text}");
            assert_eq!(changed.files, anew.files);
            for id in ["a", "B"] {
                assert_eq!(changed.request(id).map(Request::path), anew.request(id).map(Request::path), "{path}: {text}");
            }
        }
        changed.take("requests/a.md");
        changed.take("requests/A.md");
        changed.take("requests/none.md");
        assert!(told(&changed).iter().any(|line| line.starts_with("requests/b.md unknown-request")), "{:?}", told(&changed));
        assert_eq!(changed.files, 3);
    }
}
