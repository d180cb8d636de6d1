//! The iterations of a message as parts of a page: each version as a difference from the one before, with what came
//! and went. Made before the pages, so that a part that an earlier build rendered can stand in for it.

use std::collections::HashMap;

use serde::Serialize;

use super::dates::{Day, day_of_text};
use super::paths::Places;
use crate::checks::{about, explain};
use crate::feedback::words;
use crate::iterations::Iteration;
use crate::jinja::{Common, Layouts, Rendered};
use crate::journal::{Journal, MessageTemplate, Request};
use crate::labels::{Labels, text};
use crate::message::plain_text;
use crate::statistics::Rate;
use crate::text::changes::{Change, Op, changes};

/// Parts of pages by the path of their entry: HTML.
pub(crate) type Parts = HashMap<String, String>;

/// What the parts are made of.
pub(crate) struct Story<'a> {
    journal: &'a Journal,
    labels: Labels,
    layouts: &'a Layouts,
    places: &'a Places,
    /// The words of the layouts, made once.
    t: Common,
}

#[derive(Serialize)]
struct Part<'a> {
    lang: &'static str,
    t: &'a Common,
    steps: Vec<Step>,
    text_lang: String,
    has_moved: bool,
    next: Option<Next>,
}

#[derive(Serialize)]
struct Step {
    number: u32,
    title: String,
    date: Option<Day>,
    length: String,
    fixed: Vec<Finding>,
    appeared: Vec<Finding>,
    /// The text with its changes; the whole text of the first version.
    changes: Vec<Stretch>,
    /// The same in two columns: what it was, what it is.
    before: Vec<Stretch>,
    after: Vec<Stretch>,
    did: Vec<String>,
    uses: Option<String>,
    rate: Option<String>,
}

#[derive(Serialize)]
struct Finding {
    rule: &'static str,
    words: String,
}

#[derive(Clone, Serialize)]
struct Stretch {
    /// `del`, `ins`, or nothing.
    tag: Option<&'static str>,
    is_moved: bool,
    text: String,
}

/// What I changed next, and the version that followed.
#[derive(Serialize)]
struct Next {
    words: String,
    href: String,
    label: String,
}

/// The way from one entry's page to the top of the site.
const ROOT: &str = "../";

impl<'a> Story<'a> {
    /// The story of a journal whose entries stand at these places.
    pub(crate) fn of(journal: &'a Journal, places: &'a Places, labels: Labels, layouts: &'a Layouts) -> Story<'a> {
        Story { journal, labels, layouts, places, t: Common::words(labels.group("site.")) }
    }

    /// An entry's page, relative to the site; `None` where it has none.
    pub(crate) fn page(&self, entry: &str) -> Option<&str> {
        self.places.paths.page(entry)
    }

    /// The entry of a page, by its path.
    #[cfg_attr(not(feature = "serve"), allow(dead_code))]
    pub(crate) fn entry(&self, page: &str) -> Option<&str> {
        self.places.paths.entry(page)
    }

    /// The part of a request's page; empty where there is nothing to tell. `followed`: the version of its template that
    /// came after the one that it was written from.
    ///
    /// # Errors
    /// A layout that cannot be rendered.
    pub(crate) fn of_request(&self, request: &Request, iterations: &[Iteration], followed: Option<u32>) -> Rendered<String> {
        let next = self.next(request, followed);
        if iterations.len() < 2 && next.is_none() {
            return Ok(String::new());
        }
        let steps = if iterations.len() < 2 { Vec::new() } else { self.steps(iterations) };
        self.render("iterations.html", steps, request.lang_tag(self.journal.settings.lang), next)
    }

    /// The part of a template's page: its versions, the newest first.
    ///
    /// # Errors
    /// A layout that cannot be rendered.
    pub(crate) fn of_template(&self, template: &MessageTemplate, iterations: &[Iteration]) -> Rendered<String> {
        let mut steps = self.steps(iterations);
        steps.reverse();
        let chinese = template.is_chinese(self.journal.settings.lang);
        let lang = template.lang.clone().unwrap_or_else(|| if chinese { "zh-TW" } else { "en" }.to_owned());
        self.render("versions.html", steps, lang, None)
    }

    fn render(&self, layout: &str, steps: Vec<Step>, text_lang: String, next: Option<Next>) -> Rendered<String> {
        let has_moved = steps.iter().flat_map(|step| &step.changes).any(|stretch| stretch.is_moved);
        let part = Part { lang: self.labels.lang.tag(), t: &self.t, steps, text_lang, has_moved, next };
        Ok(self.layouts.render(layout, part)?.trim().to_owned())
    }

    fn next(&self, request: &Request, followed: Option<u32>) -> Option<Next> {
        let (words, version) = (request.next.as_ref()?, followed?);
        let template = self.journal.template(&request.template.as_ref()?.id)?;
        let href = format!("{}#version-{version}", self.places.paths.href(template.path(), ROOT)?);
        Some(Next { words: shown(words), href, label: format!("{}@{version}", template.id) })
    }

    fn steps(&self, iterations: &[Iteration]) -> Vec<Step> {
        let mut before: Option<String> = None;
        let mut steps = Vec::new();
        for iteration in iterations {
            // As everywhere on the site: without the comments.
            let message = plain_text(&iteration.message);
            let changes = match &before {
                Some(before) => changes(before, &message),
                None => vec![Change { op: Op::Equal, is_moved: false, text: message.clone() }],
            };
            before = Some(message);
            steps.push(self.step(iteration, &changes));
        }
        steps
    }

    fn step(&self, iteration: &Iteration, changes: &[Change]) -> Step {
        let labels = &self.labels;
        let count = iteration.length.han + iteration.length.words;
        let length = if iteration.is_chinese { text!("length.zh", count = count) } else { text!("length.en", count = count) };
        // With an earlier `now` what git dates later is text of the journal yet, and its day no fact.
        let now = self.journal.now;
        let is_fact = |day: &Day| !now.is_earlier || day.date() <= now.today();
        let date = iteration.revision.as_ref().and_then(|revision| day_of_text(&revision.date, labels.lang)).filter(is_fact);
        let title = match &iteration.revision {
            None => text!("iteration.working-copy", number = iteration.number),
            Some(_) => text!("iteration.version", number = iteration.number),
        };
        let of = |ops: [Op; 2]| changes.iter().filter(|change| ops.contains(&change.op)).map(stretch).collect();
        let brought = iteration.of_template.as_ref();
        let replies = brought.map(|brought| brought.replies);
        Step {
            number: iteration.number,
            title: title.say(labels),
            date,
            length: length.say(labels),
            fixed: self.findings(&iteration.fixed),
            appeared: self.findings(&iteration.appeared),
            changes: changes.iter().map(stretch).collect(),
            before: of([Op::Equal, Op::Delete]),
            after: of([Op::Equal, Op::Insert]),
            did: brought.map(|brought| brought.changes.iter().map(|change| shown(change)).collect()).unwrap_or_default(),
            uses: replies.map(|replies| text!("template.uses", uses = replies.uses).say(labels)),
            rate: replies.filter(|replies| replies.n > 0).map(|replies| words::rate(&Rate::of(replies.x, replies.n)).say(labels)),
        }
    }

    fn findings(&self, rules: &[&'static str]) -> Vec<Finding> {
        let words = |rule: &&'static str| about(rule).map(|about| explain(about, self.labels.lang).summary).unwrap_or_default();
        rules.iter().map(|rule| Finding { rule, words: words(rule) }).collect()
    }
}

fn stretch(change: &Change) -> Stretch {
    let tag = match change.op {
        Op::Equal => None,
        Op::Delete => Some("del"),
        Op::Insert => Some("ins"),
    };
    Stretch { tag, is_moved: change.is_moved, text: shown(&change.text) }
}

/// A text of the journal as a part shows it: all of them pass here.
fn shown(words: &str) -> String {
    words.to_owned()
}

/// The smallest version of a template after the one that a request was written from, of those that are known.
pub(crate) fn version_after(request: &Request, versions: &[u32]) -> Option<u32> {
    let version = request.template.as_ref()?.version?;
    versions.iter().copied().filter(|other| *other > version).min()
}

/// Where a part stands in its page, in bytes; `None` where the layout does not show it as it is.
pub(crate) fn place_in(part: &str, page: &[u8]) -> Option<(usize, usize)> {
    let part = part.as_bytes();
    let first = part.first()?;
    let mut places = page.iter().enumerate().filter(|(_, byte)| *byte == first).map(|(at, _)| at);
    let start = places.find(|at| page[*at..].starts_with(part))?;
    Some((start, start + part.len()))
}
