//! `asklog save`: commits the changed files of requests/, templates/ and asklog.yaml, and nothing else.

use std::collections::BTreeSet;

use super::open::{self, Open};
use super::{Exit, Globals, Outcome};
use crate::checks::check;
use crate::diagnostic::{Diagnostic, Severity};
use crate::disk::{self, SETTINGS};
use crate::error::{Error, Result};
use crate::git::{self, Changed, Saved};
use crate::insight::Insight;
use crate::journal::{SIZE_LIMIT, SaveMode, diagnostics_of, stem_of};
use crate::labels::{Labels, Value, text};

/// What a save looks at.
const WITHIN: [&str; 3] = ["requests", "templates", SETTINGS];
/// Names in a commit's first line at most.
const NAMED: usize = 3;
/// Paths in a remark at most.
const SHOWN: usize = 8;

#[derive(clap::Args)]
pub(super) struct Args {
    /// What the commit says; the names of what changed unless told.
    #[arg(short, long, value_name = "TEXT")]
    message: Option<String>,
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let open = open::open(globals)?;
    match save(&open, args.message.as_deref())? {
        Some(saved) => {
            say_saved(&open, &saved, &check(&open.journal, &Insight::of(&open.journal)).diagnostics);
        }
        None => open.say(&text!("save.nothing")),
    }
    Ok(Exit::Done)
}

/// With `git: {save: auto}`, after a command that wrote. A fact is in its file whatever comes of this.
pub(super) fn after_writing(globals: &Globals) {
    if let Ok(open) = open::open_settings(globals) {
        automatically(&open);
    }
}

/// With `git: {save: auto}`: saves, and says what it did or why not.
pub(super) fn automatically(open: &Open) {
    if open.journal.settings.save != SaveMode::Auto {
        return;
    }
    match save(open, None) {
        Ok(Some(saved)) => {
            // Only these files are read: a command that writes takes no second reading of the whole journal.
            let (settings, now) = (&open.journal.settings, open.journal.now);
            let files = saved.files.iter().filter(|path| disk::is_entry(path)).filter_map(|path| disk::entry(&open.root, path, SIZE_LIMIT));
            let found = disk::read_all(files.collect(), SIZE_LIMIT, |found, bytes| diagnostics_of(found, bytes, settings, now));
            let of_settings = open.journal.diagnostics.iter().filter(|found| found.path == SETTINGS).cloned();
            say_saved(open, &saved, &found.into_iter().flatten().chain(of_settings).collect::<Vec<_>>());
        }
        Ok(None) => {}
        Err(error) => {
            open.say(&text!("save.not-now"; cause => error.message));
            if let Some(help) = error.help {
                open.say(&help);
            }
        }
    }
}

/// Says what was committed, what git itself would have done besides, and which of the files have errors: a hook would
/// have told.
fn say_saved(open: &Open, saved: &Saved, found: &[Diagnostic]) {
    let commit = saved.commit.get(..7).unwrap_or_default();
    open.say(&text!("save.done", count = saved.files.len(), commit = commit; names => names(&saved.files)));
    let undone = &saved.undone;
    if let Some(who) = &undone.made_up {
        open.say(&text!("save.made-up", who = who));
    }
    if undone.is_unsigned {
        open.say(&text!("save.unsigned"));
    }
    if !undone.hooks.is_empty() {
        open.say(&text!("save.hooks"; names => Value::list(&undone.hooks)));
    }
    let with_errors: BTreeSet<&str> =
        found.iter().filter(|found| found.severity == Severity::Error).map(|found| found.path.as_str()).collect();
    let faulty: Vec<&str> = saved.files.iter().map(String::as_str).filter(|path| with_errors.contains(path)).collect();
    if !faulty.is_empty() {
        let more = if faulty.len() > SHOWN { Some("…") } else { None };
        open.say(&text!("save.faulty", count = faulty.len(); paths => Value::list(faulty.into_iter().take(SHOWN).chain(more))));
    }
}

fn save(open: &Open, message: Option<&str>) -> Result<Option<Saved>> {
    let place = git::place(&open.root).map_err(|absent| {
        let error = Error::new(absent.say());
        match absent.help(&open.root) {
            Some(help) => error.help(help),
            None => error,
        }
    })?;
    let mut files = disk::plain_files(&open.root, &["requests", "templates"])?;
    for odd in disk::misnamed(&open.root, &["requests", "templates"]) {
        open.tell(&text!("save.misnamed", path = odd));
    }
    files.retain(|path| disk::is_entry(path));
    files.push(SETTINGS.to_owned());
    files.sort();
    let changed = Changed { files: &files, within: &WITHIN, is_ours: &|path| path == SETTINGS || disk::is_entry(path) };
    git::save(&open.root, &place, &changed, |paths| match message.map(str::trim).filter(|message| !message.is_empty()) {
        Some(message) => format!("{message}\n"),
        None => format!("{}\n", first_line(paths, &open.labels)),
    })
}

fn first_line(paths: &[String], labels: &Labels) -> String {
    text!("save.message"; names => names(paths)).say(labels)
}

/// The first names of what changed, and how many more.
fn names(paths: &[String]) -> Value {
    let name = |path: &String| if path == SETTINGS { SETTINGS.to_owned() } else { stem_of(path) };
    let mut shown: Vec<String> = paths.iter().take(NAMED).map(name).collect();
    if let Some(last) = shown.last_mut().filter(|_| paths.len() > NAMED) {
        last.push_str(&format!(" +{}", paths.len() - NAMED));
    }
    Value::List(shown)
}
