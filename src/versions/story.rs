//! Reads what `git::walk` printed: the commits, oldest first, and the files that each touched.

/// A commit and what it did to entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Commit {
    pub(super) id: String,
    /// The author's date in RFC 3339.
    pub(super) date: String,
    pub(super) author: String,
    pub(super) touches: Vec<Touch>,
}

/// One file that a commit touched; paths from the repository's top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Touch {
    /// It has these contents now, and had those at its parents.
    Written { path: String, blob: String, before: Vec<String>, is_new: bool },
    /// git takes it for the file that stood at `from`.
    Renamed { from: String, path: String, blob: String, before: Vec<String> },
    /// It went.
    Gone { path: String },
}

/// The commits, oldest first.
pub(super) fn read(printed: &[u8]) -> Vec<Commit> {
    let words = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut parts = printed.split(|byte| *byte == 0);
    let mut commits: Vec<Commit> = Vec::new();
    while let Some(part) = parts.next() {
        let part = part.strip_prefix(b"\n").unwrap_or(part);
        if let Some(id) = part.strip_prefix(b"\x01") {
            let (date, author) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            commits.push(Commit { id: words(id), date: words(date), author: words(author), touches: Vec::new() });
        } else if part.starts_with(b":") {
            let meta = words(part);
            let mut path = || parts.next().map(words).unwrap_or_default();
            if let (Some(touch), Some(commit)) = (touch(&meta, &mut path), commits.last_mut()) {
                commit.touches.push(touch);
            }
        }
    }
    commits.reverse();
    commits
}

/// `:OLD NEW OLD-NAME NEW-NAME STATUS`; a merge has as many colons, old modes, old names and letters as parents.
fn touch(meta: &str, path: &mut impl FnMut() -> String) -> Option<Touch> {
    let parents = meta.bytes().take_while(|byte| *byte == b':').count();
    let fields: Vec<&str> = meta[parents..].split(' ').collect();
    let status = *fields.last()?;
    let is_renamed = parents == 1 && status.starts_with(['R', 'C']);
    let from = if is_renamed { path() } else { String::new() };
    let path = path();
    let (mode, blob) = (*fields.get(parents)?, (*fields.get(2 * parents + 1)?).to_owned());
    let before = fields.get(parents + 1..2 * parents + 1)?.iter().filter(|name| name.bytes().any(|byte| byte != b'0'));
    let before = before.map(|name| (*name).to_owned()).collect();
    Some(match (mode, status) {
        ("000000", _) => Touch::Gone { path },
        (mode, _) if !mode.starts_with("100") => return None,
        (_, status) if parents == 1 && status.starts_with('R') => Touch::Renamed { from, path, blob, before },
        // A merge makes a file where no parent has it.
        (_, status) => {
            let is_new = status.chars().take(parents).all(|letter| matches!(letter, 'A' | 'C'));
            Touch::Written { path, blob, before, is_new }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_commits_merges_and_odd_paths() {
        let printed = "\x01c3\0d3\0陳品妤\0\n:100644 100644 b2 b3 R086\0信/a.md\0信/x\"\n:y.md\0\
            \x01c2\0d2\0M\0\0::100644 100644 100644 b0 b1 b2 MM\0信/a.md\0\
            \x01c1\0d1\0\0\n:000000 100644 0 b1 A\0信/a.md\0:100644 000000 b9 0 D\0z.md\0:000000 120000 0 b7 A\0link.md\0";
        let commits = read(printed.as_bytes());
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let written = |blob: &str, before: &[&str], is_new| Touch::Written {
            path: "信/a.md".into(),
            blob: blob.into(),
            before: names(before),
            is_new,
        };
        assert_eq!(commits.len(), 3);
        assert_eq!((commits[0].id.as_str(), commits[0].author.as_str()), ("c1", ""));
        assert_eq!(commits[0].touches, [written("b1", &[], true), Touch::Gone { path: "z.md".into() }]);
        assert_eq!(commits[1].touches, [written("b2", &["b0", "b1"], false)]);
        assert_eq!(
            commits[2].touches,
            [Touch::Renamed { from: "信/a.md".into(), path: "信/x\"\n:y.md".into(), blob: "b3".into(), before: names(&["b2"]) }]
        );
        assert_eq!(read(b""), []);
    }
}
