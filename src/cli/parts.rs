//! The iterations on the pages: read from git, or kept from the last build where nothing that they are made of changed.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Deref;

use super::open::Open;
use super::out::Last;
use super::past;
use crate::checks::MessageRules;
use crate::disk::{self, digest};
use crate::git::{self, Place};
use crate::insight::{Insight, replies_of};
use crate::iterations;
use crate::jinja::Rendered;
use crate::journal::{Journal, MessageTemplate, Privacy, Request, TemplateRef};
use crate::site::{Page, PartPlace, Parts, Story, View, place_in, version_after};
use crate::versions::{Past, template_versions};

/// The parts of all pages, and the digest of what each was made from, by the entry's path.
#[derive(Default)]
pub(super) struct Made {
    pub(super) parts: Parts,
    keys: HashMap<String, String>,
}

/// Requests and templates whose pages are made.
type Shown<'a> = (&'a [&'a Request], Vec<&'a MessageTemplate>);

/// The parts of the pages of some requests and templates; `last` is what the last build left.
///
/// # Errors
/// A layout that cannot be rendered.
pub(super) fn make(
    open: &Open,
    insight: &Insight<'_>,
    (shown, templates): Shown<'_>,
    story: &Story<'_>,
    last: &Last,
    theme: &str,
) -> Rendered<Made> {
    if shown.is_empty() && templates.is_empty() {
        return Ok(Made::default());
    }
    let place = git::place(&open.root).ok();
    let common = common(open, place.as_ref(), theme);
    let of_request = |request: &&Request| (request.path().to_owned(), request_key(&common, request, story, open));
    let of_requests = crate::parallel::map(shown.iter().collect(), of_request);
    let of_templates = templates.iter().map(|template| (template.path().to_owned(), template_key(&common, template, insight)));
    let keys: HashMap<String, String> = of_requests.into_iter().chain(of_templates).collect();
    let mut parts = kept(&keys, story, last);
    let needed: HashSet<&str> = keys.keys().map(String::as_str).filter(|path| !parts.contains_key(*path)).collect();
    if needed.is_empty() {
        return Ok(Made { parts, keys });
    }
    let wanted = |path: &str| needed.contains(path) || path.starts_with("templates/");
    let past = place.and_then(|place| past::of_place(&open.root, &open.journal, &open.labels, &place, wanted).ok()).unwrap_or_default();
    let rules = MessageRules::of(&open.journal);
    let numbers = all_numbers(&past, &open.journal);
    let of_request = |request: &&Request| {
        let known = |template: &MessageTemplate| numbers[template.path()].clone();
        Ok((request.path().to_owned(), request_part(open, story, &past, &&rules, request, known)?))
    };
    let requests = shown.iter().filter(|request| needed.contains(request.path())).collect();
    let made: Vec<Rendered<(String, String)>> = crate::parallel::map(requests, of_request);
    for part in made {
        let (path, html) = part?;
        parts.insert(path, html);
    }
    for template in templates.iter().filter(|template| needed.contains(template.path())) {
        let iterations = iterations::of_template(&past, template, insight, &rules);
        parts.insert(template.path().to_owned(), story.of_template(template, &iterations)?);
    }
    Ok(Made { parts, keys })
}

/// The parts of the pages of a view: of what its past shows, masked. They are made anew each time, for what is hidden
/// in one entry decides what others show.
///
/// # Errors
/// A layout that cannot be rendered.
pub(super) fn of_view(view: &View, past: &Past, insight: &Insight<'_>, (shown, templates): Shown<'_>, story: &Story<'_>) -> Rendered<Made> {
    let journal = insight.journal;
    let rules = MessageRules::of(journal);
    let numbers = all_numbers(past, journal);
    let of_request = |new: &&Request| {
        let Some(old) = view.origin(new.path()).and_then(|path| journal.request_at(path)) else {
            return Ok(None);
        };
        let template = old.template.as_ref().and_then(|template| journal.template(&template.id));
        let followed = template.and_then(|template| version_after(old, &numbers[template.path()]));
        let iterations = if is_told(past, old, journal) { view.iterations(past, old, new.path(), journal, &rules) } else { Vec::new() };
        Ok(Some((new.path().to_owned(), story.of_request(new, &iterations, followed)?)))
    };
    let mut parts = Parts::new();
    if view.privacy == Privacy::Shared {
        for part in crate::parallel::map(shown.iter().collect(), of_request) {
            parts.extend(part?);
        }
    }
    for new in templates {
        if let Some(old) = view.origin(new.path()).and_then(|path| journal.templates.iter().find(|template| template.path() == path)) {
            let iterations = view.template_iterations(past, old, insight, &rules);
            parts.insert(new.path().to_owned(), story.of_template(new, &iterations)?);
        }
    }
    Ok(Made { parts, keys: HashMap::new() })
}

impl Made {
    /// Where the part stands in a page, for the next build. One that is kept has it where the last build put it.
    pub(super) fn place(&self, story: &Story<'_>, page: &Page, last: &Last) -> Option<PartPlace> {
        let stood = last.marker.as_ref().and_then(|marker| marker.parts.get(&page.path)).filter(|_| page.bytes().is_none());
        let place = || {
            let entry = story.entry(&page.path)?;
            let (html, key) = (self.parts.get(entry)?, self.keys.get(entry)?);
            let (start, end) = match page.bytes() {
                _ if html.is_empty() => (0, 0),
                Some(bytes) => place_in(html, bytes)?,
                None => stood.map(|place| (place.start, place.end)).filter(|(start, end)| end - start == html.len())?,
            };
            Some(PartPlace { key: key.clone(), start, end })
        };
        // Of a page whose part was not asked for it is where the last build put it.
        place().or_else(|| stood.cloned())
    }
}

/// The part of the page of one entry.
///
/// # Errors
/// As [`make`].
#[cfg_attr(not(feature = "serve"), allow(dead_code))]
pub(super) fn of_entry(open: &Open, insight: &Insight<'_>, past: &Past, story: &Story<'_>, entry: &str) -> Rendered<String> {
    let journal = &open.journal;
    if let Some(request) = journal.request_at(entry) {
        let known = |template: &MessageTemplate| numbers(past, template, journal);
        return request_part(open, story, past, &LazyCell::new(|| MessageRules::of(journal)), request, known);
    }
    let Some(template) = journal.templates.iter().find(|template| template.path() == entry) else { return Ok(String::new()) };
    let iterations = iterations::of_template(past, template, insight, &MessageRules::of(journal));
    story.of_template(template, &iterations)
}

/// The part of a request's page; `numbers` gives the versions that a template is known to have had.
fn request_part<'a>(
    open: &Open,
    story: &Story<'_>,
    past: &Past,
    rules: &impl Deref<Target = MessageRules<'a>>,
    request: &Request,
    numbers: impl Fn(&MessageTemplate) -> Vec<u32>,
) -> Rendered<String> {
    let followed = request.template.as_ref().and_then(|template| open.journal.template(&template.id));
    let followed = followed.and_then(|template| version_after(request, &numbers(template)));
    let is_told = is_told(past, request, &open.journal);
    let iterations = if is_told { iterations::of_request(past, request, &open.journal, rules) } else { Vec::new() };
    story.of_request(request, &iterations, followed)
}

/// Whether git keeps any version of a request: the working copy alone is no story.
fn is_told(past: &Past, request: &Request, journal: &Journal) -> bool {
    !past.revisions(request.path(), journal).is_empty()
}

/// The versions that a template is known to have had.
fn numbers(past: &Past, template: &MessageTemplate, journal: &Journal) -> Vec<u32> {
    template_versions(past, template, journal).iter().map(|version| version.number).collect()
}

/// The versions that each template is known to have had, by its path.
fn all_numbers(past: &Past, journal: &Journal) -> BTreeMap<String, Vec<u32>> {
    journal.templates.iter().map(|template| (template.path().to_owned(), numbers(past, template, journal))).collect()
}

/// What all parts are made from: the program, the newest commit, the settings, the layouts, the names of the journal's persons.
fn common(open: &Open, place: Option<&Place>, theme: &str) -> String {
    let journal = &open.journal;
    let mut names: Vec<String> =
        crate::parallel::map(journal.checked_requests().collect(), |request: &Request| format!("{:?}", request.to));
    names.sort_unstable();
    names.dedup();
    let lang = journal.settings.lang.tag();
    // The days that an earlier `now` does not know.
    let until = journal.now.is_earlier.then(|| journal.now.today());
    let known = (disk::program_stamp(), until, place, &journal.settings.document.text, lang, open.labels.lang.tag(), theme, names);
    digest(format!("{known:?}").as_bytes())
}

fn request_key(common: &str, request: &Request, story: &Story<'_>, open: &Open) -> String {
    let template = request.template.as_ref().and_then(|template| open.journal.template(&template.id));
    let template = template.map(|template| (story.page(template.path()), template.version, &template.document.text));
    // Each part with its length, so that two that differ never run together into the same bytes.
    let template = template.map(|(page, version, text)| format!("{page:?} {version} {} {text}", text.len())).unwrap_or_default();
    let (path, text) = (request.path(), &request.document.text);
    digest(format!("{common} {} {} {}\n{path}{text}{template}", path.len(), text.len(), template.len()).as_bytes())
}

fn template_key(common: &str, template: &MessageTemplate, insight: &Insight<'_>) -> String {
    let journal = insight.journal;
    let used = journal.requests.iter().filter(|request| template.made(request)).filter_map(|request| request.template.as_ref()?.version);
    let versions: BTreeSet<u32> = used.chain([template.version]).collect();
    let replies = |version: &u32| replies_of(insight, &TemplateRef { id: template.id.clone(), version: Some(*version) });
    let replies: Vec<_> = versions.iter().map(|version| (version, replies(version))).collect();
    digest(format!("{:?}", (common, template.path(), &template.document.text, replies, journal.now.today())).as_bytes())
}

/// The parts of the last build that would be made the same again, from pages that are as it left them.
fn kept(keys: &HashMap<String, String>, story: &Story<'_>, last: &Last) -> Parts {
    let Some(marker) = &last.marker else { return Parts::new() };
    let keep = |(path, key): (&String, &String)| {
        let page = story.page(path)?;
        let place = marker.parts.get(page).filter(|place| place.key == *key)?;
        if place.start == place.end {
            // Nothing to tell, then and now.
            return Some((path.clone(), String::new()));
        }
        let bytes = disk::standing(&last.out, page).ok()??;
        let is_ours = marker.files.get(page).is_some_and(|made| made.hash == digest(&bytes));
        let html = std::str::from_utf8(bytes.get(place.start..place.end)?).ok()?.to_owned();
        is_ours.then(|| (path.clone(), html))
    };
    crate::parallel::map(keys.iter().collect(), keep).into_iter().flatten().collect()
}
