//! The journal's `theme/`: which of its files stand in for built-in ones, and which for none.

use std::collections::BTreeMap;
use std::path::Path;

use crate::disk;
use crate::error::{Error, Result};
use crate::labels::{Text, text};
use crate::site::THEME_FILES;
use crate::text::near::nearest;

/// The files that stand in for built-in ones, by name.
///
/// # Errors
/// One that cannot be read, is no UTF-8, or leads out of the journal.
pub(super) fn read(root: &Path) -> Result<BTreeMap<String, String>> {
    let mut theme = BTreeMap::new();
    for (name, _) in THEME_FILES {
        let path = root.join("theme").join(name);
        if let Some(bytes) = disk::read_if_there(&path)? {
            if !disk::real(&path).starts_with(disk::real(root)) {
                return Err(Error::new(text!("theme-out", path = path.display())).help(text!("theme-out.help")));
            }
            let source = String::from_utf8(bytes)
                .map_err(|_| Error::new(text!("file.not-utf8", path = path.display())).help(text!("file.not-utf8.help")))?;
            theme.insert(name.to_owned(), source);
        }
    }
    Ok(theme)
}

/// Says of each layout, sheet and script in `theme/` that stands in for none what its name may have been meant to be.
pub(super) fn strangers(root: &Path) -> Vec<Text> {
    let names = || THEME_FILES.iter().map(|(name, _)| *name);
    let looks_like_one = |name: &str| [".html", ".css", ".js"].iter().any(|end| name.to_lowercase().ends_with(end));
    let files = disk::plain_files(root, &["theme"]).unwrap_or_default();
    let strange =
        files.iter().filter_map(|path| path.strip_prefix("theme/")).filter(|name| looks_like_one(name) && !names().any(|one| one == *name));
    strange
        .map(|name| match nearest(name, names()) {
            Some(near) => text!("theme-strange.near", name = name, near = near),
            None => text!("theme-strange", name = name),
        })
        .collect()
}
