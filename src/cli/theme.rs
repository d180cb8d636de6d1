//! The journal's `theme/`: which of its files stand in for built-in ones, and which for none.

use std::collections::BTreeMap;
use std::path::Path;

use crate::disk;
use crate::error::{Error, Result};
use crate::jinja::Fault;
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
        let read = disk::read_if_there(&path).map_err(|error| error.help(text!("build.layout.help")))?;
        if let Some(bytes) = read {
            if !disk::real(&path).starts_with(disk::real(root)) {
                return Err(Error::new(text!("theme-out", path = path.display())).help(text!("theme-out.help")));
            }
            let source = String::from_utf8(bytes).map_err(|error| {
                let above = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                let line = above.iter().filter(|byte| **byte == b'\n').count() + 1;
                Error::new(text!("file.not-utf8", path = format!("{}:{line}", path.display()))).help(text!("file.not-utf8.help"))
            })?;
            theme.insert(name.to_owned(), source);
        }
    }
    Ok(theme)
}

/// What is wrong with a layout, by the file that the user can mend: one of ours fails where one of theirs, which it reads in, is at fault.
pub(super) fn fault(theme: &BTreeMap<String, String>, layout: &str, Fault { line, cause }: Fault) -> Text {
    let built_in = |name: &str| THEME_FILES.iter().find(|(file, _)| *file == name).map_or("", |(_, source)| *source);
    let source = built_in(layout);
    let reads_in = |name: &str| ["import", "extends", "include"].iter().any(|tag| source.contains(&format!("{{% {tag} \"{name}\"")));
    if theme.contains_key(layout) {
        return text!("build.layout", layout = format!("theme/{layout}"), line = line; cause => cause);
    }
    let at_fault = source.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let lacking = theme.iter().filter(|(name, _)| reads_in(name)).find_map(|(name, own)| {
        let own: Vec<&str> = macros(own).collect();
        let lacks = macros(built_in(name)).find(|made| !own.contains(made) && at_fault.contains(&format!(".{made}(")));
        lacks.map(|lacks| text!("build.layout.lacks", own = format!("theme/{name}"), name = lacks, layout = layout, line = line))
    });
    lacking.unwrap_or_else(|| match theme.keys().find(|name| reads_in(name)) {
        Some(name) => text!("build.layout.with", own = format!("theme/{name}"), layout = layout, line = line; cause => cause),
        None => text!("build.layout", layout = layout, line = line; cause => cause),
    })
}

/// The names of the macros that a layout makes.
fn macros(source: &str) -> impl Iterator<Item = &str> {
    let tags = source.split("{%").map(|tag| tag.trim_start_matches(['-', '+']).trim_start());
    tags.filter_map(|tag| Some(tag.strip_prefix("macro ")?.split_once('(')?.0.trim()))
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
