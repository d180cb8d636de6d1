//! The site: a journal -> pages. Pure; `cli::build` writes what [`plan`] allows.

mod anchors;
mod charts;
mod context;
mod craft;
mod dates;
mod feedback;
mod findings;
mod index;
mod iterations;
mod layouts;
mod learnings;
mod output;
mod paths;
mod people;
mod privacy;
mod problems;
mod request;
mod requests;
mod templates;

pub(crate) use iterations::{Parts, Story, place_in, version_after};
pub(crate) use layouts::{THEME_FILES, layouts};
pub(crate) use output::{Found, MARKER, Marker, PartPlace, Plan, plan};
pub(crate) use privacy::{View, audit};

use std::collections::BTreeMap;

use crate::checks::Report;
use crate::feedback::Stats;
use crate::insight::{Insight, persons};
use crate::jinja::{Layouts, Rendered};
use crate::journal::{Privacy, Request};
use crate::labels::Labels;
use anchors::Anchors;
use context::Shared;
use paths::Paths;

/// A file of the site.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Page {
    /// Relative to the site's folder, with `/`.
    pub(crate) path: String,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
    /// The entry that it is of, by its path in the journal that was rendered.
    pub(crate) of: Option<String>,
}

/// What the site is made of.
pub(crate) struct Source<'a> {
    /// The journal and what was derived of it.
    pub(crate) insight: &'a Insight<'a>,
    /// Whose eyes it is for. The journal holds what they may see, and nothing else.
    pub(crate) privacy: Privacy,
    /// The requests that stand in lists and have a page.
    pub(crate) shown: Vec<&'a Request>,
    /// The requests of which something may be shown: those and, in figures only, what was learned of others.
    pub(crate) learned: Vec<&'a Request>,
    /// How many files could not be read.
    pub(crate) missing: usize,
    /// What the checks found.
    pub(crate) report: &'a Report,
    /// The numbers of the shown requests.
    pub(crate) stats: Stats,
    /// The iterations of each entry, as parts of its page.
    pub(crate) parts: Parts,
    /// The words.
    pub(crate) labels: Labels,
    /// The layouts, the user's over the built-in ones.
    pub(crate) layouts: &'a Layouts,
    /// The style sheet and the script, by name.
    pub(crate) assets: BTreeMap<String, Vec<u8>>,
}

/// All pages, sorted by path. The same journal, now and theme give the same bytes.
///
/// # Errors
/// The first layout that cannot be rendered, and what is wrong there.
pub(crate) fn render(source: &Source<'_>) -> Rendered<Vec<Page>> {
    let paths = Paths::of(&source.shown, &source.insight.journal.templates);
    let people = persons(source.shown.iter().copied(), source.insight.journal.now.zone);
    let anchors = Anchors::of(&people, &source.shown);
    let shared = Shared { source, paths: &paths, people: &people, anchors: &anchors };
    let mut pages = vec![
        index::page(&shared)?,
        requests::page(&shared)?,
        learnings::page(&shared)?,
        feedback::page(&shared)?,
        templates::library(&shared)?,
    ];
    if source.privacy != Privacy::Totals {
        pages.extend([people::page(&shared)?, problems::page(&shared)?]);
    }
    for template in &source.insight.journal.templates {
        pages.push(templates::page(&shared, template)?);
    }
    let neighbours = request::in_order(&shared);
    let numbered: Vec<usize> = (0..neighbours.len()).collect();
    for page in crate::parallel::map(numbered, |at| request::page(&shared, &neighbours, at)) {
        pages.push(page?);
    }
    pages.extend(source.assets.iter().map(|(path, bytes)| Page { path: path.clone(), bytes: bytes.clone(), of: None }));
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(pages)
}
