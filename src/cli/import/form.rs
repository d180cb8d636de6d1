//! Which files an import is given, and what each of them is, by its first bytes.

use std::io::Read;
use std::path::PathBuf;

use crate::disk::{self, Input};
use crate::error::{Error, Result};
#[cfg(feature = "xlsx")]
use crate::interchange::looks_like_workbook;
use crate::interchange::{Foreign, foreign, looks_like_mail, looks_like_mbox};
use crate::labels::text;

/// The forms of an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum ImportFormat {
    /// A table of any spreadsheet.
    Csv,
    /// An Excel workbook.
    #[cfg(feature = "xlsx")]
    Xlsx,
    /// LinkedIn's export of messages.
    Linkedin,
    /// A saved e-mail.
    Eml,
    /// A mailbox: many e-mails in one file.
    Mbox,
}

/// The files that are named, and of a folder its saved mail.
///
/// # Errors
/// A folder that cannot be read, or without saved mail.
pub(super) fn files(named: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in named {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let is_mail = |file: &String| [".eml", ".mbox"].iter().any(|end| file.to_ascii_lowercase().ends_with(end));
        let before = files.len();
        files.extend(disk::plain_files(path, &[""])?.into_iter().filter(is_mail).map(|file| path.join(file)));
        if files.len() == before {
            return Err(Error::new(text!("import.folder", path = path.display())).help(text!("import.folder.help")));
        }
    }
    Ok(files)
}

/// Names what a file is that is neither a table nor mail.
///
/// # Errors
/// For such a file, with what to do about it.
pub(super) fn refuse_foreign(name: &str, head: &[u8]) -> Result<()> {
    let error = match foreign(head) {
        None => return Ok(()),
        Some(Foreign::Json) => Error::new(text!("import.json", path = name)).help(text!("import.json.help")),
        Some(Foreign::OldWorkbook) => Error::new(text!("import.old-workbook", path = name)).help(text!("import.workbook.help")),
        Some(Foreign::Pdf) => Error::new(text!("import.pdf", path = name)).help(text!("import.workbook.help")),
    };
    Err(error)
}

/// The first bytes of a file, which is then at its beginning again.
pub(super) fn head(input: &mut dyn Input) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::new();
    (&mut *input).take(64 * 1024).read_to_end(&mut head)?;
    input.rewind()?;
    Ok(head)
}

/// The form that the first bytes tell.
pub(super) fn format_of(head: &[u8]) -> ImportFormat {
    #[cfg(feature = "xlsx")]
    if looks_like_workbook(head) {
        return ImportFormat::Xlsx;
    }
    match () {
        () if looks_like_mbox(head) => ImportFormat::Mbox,
        () if looks_like_mail(head) => ImportFormat::Eml,
        () => ImportFormat::Csv,
    }
}
