//! Opens the journal that a command line is about.

use std::collections::BTreeMap;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use super::Globals;
use super::known::Known;
use crate::calendar::{Direction, Now, Zone, parse_when};
use crate::diagnostic::Diagnostic;
use crate::disk::{self, Fault, Found, Litter, SETTINGS};
use crate::error::{Error, Result};
use crate::journal::{Journal, SIZE_LIMIT, Settings, entry_from_bytes};
use crate::labels::{Labels, Lang, Text, text};
use crate::parallel;
use crate::terminal;

/// An opened journal.
pub(super) struct Open {
    /// Its folder.
    pub(super) root: PathBuf,
    /// What it holds.
    pub(super) journal: Journal,
    /// The words of its language.
    pub(super) labels: Labels,
    pub(super) quiet: bool,
}

impl Open {
    /// An opened journal of parts.
    pub(super) fn of(root: PathBuf, journal: Journal, labels: Labels, quiet: bool) -> Open {
        Open { root, journal, labels, quiet }
    }

    /// Says a remark on standard error.
    pub(super) fn say(&self, remark: &Text) {
        if !self.quiet {
            terminal::say(&remark.say(&self.labels));
        }
    }

    /// Says on standard error what was left out or left as it is, asked to be quiet or not.
    pub(super) fn tell(&self, what: &Text) {
        terminal::say(&what.say(&self.labels));
    }

    /// Shows on a terminal how far a long command has come.
    pub(super) fn progress(&self, far: &Text) {
        if !self.quiet {
            terminal::progress(&far.say(&self.labels));
        }
    }

    /// Takes the line of [`Open::progress`] away.
    pub(super) fn progress_ends(&self) {
        if !self.quiet {
            terminal::progress("");
        }
    }

    /// Says words that need no catalogue on standard error.
    pub(super) fn say_plain(&self, words: &str) {
        if !self.quiet {
            terminal::say(words);
        }
    }

    /// A path of the journal as the person can type it: relative in the journal's folder, else absolute.
    pub(super) fn typed(&self, path: &str) -> String {
        let here = std::env::current_dir().ok().and_then(|here| here.canonicalize().ok());
        let is_here = here.is_some() && here == self.root.canonicalize().ok();
        if is_here { path.to_owned() } else { self.root.join(path).display().to_string() }
    }

    /// Refuses settings that could be read only in part: what a default would give away or leave out is not to be written.
    ///
    /// # Errors
    /// When something in `asklog.yaml` could not be read.
    pub(super) fn refuse_half_settings(&self) -> Result<()> {
        if self.journal.settings.is_partial {
            return Err(Error::new(text!("build.settings")).help(text!("build.settings.help")));
        }
        Ok(())
    }

    /// Names on standard error what was left out of a command's work.
    pub(super) fn say_left_out(&self) {
        let left_out = &self.journal.unreadable;
        if left_out.is_empty() {
            return;
        }
        terminal::say(&text!("left-out", count = left_out.len(), all = self.journal.files - 1).say(&self.labels));
        for unreadable in left_out.iter().take(10) {
            let line = text!("left-out.file", path = unreadable.path; reason => unreadable.reason.clone());
            terminal::say(&line.say(&self.labels));
        }
        if left_out.len() > 10 {
            terminal::say(&text!("left-out.more", count = left_out.len() - 10).say(&self.labels));
        }
    }
}

/// The words for messages: of `--lang`, else of the journal, else of the locale.
pub(super) fn labels(globals: &Globals) -> Labels {
    let of_journal = || {
        let root = root(globals).ok()?;
        let bytes = disk::read(&root.join(SETTINGS)).ok()?;
        Some(Settings::read(SETTINGS, &bytes).0.lang)
    };
    Labels::of(globals.lang.or_else(of_journal).unwrap_or_else(locale))
}

/// The locale's language; English where it is another.
pub(super) fn locale() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    set.and_then(|locale| Lang::of_tag(&locale)).unwrap_or_default()
}

/// The folder that the command line names or stands in.
pub(super) fn start(globals: &Globals) -> Result<PathBuf> {
    let start = globals.dir().unwrap_or_else(|| PathBuf::from("."));
    std::path::absolute(&start).map_err(|error| Error::io(&start, &error))
}

/// The journal's folder.
///
/// # Errors
/// When there is no `asklog.yaml` from there upward.
pub(super) fn root(globals: &Globals) -> Result<PathBuf> {
    let start = start(globals)?;
    // A folder above one that is not there is not what was meant.
    if !disk::is_there(&start)? {
        return Err(Error::new(text!("no-folder", path = start.display())).help(text!("no-journal.help")));
    }
    disk::journal_root(&start)?.ok_or_else(|| Error::new(text!("no-journal", path = start.display())).help(text!("no-journal.help")))
}

/// "Now" in a zone: the clock's, or the one that was asked for.
pub(super) fn now(globals: &Globals, zone: Zone) -> Result<Now> {
    let clock = Now::from_clock(zone);
    let Some(when) = &globals.now() else {
        return Ok(clock);
    };
    let moment = parse_when(when, clock, Direction::Any).map_err(|fault| super::when::error(when, &fault))?;
    Now::at(moment, zone).map(|now| now.beside(clock)).map_err(|_| Error::new(text!("when.unknown", when = when)).help(text!("when.help")))
}

/// Reads the whole journal.
///
/// # Errors
/// When there is none, or its settings cannot be opened. A file that cannot be read is none: it is in
/// [`Journal::unreadable`].
pub(super) fn open(globals: &Globals) -> Result<Open> {
    Ok(files(globals)?.open())
}

/// The journal's settings alone, in a journal without entries.
///
/// # Errors
/// As [`open`].
pub(super) fn open_settings(globals: &Globals) -> Result<Open> {
    let root = root(globals)?;
    let (settings, diagnostics) = Settings::read(SETTINGS, &disk::read(&root.join(SETTINGS))?);
    let now = now(globals, settings.zone)?;
    let labels = Labels::of(globals.lang.unwrap_or(settings.lang));
    let journal = Journal::assemble(settings, diagnostics, Vec::new(), &[], now);
    Ok(Open { root, journal, labels, quiet: globals.quiet })
}

/// As [`open`], without the remark on half-read settings: for `check`, which tells more.
pub(super) fn open_quietly(globals: &Globals) -> Result<Open> {
    Ok(files(globals)?.parsed())
}

/// As it is, and never given back: a command that is done ends the program, and the system takes its memory at once. Giving back
/// each piece of a journal takes as long as a tenth of reading it.
pub(super) fn to_the_end<T>(held: T) -> ManuallyDrop<T> {
    ManuallyDrop::new(held)
}

/// As [`open_quietly`]; of what is known already only what changed is read.
#[cfg_attr(not(feature = "serve"), allow(dead_code))]
pub(super) fn open_again(globals: &Globals, known: &mut Known) -> Result<Open> {
    let root = root(globals)?;
    let settings = disk::read(&root.join(SETTINGS))?;
    let journal = read_under(&root, &settings, |zone| now(globals, zone), &BTreeMap::new(), known)?;
    let labels = Labels::of(globals.lang.unwrap_or(journal.settings.lang));
    Ok(Open { root, journal, labels, quiet: globals.quiet })
}

/// A journal's files with their bytes, before anything but the settings is parsed.
pub(super) struct Files {
    /// The journal's folder.
    pub(super) root: PathBuf,
    /// What its settings say.
    pub(super) settings: Settings,
    /// The time that it is opened for.
    pub(super) now: Now,
    /// The words of its language.
    pub(super) labels: Labels,
    /// The entries, and the bytes of those that can be read.
    pub(super) entries: Vec<(Found, Vec<u8>)>,
    /// What else stands among them.
    pub(super) litter: Vec<Litter>,
    diagnostics: Vec<Diagnostic>,
    pub(super) quiet: bool,
}

/// Reads the bytes of a journal's files.
///
/// # Errors
/// As [`open`].
pub(super) fn files(globals: &Globals) -> Result<Files> {
    let root = root(globals)?;
    let (settings, diagnostics) = Settings::read(SETTINGS, &disk::read(&root.join(SETTINGS))?);
    let now = now(globals, settings.zone)?;
    let lang = globals.lang.unwrap_or(settings.lang);
    let read = || {
        let (found, litter) = entries(&root);
        (disk::read_all(found, SIZE_LIMIT, |found, bytes| (found, bytes)), litter)
    };
    let (labels, (entries, litter)) = parallel::both(|| Labels::of(lang), read);
    Ok(Files { root, settings, now, labels, entries, litter, diagnostics, quiet: globals.quiet })
}

impl Files {
    /// The journal that they are, as [`open`] gives it.
    pub(super) fn open(self) -> Open {
        let open = self.parsed();
        if open.journal.settings.is_partial {
            terminal::say(&text!("settings.partial").say(&open.labels));
        }
        open
    }

    /// The journal's settings alone, in a journal without entries.
    pub(super) fn without_entries(self) -> Open {
        let journal = Journal::assemble(self.settings, self.diagnostics, Vec::new(), &[], self.now);
        Open { root: self.root, journal, labels: self.labels, quiet: self.quiet }
    }

    fn parsed(self) -> Open {
        let Files { root, settings, now, labels, entries, litter, diagnostics, quiet } = self;
        let read = |(found, bytes): (Found, Vec<u8>)| entry_from_bytes(found, bytes, &settings, now);
        let entries = parallel::map_by_turns(entries, read);
        let journal = Journal::assemble(settings.clone(), diagnostics, entries, &litter, now);
        Open { root, journal, labels, quiet }
    }
}

/// The files of a journal's entries, and the litter among them.
fn entries(root: &Path) -> (Vec<Found>, Vec<Litter>) {
    let (mut found, mut litter) = disk::entries(root, "requests", SIZE_LIMIT);
    let (templates, more) = disk::entries(root, "templates", SIZE_LIMIT);
    found.extend(templates);
    litter.extend(more);
    litter.extend(disk::left_behind(root));
    (found, litter)
}

/// Reads an opened journal again, with other texts, by path, instead of what the files hold.
///
/// # Errors
/// When its settings cannot be read, or the time it is opened for.
pub(super) fn renew(globals: &Globals, open: &mut Open, texts: &BTreeMap<String, String>) -> Result<()> {
    let now = now(globals, open.journal.now.zone)?;
    let settings = disk::read(&open.root.join(SETTINGS))?;
    open.journal = read_under(&open.root, &settings, |_| Ok(now), texts, &mut Known::default())?;
    Ok(())
}

/// A journal with other texts, by path, instead of what the files hold; they need not be there. Of what is known already
/// only what changed is read.
///
/// # Errors
/// Those of `now`.
pub(super) fn read_under(
    root: &Path,
    bytes: &[u8],
    now: impl Fn(Zone) -> Result<Now>,
    texts: &BTreeMap<String, String>,
    known: &mut Known,
) -> Result<Journal> {
    let (settings, diagnostics) = Settings::read(SETTINGS, bytes);
    let now = now(settings.zone)?;
    let (mut found, litter) = entries(root);
    found.retain(|found| !texts.contains_key(&found.path));
    let mut entries = known.read(found, bytes, &settings, now);
    for (path, text) in texts.iter().filter(|(path, _)| disk::is_entry(path)) {
        let fault = (text.len() as u64 > SIZE_LIMIT).then_some(Fault::TooLarge(text.len() as u64));
        let found = Found { fault, ..Found::of(path, root.join(path)) };
        entries.push(entry_from_bytes(found, text.clone().into_bytes(), &settings, now));
    }
    entries.sort_by(|a, b| a.path().cmp(b.path()));
    Ok(Journal::assemble(settings, diagnostics, entries, &litter, now))
}
