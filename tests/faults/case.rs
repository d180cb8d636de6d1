//! The commands whose every call fails, the journals they run on, and what must hold afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::program::{Ran, files, run_in};

/// The name of a file and its bytes.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

const MARKER: &str = "site/.asklog-site";
const SETTINGS: &str = "lang: en\ntimezone: Asia/Taipei\nsite: {privacy: full}\nnext_key: kept\n";
const DRAFT: &str = "---\nkind: ask-learning   # why\nto: {name: Lin, background: teaches evening classes}\nchannel: email\n\
                     subject: which of two to learn first\n---\n\nDear Lin, I read your article on small budgets and tried both \
                     ways for a week.\n\nWhich of the two would you learn first?\n\nIf you are busy, no answer is fine. Thank you.\n";
const SENT: &str = "---\nkind: ask-learning\nto: {name: Chen, background: maps bus lines}\nchannel: email \nsubject: one map\n\
                    sent: 2026/04/02\n---\n\nDear Chen, I drew the map of line 5 twice. Which one would you print?\n";
const TABLE: &str = "date,recipient,summary,replied\n2026-03-01,May,a first question,yes\n2026-03-02,Ida,a second question,no\n";

/// A command and the journal it runs on.
pub(crate) struct Case {
    /// What it is run with.
    pub(crate) args: &'static [&'static str],
    /// Whether the second run after a first one that did everything says so and refuses.
    pub(crate) is_once: bool,
    before: PathBuf,
    /// The files before.
    pub(crate) old: Files,
    /// The files after a run that nothing disturbs.
    pub(crate) new: Files,
    seen: Mutex<BTreeSet<Files>>,
    _folder: tempfile::TempDir,
}

/// A journal that is thrown away.
pub(crate) struct Fresh {
    root: PathBuf,
    _folder: tempfile::TempDir,
}

impl Fresh {
    /// Its folder.
    pub(crate) fn path(&self) -> &Path {
        &self.root
    }
}

/// A folder in memory where the machine has one: thousands of journals are made.
pub(crate) fn scratch() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    tempfile::tempdir_in(memory).or_else(|_| tempfile::tempdir()).expect("a folder")
}

/// The files of a journal, without git's own and without temporary ones of ours.
pub(crate) fn state(root: &Path) -> Files {
    files(root).into_iter().filter(|(name, _)| !name.starts_with(".git/") && !is_passing(name)).collect()
}

/// Every file of a folder.
pub(crate) fn files_of(root: &Path) -> Vec<(String, Vec<u8>)> {
    files(root)
}

/// Whether a path is that of a temporary file of ours, or in a folder of such.
pub(crate) fn is_passing(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with(".asklog-") && part.ends_with(".tmp"))
}

/// Copies a folder.
pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("made");
    for entry in std::fs::read_dir(from).expect("there").flatten() {
        let target = to.join(entry.file_name());
        if entry.file_type().expect("known").is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("copied");
        }
    }
}

impl Case {
    /// A small journal, what was run in it before, and a command.
    pub(crate) fn new(first: &[&[&str]], args: &'static [&'static str]) -> Case {
        let folder = scratch();
        let before = folder.path().join("before");
        for (path, text) in [
            ("asklog.yaml", SETTINGS),
            ("requests/2026/2026-04-11-lin.md", DRAFT),
            ("requests/2026/2026-04-02-chen.md", SENT),
            ("table.csv", TABLE),
            ("reply.txt", "Learn the first one.\n"),
        ] {
            let file = before.join(path);
            std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
            std::fs::write(file, text).expect("written");
        }
        if args.contains(&"init") {
            std::fs::remove_file(before.join("asklog.yaml")).expect("removed");
        }
        for args in first {
            assert!(run_in(&before, args).status < 2, "{args:?}");
        }
        let after = folder.path().join("journal");
        copy(&before, &after);
        // `save` writes no file, and wants a repository.
        if args != ["save"] {
            let ran = run_in(&after, args);
            assert_eq!(ran.status, 0, "{args:?}: {}{}", ran.out, ran.err);
        }
        let (old, new) = (state(&before), state(&after));
        assert!(args == ["save"] || old != new, "{args:?} writes");
        Case { args, is_once: args[0] == "sent", before, old, new, seen: Mutex::default(), _folder: folder }
    }

    /// A fresh copy of the journal, in a folder of its own.
    pub(crate) fn fresh(&self) -> Fresh {
        let folder = scratch();
        let root = folder.path().join("journal");
        copy(&self.before, &root);
        Fresh { root, _folder: folder }
    }

    /// Every file is whole, the old one or the new one; what is left over is named by `check`; and the next run needs no
    /// repair.
    ///
    /// # Errors
    /// What does not hold.
    pub(crate) fn holds(&self, root: &Path) -> Result<(), String> {
        let now = state(root);
        for (path, bytes) in &now {
            let is_one_of_two = [&self.old, &self.new].iter().any(|files| files.get(path) == Some(bytes));
            // Pages and tables are made without an entry that could not be read.
            if !is_one_of_two && !is_whole_output(path, bytes) {
                return Err(format!("{path} is neither old nor new: {}", String::from_utf8_lossy(bytes)));
            }
        }
        if let Some(path) =
            self.old.keys().find(|path| !path.starts_with("site/") && self.new.contains_key(*path) && !now.contains_key(*path))
        {
            return Err(format!("{path} is gone"));
        }
        let is_clean = unnamed_stray(root)?;
        // A state that a run went on from before needs no second look.
        if is_clean && !self.seen.lock().expect("held by one").insert(now.clone()) {
            return Ok(());
        }
        let again = run_in(root, self.args);
        let refuses = self.is_once && now == self.new && again.status == 2;
        if again.status != 0 && !refuses {
            return Err(format!("the next run: {}", again.err));
        }
        let then = state(root);
        match self.new.iter().find(|(path, bytes)| then.get(*path) != Some(bytes)) {
            Some((path, _)) => Err(format!("the next run does not finish {path}")),
            None => Ok(()),
        }
    }
}

/// Whether there is no temporary file of ours; one that `check` does not name is the error.
fn unnamed_stray(root: &Path) -> Result<bool, String> {
    let strays: Vec<String> = files(root).into_iter().map(|(path, _)| path).filter(|path| is_passing(path)).collect();
    if strays.is_empty() || !root.join("asklog.yaml").exists() {
        return Ok(strays.is_empty());
    }
    let check = run_in(root, &["check", "--only", "stray-file", "--format", "json"]).out;
    let is_named = |stray: &&String| {
        let parts: Vec<&str> = stray.split('/').collect();
        (1..=parts.len()).any(|end| check.contains(&format!("\"{}\"", parts[..end].join("/"))))
    };
    strays.iter().find(|stray| !is_named(stray)).map_or(Ok(false), |stray| Err(format!("check does not name {stray}")))
}

/// Runs a trial for each of many cases, and tells at the end what did not hold.
pub(crate) struct Trials {
    runs: usize,
    faults: BTreeMap<String, Vec<String>>,
}

impl Trials {
    /// None yet.
    pub(crate) fn none() -> Trials {
        Trials { runs: 0, faults: BTreeMap::new() }
    }

    /// Counts one.
    pub(crate) fn add(&mut self, root: &Path, what: &str, outcome: Result<(), String>) {
        self.runs += 1;
        if let Err(fault) = outcome {
            self.faults.entry(fault.replace(&*root.to_string_lossy(), "ROOT")).or_default().push(what.to_owned());
        }
    }

    /// All of them held.
    #[allow(clippy::print_stdout)]
    pub(crate) fn end(self, of: &str) {
        println!("{of}: {} trials", self.runs);
        let shown: Vec<String> =
            self.faults.iter().take(30).map(|(fault, of)| format!("{}×, first when {}: {fault}", of.len(), of[0])).collect();
        assert!(shown.is_empty(), "of {} trials did not hold:\n{}", self.runs, shown.join("\n"));
        assert!(self.runs > 0);
    }
}

/// A page or a table in full, though of other entries.
fn is_whole_output(path: &str, bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    if path == "out.csv" {
        return text.starts_with("\u{feff}Sent,") && text.ends_with('\n');
    }
    match path.strip_prefix("site/").and_then(|page| page.rsplit('.').next()) {
        Some("html") => text.starts_with("<!doctype html>") && text.trim_end().ends_with("</html>"),
        Some("js") => text.ends_with('\n') || text.ends_with(';'),
        _ => path == MARKER && text.starts_with("asklog-site 1\n") && text.ends_with('\n'),
    }
}

/// Nothing of what was printed looks like a crash.
pub(crate) fn is_calm(ran: &Ran) -> bool {
    !ran.err.contains("panicked") && !ran.err.contains("RUST_BACKTRACE") && (0..=2).contains(&ran.status)
}
