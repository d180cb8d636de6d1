//! `asklog save`: commits the changed files of requests/, templates/ and asklog.yaml, and nothing else.

use super::open::{self, Open};
use super::{Exit, Globals, Outcome};
use crate::disk::{self, SETTINGS};
use crate::error::{Error, Result};
use crate::git::{self, Changed, Saved};
use crate::journal::{SaveMode, stem_of};
use crate::labels::{Labels, Text, Value, text};

/// What a save looks at.
const WITHIN: [&str; 3] = ["requests", "templates", SETTINGS];
/// Names in a commit's first line at most.
const NAMED: usize = 3;

#[derive(clap::Args)]
pub(super) struct Args {
    /// What the commit says; the names of what changed unless told.
    #[arg(short, long, value_name = "TEXT")]
    message: Option<String>,
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let open = open::open(globals)?;
    match save(&open, args.message.as_deref())? {
        Some(saved) => open.say(&said(&saved)),
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
        Ok(Some(saved)) => open.say(&said(&saved)),
        Ok(None) => {}
        Err(error) => {
            open.say(&text!("save.not-now"; cause => error.message));
            if let Some(help) = error.help {
                open.say(&help);
            }
        }
    }
}

fn said(saved: &Saved) -> Text {
    text!("save.done", count = saved.files.len(), commit = saved.commit.get(..7).unwrap_or_default(); names => names(&saved.files))
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
