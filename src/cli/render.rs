//! The pages of a journal for somebody's eyes, rendered and audited: what `build` writes.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use super::alike::Alike;
use super::filters::not_a_word;
use super::open::Open;
use super::out::Last;
use super::{parts, past, theme};
use crate::checks::{Report, check_letters};
use crate::disk::{self, digest};
use crate::error::{Error, Result};
use crate::feedback::{Asked, FaultSet, Faults, Stats};
use crate::insight::{Filter, Insight};
use crate::jinja::{Fault, Layouts};
use crate::journal::{Journal, Privacy, Request, Settings};
use crate::labels::{Text, text};
use crate::parallel;
use crate::site::{self, Kept, Numbers, OneFile, Origin, PART_FRAME, Page, PartPlace, Parts, Places, Source, Story, View, audit};
use crate::terminal;
use crate::terminal::findings::{Findings, shown};
use crate::versions::Past;

/// What may be written, and which view it is.
pub(super) struct Rendered<T> {
    /// The pages.
    pub(super) pages: T,
    /// Says whose eyes they are for, and what was hidden.
    pub(super) said: Vec<Text>,
}

/// The pages of a site, and what spares the next build work.
pub(super) struct SitePages {
    /// The pages.
    pub(super) pages: Vec<Page>,
    /// Where the parts stand that the next build may keep, by page.
    pub(super) parts: BTreeMap<String, PartPlace>,
    /// What each page came from, by page.
    pub(super) origins: BTreeMap<String, Origin>,
    /// The digest of what the audit went by.
    pub(super) searched: Option<String>,
}

/// Whose eyes the site is for: as asked, else as the settings say.
pub(super) fn privacy(settings: &Settings, asked: Option<&str>) -> Result<Privacy> {
    let all = [Privacy::Full, Privacy::Shared, Privacy::Totals];
    match asked {
        None => Ok(settings.privacy),
        Some(word) => {
            all.into_iter().find(|privacy| privacy.word() == word).ok_or_else(|| not_a_word("--privacy", word, &all.map(Privacy::word)))
        }
    }
}

/// Which pages need not be made anew.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Keep {
    /// Those that stand and would come out again.
    Same,
    /// None.
    None,
}

/// All pages of a view, audited where others will see them; what the last build left, and what of it is alike, may stand
/// for some of them.
///
/// # Errors
/// A layout at fault; a page that would give away what the view hides, after showing each such place.
pub(super) fn site(
    open: &Open,
    privacy: Privacy,
    filter: &Filter,
    (last, alike): (&Last, Option<&Alike<'_>>),
    keep: Keep,
) -> Result<Rendered<SitePages>> {
    // Figures have few pages, and tell of other letters what the index tells.
    let is_known = keep == Keep::Same && privacy != Privacy::Totals;
    let forgotten = alike.filter(|_| !is_known).map(Alike::forgotten);
    let alike = forgotten.as_ref().or(alike);
    render(open, privacy, filter, alike, |making| pages(open, making, last, keep), |site| &site.pages)
}

/// The one page of a view, audited where others will see it.
///
/// # Errors
/// As [`site()`].
pub(super) fn one_file(open: &Open, privacy: Privacy, filter: &Filter) -> Result<Rendered<OneFile>> {
    let make = |making: Making<'_>| {
        let looks = Looks::of_parts(&open.root)?;
        let source = making.source(open, &looks, Parts::new(), None);
        site::one_file(&source, (filter.since, filter.until), disk::digest_base64).map_err(|fault| looks.error(fault))
    };
    render(open, privacy, filter, None, make, |made| std::slice::from_ref(&made.page))
}

/// `make` gives what is made of a view's journal; `pages` those of its pages that are searched. Entries that are alike are
/// not checked again.
fn render<T>(
    open: &Open,
    privacy: Privacy,
    filter: &Filter,
    alike: Option<&Alike<'_>>,
    make: impl FnOnce(Making<'_>) -> Result<T>,
    pages: impl Fn(&T) -> &[Page],
) -> Result<Rendered<T>> {
    let insight = Insight::of(&open.journal);
    let wanted = |request: &Request| filter.takes(request, &insight);
    let all: Vec<&Request> = open.journal.requests.iter().filter(|request| wanted(request)).collect();
    // The index tells what was found in these.
    let told: HashSet<&str> = site::first_and_latest_of(&all, open.journal.now.zone).into_iter().map(Request::path).collect();
    let known = |path: &str| alike?.entry(path).filter(|_| !told.contains(path));
    let numbers = || {
        let report = check_letters(&open.journal, &insight, &|path| known(path).is_none());
        let stats = Stats::of(
            &insight,
            &faults(&report, &open.journal, known),
            &Asked { takes: &wanted, since: filter.since, until: filter.until },
        );
        (report, stats)
    };
    let places = || (privacy == Privacy::Full).then(|| Places::of(&all, &open.journal));
    let ((report, stats), places) = parallel::both(numbers, places);
    if let Some(places) = places {
        let shown = Shown { privacy, shown: all.clone(), learned: all, missing: open.journal.unreadable.len(), stats };
        let faults = faults(&report, &open.journal, known);
        let pages = make(Making { insight: &insight, report: &report, faults, alike, shown, places, others: None })?;
        return Ok(Rendered { pages, said: vec![text!("build.full")] });
    }
    // Whom an older version names must stand nowhere, in no text: the whole past is read.
    let past = past::read(open, |_| true).map_or_else(|_| Past::default(), |(past, _)| past.of_readable());
    let view = View::of((&insight, &report), privacy, open.labels, &past, wanted);
    if let Some(alike) = alike.filter(|alike| !alike.was_searched(&view)) {
        return render(open, privacy, filter, Some(&alike.forgotten()), make, pages);
    }
    let shown = Shown { privacy, shown: view.pages(), learned: view.learned(), missing: view.missing, stats: view.stats(stats) };
    let others = Some((&view, &past, &insight));
    let places = Places::of(&shown.shown, &view.journal);
    let faults = faults(&report, &open.journal, known);
    let made = make(Making { insight: &Insight::of(&view.journal), report: &view.report, faults, alike, shown, places, others })?;
    let leaks = audit(&view, pages(&made), &open.journal, &open.labels);
    if leaks.is_empty() {
        return Ok(Rendered { said: view.said(), pages: made });
    }
    let count = leaks.len();
    let report = Report { diagnostics: leaks, notices: Vec::new() };
    terminal::say(&shown_in_full(open, &report));
    Err(Error::new(text!("build.leaks", count = count)).help(text!("build.leaks.help")))
}

/// What was found in each entry now, and in those that were not checked again.
fn faults<'r>(report: &'r Report, journal: &'r Journal, known: impl Fn(&str) -> Option<FaultSet>) -> Faults<'r> {
    Faults::of(report).and(journal.requests.iter().filter_map(|request| Some((request.path(), known(request.path())?))))
}

fn shown_in_full(open: &Open, report: &Report) -> String {
    shown(&Findings { journal: &open.journal, report, files: open.journal.files, labels: open.labels })
        .collect::<String>()
        .trim_end()
        .to_owned()
        + "\n"
}

/// Which requests a view shows.
struct Shown<'a> {
    privacy: Privacy,
    shown: Vec<&'a Request>,
    learned: Vec<&'a Request>,
    missing: usize,
    stats: Stats,
}

/// What pages are made of.
struct Making<'a> {
    insight: &'a Insight<'a>,
    report: &'a Report,
    /// What was found in the user's own entries.
    faults: Faults<'a>,
    alike: Option<&'a Alike<'a>>,
    shown: Shown<'a>,
    places: Places,
    /// For others' eyes: the view, and what it was made of.
    others: Option<(&'a View, &'a Past, &'a Insight<'a>)>,
}

impl Making<'_> {
    /// The file in the user's journal of which an entry was made.
    fn origin<'p>(&'p self, path: &'p str) -> Option<&'p str> {
        self.others.map_or(Some(path), |(view, ..)| view.origin(path))
    }

    /// The digest of what a page that came from the same is made of.
    fn again(&self, page: &str, entry: Option<&str>) -> Option<String> {
        match entry {
            Some(entry) => self.alike?.again(page, Some(self.origin(entry)?)),
            None => self.alike?.again(page, None),
        }
    }

    /// What each page came from, by page: those of one entry, and those of all faces.
    fn origins(&self, pages: &[Page]) -> BTreeMap<String, Origin> {
        let origin = |page: &Page| {
            let origin = match page.of.as_deref() {
                _ if page.is_of_faces() => self.alike?.origin_of_faces(&page.path),
                Some(entry) => {
                    let path = self.origin(entry)?;
                    self.alike?.origin(path, self.faults.in_entry(path))?
                }
                None => return None,
            };
            Some((page.path.clone(), origin))
        };
        parallel::map(pages.iter().filter(|page| page.key.is_some()).collect(), origin).into_iter().flatten().collect()
    }

    fn source<'s>(&'s self, open: &Open, looks: &'s Looks, parts: Parts, kept: Option<Kept<'s>>) -> Source<'s> {
        let Shown { privacy, shown, learned, missing, stats } = &self.shown;
        Source {
            insight: self.insight,
            privacy: *privacy,
            shown: shown.clone(),
            learned: learned.clone(),
            missing: *missing,
            places: &self.places,
            report: self.report,
            stats: Numbers::Known(stats),
            parts,
            labels: open.labels,
            layouts: &looks.layouts,
            assets: &looks.assets,
            is_live: false,
            kept,
        }
    }
}

/// The pages, and where their kept parts stand.
fn pages(open: &Open, making: Making<'_>, last: &Last, keep: Keep) -> Result<SitePages> {
    let looks = Looks::of(&open.root)?;
    let in_words = |fault| looks.error(fault);
    let story = Story::of(making.insight.journal, &making.places, open.labels, &looks.layouts);
    let is_made = |entry: &str, of: Option<&str>| story.page(entry).is_some_and(|page| making.again(page, of).is_none());
    let shown: Vec<&Request> = making.shown.shown.iter().copied().filter(|request| is_made(request.path(), Some(request.path()))).collect();
    let templates = making.insight.journal.templates.iter().filter(|template| is_made(template.path(), None)).collect();
    let made = match making.others {
        None => parts::make(open, making.insight, (&shown, templates), &story, last, &format!("{:?}", looks.theme)),
        Some((view, past, insight)) => parts::of_view(view, past, insight, (&shown, templates), &story),
    };
    let made = made.map_err(in_words)?;
    let stands = |path: &str, key: &str| keep == Keep::Same && last.keeps(path, key);
    let again = |page: &str, entry: Option<&str>| making.again(page, entry);
    let kept = common(open, &making, &looks).map(|common| Kept { common, digest, stands: &stands, again: &again });
    let pages = site::render(&making.source(open, &looks, made.parts.clone(), kept)).map_err(in_words)?;
    let page = |path: &str| Some(&pages[pages.binary_search_by(|page| page.path.as_str().cmp(path)).ok()?]);
    let parts = made.places(&story, page, last);
    let origins = making.origins(&pages);
    let searched = making.others.zip(making.alike).map(|((view, ..), alike)| alike.searched(view));
    Ok(SitePages { pages, parts, origins, searched })
}

/// The digest of what all pages are made of but the journal's entries; of a view for others, also of all that the audit
/// looks for: a page that stands was searched for the same. `None` where this program cannot be told from another.
fn common(open: &Open, making: &Making<'_>, looks: &Looks) -> Option<String> {
    let program = Some(disk::program_stamp()).filter(|stamp| !stamp.is_empty())?;
    let settings = &open.journal.settings;
    let audited = making.others.map(|(view, ..)| digest(&view.searched_for()));
    let known =
        (program, &settings.document.text, open.labels.lang.tag(), settings.lang.tag(), making.shown.privacy.word(), &looks.theme, audited);
    Some(digest(format!("{known:?}").as_bytes()))
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
        Looks::of_theme(theme::read(root)?)
    }

    /// Those of pages that stand in one file: without their frame.
    ///
    /// # Errors
    /// As [`Looks::of`].
    fn of_parts(root: &Path) -> Result<Looks> {
        let mut theme = theme::read(root)?;
        theme.insert("base.html".to_owned(), PART_FRAME.to_owned());
        Looks::of_theme(theme)
    }

    fn of_theme(theme: BTreeMap<String, String>) -> Result<Looks> {
        let (layouts, assets) = site::layouts(&theme).map_err(|fault| layout_error(&theme, fault))?;
        Ok(Looks { layouts, assets, theme })
    }

    /// The names of the layouts that are the user's own.
    #[cfg_attr(not(feature = "serve"), allow(dead_code))]
    pub(super) fn own_layouts(&self) -> impl Iterator<Item = &str> {
        self.theme.keys().map(String::as_str).filter(|name| name.ends_with(".html"))
    }

    /// Whether they are of the same files.
    #[cfg_attr(not(feature = "serve"), allow(dead_code))]
    pub(super) fn is_same(&self, other: &Looks) -> bool {
        self.theme == other.theme
    }

    /// A layout's fault in words, with its file and line.
    pub(super) fn error(&self, fault: (String, Fault)) -> Error {
        layout_error(&self.theme, fault)
    }
}

fn layout_error(theme: &BTreeMap<String, String>, (layout, fault): (String, Fault)) -> Error {
    let layout = if theme.contains_key(&layout) { format!("theme/{layout}") } else { layout };
    Error::new(text!("build.layout", layout = layout, line = fault.line; cause => fault.cause)).help(text!("build.layout.help"))
}
