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
mod kept;
mod layouts;
mod learnings;
mod marker;
mod one_file;
mod output;
mod paths;
mod people;
mod privacy;
mod problems;
mod request;
mod requests;
mod row;
mod search;
mod templates;

pub(crate) use craft::first_and_latest_of;
pub(crate) use iterations::{Parts, Story, place_in, version_after};
pub(crate) use kept::Kept;
#[cfg(feature = "serve")]
pub(crate) use layouts::error_page;
pub(crate) use layouts::{PART_FRAME, THEME_FILES, layouts};
pub(crate) use marker::{MARKER, Made, Marker, Origin, PartPlace, Whole};
pub(crate) use one_file::{OneFile, one_file};
pub(crate) use output::{Found, Output, Plan, not_ours, plan};
pub(crate) use paths::Places;
pub(crate) use privacy::{Audit, Clean, Leak, View, audit, told as leaks_told};

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::checks::Report;
use crate::feedback::Stats;
use crate::insight::Insight;
use crate::jinja::{Layouts, Rendered};
use crate::journal::{MessageTemplate, Privacy, Request};
use crate::labels::Labels;
use context::Shared;

/// A file of the site.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Page {
    /// Relative to the site's folder, with `/`.
    pub(crate) path: String,
    /// What stands in it.
    pub(crate) content: Content,
    /// The entry that it is of, by its path in the journal that was rendered.
    pub(crate) of: Option<String>,
    /// The digest of all that it is made of, where that is known.
    pub(crate) key: Option<String>,
}

/// What stands in a file of the site.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    /// These bytes.
    New(Vec<u8>),
    /// What the last build wrote, which would come out again.
    Kept,
}

impl Page {
    /// The bytes, where they were made.
    pub(crate) fn bytes(&self) -> Option<&[u8]> {
        match &self.content {
            Content::New(bytes) => Some(bytes),
            Content::Kept => None,
        }
    }

    /// Whether it is made of what all entries say of themselves, and of no entry's text.
    pub(crate) fn is_of_faces(&self) -> bool {
        kept::OF_FACES.contains(&self.path.as_str()) || self.of.as_deref().is_some_and(|entry| entry.starts_with("templates/"))
    }
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
    /// Where everything stands.
    pub(crate) places: &'a Places,
    /// What the checks found in the messages.
    pub(crate) report: &'a Report,
    /// The numbers of the shown requests.
    pub(crate) stats: Numbers<'a>,
    /// The iterations of each entry, as parts of its page.
    pub(crate) parts: PartsOf<'a>,
    /// The words.
    pub(crate) labels: Labels,
    /// The layouts, the user's over the built-in ones.
    pub(crate) layouts: &'a Layouts,
    /// The style sheet and the script, by name.
    pub(crate) assets: &'a BTreeMap<String, Vec<u8>>,
    /// Whether it is looked at while it is written: then each page tells which files cannot be read.
    pub(crate) is_live: bool,
    /// What the last build left, where its pages may stand for new ones.
    pub(crate) kept: Option<Kept<'a>>,
}

/// The parts of the pages of entries.
pub(crate) enum PartsOf<'a> {
    /// Made.
    Made(&'a Parts),
    /// Made when a page asks for its own.
    #[cfg_attr(not(feature = "serve"), allow(dead_code))]
    Asked(&'a (dyn Fn(&str) -> Rendered<String> + Sync)),
}

impl PartsOf<'_> {
    /// The part of the page of an entry, by its path; empty where there is none.
    fn of(&self, entry: &str) -> Rendered<Cow<'_, str>> {
        match self {
            PartsOf::Made(parts) => Ok(Cow::Borrowed(parts.get(entry).map_or("", String::as_str))),
            PartsOf::Asked(make) => make(entry).map(Cow::Owned),
        }
    }
}

/// The numbers of a site.
#[derive(Clone, Copy)]
pub(crate) enum Numbers<'a> {
    /// Counted.
    Known(&'a Stats),
    /// Counted when the first page asks for them: most pages that are looked at do not.
    Asked(&'a OnceLock<Stats>, &'a (dyn Fn() -> Stats + Sync)),
}

/// What `take` gives of each page as soon as it is rendered, in no order. The same journal, now and theme give the same bytes.
///
/// # Errors
/// The first layout that cannot be rendered, and what is wrong there.
pub(crate) fn render<T: Send>(source: &Source<'_>, take: impl Fn(Page) -> T + Sync + Send) -> Rendered<Vec<T>> {
    let make = |shared: &Shared<'_>| {
        let taken = crate::parallel::map_long(parts(shared), |(_, part)| Ok(take(render_part(shared, part)?)));
        taken.into_iter().collect()
    };
    with_shared(source, false, make)
}

/// Gives the page of a path; `None` where the site has none there. Fails as [`render`].
pub(crate) type OneByOne<'s> = dyn Fn(&str) -> Rendered<Option<Page>> + Sync + 's;

/// Hands over what renders the pages one by one: what they share is made once.
#[cfg_attr(not(feature = "serve"), allow(dead_code))]
pub(crate) fn one_by_one<T>(source: &Source<'_>, work: impl FnOnce(&OneByOne<'_>) -> T) -> T {
    with_shared(source, false, |shared| {
        work(&|path| {
            let asked = shared.paths.entry(path);
            let part = match shared.ordered.iter().position(|request| Some(request.path()) == asked) {
                Some(at) => Some(Part::Request(at)),
                None => parts(shared).into_iter().find(|(own, _)| own == path).map(|(_, part)| part),
            };
            part.map(|part| render_part(shared, part)).transpose()
        })
    })
}

/// What a page is of.
enum Part<'a> {
    Main(fn(&Shared<'_>) -> Rendered<Page>),
    Template(&'a MessageTemplate),
    /// By its place in the order of requests.
    Request(usize),
    /// The search index of a year; the first one.
    Search(Option<i32>, String),
    Asset(&'a str, &'a [u8]),
}

/// `one_file`: all that is shown stands on one page.
fn with_shared<T>(source: &Source<'_>, one_file: bool, work: impl for<'s> FnOnce(&Shared<'s>) -> T) -> T {
    let rows = one_file.then(|| Places::rows(&source.shown, source.insight.journal));
    work(&Shared::of(source, rows.as_ref().unwrap_or(source.places), one_file))
}

/// Every page of the site with its path.
fn parts<'a>(shared: &Shared<'a>) -> Vec<(String, Part<'a>)> {
    let source = shared.source;
    let mut all: Vec<(String, Part<'a>)> = vec![
        ("index.html".to_owned(), Part::Main(index::page)),
        ("requests.html".to_owned(), Part::Main(requests::page)),
        ("learnings.html".to_owned(), Part::Main(learnings::page)),
        ("feedback.html".to_owned(), Part::Main(feedback::page)),
        ("templates.html".to_owned(), Part::Main(templates::library)),
    ];
    if source.privacy != Privacy::Totals {
        all.push(("people.html".to_owned(), Part::Main(people::page)));
        all.push(("problems.html".to_owned(), Part::Main(problems::page)));
    }
    let path = |entry: &str| shared.paths.page(entry).unwrap_or_default().to_owned();
    all.extend(source.insight.journal.templates.iter().map(|template| (path(template.path()), Part::Template(template))));
    all.extend(shared.ordered.iter().enumerate().map(|(at, request)| (path(request.path()), Part::Request(at))));
    all.extend(search::indexes(shared).into_iter().map(|(path, year)| (path.clone(), Part::Search(year, path))));
    all.extend(source.assets.iter().map(|(path, bytes)| (path.clone(), Part::Asset(path, bytes))));
    all
}

fn render_part<'a>(shared: &Shared<'a>, part: Part<'a>) -> Rendered<Page> {
    match part {
        Part::Main(page) => page(shared),
        Part::Template(template) => templates::page(shared, template),
        Part::Request(at) => request::page(shared, at),
        Part::Search(year, path) => search::page(shared, path, year),
        Part::Asset(path, bytes) => Ok(Page { path: path.to_owned(), content: Content::New(bytes.to_vec()), of: None, key: None }),
    }
}
