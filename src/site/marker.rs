//! The site's marker: which files a build made, how they were left, and what they were made from.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use crate::feedback::FaultSet;

/// The file that proves which files are ours.
pub(crate) const MARKER: &str = ".asklog-site";
const FIRST_LINE: &str = "asklog-site 1";
/// Begins the line with the digest of all that follows it.
const SEAL: &str = "seal ";
/// The hash of nothing: what a power cut may leave of a page, and no hand does.
const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
/// Begins the line with the digest of what the audit went by.
const SEARCHED: &str = "searched";
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
    /// The digest of all that the audit of a view for others went by.
    pub(crate) searched: Option<String>,
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
    /// What it came from, where the next build can tell that from another.
    pub(crate) origin: Option<Origin>,
}

/// What a page came from: an entry among all others, or what all entries say of themselves.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Origin {
    /// The digest of the entry's bytes and of all else that is read for its page.
    pub(crate) key: String,
    /// What was found in the entry.
    pub(crate) faults: FaultSet,
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
    /// Reads a marker; `None` for one of another kind. Where it is not as `digest` sealed it, it tells which files are
    /// ours, and nothing that spares work.
    pub(crate) fn parse(text: &str, digest: fn(&[u8]) -> String) -> Option<Marker> {
        let (first, text) = text.split_once('\n').unwrap_or((text, ""));
        if first.trim_end() != FIRST_LINE {
            return None;
        }
        let (seal, told) = text.strip_prefix(SEAL).and_then(|rest| rest.split_once('\n')).unwrap_or(("", text));
        let marker = Marker::read(told);
        Some(if digest(told.as_bytes()) == seal { marker } else { marker.only_files() })
    }

    /// Without what was kept to spare work.
    fn only_files(self) -> Marker {
        let bare = |made: Made| Made { hash: made.hash, ..Made::default() };
        let files = self.files.into_iter().map(|(path, made)| (path, bare(made))).collect();
        Marker { files, before: self.before, ..Marker::default() }
    }

    fn read(text: &str) -> Marker {
        let mut lines = text.lines();
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
                    None if told == SEARCHED => marker.searched = Some(path.to_owned()),
                    None => drop(marker.files.insert(path.to_owned(), made(told))),
                },
            }
        }
        marker
    }

    /// The marker's text, sealed.
    pub(crate) fn text(&self, digest: fn(&[u8]) -> String) -> String {
        let told = self.told();
        format!("{FIRST_LINE}\n{SEAL}{}\n{told}", digest(told.as_bytes()))
    }

    fn told(&self) -> String {
        let mut text = String::new();
        let told = self.tell(&mut text);
        debug_assert!(told.is_ok(), "a text takes all words");
        text
    }

    fn tell(&self, text: &mut String) -> fmt::Result {
        if let Some(Whole { key, since, said }) = &self.whole {
            writeln!(text, "whole {key} {since} {said}")?;
        }
        if let Some(searched) = &self.searched {
            writeln!(text, "{SEARCHED}  {searched}")?;
        }
        for (path, PartPlace { key, start, end }) in &self.parts {
            writeln!(text, "part {key} {start} {end}  {path}")?;
        }
        for (path, hash) in &self.before {
            writeln!(text, "before {hash}  {path}")?;
        }
        for (path, Made { hash, size, key, origin }) in &self.files {
            write!(text, "{hash} ")?;
            match size {
                Some(size) => write!(text, "{size}")?,
                None => text.push_str(NONE),
            }
            write!(text, " {} ", key.as_deref().unwrap_or(NONE))?;
            match origin {
                Some(Origin { key, faults }) => write!(text, "{key} {}", faults.number())?,
                None => text.push_str(NONE),
            }
            writeln!(text, "  {path}")?;
        }
        Ok(())
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

/// `HASH`, or `HASH SIZE KEY`, or `HASH SIZE KEY ORIGIN FAULTS`.
fn made(told: &str) -> Made {
    let mut told = told.split(' ');
    let hash = told.next().unwrap_or_default().to_owned();
    let mut word = || told.next().filter(|word| *word != NONE).map(ToOwned::to_owned);
    let (size, key) = (word().and_then(|size| size.parse().ok()), word());
    let faults = |number: String| FaultSet::of_number(number.parse().ok()?);
    let origin = word().and_then(|key| Some(Origin { key, faults: word().and_then(faults)? }));
    Made { hash, size, key, origin }
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
        let digest = |bytes: &[u8]| format!("{:x}", bytes.iter().fold(7_u64, |sum, byte| sum.wrapping_mul(31) + u64::from(*byte)));
        let made = |hash: &str, size, key: Option<&str>, faults| Made {
            hash: hash.into(),
            size,
            key: key.map(ToOwned::to_owned),
            origin: FaultSet::of_number(faults).map(|faults| Origin { key: "23".into(), faults }),
        };
        let files = [
            ("requests/2026-04-08-林雅婷.html", made("ab", None, Some("ef"), 5)),
            ("a  b.html", made("cd", Some(12), None, 9)),
            ("c.html", made("cd", None, None, 0)),
        ];
        let files = files.into_iter().map(|(path, made)| (path.to_owned(), made)).collect();
        let marker = Marker { files, before, parts, whole, searched: Some("45".into()) };
        let text = marker.text(digest);
        assert_eq!(Marker::parse(&text, digest), Some(marker.clone()));
        assert_eq!(
            Marker::parse("asklog-site 1\nab  a.html\n", digest).map(|marker| marker.files),
            Some([("a.html".to_owned(), made("ab", None, None, 9))].into())
        );
        assert_eq!(Marker::parse("else\n", digest), None);
        // Changed anywhere, by git's line ends or by a failing disk: it tells which files are ours, no more.
        for damaged in [text.replace('\n', "\r\n"), text.replace(" 5  req", " 4  req"), text.replace("seal ", "seal 0")] {
            assert_eq!(Marker::parse(&damaged, digest), Some(marker.clone().only_files()));
        }
    }
}
