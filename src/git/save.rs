//! Commits some files of a folder and nothing else: git's plumbing, an index of its own, no filters, no hooks. The
//! person's own index is changed under git's own lock, and only when the branch has moved.

use std::collections::BTreeMap;
use std::path::Path;

use super::command::{line, not_started, output, output_of, quiet, ran, words};
use super::index::{OwnIndex, PersonsIndex};
use super::place::Place;
use super::store::store;
use super::undone::Undone;
use super::walk::committed;
use crate::disk;
use crate::error::{Error, Result};
use crate::labels::text;

/// The files that a save looks at, relative to the folder.
#[derive(Clone, Copy)]
pub(crate) struct Changed<'a> {
    /// Every file that is there now.
    pub(crate) files: &'a [String],
    /// The paths below which a file that is not there any more counts as removed.
    pub(crate) within: &'a [&'a str],
    /// Whether a file that is not there any more was one of these at all.
    pub(crate) is_ours: &'a dyn Fn(&str) -> bool,
}

/// What was committed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Saved {
    /// The commit.
    pub(crate) commit: String,
    /// Files with new contents, and files that went.
    pub(crate) files: Vec<String>,
    /// What git itself would have done besides.
    pub(crate) undone: Undone,
}

/// One file of the new commit: mode and contents' name; `None` where it went.
type Change = (String, Option<(String, String)>);

/// Commits what differs from the newest commit; `None` where nothing does. `message` is made of the changed paths.
///
/// # Errors
/// When it must not be done now (a merge under way, no branch, no name to sign with, another git at work), or git
/// refuses. Nothing is changed then.
pub(crate) fn save(folder: &Path, place: &Place, changed: &Changed<'_>, message: impl Fn(&[String]) -> String) -> Result<Option<Saved>> {
    let git_dir = folder.join(line(&output(quiet(folder).args(["rev-parse", "--absolute-git-dir"]))?));
    refuse_unfinished(&git_dir)?;
    let branch = branch(folder)?;
    let changes = changes(folder, &git_dir, place, changed)?;
    if changes.is_empty() {
        return Ok(None);
    }
    let undone = Undone::of(folder, &committer(folder)?);
    let own = OwnIndex::in_folder(&git_dir);
    let with_own = |args: &[&str]| {
        let mut command = quiet(folder);
        command.args(args).env("GIT_INDEX_FILE", own.path());
        command
    };
    let lines = index_lines(&place.prefix, &changes);
    match &place.head {
        Some(head) => output(&mut with_own(&["read-tree", head]))?,
        None => output(&mut with_own(&["read-tree", "--empty"]))?,
    };
    output_of(&mut with_own(&["update-index", "-z", "--index-info"]), &lines)?;
    let tree = line(&output(&mut with_own(&["write-tree"]))?);
    let paths: Vec<String> = changes.into_iter().map(|(path, _)| path).collect();
    let mut commit = with_own(&["commit-tree", "--no-gpg-sign", "-F", "-"]);
    if let Some(head) = &place.head {
        commit.args(["-p", head]);
    }
    let commit = line(&output_of(commit.arg(&tree), message(&paths).as_bytes())?);
    // The index first: stopped between the two, what was saved is staged, and the next save commits it.
    let persons = PersonsIndex::with(folder, &git_dir, &lines)?.keep()?;
    move_branch(folder, &branch, &commit, place.head.as_deref()).or_else(|error| {
        // Where that cannot be told the index stays: it is right, or what was saved is staged.
        match ran(quiet(folder).args(["rev-parse", "--verify", "--quiet", &branch])) {
            Ok(now) if line(&now.stdout) == commit => Ok(()),
            Ok(_) => persons.take_back().and(Err(error)),
            Err(_) => Err(error),
        }
    })?;
    Ok(Some(Saved { commit, files: paths, undone }))
}

/// Moves the branch from `old` to `new`.
fn move_branch(folder: &Path, branch: &str, new: &str, old: Option<&str>) -> Result<()> {
    let nothing = "0".repeat(new.len());
    let moved = ran(quiet(folder).args(["update-ref", "-m", "asklog save", branch, new, old.unwrap_or(&nothing)]));
    let moved = moved.map_err(|error| not_started(&error))?;
    if moved.status.success() {
        return Ok(());
    }
    let now = output(quiet(folder).args(["rev-parse", "--verify", "--quiet", branch])).ok().map(|now| line(&now));
    // In git's words the file that it could not lock.
    let said = words(&moved);
    let lock = said.split('\'').find(|part| part.ends_with(".lock"));
    Err(match lock {
        _ if now.as_deref() != old => Error::new(text!("save.moved")).help(text!("save.again")),
        Some(lock) => busy(Path::new(lock)),
        None => Error::new(text!("git-said", words = said)),
    })
}

/// The error where a lock stands.
pub(super) fn busy(lock: &Path) -> Error {
    Error::new(text!("save.busy")).help(text!("save.busy.help", path = lock.display()))
}

/// A commit in the middle of a merge would end it.
fn refuse_unfinished(git_dir: &Path) -> Result<()> {
    let states = [
        ("MERGE_HEAD", "merge"),
        ("CHERRY_PICK_HEAD", "cherry-pick"),
        ("REVERT_HEAD", "revert"),
        ("rebase-merge", "rebase"),
        ("rebase-apply", "rebase"),
    ];
    match states.iter().find(|(file, _)| git_dir.join(file).exists()) {
        Some((_, state)) => Err(Error::new(text!("save.unfinished", state = state)).help(text!("save.unfinished.help", state = state))),
        None => Ok(()),
    }
}

/// The branch that a commit moves.
fn branch(folder: &Path) -> Result<String> {
    let branch = output(quiet(folder).args(["symbolic-ref", "--quiet", "HEAD"]));
    let branch = branch.map_err(|_| Error::new(text!("save.detached")).help(text!("save.detached.help")))?;
    Ok(line(&branch))
}

/// git signs a commit with a name and an address.
fn committer(folder: &Path) -> Result<String> {
    let ask =
        |who| output(quiet(folder).args(["var", who])).map_err(|_| Error::new(text!("save.nameless")).help(text!("save.nameless.help")));
    ask("GIT_AUTHOR_IDENT")?;
    Ok(line(&ask("GIT_COMMITTER_IDENT")?))
}

/// What differs between the newest commit and the files, as asklog reads them.
fn changes(folder: &Path, git_dir: &Path, place: &Place, changed: &Changed<'_>) -> Result<Vec<Change>> {
    let committed = match &place.head {
        Some(head) => committed(&output(quiet(folder).args(["ls-tree", "-r", "-z", head, "--"]).args(changed.within))?),
        None => BTreeMap::new(),
    };
    let files = changed.files;
    let new: Vec<&String> = files.iter().filter(|path| !committed.contains_key(path.as_str())).collect();
    let ignored = ignored(folder, &new);
    let kept: Vec<&String> = files.iter().filter(|path| !ignored.contains(path)).collect();
    let names = store(folder, git_dir, &kept)?;
    let mut changes = Vec::new();
    for (path, name) in kept.iter().zip(names) {
        let old = committed.get(path.as_str());
        // What git keeps as a link stays one.
        if old.is_some_and(|(mode, old)| *old == name || !mode.starts_with("100")) {
            continue;
        }
        let mode = old.map_or("100644", |(mode, _)| mode.as_str());
        changes.push(((*path).clone(), Some((mode.to_owned(), name))));
    }
    // What is no file of ours any more (a folder, a pipe) is not gone.
    let is_gone = |path: &&String| (changed.is_ours)(path) && files.binary_search(path).is_err() && is_absent(&folder.join(path));
    let gone: Vec<&String> = committed.keys().filter(is_gone).collect();
    let left_out = left_out(folder, &gone)?;
    changes.extend(gone.into_iter().filter(|path| !left_out.contains(path)).map(|path| (path.clone(), None)));
    changes.sort();
    Ok(changes)
}

/// Whether nothing stands there: what cannot be looked at is not gone.
fn is_absent(path: &Path) -> bool {
    path.symlink_metadata().is_err_and(|error| disk::is_absent(&error))
}

/// Which of the missing files a sparse checkout leaves out of the work tree.
fn left_out(folder: &Path, gone: &[&String]) -> Result<Vec<String>> {
    if gone.is_empty() {
        return Ok(Vec::new());
    }
    let listed = output(quiet(folder).args(["ls-files", "-t", "-z"]))?;
    let lines = listed.split(|byte| *byte == 0).filter_map(|line| line.strip_prefix(b"S "));
    Ok(lines.map(|path| String::from_utf8_lossy(path).into_owned()).collect())
}

/// Which of the files git is told to leave alone.
fn ignored(folder: &Path, files: &[&String]) -> Vec<String> {
    if files.is_empty() {
        return Vec::new();
    }
    let asked: Vec<u8> = files.iter().flat_map(|path| path.bytes().chain([0])).collect();
    // Status 1: none is ignored.
    let told = output_of(quiet(folder).args(["check-ignore", "-z", "--stdin"]), &asked).unwrap_or_default();
    told.split(|byte| *byte == 0).map(|path| String::from_utf8_lossy(path).into_owned()).collect()
}

/// `MODE NAME\tPATH`; mode 0 takes a file away.
fn index_lines(prefix: &str, changes: &[Change]) -> Vec<u8> {
    let line = |(path, change): &Change| match change {
        Some((mode, name)) => format!("{mode} {name}\t{prefix}{path}\0"),
        None => format!("0 {}\t{prefix}{path}\0", "0".repeat(40)),
    };
    changes.iter().map(line).collect::<String>().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_go_by_mode_nothing() {
        let lines = index_lines("信件/", &[("a".into(), Some(("100644".into(), "ff".into()))), ("b".into(), None)]);
        assert_eq!(lines, format!("100644 ff\t信件/a\x000 {}\t信件/b\0", "0".repeat(40)).into_bytes());
    }
}
