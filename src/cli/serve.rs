//! `asklog serve`: the site for one's own eyes on the loopback, live. Writes nothing.

use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use super::open::{self, Open};
use super::render::Looks;
use super::{Exit, Globals, Outcome, parts};
use crate::checks::{Remembered, Report, check_again};
use crate::diagnostic::Severity;
use crate::error::{Error, Result};
use crate::feedback::{Asked, Stats};
use crate::insight::Insight;
use crate::journal::{Privacy, Request};
use crate::labels::{Labels, text};
use crate::serve::{Answer, Changes, listen, run as answer_all, watch};
use crate::site::{LIVE_SCRIPT, Parts, Source, Story, error_page, render_page};
use crate::terminal;

/// The port unless another is asked for.
const PORT: u16 = 8642;
/// What a journal consists of.
const WATCHED: [&str; 4] = ["asklog.yaml", "requests", "templates", "theme"];

#[derive(clap::Args)]
pub(super) struct Args {
    /// The port; 0 takes any free one.
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// Open it in the browser.
    #[arg(long)]
    open: bool,
}

/// The journal at one moment, with what every page needs.
struct Moment {
    open: Open,
    report: Report,
    stats: Stats,
    looks: Looks,
    /// The iterations of each entry; read from git after the rest is there.
    parts: Parts,
}

type Now = RwLock<Result<Moment>>;

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let opened = open::open(globals)?;
    let labels = opened.labels;
    // Without a wish, the usual port, or any where that one is taken: a second journal is open.
    let (listener, port) = match args.port {
        Some(port) => listen(port),
        None => listen(PORT).or_else(|_| listen(0)),
    }
    .map_err(|error| {
        Error::new(text!("serve.port", port = args.port.unwrap_or(PORT), cause = crate::error::cause(&error)))
            .help(text!("serve.port.help"))
    })?;
    let address = format!("http://127.0.0.1:{port}/");
    let root = opened.root.clone();
    opened.say(&text!("serve.at", address = address));
    opened.say_left_out();
    let changes = Arc::new(Changes::default());
    let mut read = Remembered::default();
    let now = Arc::new(RwLock::new(moment(opened, &mut read)));
    let (telling, renewed) = (Arc::clone(&changes), Arc::clone(&now));
    let globals = globals.clone();
    let renew = move || {
        let mut next = open::open_quietly(&globals).and_then(|open| moment(open, &mut read));
        {
            let mut now = renewed.write().unwrap_or_else(PoisonError::into_inner);
            if let (Ok(next), Ok(now)) = (&mut next, &*now) {
                next.parts = still_true(now, next);
            }
            *now = next;
        }
        telling.tell();
        add_parts(&renewed, &telling);
    };
    watch(&root, &WATCHED, renew).map_err(|cause| Error::new(text!("serve.watch", path = root.display(), cause = cause)))?;
    let (begun, adding) = (Arc::clone(&now), Arc::clone(&changes));
    std::thread::spawn(move || add_parts(&begun, &adding));
    if args.open && !terminal::open_page(Path::new(&address)) {
        terminal::say(&text!("build.cannot-open", path = address).say(&labels));
    }
    let counted = Arc::clone(&changes);
    let pages = move |path: &str| {
        let live = version(counted.count());
        let now = now.read().unwrap_or_else(PoisonError::into_inner);
        answer(&now, path, &live, &labels)
    };
    answer_all(&listener, port, &changes, pages, version);
    Ok(Exit::Done)
}

/// The name of what is shown after so many changes; another process has other names.
fn version(count: u64) -> String {
    format!("{}-{count}", std::process::id())
}

/// The parts of the entries that did not change.
fn still_true(before: &Moment, after: &Moment) -> Parts {
    let (old, new) = (&before.open.journal, &after.open.journal);
    before.parts.iter().filter(|(path, _)| old.source(path) == new.source(path)).map(|(path, part)| (path.clone(), part.clone())).collect()
}

/// Reads the iterations from git, and tells where they are others than what is shown.
fn add_parts(now: &Now, changes: &Changes) {
    let made = match &*now.read().unwrap_or_else(PoisonError::into_inner) {
        Ok(moment) => {
            let journal = &moment.open.journal;
            let shown: Vec<&Request> = journal.requests.iter().collect();
            let story = Story::of(journal, &shown, moment.open.labels, &moment.looks.layouts);
            parts::make(&moment.open, &Insight::of(journal), &shown, &story, (Path::new(""), None), "")
                .map(|made| made.parts)
                .unwrap_or_default()
        }
        Err(_) => return,
    };
    let is_new = match &mut *now.write().unwrap_or_else(PoisonError::into_inner) {
        Ok(moment) if moment.parts != made => {
            moment.parts = made;
            true
        }
        _ => false,
    };
    if is_new {
        changes.tell();
    }
}

fn moment(open: Open, before: &mut Remembered) -> Result<Moment> {
    let looks = Looks::of(&open.root)?;
    let insight = Insight::of(&open.journal);
    let report = check_again(&open.journal, &insight, before);
    let stats = Stats::of(&insight, &report, &Asked { takes: &|_| true, since: None, until: None });
    Ok(Moment { open, report, stats, looks, parts: Parts::new() })
}

/// The answer to a path, rendered now.
fn answer(now: &Result<Moment>, path: &str, live: &str, labels: &Labels) -> Answer {
    let path = if path.is_empty() { "index.html" } else { path };
    if path == "asklog-live.js" {
        return Answer { status: 200, kind: kind(path), body: LIVE_SCRIPT.as_bytes().to_vec() };
    }
    let wrong = |status, title: String, lines: Vec<String>, labels: &Labels| Answer {
        status,
        kind: HTML,
        body: error_page(labels, live, &title, &lines),
    };
    let in_words = |error: &Error, labels: &Labels| {
        let help = error.help.as_ref().map(|help| help.say(labels));
        wrong(500, text!("serve.wrong").say(labels), [error.message.say(labels)].into_iter().chain(help).collect(), labels)
    };
    let now = match now {
        Ok(now) => now,
        Err(error) => return in_words(error, labels),
    };
    let labels = &now.open.labels;
    let journal = &now.open.journal;
    let faults =
        journal.diagnostics.iter().filter(|fault| fault.path == journal.settings.document.path && fault.severity == Severity::Error);
    let faults: Vec<String> = faults.map(|fault| format!("{}: {}", fault.path, fault.message.say(labels))).collect();
    if !faults.is_empty() && kind(path) == HTML {
        return wrong(500, text!("serve.wrong").say(labels), faults, labels);
    }
    let insight = Insight::of(journal);
    let all: Vec<&Request> = journal.requests.iter().collect();
    let source = Source {
        insight: &insight,
        privacy: Privacy::Full,
        shown: all.clone(),
        learned: all,
        missing: journal.unreadable.len(),
        report: &now.report,
        stats: &now.stats,
        parts: now.parts.clone(),
        labels: *labels,
        layouts: &now.looks.layouts,
        assets: &now.looks.assets,
        live: Some(live.to_owned()),
    };
    match render_page(&source, path) {
        Ok(Some(page)) => Answer { status: 200, kind: kind(path), body: page.bytes },
        Ok(None) => {
            let unread = journal.unreadable.iter().map(|file| format!("{}: {}", file.path, file.reason.say(labels)));
            wrong(404, text!("serve.none", path = path).say(labels), unread.collect(), labels)
        }
        Err(fault) => in_words(&now.looks.error(fault), labels),
    }
}

const HTML: &str = "text/html; charset=utf-8";

fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        _ => HTML,
    }
}
