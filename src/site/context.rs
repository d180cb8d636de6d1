//! What every layout is given.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use serde::Serialize;

use super::anchors::Anchors;
use super::dates::{Day, day, full_day, with_days_in_words};
use super::paths::{Paths, Places};
use super::request::in_order;
use super::row::Line;
use super::{Numbers, Page, Source};
use crate::calendar::{Date, Moment};
use crate::feedback::Stats;
use crate::insight::{Insight, Person, persons};
use crate::jinja::{Common, PageFrame, Rendered};
use crate::journal::{Journal, Privacy, Request, Unreadable};
use crate::json::to_bytes;
use crate::labels::{Text, text};
use crate::text::quick::QuickMap;

/// The main pages in the order of the navigation.
const NAVIGATION: [(&str, &str); 7] = [
    ("index", "index.html"),
    ("requests", "requests.html"),
    ("people", "people.html"),
    ("problems", "problems.html"),
    ("learnings", "learnings.html"),
    ("feedback", "feedback.html"),
    ("templates", "templates.html"),
];

/// The ways to the top of the site from a page of it.
const ROOTS: [&str; 2] = ["", "../"];

/// What the pages share.
pub(super) struct Shared<'a> {
    pub(super) source: &'a Source<'a>,
    pub(super) paths: &'a Paths,
    pub(super) anchors: &'a Anchors,
    /// The shown requests: drafts first, then the newest sent, then by id.
    pub(super) ordered: Vec<&'a Request>,
    /// What the tracking table says of each of them, once a page asks for it.
    pub(super) lines: Vec<OnceLock<Arc<Line>>>,
    /// Whether all stands on one page.
    pub(super) one_file: bool,
    frames: Frames,
    /// What the frames of this site say besides the words of the layouts.
    pub(super) site_said: Vec<u8>,
    /// The requests by their id as written, the first of each.
    pub(super) by_id: QuickMap<&'a str, &'a Request>,
    people: OnceLock<Vec<Person<'a>>>,
}

/// The values that stand on every page, made once.
struct Frames {
    /// By the way to the top and the item of the navigation.
    frames: BTreeMap<(&'static str, &'static str), FrameOf>,
    site: Common,
    /// The same on a page that tells what cannot be read.
    site_unread: Option<Common>,
}

/// The frame of the pages with one way to the top and one item of the navigation.
struct FrameOf {
    common: Common,
    /// What stands around such a page, once one is made.
    around: OnceLock<Option<PageFrame>>,
}

#[derive(Serialize)]
struct Frame<'a> {
    lang: &'static str,
    t: &'a Common,
    root: &'static str,
    /// The addresses of the main pages by name.
    to: BTreeMap<&'static str, String>,
    nav: Vec<NavItem>,
}

/// What a page adds to its frame.
#[derive(Serialize)]
struct Heading<'a> {
    site: &'a Common,
    page: PageName<'a>,
}

#[derive(Serialize)]
struct Site {
    title: String,
    owner: Option<String>,
    as_of: Day,
    view: String,
    privacy: &'static str,
    has_entries: bool,
    one_file: bool,
    unread: Option<Missing>,
}

#[derive(Serialize)]
struct PageName<'a> {
    title: &'a str,
    key: &'static str,
}

#[derive(Serialize)]
struct NavItem {
    key: &'static str,
    href: String,
    label: String,
    current: bool,
}

/// A word of a closed list and what it is called.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Word {
    pub(super) word: Cow<'static, str>,
    pub(super) label: Cow<'static, str>,
}

/// What is left out because it could not be read.
#[derive(Default, Serialize)]
pub(super) struct Missing {
    count: usize,
    said: String,
    files: Vec<MissingFile>,
}

/// A file that is left out, and why.
#[derive(Serialize)]
struct MissingFile {
    path: String,
    reason: String,
    help: Option<String>,
}

impl<'a> Shared<'a> {
    /// The journal.
    pub(super) fn journal(&self) -> &'a Journal {
        self.source.insight.journal
    }

    /// The insight.
    pub(super) fn insight(&self) -> &'a Insight<'a> {
        self.source.insight
    }

    /// The numbers of the shown requests.
    pub(super) fn stats(&self) -> &'a Stats {
        match self.source.stats {
            Numbers::Known(stats) => stats,
            Numbers::Asked(known, count) => known.get_or_init(count),
        }
    }

    /// The persons whom the shown entries name.
    pub(super) fn people(&self) -> &[Person<'a>] {
        self.people.get_or_init(|| persons(self.source.shown.iter().copied(), self.journal().now.zone))
    }

    /// What the pages of a source share.
    pub(super) fn of(source: &'a Source<'a>, places: &'a Places, one_file: bool) -> Shared<'a> {
        let nothing = Frames { frames: BTreeMap::new(), site: Common::of(()), site_unread: None };
        let requests = source.insight.journal.requests.iter().rev();
        let by_id = requests.map(|request| (request.id.as_str(), request)).collect();
        let Places { paths, anchors } = places;
        let ordered = in_order(source.shown.clone(), source.insight.journal.now.zone);
        let lines = ordered.iter().map(|_| OnceLock::new()).collect();
        let people = OnceLock::new();
        let mut shared = Shared { source, paths, anchors, ordered, lines, one_file, frames: nothing, site_said: Vec::new(), by_id, people };
        shared.frames = shared.frames();
        shared.site_said = to_bytes(&(shared.site(None), source.insight.journal.now.today().to_string()));
        shared
    }

    fn frames(&self) -> Frames {
        let t = Common::words(self.source.labels.group("site."));
        let keys = NAVIGATION.iter().map(|(key, _)| *key);
        let all = ROOTS.into_iter().flat_map(|root| keys.clone().map(move |key| (root, key)));
        let frames = all
            .map(|(root, key)| ((root, key), FrameOf { common: Common::of(self.frame(root, key, &t)), around: OnceLock::new() }))
            .collect();
        // A live page tells what is wrong wherever one looks.
        let site_unread = self.source.is_live.then(|| Common::of(self.site(Some(self.missing()))));
        Frames { frames, site: Common::of(self.site(None)), site_unread }
    }

    fn frame<'t>(&self, root: &'static str, key: &'static str, t: &'t Common) -> Frame<'t> {
        let labels = &self.source.labels;
        let to = |name: &str, file: &str| if self.one_file { format!("#{name}") } else { format!("{root}{file}") };
        let item = |name: &'static str, file: &str| NavItem {
            key: name,
            href: to(name, file),
            label: labels.word("site", &format!("nav_{name}")),
            current: name == key,
        };
        Frame {
            lang: labels.lang.tag(),
            t,
            root,
            to: NAVIGATION.iter().map(|(name, file)| (*name, to(name, file))).collect(),
            nav: NAVIGATION.iter().filter(|(name, _)| self.has_page(name)).map(|(name, file)| item(name, file)).collect(),
        }
    }

    fn site(&self, unread: Option<Missing>) -> Site {
        let (journal, labels, privacy) = (self.journal(), &self.source.labels, self.source.privacy);
        Site {
            title: journal.settings.title.clone().unwrap_or_else(|| "asklog".to_owned()),
            owner: journal.settings.name.clone(),
            as_of: full_day(journal.now.today(), labels.lang),
            view: labels.word("view", privacy.word()),
            privacy: privacy.word(),
            has_entries: !journal.requests.is_empty(),
            one_file: self.one_file,
            unread,
        }
    }

    /// A page of a layout; `key` tells which item of the navigation it belongs to.
    pub(super) fn render(&self, layout: &str, path: String, title: &str, key: &'static str, own: impl Serialize) -> Rendered<Page> {
        let made_of = self.key((layout, &path, title), &own);
        self.page(path, made_of, |path| self.html(layout, path, title, key, &own))
    }

    /// The text of a page.
    pub(super) fn html(&self, layout: &str, path: &str, title: &str, key: &'static str, own: impl Serialize) -> Rendered<String> {
        let root = ROOTS[usize::from(path.contains('/'))];
        // The main pages tell what cannot be read anyway.
        let site_unread = self.frames.site_unread.as_ref().filter(|_| !matches!(layout, "index.html" | "requests.html"));
        let heading = Common::of(Heading { site: site_unread.unwrap_or(&self.frames.site), page: PageName { title, key } });
        let FrameOf { common, around } = &self.frames.frames[&(root, key)];
        let layouts = self.source.layouts;
        if site_unread.is_some() {
            return layouts.render_with(layout, &[common, &heading], own);
        }
        // One that cannot be made is told where the page is made with it.
        let around = around.get_or_init(|| layouts.frame(&[common, &heading]).ok().flatten());
        layouts.render_in(around.as_ref(), layout, &[common, &heading], own)
    }

    /// Whether the site has the main page of a name: figures name no persons and no problems; one page has no library either.
    pub(super) fn has_page(&self, name: &str) -> bool {
        match name {
            "people" | "problems" => self.source.privacy != Privacy::Totals && !self.one_file,
            "templates" => !self.one_file,
            _ => true,
        }
    }

    /// Whether it is for one's own eyes.
    pub(super) fn is_full(&self) -> bool {
        self.source.privacy == Privacy::Full
    }

    /// The day of a moment.
    pub(super) fn day_of(&self, moment: Moment) -> Day {
        self.day(moment.day(self.journal().now.zone))
    }

    /// A moment in the language's form, on the journal's clock: `2月4日 09:30`.
    pub(super) fn moment(&self, moment: Moment) -> String {
        let day = self.day_of(moment);
        match moment.clock_in(self.journal().now.zone) {
            Some(clock) => format!("{} {clock}", day.text()),
            None => day.text(),
        }
    }

    /// A sentence of ours, its days in the language's form.
    pub(super) fn sentence(&self, text: &Text) -> String {
        with_days_in_words(&text.say(&self.source.labels), self.journal().now.today(), self.source.labels.lang)
    }

    /// A day in the language's form.
    pub(super) fn day(&self, date: Date) -> Day {
        day(date, self.journal().now.today(), self.source.labels.lang)
    }

    /// The word of a group and what it is called.
    pub(super) fn word(&self, group: &str, word: impl Into<Cow<'static, str>>) -> Word {
        let word = word.into();
        Word { label: self.source.labels.known(group, &word).map_or_else(|| word.clone(), Cow::Borrowed), word }
    }

    /// How the person is shown.
    pub(super) fn person(&self, request: &Request) -> String {
        let labels = &self.source.labels;
        match request.to.as_ref().and_then(|to| to.shown()) {
            Some(name) => name.to_owned(),
            None if request.kind.needs_recipient() => text!("unnamed").say(labels),
            None => labels.word("kind", request.kind.word()),
        }
    }

    /// The files that are left out; for others' eyes only their number.
    pub(super) fn missing(&self) -> Missing {
        let labels = &self.source.labels;
        let count = self.source.missing;
        let file = |file: &Unreadable| MissingFile {
            path: file.path.clone(),
            reason: file.reason.say(labels),
            help: file.help.as_ref().map(|help| help.say(labels)),
        };
        let files = self.journal().unreadable.iter().map(file).collect();
        Missing { count, said: text!("missing.count", count = count).say(labels), files }
    }
}
