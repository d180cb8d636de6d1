//! Where each entry's page stands. Pages never overwrite each other, whatever the ids.

use std::collections::BTreeSet;

use super::anchors::Anchors;
use crate::insight::persons;
use crate::journal::{Journal, MessageTemplate, Request};
use crate::text::address::percent_encode;
use crate::text::normal::fold_id;
use crate::text::quick::{QuickMap, QuickSet};

/// Where everything of a site stands; made once for all of its pages.
pub(crate) struct Places {
    pub(super) paths: Paths,
    pub(super) anchors: Anchors,
}

impl Places {
    /// Those of a site with a page for each of these requests and for each template.
    pub(crate) fn of(shown: &[&Request], journal: &Journal) -> Places {
        Places::with(Paths::of(shown, &journal.templates), shown, journal)
    }

    /// Those of a page that holds all.
    pub(super) fn rows(shown: &[&Request], journal: &Journal) -> Places {
        Places::with(Paths::rows(shown), shown, journal)
    }

    fn with(paths: Paths, shown: &[&Request], journal: &Journal) -> Places {
        let people = persons(shown.iter().copied(), journal.now.zone);
        Places { anchors: Anchors::of(&people, shown), paths }
    }
}

/// The pages of a site by the path of their entry.
pub(super) struct Paths {
    pages: QuickMap<String, String>,
    /// The same the other way round.
    entries: QuickMap<String, String>,
    /// Whether they are places of one page.
    are_rows: bool,
}

impl Paths {
    /// `requests/<id>.html` and `templates/<id>.html`; a twin after case folding gets `-2`, `-3`….
    pub(super) fn of(requests: &[&Request], templates: &[MessageTemplate]) -> Paths {
        let mut pages = QuickMap::default();
        let mut taken = QuickSet::default();
        let entries = requests.iter().map(|request| ("requests", request.id.as_str(), request.path()));
        let entries = entries.chain(templates.iter().map(|template| ("templates", template.id.as_str(), template.path())));
        let mut entries: Vec<_> = entries.collect();
        entries.sort_by_key(|(_, _, path)| *path);
        for (folder, id, path) in entries {
            let mut page = format!("{folder}/{id}.html");
            let mut count = 1;
            while !taken.insert(fold_id(&page)) {
                count += 1;
                page = format!("{folder}/{id}-{count}.html");
            }
            pages.insert(path.to_owned(), page);
        }
        let entries = pages.iter().map(|(entry, page): (&String, &String)| (page.clone(), entry.clone())).collect();
        Paths { pages, entries, are_rows: false }
    }

    /// The row of each entry in the table of a page that holds all: `row-1`, by path.
    pub(super) fn rows(requests: &[&Request]) -> Paths {
        let paths: BTreeSet<&str> = requests.iter().map(|request| request.path()).collect();
        let pages = (1..).zip(paths).map(|(number, path): (usize, &str)| (path.to_owned(), format!("row-{number}"))).collect();
        Paths { pages, entries: QuickMap::default(), are_rows: true }
    }

    /// The row of an entry where all stands on one page.
    pub(super) fn row(&self, entry: &str) -> Option<&str> {
        if self.are_rows { self.page(entry) } else { None }
    }

    /// The page of an entry, relative to the site; `None` where it is not shown.
    pub(super) fn page(&self, entry: &str) -> Option<&str> {
        self.pages.get(entry).map(String::as_str)
    }

    /// The entry of a page, by its path.
    pub(super) fn entry(&self, page: &str) -> Option<&str> {
        self.entries.get(page).map(String::as_str)
    }

    /// The address of an entry's page from a page whose way to the top is `root`.
    pub(super) fn href(&self, entry: &str, root: &str) -> Option<String> {
        let page = self.page(entry)?;
        Some(if self.are_rows { format!("#{page}") } else { format!("{root}{}", percent_encode(page)) })
    }
}
