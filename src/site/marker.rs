//! The site's marker: which files a build made, how they were left, and what they were made from.

use std::collections::BTreeMap;

/// The file that proves which files are ours.
pub(crate) const MARKER: &str = ".asklog-site";
const FIRST_LINE: &str = "asklog-site 1";
/// The hash of nothing: what a power cut may leave of a page, and no hand does.
const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
/// Stands for what is not known.
const NONE: &str = "-";

/// Every file that a build made, with its hash.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Marker {
    /// The files by path.
    pub(crate) files: BTreeMap<String, Made>,
    /// While pages are written: the hash of what stood there, by path. It still does where a build was stopped.
    pub(crate) before: BTreeMap<String, String>,
    /// Parts of pages that the next build may keep, by page. Without them the site is the same, only slower.
    pub(crate) parts: BTreeMap<String, PartPlace>,
    /// What all of it was made from, where the next build can tell that nothing of that changed.
    pub(crate) whole: Option<Whole>,
}

/// A file that a build made.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Made {
    /// The hash of its bytes.
    pub(crate) hash: String,
    /// How many bytes.
    pub(crate) size: Option<u64>,
    /// The digest of all that it is made of, where that is known.
    pub(crate) key: Option<String>,
}

/// What a site was made from, as digest.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Whole {
    /// The digest of everything but the time of day.
    pub(crate) key: String,
    /// From when on, until the end of that day, the same is made of the same: seconds since 1970.
    pub(crate) since: i64,
    /// What the build said of its view.
    pub(crate) said: String,
}

/// Where a part of a page stands, and the digest of what it was made from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PartPlace {
    /// The digest.
    pub(crate) key: String,
    /// Its first byte.
    pub(crate) start: usize,
    /// The byte after its last.
    pub(crate) end: usize,
}

impl Marker {
    /// Reads a marker; `None` for one of another kind.
    pub(crate) fn parse(text: &str) -> Option<Marker> {
        let mut lines = text.lines();
        if lines.next() != Some(FIRST_LINE) {
            return None;
        }
        let mut marker = Marker::default();
        if let Some(told) = lines.clone().next().and_then(|line| line.strip_prefix("whole ")) {
            marker.whole = whole(told);
            lines.next();
        }
        for (told, path) in lines.filter_map(|line| line.split_once("  ")) {
            match told.strip_prefix("part ") {
                Some(told) => marker.parts.extend(part(told).map(|place| (path.to_owned(), place))),
                None => match told.strip_prefix("before ") {
                    Some(hash) => drop(marker.before.insert(path.to_owned(), hash.to_owned())),
                    None => drop(marker.files.insert(path.to_owned(), made(told))),
                },
            }
        }
        Some(marker)
    }

    /// The marker's text.
    pub(crate) fn text(&self) -> String {
        let mut text = format!("{FIRST_LINE}\n");
        if let Some(Whole { key, since, said }) = &self.whole {
            text.push_str(&format!("whole {key} {since} {said}\n"));
        }
        for (path, place) in &self.parts {
            text.push_str(&format!("part {} {} {}  {path}\n", place.key, place.start, place.end));
        }
        for (path, hash) in &self.before {
            text.push_str(&format!("before {hash}  {path}\n"));
        }
        for (path, Made { hash, size, key }) in &self.files {
            let size = size.map_or(NONE.to_owned(), |size| size.to_string());
            text.push_str(&format!("{hash} {size} {}  {path}\n", key.as_deref().unwrap_or(NONE)));
        }
        text
    }

    /// Whether what stands under a path was never changed by hand: it has our hash, or that of what stood there when a
    /// build was stopped, or a power cut left nothing of it.
    pub(super) fn made(&self, path: &str, standing: &str) -> bool {
        let ours = self.files.get(path).map(|made| &made.hash);
        [ours, self.before.get(path)].into_iter().flatten().any(|ours| ours == standing) || standing == EMPTY
    }
}

/// `KEY SINCE SAID`.
fn whole(told: &str) -> Option<Whole> {
    let (key, rest) = told.split_once(' ')?;
    let (since, said) = rest.split_once(' ')?;
    Some(Whole { key: key.to_owned(), since: since.parse().ok()?, said: said.to_owned() })
}

/// `HASH` or `HASH SIZE KEY`.
fn made(told: &str) -> Made {
    let mut told = told.split(' ');
    let hash = told.next().unwrap_or_default().to_owned();
    let mut word = || told.next().filter(|word| *word != NONE).map(ToOwned::to_owned);
    Made { hash, size: word().and_then(|size| size.parse().ok()), key: word() }
}

/// `KEY START END`.
fn part(told: &str) -> Option<PartPlace> {
    let mut told = told.split(' ');
    Some(PartPlace { key: told.next()?.to_owned(), start: told.next()?.parse().ok()?, end: told.next()?.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_reads_back() {
        let parts = [("a  b.html".to_owned(), PartPlace { key: "ef".into(), start: 3, end: 40 })].into();
        let whole = Some(Whole { key: "01".into(), since: 1_775_000_000, said: "Two  words.".into() });
        let before = [("a  b.html".to_owned(), "0f".to_owned())].into();
        let made = |hash: &str, size, key: Option<&str>| Made { hash: hash.into(), size, key: key.map(ToOwned::to_owned) };
        let files = [
            ("requests/2026-04-08-林雅婷.html", made("ab", None, Some("ef"))),
            ("a  b.html", made("cd", Some(12), None)),
            ("c.html", made("cd", None, None)),
        ];
        let files = files.into_iter().map(|(path, made)| (path.to_owned(), made)).collect();
        let marker = Marker { files, before, parts, whole };
        assert_eq!(Marker::parse(&marker.text()), Some(marker));
        assert_eq!(
            Marker::parse("asklog-site 1\nab  a.html\n").map(|marker| marker.files),
            Some([("a.html".to_owned(), made("ab", None, None))].into())
        );
        assert_eq!(Marker::parse("else\n"), None);
    }
}
