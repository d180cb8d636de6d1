//! What the next commit would hold: the files of the index, and which of them it changes.

use std::collections::BTreeMap;
use std::path::Path;

use super::command::{output, quiet};
use super::place::Place;
use crate::error::Result;

/// A journal as the index has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Staged {
    /// The contents' names of all its files, by path relative to the journal. Links are left out: they are read where they stand.
    pub(crate) files: BTreeMap<String, String>,
    /// The links among its files.
    pub(crate) links: Vec<String>,
    /// The files that the commit adds or changes.
    pub(crate) changed: Vec<String>,
    /// The files that it takes away.
    pub(crate) gone: Vec<String>,
}

/// The journal in `folder` as the next commit would hold it.
///
/// # Errors
/// git's own words.
pub(crate) fn staged(folder: &Path, place: &Place) -> Result<Staged> {
    let listed = output(quiet(folder).args(["ls-files", "--stage", "-z", "--"]).args(PATHS))?;
    let mut staged = read_index(&listed);
    staged.changed = match &place.head {
        None => staged.files.keys().cloned().collect(),
        Some(head) => {
            let asked = ["diff-index", "--cached", "--name-only", "--no-renames", "--ignore-submodules", "-z"];
            let listed = output(quiet(folder).args(asked).args([head, "--"]).args(PATHS))?;
            let own = paths(&listed).filter_map(|path| path.strip_prefix(&place.prefix).map(ToOwned::to_owned));
            let (changed, gone) = own.partition(|path| staged.files.contains_key(path) || staged.links.contains(path));
            staged.gone = gone;
            changed
        }
    };
    Ok(staged)
}

const PATHS: [&str; 3] = ["requests", "templates", "asklog.yaml"];

fn paths(listed: &[u8]) -> impl Iterator<Item = String> {
    listed.split(|byte| *byte == 0).filter(|path| !path.is_empty()).map(|path| String::from_utf8_lossy(path).into_owned())
}

/// `MODE NAME STAGE\tPATH`, paths relative to the folder. Of a merge that is not finished one's own side counts.
fn read_index(listed: &[u8]) -> Staged {
    let mut staged = Staged::default();
    for line in paths(listed) {
        let Some((meta, path)) = line.split_once('\t') else { continue };
        let mut meta = meta.split(' ');
        let (mode, name, stage) = (meta.next().unwrap_or_default(), meta.next().unwrap_or_default(), meta.next());
        match (mode, stage) {
            ("120000", _) => staged.links.push(path.to_owned()),
            (mode, Some("0" | "2")) if mode.starts_with("100") => {
                staged.files.insert(path.to_owned(), name.to_owned());
            }
            _ => {}
        }
    }
    staged
}

/// The markers of built sites that git keeps, relative to the folder.
///
/// # Errors
/// git's own words.
pub(crate) fn tracked_sites(folder: &Path, marker: &str) -> Result<Vec<String>> {
    let listed = output(quiet(folder).args(["ls-files", "-z", "--"]).arg(format!(":(glob)**/{marker}")))?;
    Ok(paths(&listed).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_index() {
        let listed =
            "100644 aa 0\trequests/信 \"1\".md\x00120000 bb 0\trequests/l.md\x00100644 c1 1\tx\x00100644 c2 2\tx\x00160000 dd 0\tsub\x00";
        let staged = read_index(listed.as_bytes());
        assert_eq!(staged.files, [("requests/信 \"1\".md", "aa"), ("x", "c2")].map(|(path, name)| (path.into(), name.into())).into());
        assert_eq!(staged.links, ["requests/l.md"]);
    }
}
