//! `asklog build --one-file FILE`: one page for somebody else's phone, in place of the site.

use std::path::Path;

use super::open::Open;
use super::render::{self, Rendered};
use super::{Exit, Outcome};
use crate::disk::{self, digest};
use crate::error::{Error, Result};
use crate::insight::Filter;
use crate::journal::Privacy;
use crate::labels::text;
use crate::site::OneFile;
use crate::terminal;

/// What is asked for besides the file.
pub(super) struct Wish {
    /// Replace a file that is not ours, or was changed by hand.
    pub(super) force: bool,
    /// Open it in the browser.
    pub(super) open: bool,
}

/// Renders, audits and writes the page; `-` prints it.
pub(super) fn build(open: &Open, file: &Path, privacy: Privacy, filter: &Filter, wish: &Wish) -> Outcome {
    let is_printed = file == Path::new("-");
    let file = std::path::absolute(file).map_err(|error| Error::io(file, &error))?;
    if !is_printed {
        refuse_others(&open.root, &file, wish.force)?;
    }
    let Rendered { pages: made, said, .. } = render::one_file(open, privacy, filter)?;
    let bytes = made.bytes(digest).map_err(|size| {
        Error::new(text!("one-file.too-large", count = made.count, size = megabytes(size))).help(text!("one-file.too-large.help"))
    })?;
    if is_printed {
        terminal::print_raw(&bytes);
    } else {
        disk::write_out(&file, &bytes)?;
        open.say(&text!("one-file.done", path = file.display(), count = made.count, size = bytes.len().div_ceil(1000)));
    }
    said.iter().for_each(|said| open.say(said));
    open.say_left_out();
    if wish.open && !is_printed && !terminal::open_page(&file) {
        open.say(&text!("build.cannot-open", path = file.display()));
    }
    Ok(Exit::Done)
}

fn megabytes(size: usize) -> String {
    format!("{}.{}", size / 1_000_000, size / 100_000 % 10)
}

/// The journal's own folders and files are refused whatever the flags; so is what is no file. A file that is not ours,
/// or that was changed since, is kept unless `force`.
fn refuse_others(root: &Path, file: &Path, force: bool) -> Result<()> {
    let (folder, name) = match (file.parent(), file.file_name().and_then(|name| name.to_str())) {
        (Some(folder), Some(name)) => (folder, name),
        _ => return Err(never(file)),
    };
    let (root, real) = (disk::real(root), disk::real(file));
    let within = |own: &str| real.starts_with(root.join(own));
    if ["requests", "templates", "theme", ".git"].iter().any(|own| within(own))
        || real == root.join(disk::SETTINGS)
        || root.starts_with(&real)
    {
        return Err(never(file));
    }
    let Some(standing) = disk::standing(folder, name)? else { return Ok(()) };
    match OneFile::is_ours(&standing, digest) {
        Some(true) => Ok(()),
        _ if force => Ok(()),
        Some(false) => Err(Error::new(text!("build.edited", path = file.display())).help(text!("build.edited.help"))),
        None => Err(Error::new(text!("one-file.not-ours", path = file.display())).help(text!("one-file.not-ours.help"))),
    }
}

fn never(file: &Path) -> Error {
    Error::new(text!("one-file.never", path = file.display())).help(text!("one-file.never.help"))
}
