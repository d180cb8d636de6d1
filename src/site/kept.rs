//! Which pages of the last build are those of this one: told by the digest of all that a page is made of, before it is
//! rendered.

use std::io::{self, Write};

use serde::Serialize;

use super::context::Shared;
use super::{Content, Page};
use crate::jinja::Rendered;
use crate::journal::Request;
use crate::json::write_bytes;

/// Writes something that is not held.
type Writing<'w> = dyn Fn(&mut dyn Write) -> io::Result<()> + 'w;

/// What the last build left.
pub(crate) struct Kept<'a> {
    /// The digest of what all pages are made of (the program, the settings, the language, the layouts) and, of a view for
    /// others, of all that the audit looks for.
    pub(crate) common: String,
    /// Makes a digest of what is written.
    pub(crate) digest: fn(&Writing<'_>) -> String,
    /// Whether the page of a path stands as a build left it that made it of what has this digest.
    pub(crate) stands: &'a (dyn Fn(&str, &str) -> bool + Sync),
    /// The digest of what the page of a path was made of, where it stands as a build left it.
    pub(crate) standing: &'a (dyn Fn(&str) -> Option<String> + Sync),
    /// Of a page of an entry, or of what all entries say of themselves, the same digest where it stands and would come out
    /// again: told by what it came from, without asking what it is made of.
    pub(crate) again: &'a (dyn Fn(&str, Option<&str>) -> Option<String> + Sync),
}

/// The main pages that are made of what all entries say of themselves, and of no entry's text.
pub(super) const OF_FACES: [&str; 3] = ["requests.html", "people.html", "templates.html"];

/// Hexadecimal digits of a page's digest that are kept: none is mistaken for another.
const DIGITS: usize = 32;

impl Shared<'_> {
    /// The page of a path where it stands and came from the same: from an entry, whose path is given, or from what all
    /// entries say of themselves.
    pub(super) fn again(&self, path: &str, entry: Option<&str>) -> Option<Page> {
        let key = (self.source.kept.as_ref()?.again)(path, entry)?;
        Some(Page { path: path.to_owned(), content: Content::Kept, of: None, key: Some(key) })
    }

    /// The page of a path, made of some entries and of what all entries say of themselves, where it stands and the pages of
    /// all of them came from the same: then so did it.
    pub(super) fn again_of<'r>(&self, path: &str, mut entries: impl Iterator<Item = &'r Request>) -> Option<Page> {
        let kept = self.source.kept.as_ref()?;
        let is_same = |entry: &Request| self.paths.page(entry.path()).is_some_and(|page| (kept.again)(page, Some(entry.path())).is_some());
        let is_all = entries.all(is_same);
        let key = is_all.then(|| (kept.standing)(path)).flatten()?;
        Some(Page { path: path.to_owned(), content: Content::Kept, of: None, key: Some(key) })
    }

    /// The digest of a page's layout, path and title, of what stands on every page, and of all else that it is made of.
    pub(super) fn key(&self, of: (&str, &str, &str), inputs: impl Serialize) -> Option<String> {
        let kept = self.source.kept.as_ref()?;
        self.digest(&(&kept.common, &self.site_said, of, &inputs))
    }

    /// The digest of a part of what pages are made of, where pages have one.
    pub(super) fn digest(&self, part: &impl Serialize) -> Option<String> {
        let kept = self.source.kept.as_ref()?;
        let mut digest = (kept.digest)(&|writer| write_bytes(part, writer));
        digest.truncate(DIGITS);
        Some(digest)
    }

    /// The page of a path: the standing one where it was made of the same, else what `render` gives.
    ///
    /// # Errors
    /// As `render`.
    pub(super) fn page(&self, path: String, key: Option<String>, render: impl FnOnce(&str) -> Rendered<String>) -> Rendered<Page> {
        let standing = self.source.kept.as_ref().zip(key.as_ref()).filter(|(kept, key)| (kept.stands)(&path, key));
        let content = if standing.is_some() { Content::Kept } else { Content::New(render(&path)?.into_bytes()) };
        Ok(Page { path, content, of: None, key })
    }
}
