//! A journal of one size, and the programs that work on it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::contest::Program;
use crate::peers::Peer;
use crate::{convert, generator, limit};

const NOW: &str = "2026-04-12";

/// A journal of so many requests, for all programs.
pub(crate) struct Size<'a> {
    /// Where everything of this size stands: `journal`, what each peer wants by its name, and sites.
    pub(crate) folder: &'a Path,
    /// The journal.
    pub(crate) journal: PathBuf,
    /// Its requests.
    pub(crate) count: usize,
    /// How often each program runs.
    pub(crate) rounds: usize,
    asklog: &'a Path,
    peers: &'a [Peer],
    /// The entry that is changed: its path in the journal.
    pub(crate) entry: PathBuf,
    text: String,
}

/// Makes a journal in `folder`, and what each peer wants beside it. A program of its own does it: what a program has held counts as held by
/// those that it starts.
pub(crate) fn prepare(folder: &Path, count: usize, peers: &[String]) {
    let journal = folder.join("journal");
    generator::generate(&journal, count);
    let entries = limit::read(&journal);
    for peer in peers {
        let (name, version) = peer.split_once(' ').expect("a name and a version");
        let folder = folder.join(name);
        match name {
            "hugo" => convert::hugo(&entries, &folder),
            "eleventy" => convert::eleventy(&entries, &folder),
            "jrnl" => convert::jrnl(&entries, &folder, version),
            "hledger" => convert::hledger(&entries, &folder),
            _ => {}
        }
    }
}

impl<'a> Size<'a> {
    /// Makes the journal, and what each peer wants in its place.
    pub(crate) fn new(folder: &'a Path, count: usize, rounds: usize, (asklog, peers): (&'a Path, &'a [Peer])) -> Size<'a> {
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        command.arg("prepare").arg(folder).arg(count.to_string());
        command.args(peers.iter().map(|peer| format!("{} {}", peer.name, peer.version)));
        assert!(command.status().expect("started").success(), "the journal cannot be made");
        let journal = folder.join("journal");
        let of_a_year = fs::read_dir(journal.join("requests/2020")).expect("there").flatten();
        let name = of_a_year.map(|entry| entry.file_name()).min().expect("an entry");
        let entry = Path::new("requests/2020").join(name);
        let text = fs::read_to_string(journal.join(&entry)).expect("readable");
        Size { folder, journal, count, rounds, asklog, peers, entry, text }
    }

    /// asklog in the journal.
    pub(crate) fn asklog_command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(self.asklog);
        command.args(["--now", NOW]).args(args).current_dir(&self.journal);
        command
    }

    /// A command of asklog as a program.
    pub(crate) fn asklog<'b>(&'b self, name: &str, args: &'b [&'b str]) -> Program<'b> {
        Program::new(format!("asklog {name}"), || self.asklog_command(args))
    }

    /// The limit of a piece of work; further arguments follow the journal.
    pub(crate) fn limit<'b>(&'b self, work: &'b str, more: &'b [PathBuf]) -> Program<'b> {
        Program::new(format!("limit {work}"), move || {
            let mut command = Command::new(std::env::current_exe().expect("this program"));
            command.args(["limit", work]).arg(&self.journal).args(more);
            command
        })
    }

    /// A peer as a program, in its own folder; none where it is missing.
    pub(crate) fn peer<'b>(&'b self, name: &'b str, args: &'b [&'b str]) -> Option<Program<'b>> {
        self.peer_command(name, args)?;
        Some(Program::new(name.to_owned(), move || self.peer_command(name, args).expect("there")))
    }

    /// A peer's command line; none where it is missing.
    pub(crate) fn peer_command(&self, name: &str, args: &[&str]) -> Option<Command> {
        let peer = self.peers.iter().find(|peer| peer.name == name)?;
        let own = self.folder.join(name);
        let mut command = peer.command(args);
        command.current_dir(if own.is_dir() { own } else { self.journal.clone() });
        Some(command)
    }

    /// Adds a sentence to the entry that is changed, each time another.
    pub(crate) fn change(&self, number: usize) {
        let text = format!("{}\n\nThis is change {number}.\n", self.text);
        fs::write(self.journal.join(&self.entry), text).expect("written");
    }

    /// Puts the entry back as it was.
    pub(crate) fn restore(&self) {
        fs::write(self.journal.join(&self.entry), &self.text).expect("written");
    }
}

/// Removes a folder that this program made. asklog itself never does that.
#[allow(clippy::disallowed_methods)]
pub(crate) fn remove(folder: &Path) {
    let _ = fs::remove_dir_all(folder);
}
