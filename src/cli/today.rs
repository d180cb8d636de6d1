//! `asklog`: today. What to do, drafts, promises, the week, the last replies.

use serde::Serialize;

use super::open::{self, Open};
use super::{Exit, Format, Globals, Outcome};
use crate::calendar::days_between;
use crate::insight::{Due, Insight, Promise, Status, Week, all_due, promises, this_week};
use crate::interchange::{DueJson, EntryJson};
use crate::journal::Request;
use crate::json::to_json;
use crate::labels::{Labels, text};
use crate::terminal;
use crate::text::width::cut;
use crate::{disk, text::control::one_line};

/// Things to do that are shown.
const MOST_DUE: usize = 7;
/// Drafts, promises and replies that are shown.
const MOST_OTHERS: usize = 3;

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    due: Vec<DueJson>,
    drafts: Vec<EntryJson<'a>>,
    promises: Vec<PromiseJson<'a>>,
    week: Week,
    replies: Vec<EntryJson<'a>>,
}

#[derive(Serialize)]
struct PromiseJson<'a> {
    id: &'a str,
    next: &'a str,
}

pub(super) fn run(globals: &Globals, format: Format) -> Outcome {
    if globals.dir().is_none() && disk::journal_root(&open::start(globals)?)?.is_none() && format == Format::Table {
        terminal::print(&format!("{}\n", text!("today.no-journal").say(&open::labels(globals))));
        return Ok(Exit::Done);
    }
    let open = open::open(globals)?;
    let insight = Insight::of(&open.journal);
    let journal = &open.journal;
    let due = all_due(&insight, journal.now.today());
    let drafts = drafts(&insight);
    let promised: Vec<Promise<'_>> = promises(journal, |_| true).into_iter().take(MOST_OTHERS).collect();
    let week = this_week(journal);
    let replies = replies(&insight);
    match format {
        Format::Json => {
            let document = Document {
                schema_version: 1,
                due: due.iter().map(|item| DueJson::of(item, journal.now.today(), &open.labels)).collect(),
                drafts: drafts.iter().map(|request| EntryJson::of(request, &insight)).collect(),
                promises: promised.iter().map(|promise| PromiseJson { id: &promise.request.id, next: promise.next }).collect(),
                week,
                replies: replies.iter().map(|request| EntryJson::of(request, &insight)).collect(),
            };
            terminal::print(&to_json(&document));
        }
        Format::Table => terminal::print(&page(&open, &due, &drafts, &promised, &week, &replies)),
    }
    open.say_left_out();
    Ok(Exit::Done)
}

/// Drafts going stale, the oldest first.
fn drafts<'a>(insight: &Insight<'a>) -> Vec<&'a Request> {
    let journal = insight.journal;
    let is_stale = |request: &Request| {
        let days = crate::insight::draft_day(request, journal).map(|begun| days_between(begun, journal.now.today()));
        days.is_some_and(|days| days >= i64::from(journal.settings.follow_up.draft))
    };
    let mut drafts: Vec<&Request> =
        journal.requests.iter().filter(|request| insight.status(request) == Status::Draft && is_stale(request)).collect();
    drafts.sort_by(|a, b| {
        (crate::insight::draft_day(a, insight.journal), &a.id).cmp(&(crate::insight::draft_day(b, insight.journal), &b.id))
    });
    drafts
}

/// The newest replies.
fn replies<'a>(insight: &Insight<'a>) -> Vec<&'a Request> {
    let zone = insight.journal.now.zone;
    let when = |request: &Request| request.facts.replied.and_then(|reply| reply.moment()).map(|moment| moment.sort_key(zone));
    let mut replied: Vec<&Request> = insight.journal.requests.iter().filter(|request| request.facts.replied.is_some()).collect();
    replied.sort_by(|a, b| when(b).cmp(&when(a)).then_with(|| a.id.cmp(&b.id)));
    replied.truncate(MOST_OTHERS);
    replied
}

fn page(open: &Open, due: &[Due<'_>], drafts: &[&Request], promised: &[Promise<'_>], week: &Week, replies: &[&Request]) -> String {
    let labels = &open.labels;
    let today = open.journal.now.today();
    let mut page = String::new();
    let columns = terminal::columns();
    section(&mut page, &text!("today.due").say(labels));
    if due.is_empty() {
        line(&mut page, &text!("due.none").say(labels), columns);
    }
    for item in due.iter().take(MOST_DUE) {
        let what = labels.word("what", item.what.word());
        let day = super::due::day_words(item, today, labels);
        line(&mut page, &format!("{what}  {day}  {}", item.request.id), columns);
        line(&mut page, &format!("  {}", item.why.say(labels)), columns);
    }
    if due.len() > MOST_DUE {
        line(&mut page, &text!("today.more", count = due.len() - MOST_DUE).say(labels), columns);
    }
    entries(
        &mut page,
        labels,
        "today.drafts",
        drafts.iter().take(MOST_OTHERS).map(|request| format!("{}  {}", request.id, request.summary_shown())),
        drafts.len().saturating_sub(MOST_OTHERS),
    );
    entries(&mut page, labels, "today.promises", promised.iter().map(|promise| format!("{}  {}", promise.next, promise.request.id)), 0);
    entries(&mut page, labels, "today.replies", replies.iter().map(|request| reply_line(request, open)), 0);
    section(&mut page, &labels.word("today", "week"));
    line(&mut page, &crate::feedback::words::week(week).say(labels), columns);
    page
}

fn reply_line(request: &Request, open: &Open) -> String {
    let day = request
        .facts
        .replied
        .and_then(|reply| reply.moment())
        .map(|moment| moment.day(open.journal.now.zone).to_string())
        .unwrap_or_default();
    let outcome: Vec<String> = request.facts.outcome.iter().map(|outcome| open.labels.word("outcome", outcome.word())).collect();
    format!("{day}  {}  {}", request.id, outcome.join(open.labels.pattern("and")))
}

fn entries(page: &mut String, labels: &Labels, heading: &'static str, lines: impl Iterator<Item = String>, more: usize) {
    let columns = terminal::columns();
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() {
        return;
    }
    section(page, labels.pattern(heading));
    for shown in lines {
        line(page, &shown, columns);
    }
    if more > 0 {
        line(page, &text!("today.more", count = more).say(labels), columns);
    }
}

fn section(page: &mut String, heading: &str) {
    if !page.is_empty() {
        page.push('\n');
    }
    page.push_str(&terminal::bold(heading));
    page.push('\n');
}

fn line(page: &mut String, text: &str, columns: usize) {
    let text = one_line(text);
    let shown = cut(&text, columns.saturating_sub(2));
    page.push_str("  ");
    page.push_str(shown.trim_end());
    page.push('\n');
}
