//! The files of a journal as a shell offers them: one folder at a time, from where the shell stands.

use std::path::{Path, PathBuf};

use crate::cli::open::Open;
use crate::disk::{self, SETTINGS};

/// What may follow what is typed: folders of the journal with a `/` at their end, entries, the settings. Paths are relative to
/// the folder `here`; where that is not in the journal, to the journal, as commands take them too.
pub(super) fn paths(open: &Open, typed: &str, here: &Path) -> Vec<String> {
    let mut files = open.journal.paths("");
    files.push(SETTINGS);
    below(&disk::real(&open.root), &files, typed, here)
}

fn below(root: &Path, files: &[&str], typed: &str, here: &Path) -> Vec<String> {
    let (folder, begun) = typed.rfind('/').map_or(("", typed), |at| typed.split_at(at + 1));
    let standing = [here.join(folder), root.join(folder)];
    let Some(inner) = standing.iter().find_map(|standing| inside(root, standing)) else { return Vec::new() };
    let mut names: Vec<String> = Vec::new();
    for file in files {
        let Some(rest) = file.strip_prefix(&inner).filter(|rest| rest.starts_with(begun)) else { continue };
        let name = rest.split_inclusive('/').next().unwrap_or_default();
        names.push(format!("{folder}{name}"));
    }
    names.sort_unstable();
    names.dedup();
    names
}

/// A folder by its path in the journal, with a `/` at its end; nothing for the journal itself, `None` outside of it.
fn inside(root: &Path, folder: &Path) -> Option<String> {
    let real: PathBuf = disk::real(folder);
    if !real.starts_with(root) {
        return None;
    }
    let path = disk::relative(root, &real);
    Some(if path.is_empty() { path } else { format!("{path}/") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_at_a_time_from_where_one_stands() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = disk::real(folder.path());
        std::fs::create_dir_all(root.join("requests/2026")).expect("made");
        let files = ["asklog.yaml", "requests/2026/a 林.md", "requests/2026/b.md", "requests/c.md", "templates/t.md"];
        let offered = |typed: &str, here: &str| below(&root, &files, typed, &root.join(here)).join(" | ");
        assert_eq!(offered("", ""), "asklog.yaml | requests/ | templates/");
        assert_eq!(offered("req", ""), "requests/");
        assert_eq!(offered("requests/", ""), "requests/2026/ | requests/c.md");
        assert_eq!(offered("requests/2026/a", ""), "requests/2026/a 林.md");
        assert_eq!(offered("", "requests/2026"), "a 林.md | b.md");
        assert_eq!(offered("../", "requests/2026"), "../2026/ | ../c.md");
        assert_eq!(offered("./t", ""), "./templates/");
        assert_eq!(offered("../../t", "requests/2026"), "../../templates/");
        assert_eq!(offered("nothing/", ""), "");
        // Somewhere else, with `-C`: as the commands take them.
        let elsewhere = tempfile::tempdir().expect("a folder");
        assert_eq!(below(&root, &files, "requests/c", elsewhere.path()), ["requests/c.md"]);
        let whole = format!("{}/requests/c", root.display());
        assert_eq!(below(&root, &files, &whole, elsewhere.path()), [format!("{whole}.md")]);
    }
}
