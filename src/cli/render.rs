//! The pages of a journal for somebody's eyes, rendered and audited: what `build` writes.

use std::collections::BTreeMap;
use std::path::Path;

use super::filters::not_a_word;
use super::open::Open;
use super::{parts, past};
use crate::checks::{Report, check};
use crate::disk;
use crate::error::{Error, Result};
use crate::feedback::{Asked, Stats};
use crate::insight::{Filter, Insight};
use crate::jinja::{self, Fault, Layouts};
use crate::journal::{Privacy, Request};
use crate::labels::{Text, text};
use crate::site::{self, Marker, Page, PartPlace, Source, Story, THEME_FILES, View, audit};
use crate::terminal;
use crate::terminal::findings::{Findings, shown};
use crate::versions::Past;

/// Pages that may be written, and which view they are.
pub(super) struct Rendered {
    pub(super) pages: Vec<Page>,
    /// Where the parts stand that the next build may keep, by page.
    pub(super) parts: BTreeMap<String, PartPlace>,
    /// Says whose eyes they are for, and what was hidden.
    pub(super) said: Text,
}

/// Whose eyes the site is for: as asked, else as the settings say.
pub(super) fn privacy(open: &Open, asked: Option<&str>) -> Result<Privacy> {
    let all = [Privacy::Full, Privacy::Shared, Privacy::Totals];
    match asked {
        None => Ok(open.journal.settings.privacy),
        Some(word) => {
            all.into_iter().find(|privacy| privacy.word() == word).ok_or_else(|| not_a_word("--privacy", word, &all.map(Privacy::word)))
        }
    }
}

/// The folder of the last build, and its marker.
pub(super) type Last<'a> = (&'a Path, Option<&'a Marker>);

/// All pages of a view, audited where others will see them.
///
/// # Errors
/// A layout at fault; a page that would give away what the view hides, after showing each such place.
pub(super) fn render(open: &Open, privacy: Privacy, filter: &Filter, last: Last<'_>) -> Result<Rendered> {
    let insight = Insight::of(&open.journal);
    let report = check(&open.journal, &insight);
    let wanted = |request: &Request| filter.takes(request, &insight);
    let stats = Stats::of(&insight, &report, &Asked { takes: &wanted, since: filter.since, until: filter.until });
    if privacy == Privacy::Full {
        let all: Vec<&Request> = open.journal.requests.iter().filter(|request| wanted(request)).collect();
        let shown = Shown { privacy, shown: all.clone(), learned: all, missing: open.journal.unreadable.len(), stats };
        let (pages, parts) =
            pages(open, &insight, &report, shown, |story, shown, theme| parts::make(open, &insight, shown, story, last, theme))?;
        return Ok(Rendered { pages, parts, said: text!("build.full") });
    }
    // Whom an older version names must stand nowhere, in no text: the whole past is read.
    let past = past::read(open, |_| true).map_or_else(|_| Past::default(), |(past, _)| past.of_readable());
    let view = View::of((&insight, &report), privacy, open.labels, &past, wanted);
    let shown = Shown { privacy, shown: view.pages(), learned: view.learned(), missing: view.missing, stats: view.stats(stats) };
    let made = |story: &Story<'_>, shown: &[&Request], _: &str| parts::of_view(&view, &past, &insight, shown, story);
    let (pages, parts) = pages(open, &Insight::of(&view.journal), &view.report, shown, made)?;
    let leaks = audit(&view, &pages, &open.labels);
    if leaks.is_empty() {
        return Ok(Rendered { said: view.said(), pages, parts });
    }
    let count = leaks.len();
    let report = Report { diagnostics: leaks, notices: Vec::new() };
    terminal::say(&shown_in_full(open, &report));
    Err(Error::new(text!("build.leaks", count = count)).help(text!("build.leaks.help")))
}

fn shown_in_full(open: &Open, report: &Report) -> String {
    shown(&Findings { journal: &open.journal, report, files: open.journal.files, labels: open.labels }).trim_end().to_owned() + "\n"
}

/// Which requests a view shows.
struct Shown<'a> {
    privacy: Privacy,
    shown: Vec<&'a Request>,
    learned: Vec<&'a Request>,
    missing: usize,
    stats: Stats,
}

/// The pages, and where their kept parts stand; `make` gives the iterations for a story, its requests and a theme.
fn pages(
    open: &Open,
    insight: &Insight<'_>,
    report: &Report,
    shown: Shown<'_>,
    make: impl FnOnce(&Story<'_>, &[&Request], &str) -> jinja::Rendered<parts::Made>,
) -> Result<(Vec<Page>, BTreeMap<String, PartPlace>)> {
    let looks = Looks::of(&open.root)?;
    let in_words = |fault| looks.error(fault);
    let (layouts, assets) = (&looks.layouts, &looks.assets);
    let Shown { privacy, shown, learned, missing, stats } = shown;
    let story = Story::of(insight.journal, &shown, open.labels, layouts);
    let made = make(&story, &shown, &format!("{:?}", looks.theme)).map_err(in_words)?;
    let (parts, labels) = (made.parts.clone(), open.labels);
    let source = Source { insight, privacy, shown, learned, missing, report, stats: &stats, parts, labels, layouts, assets, live: None };
    let pages = site::render(&source).map_err(in_words)?;
    let bytes = |path: &str| Some(pages[pages.binary_search_by(|page| page.path.as_str().cmp(path)).ok()?].bytes.as_slice());
    let places = made.places(&story, bytes);
    Ok((pages, places))
}

/// The layouts, the user's over the built-in ones, with the style sheet and the script.
pub(super) struct Looks {
    pub(super) layouts: Layouts,
    pub(super) assets: BTreeMap<String, Vec<u8>>,
    theme: BTreeMap<String, String>,
}

impl Looks {
    /// Those of a journal.
    ///
    /// # Errors
    /// A file of `theme/` that cannot be read or compiled.
    pub(super) fn of(root: &Path) -> Result<Looks> {
        let theme = read_theme(root)?;
        let (layouts, assets) = site::layouts(&theme).map_err(|fault| layout_error(&theme, fault))?;
        Ok(Looks { layouts, assets, theme })
    }

    /// A layout's fault in words, with its file and line.
    pub(super) fn error(&self, fault: (String, Fault)) -> Error {
        layout_error(&self.theme, fault)
    }
}

fn layout_error(theme: &BTreeMap<String, String>, (layout, fault): (String, Fault)) -> Error {
    let layout = if theme.contains_key(&layout) { format!("theme/{layout}") } else { layout };
    Error::new(text!("build.layout", layout = layout, line = fault.line, cause = fault.cause)).help(text!("build.layout.help"))
}

/// The files of `theme/` that stand in for built-in ones.
fn read_theme(root: &Path) -> Result<BTreeMap<String, String>> {
    let mut theme = BTreeMap::new();
    for (name, _) in THEME_FILES {
        let path = root.join("theme").join(name);
        if let Some(bytes) = disk::read_if_there(&path)? {
            let source = String::from_utf8(bytes)
                .map_err(|_| Error::new(text!("file.not-utf8", path = path.display())).help(text!("file.not-utf8.help")))?;
            theme.insert(name.to_owned(), source);
        }
    }
    Ok(theme)
}
