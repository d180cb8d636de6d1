//! The pages of a journal for somebody's eyes, rendered and audited: what `build` writes.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::OnceLock;

use super::alike::Alike;
use super::filters::not_a_word;
use super::open::Open;
use super::pages::{Taken, Taking, Way};
use super::{parts, past, theme};
use crate::checks::{Report, check_letters};
use crate::disk::{self, digest, digest_written};
use crate::error::{Error, Result};
use crate::feedback::{Asked, FaultSet, Faults, Stats};
use crate::insight::{Filter, Insight};
use crate::jinja::{Fault, Layouts};
use crate::journal::{Journal, Privacy, Request, Settings};
use crate::labels::{Text, text};
use crate::parallel;
use crate::site::{
    self, Kept, Leak, Numbers, OneFile, Origin, Output, PART_FRAME, Page, PartPlace, Parts, PartsOf, Places, Source, Story, View, audit,
};
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
    /// The pages, by path.
    pub(super) pages: Vec<Output>,
    /// Where the parts stand that the next build may keep, by page.
    pub(super) parts: BTreeMap<String, PartPlace>,
    /// The digest of what the audit went by.
    pub(super) searched: Option<String>,
}

/// Whose eyes the site is for: as asked, else as the settings say.
pub(super) fn privacy(settings: &Settings, asked: Option<&str>) -> Result<Privacy> {
    match asked {
        None => Ok(settings.privacy),
        Some(word) => Privacy::parse(word).ok_or_else(|| not_a_word("--privacy", word, Privacy::WORDS)),
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
    (way, alike): (&Way<'_>, Option<&Alike<'_>>),
    keep: Keep,
) -> Result<Rendered<SitePages>> {
    // Figures have few pages, and tell of other letters what the index tells.
    let is_known = keep == Keep::Same && privacy != Privacy::Totals;
    let forgotten = alike.filter(|_| !is_known).map(Alike::forgotten);
    let alike = forgotten.as_ref().or(alike);
    render(open, privacy, filter, alike, |making| pages(open, &making, way, keep))
}

/// The one page of a view, audited where others will see it.
///
/// # Errors
/// As [`site()`].
pub(super) fn one_file(open: &Open, privacy: Privacy, filter: &Filter) -> Result<Rendered<OneFile>> {
    let make = |making: Making<'_>| {
        let looks = Looks::of_parts(&open.root)?;
        let no_parts = Parts::new();
        let source = making.source(open, &looks, &no_parts, None);
        let made = site::one_file(&source, (filter.since, filter.until), disk::digest_base64).map_err(|fault| looks.error(fault))?;
        let leaks = making.others.map(|(view, ..)| audit(view, std::slice::from_ref(&made.page), &open.labels)).unwrap_or_default();
        Ok((made, leaks))
    };
    render(open, privacy, filter, None, make)
}

/// `make` gives what is made of a view's journal, and what that would give away. Entries that are alike are not checked
/// again.
fn render<T>(
    open: &Open,
    privacy: Privacy,
    filter: &Filter,
    alike: Option<&Alike<'_>>,
    make: impl FnOnce(Making<'_>) -> Result<(T, Vec<Leak>)>,
) -> Result<Rendered<T>> {
    let insight = Insight::of(&open.journal);
    let wanted = |request: &Request| filter.takes(request, &insight);
    let all: Vec<&Request> = open.journal.requests.iter().filter(|request| wanted(request)).collect();
    // The index tells what was found in these.
    let told: HashSet<&str> = site::first_and_latest_of(&all, open.journal.now.zone).into_iter().map(Request::path).collect();
    let known = |path: &str| alike?.entry(path).filter(|_| !told.contains(path));
    let checked = || check_letters(&open.journal, &insight, &|path| known(path).is_none());
    let places = || (privacy == Privacy::Full).then(|| Places::of(&all, &open.journal));
    let (report, places) = parallel::both(checked, places);
    let asked = Asked { takes: &wanted, since: filter.since, until: filter.until };
    let count = || Stats::of(&insight, &faults(&report, &open.journal, known), &asked);
    if let Some(places) = places {
        // Counted beside the pages that do not ask for them.
        let counted = OnceLock::new();
        let stats = Numbers::Asked(&counted, &count);
        let shown = Shown { privacy, shown: all.clone(), learned: all, missing: open.journal.unreadable.len(), stats };
        let faults = faults(&report, &open.journal, known);
        let (pages, _) = make(Making { insight: &insight, report: &report, faults, alike, shown, places, others: None })?;
        return Ok(Rendered { pages, said: vec![text!("build.full")] });
    }
    // Whom an older version names must stand nowhere, in no text: the whole past is read.
    let past = past::read(open, |_| true).map_or_else(|_| Past::default(), |(past, _)| past.of_readable());
    let view = View::of((&insight, &report), privacy, open.labels, &past, wanted);
    if let Some(alike) = alike.filter(|alike| !alike.was_searched(&view)) {
        return render(open, privacy, filter, Some(&alike.forgotten()), make);
    }
    let stats = view.stats(count());
    let stats = Numbers::Known(&stats);
    let shown = Shown { privacy, shown: view.pages(), learned: view.learned(), missing: view.missing, stats };
    let others = Some((&view, &past, &insight));
    let places = Places::of(&shown.shown, &view.journal);
    let faults = faults(&report, &open.journal, known);
    let others_insight = Insight::of(&view.journal);
    let (made, leaks) = make(Making { insight: &others_insight, report: &view.report, faults, alike, shown, places, others })?;
    if leaks.is_empty() {
        return Ok(Rendered { said: view.said(), pages: made });
    }
    let leaks = site::leaks_told(leaks, &open.journal);
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
    stats: Numbers<'a>,
}

/// What pages are made of.
pub(super) struct Making<'a> {
    insight: &'a Insight<'a>,
    report: &'a Report,
    /// What was found in the user's own entries.
    faults: Faults<'a>,
    alike: Option<&'a Alike<'a>>,
    shown: Shown<'a>,
    places: Places,
    /// For others' eyes: the view, and what it was made of.
    pub(super) others: Option<(&'a View, &'a Past, &'a Insight<'a>)>,
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

    /// What a page came from, where it is of one entry or of all faces.
    pub(super) fn origin_of(&self, page: &Page) -> Option<Origin> {
        let alike = self.alike.filter(|_| page.key.is_some())?;
        if page.is_of_faces() {
            return Some(alike.origin_of_faces(&page.path));
        }
        let path = self.origin(page.of.as_deref()?)?;
        alike.origin(path, self.faults.in_entry(path))
    }

    fn source<'s>(&'s self, open: &Open, looks: &'s Looks, parts: &'s Parts, kept: Option<Kept<'s>>) -> Source<'s> {
        let Shown { privacy, shown, learned, missing, stats } = &self.shown;
        Source {
            insight: self.insight,
            privacy: *privacy,
            shown: shown.clone(),
            learned: learned.clone(),
            missing: *missing,
            places: &self.places,
            report: self.report,
            stats: *stats,
            parts: PartsOf::Made(parts),
            labels: open.labels,
            layouts: &looks.layouts,
            assets: &looks.assets,
            is_live: false,
            kept,
        }
    }
}

/// The pages, on their way, and where their kept parts stand; what they would give away.
fn pages(open: &Open, making: &Making<'_>, way: &Way<'_>, keep: Keep) -> Result<(SitePages, Vec<Leak>)> {
    let last = way.last;
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
    let standing = |path: &str| last.standing_key(path).filter(|_| keep == Keep::Same);
    let again = |page: &str, entry: Option<&str>| making.again(page, entry);
    let kept = common(open, making, &looks).map(|common| Kept {
        common,
        digest: digest_written,
        stands: &stands,
        standing: &standing,
        again: &again,
    });
    let source = making.source(open, &looks, &made.parts, kept);
    let taking = Taking::of(way, making, (&story, &made), &open.labels);
    let taken = site::render(&source, |page| taking.take(page)).map_err(in_words)?;
    let searched = making.others.zip(making.alike).map(|((view, ..), alike)| alike.searched(view));
    let mut site = SitePages { pages: Vec::with_capacity(taken.len()), parts: BTreeMap::new(), searched };
    let mut leaks = Vec::new();
    for taken in taken {
        let Taken { leaks: found, output, part } = taken?;
        leaks.extend(found);
        site.parts.extend(part.map(|part| (output.path.clone(), part)));
        site.pages.push(output);
    }
    site.pages.sort_by(|a, b| a.path.cmp(&b.path));
    Ok((site, leaks))
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
    Error::new(theme::fault(theme, &layout, fault)).help(text!("build.layout.help"))
}
