//! The pages of a journal for somebody's eyes, rendered and audited: what `build` writes.

use std::collections::BTreeMap;
use std::path::Path;

use super::filters::not_a_word;
use super::open::Open;
use super::out::Last;
use super::{parts, past, theme};
use crate::checks::{Report, check_letters};
use crate::disk::{self, digest};
use crate::error::{Error, Result};
use crate::feedback::{Asked, Stats};
use crate::insight::{Filter, Insight};
use crate::jinja::{Fault, Layouts};
use crate::journal::{Privacy, Request, Settings};
use crate::labels::{Text, text};
use crate::parallel;
use crate::site::{self, Kept, Numbers, OneFile, PART_FRAME, Page, PartPlace, Parts, Places, Source, Story, View, audit};
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

/// The pages of a site, and where the parts stand that the next build may keep, by page.
pub(super) type SitePages = (Vec<Page>, BTreeMap<String, PartPlace>);

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

/// All pages of a view, audited where others will see them; `last` is what the last build left.
///
/// # Errors
/// A layout at fault; a page that would give away what the view hides, after showing each such place.
pub(super) fn site(open: &Open, privacy: Privacy, filter: &Filter, last: &Last, keep: Keep) -> Result<Rendered<SitePages>> {
    render(open, privacy, filter, |making| pages(open, making, last, keep), |(pages, _)| pages)
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
    render(open, privacy, filter, make, |made| std::slice::from_ref(&made.page))
}

/// `make` gives what is made of a view's journal; `pages` those of its pages that are searched.
fn render<T>(
    open: &Open,
    privacy: Privacy,
    filter: &Filter,
    make: impl FnOnce(Making<'_>) -> Result<T>,
    pages: impl Fn(&T) -> &[Page],
) -> Result<Rendered<T>> {
    let insight = Insight::of(&open.journal);
    let wanted = |request: &Request| filter.takes(request, &insight);
    let all: Vec<&Request> = open.journal.requests.iter().filter(|request| wanted(request)).collect();
    let numbers = || {
        let report = check_letters(&open.journal, &insight);
        let stats = Stats::of(&insight, &report, &Asked { takes: &wanted, since: filter.since, until: filter.until });
        (report, stats)
    };
    let places = || (privacy == Privacy::Full).then(|| Places::of(&all, &open.journal));
    let ((report, stats), places) = parallel::both(numbers, places);
    if let Some(places) = places {
        let shown = Shown { privacy, shown: all.clone(), learned: all, missing: open.journal.unreadable.len(), stats };
        let pages = make(Making { insight: &insight, report: &report, shown, places, others: None })?;
        return Ok(Rendered { pages, said: vec![text!("build.full")] });
    }
    // Whom an older version names must stand nowhere, in no text: the whole past is read.
    let past = past::read(open, |_| true).map_or_else(|_| Past::default(), |(past, _)| past.of_readable());
    let view = View::of((&insight, &report), privacy, open.labels, &past, wanted);
    let shown = Shown { privacy, shown: view.pages(), learned: view.learned(), missing: view.missing, stats: view.stats(stats) };
    let others = Some((&view, &past, &insight));
    let places = Places::of(&shown.shown, &view.journal);
    let made = make(Making { insight: &Insight::of(&view.journal), report: &view.report, shown, places, others })?;
    let leaks = audit(&view, pages(&made), &open.labels);
    if leaks.is_empty() {
        return Ok(Rendered { said: view.said(), pages: made });
    }
    let count = leaks.len();
    let report = Report { diagnostics: leaks, notices: Vec::new() };
    terminal::say(&shown_in_full(open, &report));
    Err(Error::new(text!("build.leaks", count = count)).help(text!("build.leaks.help")))
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
    shown: Shown<'a>,
    places: Places,
    /// For others' eyes: the view, and what it was made of.
    others: Option<(&'a View, &'a Past, &'a Insight<'a>)>,
}

impl Making<'_> {
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
    let shown = &making.shown.shown;
    let story = Story::of(making.insight.journal, &making.places, open.labels, &looks.layouts);
    let made = match making.others {
        None => parts::make(open, making.insight, shown, &story, last, &format!("{:?}", looks.theme)),
        Some((view, past, insight)) => parts::of_view(view, past, insight, shown, &story),
    };
    let made = made.map_err(in_words)?;
    let stands = |path: &str, key: &str| keep == Keep::Same && last.keeps(path, key);
    let kept = common(open, &making, &looks).map(|common| Kept { common, digest, stands: &stands });
    let pages = site::render(&making.source(open, &looks, made.parts.clone(), kept)).map_err(in_words)?;
    let page = |path: &str| Some(&pages[pages.binary_search_by(|page| page.path.as_str().cmp(path)).ok()?]);
    let places = made.places(&story, page, last);
    Ok((pages, places))
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
