//! `asklog fix`: the safe fixes, shown as a diff. Twice changes nothing more.

use std::collections::BTreeMap;

use super::open::{self, Open};
use super::{Exit, Globals, Outcome, paths};
use crate::checks::check;
use crate::diagnostic::{Diagnostic, Fix};
use crate::disk::{self, Lock, SETTINGS};
use crate::error::{Error, Result};
use crate::insight::Insight;
use crate::journal::{SAFE_FIXES, Unmended, mend};
use crate::labels::{Value, text};
use crate::terminal;
use crate::text::difference::unified;

/// Mended only where they are named: the key may be the user's own; a word becomes a list.
const BY_NAME: [&str; 2] = ["unknown-key", "wrong-type"];

#[derive(clap::Args)]
pub(super) struct Args {
    /// Only these files or folders.
    #[arg(value_name = "PATH")]
    paths: Vec<String>,
    /// Only what this rule finds; `unknown-key` and `wrong-type` are mended only so.
    #[arg(long)]
    rule: Option<String>,
    /// Show what would change, and write nothing.
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let open = open::open_quietly(globals)?;
    let rules = rules(args.rule.as_deref())?;
    let wanted = paths::wanted(&open, &args.paths)?;
    let insight = Insight::of(&open.journal);
    let report = check(&open.journal, &insight).only(|path| paths::is_wanted(path, &wanted), |rule| rules.contains(&rule));
    let _lock = if args.dry_run { None } else { Some(Lock::take(&open.root)?) };
    let (mut places, mut files) = (0, 0);
    for (path, fixes) in by_file(&open, &wanted, &report.diagnostics) {
        let count = fix_file(&open, path, &fixes, &rules, args.dry_run).inspect_err(|_| {
            if files > 0 && !args.dry_run {
                open.say(&text!("fix.halfway", count = places, files = files));
            }
        })?;
        places += count;
        files += usize::from(count > 0);
    }
    // What could not even be read was not looked at.
    for unread in open.journal.unreadable.iter().filter(|unread| open.journal.source(&unread.path).is_none_or(str::is_empty)) {
        open.tell(&text!("fix.skipped", path = unread.path; reason => unread.reason.clone()));
    }
    if places == 0 {
        open.say(&text!("fix.none"));
    } else if args.dry_run {
        open.say(&text!("fix.would", count = places, files = files));
    } else {
        open.say(&text!("fix.done", count = places, files = files));
    }
    Ok(if args.dry_run && places > 0 { Exit::No } else { Exit::Done })
}

fn rules(only: Option<&str>) -> Result<Vec<&'static str>> {
    let Some(name) = only else { return Ok(SAFE_FIXES.to_vec()) };
    let known: Vec<&'static str> = SAFE_FIXES.into_iter().chain(BY_NAME).collect();
    match known.iter().find(|known| **known == name) {
        Some(rule) => Ok(vec![rule]),
        None => Err(Error::new(text!("fix.unknown-rule", rule = name)).help(text!("fix.rule.help"; known => Value::list(known)))),
    }
}

/// The fixes of each wanted file, those without any included: blanks and line ends are no findings.
fn by_file<'a>(open: &'a Open, wanted: &[String], found: &'a [Diagnostic]) -> BTreeMap<&'a str, Vec<Fix>> {
    let files = open.journal.paths("").into_iter().chain([open.journal.settings.document.path.as_str()]);
    let mut by_file: BTreeMap<&str, Vec<Fix>> =
        files.filter(|file| paths::is_wanted(file, wanted)).map(|file| (file, Vec::new())).collect();
    for diagnostic in found {
        if let (Some(fixes), Some(fix)) = (by_file.get_mut(diagnostic.path.as_str()), &diagnostic.fix) {
            fixes.push(fix.clone());
        }
    }
    by_file
}

/// Fixes one file and shows the difference; gives how many places changed.
fn fix_file(open: &Open, path: &str, fixes: &[Fix], rules: &[&str], dry_run: bool) -> Result<usize> {
    let file = open.root.join(path);
    // What is not there as it was read (not UTF-8, a link to nothing) is not for mending.
    let Some(source) = open.journal.source(path).filter(|source| !source.is_empty()) else { return Ok(0) };
    if disk::read(&file)? != source.as_bytes() {
        return Ok(0);
    }
    let mended = match mend(source, fixes, |name| rules.contains(&name), path != SETTINGS) {
        Ok(mended) if mended.text != source => mended,
        Err(Unmended::OtherFacts) if !fixes.is_empty() => {
            open.say(&text!("fix.skipped", path = path; reason => text!("fix.unsafe")));
            return Ok(0);
        }
        _ => return Ok(0),
    };
    let difference = unified(path, source, &mended.text);
    // Lines that differ only by their ends would look alike.
    let shows_ends = source.contains("\r\n") && source.replace("\r\n", "").contains('\n');
    let difference = if shows_ends { difference.replace("\r\n", "\\r\n") } else { difference };
    terminal::print(&crate::text::control::visible(&difference));
    if !dry_run {
        disk::replace(&open.root, &file, source.as_bytes(), mended.text.as_bytes())?;
    }
    Ok(mended.places)
}
