//! The output folder's rules: only what an earlier build made is ever replaced or removed.

use std::collections::BTreeMap;

use super::marker::{Made, Marker};
use crate::error::{Error, Result};
use crate::labels::text;

/// What stands in the output folder now.
pub(crate) struct Found {
    /// The marker; `None` where there is none.
    pub(crate) marker: Option<Marker>,
    /// Whether the folder holds anything.
    pub(crate) is_empty: bool,
    /// The files that stand where a page goes, or that the marker names, by path.
    pub(crate) files: BTreeMap<String, Made>,
}

/// A file of the site that was made, or kept.
pub(crate) struct Output {
    /// Relative to the site's folder, with `/`.
    pub(crate) path: String,
    /// What the marker will tell of it.
    pub(crate) made: Made,
    /// Under which number it is staged; `None` of one that stands already.
    pub(crate) staged: Option<usize>,
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
pub(crate) fn plan(folder: &str, pages: &[Output], found: &Found, force: bool) -> Result<Plan> {
    if found.marker.is_none() && !found.is_empty {
        return Err(not_ours(folder));
    }
    let old = found.marker.clone().unwrap_or_default();
    // While pages are written no part of them is known to stand.
    let during = Marker { files: old.files.clone(), ..Marker::default() };
    let mut plan = Plan { write: Vec::new(), remove: Vec::new(), during, after: Marker::default() };
    for (number, page) in pages.iter().enumerate() {
        let standing = found.files.get(&page.path);
        let is_same = standing.filter(|standing| standing.hash == page.made.hash);
        let size = page.made.size.or_else(|| is_same.and_then(|standing| standing.size));
        plan.after.files.insert(page.path.clone(), Made { size, ..page.made.clone() });
        let standing = match standing {
            None => {
                plan.write.push(number);
                continue;
            }
            Some(_) if is_same.is_some() => continue,
            Some(standing) => &standing.hash,
        };
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
        match found.files.get(path).map(|standing| &standing.hash) {
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

/// Says that a folder that is not empty has no marker of ours.
pub(crate) fn not_ours(folder: &str) -> Error {
    Error::new(text!("build.not-ours", path = folder)).help(text!("build.not-ours.help"))
}

fn edited(folder: &str, path: &str) -> Error {
    Error::new(text!("build.edited", path = format!("{folder}/{path}"))).help(text!("build.edited.help"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(path: &str, hash: &str) -> Output {
        Output { path: path.into(), made: Made { hash: hash.into(), ..Made::default() }, staged: None }
    }

    /// The hash of nothing.
    const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    fn files(pairs: &[(&str, &str)]) -> BTreeMap<String, Made> {
        pairs.iter().map(|(path, hash)| ((*path).to_owned(), Made { hash: (*hash).to_owned(), ..Made::default() })).collect()
    }

    #[test]
    fn only_what_is_ours_is_touched() {
        let pages = [page("a.html", "1"), page("b.html", "2")];
        let ours = Some(Marker { files: files(&[("a.html", "1"), ("b.html", "old"), ("gone.html", "3")]), ..Marker::default() });
        let found = |marker: &Option<Marker>, standing: &[(&str, &str)]| Found {
            marker: marker.clone(),
            is_empty: standing.is_empty(),
            files: files(standing),
        };

        let plan_of = plan("site", &pages, &found(&ours, &[("a.html", "1"), ("b.html", "old"), ("gone.html", "3")]), false).expect("ours");
        assert_eq!((plan_of.write, plan_of.remove), (vec![1], vec!["gone.html".to_owned()]));

        // Stopped half way: each page is the old one or the new one, and the next build goes on.
        let during = Some(plan_of.during);
        for standing in [[("a.html", "1"), ("b.html", "old")], [("a.html", "1"), ("b.html", "2")]] {
            assert!(plan("site", &pages, &found(&during, &standing), false).is_ok());
        }
        assert!(plan("site", &pages, &found(&during, &[("b.html", "edited")]), false).is_err());

        let edited = found(&ours, &[("b.html", "edited")]);
        assert!(plan("site", &pages, &edited, false).is_err());
        assert!(plan("site", &pages, &edited, true).is_ok());
        let cut = found(&ours, &[("a.html", EMPTY), ("b.html", "old"), ("gone.html", EMPTY)]);
        assert_eq!(plan("site", &pages, &cut, false).expect("ours").write, vec![0, 1]);
        let gone_edited = found(&ours, &[("gone.html", "edited")]);
        assert!(plan("site", &pages, &gone_edited, false).is_err());

        let not_ours = found(&None, &[("a.html", "user's")]);
        assert!(plan("site", &pages, &not_ours, true).is_err(), "no flag takes what is not ours");
        let in_the_way = found(&Some(Marker::default()), &[("a.html", "user's")]);
        assert!(plan("site", &pages, &in_the_way, true).is_err());
        assert!(plan("site", &pages, &found(&None, &[]), false).is_ok());
    }
}
