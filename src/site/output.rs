//! The output folder's rules: only what an earlier build made is ever replaced or removed.

use std::collections::BTreeMap;

use super::Page;
use crate::error::{Error, Result};
use crate::labels::text;

/// The file that proves which files are ours.
pub(crate) const MARKER: &str = ".asklog-site";
const FIRST_LINE: &str = "asklog-site 1";
/// The hash of nothing: what a power cut may leave of a page, and no hand does.
const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// Every file that a build made, with its hash.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Marker {
    /// Hash by path.
    pub(crate) files: BTreeMap<String, String>,
    /// While pages are written: the hash of what stood there, by path. It still does where a build was stopped.
    pub(crate) before: BTreeMap<String, String>,
    /// Parts of pages that the next build may keep, by page. Without them the site is the same, only slower.
    pub(crate) parts: BTreeMap<String, PartPlace>,
    /// What all of it was made from, where the next build can tell that nothing of that changed.
    pub(crate) whole: Option<Whole>,
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
                    None => drop(marker.files.insert(path.to_owned(), told.to_owned())),
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
        for (path, hash) in &self.files {
            text.push_str(&format!("{hash}  {path}\n"));
        }
        text
    }
}

/// `KEY SINCE SAID`.
fn whole(told: &str) -> Option<Whole> {
    let (key, rest) = told.split_once(' ')?;
    let (since, said) = rest.split_once(' ')?;
    Some(Whole { key: key.to_owned(), since: since.parse().ok()?, said: said.to_owned() })
}

impl Marker {
    /// Whether what stands under a path was never changed by hand: it has our hash, or that of what stood there when a
    /// build was stopped, or a power cut left nothing of it.
    fn made(&self, path: &str, standing: &str) -> bool {
        [self.files.get(path), self.before.get(path)].into_iter().flatten().any(|ours| ours == standing) || standing == EMPTY
    }
}

/// `KEY START END`.
fn part(told: &str) -> Option<PartPlace> {
    let mut told = told.split(' ');
    Some(PartPlace { key: told.next()?.to_owned(), start: told.next()?.parse().ok()?, end: told.next()?.parse().ok()? })
}

/// What stands in the output folder now.
pub(crate) struct Found {
    /// The marker; `None` where there is none.
    pub(crate) marker: Option<Marker>,
    /// Whether the folder holds anything.
    pub(crate) is_empty: bool,
    /// Hash by path of the files that stand where a page goes, or that the marker names.
    pub(crate) files: BTreeMap<String, String>,
}

/// What a build does.
#[derive(Debug, PartialEq)]
pub(crate) struct Plan {
    /// The pages to write, by number.
    pub(crate) write: Vec<usize>,
    /// The files to remove.
    pub(crate) remove: Vec<String>,
    /// The marker while writing: old and new files.
    pub(crate) during: Marker,
    /// The marker afterwards.
    pub(crate) after: Marker,
}

/// Compares the pages with what is there.
///
/// # Errors
/// When the folder is not ours, when a file of the user's stands where a page goes, or when a file of ours
/// was changed since (unless `force`).
pub(crate) fn plan(folder: &str, pages: &[Page], hashes: &[String], found: &Found, force: bool) -> Result<Plan> {
    if found.marker.is_none() && !found.is_empty {
        return Err(Error::new(text!("build.not-ours", path = folder)).help(text!("build.not-ours.help")));
    }
    let old = found.marker.clone().unwrap_or_default();
    // While pages are written no part of them is known to stand.
    let during = Marker { files: old.files.clone(), ..Marker::default() };
    let mut plan = Plan { write: Vec::new(), remove: Vec::new(), during, after: Marker::default() };
    for (number, (page, hash)) in pages.iter().zip(hashes).enumerate() {
        plan.after.files.insert(page.path.clone(), hash.clone());
        let Some(standing) = found.files.get(&page.path) else {
            plan.write.push(number);
            continue;
        };
        if standing == hash {
            continue;
        }
        match old.files.get(&page.path) {
            None => {
                return Err(
                    Error::new(text!("build.in-the-way", path = format!("{folder}/{}", page.path))).help(text!("build.in-the-way.help"))
                );
            }
            Some(_) if !old.made(&page.path, standing) && !force => return Err(edited(folder, &page.path)),
            Some(_) => {
                plan.during.before.insert(page.path.clone(), standing.clone());
                plan.write.push(number);
            }
        }
    }
    for path in old.files.keys() {
        if plan.after.files.contains_key(path) {
            continue;
        }
        match found.files.get(path) {
            None => {}
            Some(standing) if !old.made(path, standing) && !force => return Err(edited(folder, path)),
            Some(standing) => {
                plan.during.before.insert(path.clone(), standing.clone());
                plan.remove.push(path.clone());
            }
        }
    }
    plan.during.files.extend(plan.after.files.clone());
    Ok(plan)
}

fn edited(folder: &str, path: &str) -> Error {
    Error::new(text!("build.edited", path = format!("{folder}/{path}"))).help(text!("build.edited.help"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(path: &str) -> Page {
        Page { path: path.into(), bytes: Vec::new(), of: None }
    }

    fn files(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(path, hash)| ((*path).to_owned(), (*hash).to_owned())).collect()
    }

    #[test]
    fn only_what_is_ours_is_touched() {
        let pages = [page("a.html"), page("b.html")];
        let hashes = ["1".to_owned(), "2".to_owned()];
        let ours = Some(Marker { files: files(&[("a.html", "1"), ("b.html", "old"), ("gone.html", "3")]), ..Marker::default() });
        let found = |marker: &Option<Marker>, standing: &[(&str, &str)]| Found {
            marker: marker.clone(),
            is_empty: standing.is_empty(),
            files: files(standing),
        };

        let plan_of =
            plan("site", &pages, &hashes, &found(&ours, &[("a.html", "1"), ("b.html", "old"), ("gone.html", "3")]), false).expect("ours");
        assert_eq!((plan_of.write, plan_of.remove), (vec![1], vec!["gone.html".to_owned()]));

        // Stopped half way: each page is the old one or the new one, and the next build goes on.
        let during = Some(plan_of.during);
        for standing in [[("a.html", "1"), ("b.html", "old")], [("a.html", "1"), ("b.html", "2")]] {
            assert!(plan("site", &pages, &hashes, &found(&during, &standing), false).is_ok());
        }
        assert!(plan("site", &pages, &hashes, &found(&during, &[("b.html", "edited")]), false).is_err());

        let edited = found(&ours, &[("b.html", "edited")]);
        assert!(plan("site", &pages, &hashes, &edited, false).is_err());
        assert!(plan("site", &pages, &hashes, &edited, true).is_ok());
        let cut = found(&ours, &[("a.html", EMPTY), ("b.html", "old"), ("gone.html", EMPTY)]);
        assert_eq!(plan("site", &pages, &hashes, &cut, false).expect("ours").write, vec![0, 1]);
        let gone_edited = found(&ours, &[("gone.html", "edited")]);
        assert!(plan("site", &pages, &hashes, &gone_edited, false).is_err());

        let not_ours = found(&None, &[("a.html", "user's")]);
        assert!(plan("site", &pages, &hashes, &not_ours, true).is_err(), "no flag takes what is not ours");
        let in_the_way = found(&Some(Marker::default()), &[("a.html", "user's")]);
        assert!(plan("site", &pages, &hashes, &in_the_way, true).is_err());
        assert!(plan("site", &pages, &hashes, &found(&None, &[]), false).is_ok());
    }

    #[test]
    fn a_marker_reads_back() {
        let parts = [("a  b.html".to_owned(), PartPlace { key: "ef".into(), start: 3, end: 40 })].into();
        let whole = Some(Whole { key: "01".into(), since: 1_775_000_000, said: "Two  words.".into() });
        let before = files(&[("a  b.html", "0f")]);
        let marker = Marker { files: files(&[("requests/2026-04-08-林雅婷.html", "ab"), ("a  b.html", "cd")]), before, parts, whole };
        assert_eq!(Marker::parse(&marker.text()), Some(marker));
        assert_eq!(Marker::parse("else\n"), None);
    }
}
